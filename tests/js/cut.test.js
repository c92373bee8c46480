// @ts-check
// The landscape cut open: the ball on it, and what belongs to its step.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Cut } from "../../ui/web/stage/cut.js";
import { LOOK, fake, made, openPage, run } from "./canvas.js";
import { pass } from "./clock.js";

/** @type {Cut} */
let cut;
// The plotted area is 100 pixels wide and high, its top left corner is (46, 8): ten pixels are one of distance, or one of height.
const BOX = [0, 10, 0, 10];
// Two steps: the first on a slope that falls by one where one goes, the second on the level.
const HEIGHTS = Float32Array.of(10, 5, 0, 7, 7, 7);
const RECORD = { samples: 3, heights: 0, at: 1, slope: 2, weight: null, box: BOX };
const ARRAYS = [HEIGHTS, Float32Array.of(0, 3, 5), Float32Array.of(-1, 0)];

const moving = () => fake(cut.moving).sheet;
const still = () => fake(cut.still).sheet;

/**
 * @param {string[]} shows
 * @param {CutRecord | null} record
 */
function update(shows, record = RECORD) {
  const path = { ...run([0, 0], [3, 0], [5, 0]), loss: Float32Array.of(10, 7, 7) };
  cut.update([path], { cut: record, fit: null, look: LOOK, shows }, ARRAYS);
}

beforeEach(() => {
  openPage();
  cut?.dispose();
  cut = new Cut(made(), /** @type {import("../../ui/web/stage/start.js").Start} */ ({}));
  cut.resize(154, 140);
  update([]);
});

test("the ball slides on the cut of its step, from where the step begins to where it lands", () => {
  /** @param {number} t */
  const ball = (t) => {
    cut.at(t);
    return moving().arcs.at(-1);
  };
  assert.equal(ball(0), "46,8");
  assert.equal(ball(0.5), "61,23");
  assert.equal(ball(1), "76,38");
  assert.equal(ball(1.5), "86,38");
  assert.equal(ball(2), "96,38");
  assert.equal(ball(9), "96,38", "after the last cut it rests");
});

test("one cut may be that of all steps", () => {
  ARRAYS[0] = HEIGHTS.slice(0, 3);
  update([]);
  cut.at(1.5);
  ARRAYS[0] = HEIGHTS;
  assert.deepEqual(still().lines("faint"), ["46,8 96,58 146,108"]);
});

test("the steps so far are marked where they began", () => {
  update(["path"]);
  cut.at(0);
  assert.deepEqual(moving().arcs, ["46,8"], "the ball alone");
  cut.at(1.5);
  assert.deepEqual(moving().arcs, ["46,8", "76,38", "86,38"]);
});

test("another step has another cut, and in between only the ball is drawn", () => {
  cut.at(0);
  assert.deepEqual(still().lines("faint"), ["46,8 96,58 146,108"]);
  const { drawings } = still();
  cut.at(0.5);
  assert.equal(still().drawings, drawings);
  cut.at(1.2);
  assert.deepEqual(still().lines("faint"), ["46,38 96,38 146,38"]);
});

test("height, slope and step are shown as the page asks for them", () => {
  cut.at(0);
  assert.equal(moving().strokes.length, 1, "the outline of the ball");
  update(["height"]);
  cut.at(1);
  assert.deepEqual(moving().lines("ink"), ["76,108 76,38"]);
  update(["uphill"]);
  cut.at(0);
  assert.deepEqual(moving().lines("#e0661f"), ["33,-5 59,21"], "through the ball, one down where one goes to the right");
  update(["step"]);
  cut.at(0);
  assert.deepEqual(moving().lines("#2b8fd6"), ["46,8 76,8", "76,8 76,38"]);
  assert.equal(moving().arcs[0], "76,38", "the ring is where the step lands");
  assert.ok(moving().texts.includes("−η∇J"));
});

test("a page that does not ask for it has no cut", () => {
  assert.equal(cut.node.hidden, false);
  update([], null);
  assert.equal(cut.node.hidden, true);
});

test("the text says where the point is and how high", async () => {
  cut.at(1);
  await pass(500);
  const { attributes } = fake(cut.moving);
  assert.equal(attributes.role, "img");
  assert.equal(attributes["aria-label"], "The landscape cut open along the slope. At θ₁ 3.00 and θ₂ 0.00 the loss is 7.");
});
