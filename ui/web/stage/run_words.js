// @ts-check
// What the list of outcomes says of a run.

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
    short(path.loss[step]),
    short(path.distances[step]),
    path.reached !== null && path.reached <= step ? String(path.reached) : "–",
  ];
}

// What the list says of a run at its end, with the numbers as Python has written them.
/** @param {Path} path */
export function last({ sentence, final, distance, reached }) {
  return [sentence, final, distance, String(reached ?? "–")];
}

/**
 * @param {Float32Array} theta
 * @param {number} step
 * @param {number[][]} window
 */
function place(theta, step, window) {
  const [x, y] = window.map(([low, high], axis) => {
    const value = theta[2 * step + axis];
    return short(Math.abs(value) < ROUNDING * (high - low) ? 0 : value, 3);
  });
  return `(${x}, ${y})`;
}
