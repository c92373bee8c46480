// @ts-check
// η over time: the chart under the loss, and the η of a step.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Rate, rateOf } from "../../ui/web/stage/rate.js";
import { LOOK, fake, openPage, run } from "./canvas.js";
import { pass } from "./clock.js";

/** @typedef {import("../../ui/web/stage/loss_scale.js").LossScale} LossScale */

/** @type {Rate} */
let rate;
const loss = /** @type {import("../../ui/web/stage/loss.js").Loss} */ (/** @type {unknown} */ ({ node: { after() {} }, scale: null }));
const SHARES = Float32Array.of(NaN, 1, 0.5, 0.25, 0);

/** @param {{ schedule?: string | null, bare?: boolean }} [more] */
function update({ schedule = "Cosine", bare = false } = {}) {
  const path = { ...run([0, 0], [1, 0], [2, 0], [3, 0], [4, 0]), rate: 0.2, shares: schedule ? SHARES : null };
  rate.update([path], { schedule, bare, look: LOOK });
}

beforeEach(() => {
  openPage();
  rate?.dispose();
  loss.scale = null;
  rate = new Rate(loss);
  rate.resize(154, 145); // the plotted area is 100 pixels wide and 105 high: a hundred are all of η
  update();
});

test("a step has its share of η, and all of it where η has no schedule", () => {
  const paced = { rate: 0.2, shares: SHARES };
  assert.deepEqual(
    [1, 2, 3, 4].map((step) => rateOf(paced, step)),
    [0.2, 0.1, 0.05, 0],
  );
  assert.equal(rateOf(paced, 0), 0.2, "before the first step there is none: the first has the word");
  assert.equal(rateOf(paced, 9), 0, "after the last step it is that of the last");
  assert.equal(rateOf({ rate: 0.2, shares: null }, 3), 0.2);
});

test("the curve runs from the first step to the last, and the disc is on it at the playhead", () => {
  rate.at(2);
  assert.deepEqual(fake(rate.still).sheet.lines("ink"), ["71,13 96,63 121,88 146,113"]);
  assert.equal(fake(rate.moving).sheet.arcs.at(-1), "96,63");
});

test("a step has one place in it and in the loss above", () => {
  loss.scale = /** @type {LossScale} */ (/** @type {unknown} */ ({ box: { x: 60, y: 0, w: 80, h: 50 } }));
  update();
  rate.at(4);
  assert.equal(fake(rate.moving).sheet.arcs.at(-1), "140,113");
});

test("it is not there where η stays as it is, nor on a bare stage", () => {
  assert.equal(rate.node.hidden, false);
  update({ schedule: null });
  assert.equal(rate.node.hidden, true);
  update({ bare: true });
  assert.equal(rate.node.hidden, true);
});

test("a text says what the picture shows", async () => {
  rate.at(3);
  await pass(500);
  assert.equal(fake(rate.moving).attributes["aria-label"], "η over time: Cosine. In step 3 it is 25 % of what it is set to.");
});
