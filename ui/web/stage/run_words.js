// @ts-check
// What is said of a run: in the list, and at the pointer.

import { short } from "./short_number.js";

const ROUNDING = 1e-9; // a coordinate that is smaller beside the window is written 0, as in `point_text` of `optim_core/outcomes.py`

// What the list says of a run at a step. A run that has left all bounds has its outcome already: it has diverged, or has ended.
/**
 * @param {Path} path
 * @param {number} step
 * @param {number[][]} window
 */
export function state(path, step, window) {
  if (step >= path.steps) return last(path);
  return [
    step > path.end ? path.sentence : `step ${step}, at ${place(path.theta, step, window)}`,
    height(path, step),
    short(path.distances[step], 2, path.least.distance),
    path.reached !== null && path.reached <= step ? String(path.reached) : "–",
  ];
}

// What the list says of a run at its end, with the numbers as Python has written them.
/** @param {Path} path */
export function last({ sentence, final, distance, reached }) {
  return [sentence, final, distance, String(reached ?? "–")];
}

// The loss of a step.
/**
 * @param {Pick<Path, "loss" | "least">} path
 * @param {number} step
 */
export const height = (path, step, digits = 2) => short(path.loss[step], digits, path.least.loss);

// Where a run is at a step.
/**
 * @param {Float32Array} theta
 * @param {number} step
 * @param {number[][]} window
 */
export function place(theta, step, window, digits = 3) {
  const [x, y] = window.map(([low, high], axis) => short(theta[2 * step + axis], digits, ROUNDING * (high - low)));
  return `(${x}, ${y})`;
}
