// @ts-check
// The hand on a chart: the words about the path under it, and all that takes them away.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { made } from "./made_stage.js";
import { run } from "./runs.js";

/** @type {ReturnType<typeof made>} */
let page;
const RUN = run("Adam", [1234567, 0.5, 8.071e-16], {
  theta: Float32Array.of(0, 0, 0.5, -3e-10, 1, 0.123456),
  least: { loss: 1e-15, distance: 0 },
});

beforeEach(() => {
  page = made([RUN]);
});

/**
 * @param {number} x
 * @param {number} y
 */
const point = (x, y) => page.chart.plot.fire("pointermove", { clientX: 100 * x, clientY: 100 - 100 * y, buttons: 0 });
const words = () => (page.stage.tip.node.hidden ? null : page.stage.tip.node.textContent);

test("the words have four digits, and no rounding errors", () => {
  for (const [x, y, expected] of /** @type {[number, number, string][]} */ ([
    [0, 0, "Adam, t = 0: θ = (0, 0), loss 1.235e+06"],
    [0.5, 0, "Adam, t = 1: θ = (0.5, 0), loss 0.5"],
    [1, 0.12, "Adam, t = 2: θ = (1, 0.1235), loss 0"],
  ])) {
    point(x, y);
    assert.equal(words(), expected);
    assert.equal(page.stage.focus.run, 0);
  }
});

test("the words go where there is no path, and when the pointer leaves", () => {
  point(0.5, 0);
  point(0.5, 1);
  assert.equal(words(), null);
  point(0.5, 0);
  page.chart.plot.fire("pointerleave");
  assert.equal(words(), null);
  assert.equal(page.stage.focus.run, null);
});
