// @ts-check
// The state over time: what is drawn, and what a picture or a frame of the playback costs the page.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Traces } from "../../ui/web/stage/traces.js";
import { Part } from "./part.js";
import { LOOK, run } from "./runs.js";
import { observed, openPage, places, resize } from "./stage_page.js";

const STEPS = 2000;
const PATH = run("red", Array(STEPS + 1).fill(1));
// Both coordinates of a quantity; step 0 is not drawn.
const rough = Float32Array.from({ length: 2 * STEPS + 2 }, (_, i) => (i === 2 * 777 ? 50 : Math.sin(i)));

/** @type {Part} */
let place;
/** @type {Traces} */
let traces;

beforeEach(() => {
  openPage();
  place = new Part();
  places.set(".lab-traces-place", place);
  traces = new Traces();
});

/**
 * @param {Float32Array} numbers
 * @param {Partial<TraceRecord>} [more]
 */
function update(numbers, more) {
  const charts = [{ name: "m", label: "m", log: false, ...more }];
  traces.update([{ path: 0, at: { m: 0 }, knobs: {}, places: [], parts: [], charts, bound: null }], [numbers], [PATH], LOOK);
}
const part = (/** @type {string} */ selector) => place.querySelector(selector) ?? assert.fail(selector);

test("two curves are drawn with two points for each column of pixels, and a spike stays", () => {
  update(rough);
  const points = part("canvas").pen.points;
  assert.ok(points.length < 2 * (2 * 200 + 1), `${points.length} points`);
  assert.equal(Math.min(...points.map(([, y]) => y)), 6, "the spike reaches to the top");
  assert.equal(part(".lab-trace-range").textContent, "−1 to 50");
});

test("the charts stand wherever the page has a place for them", () => {
  update(rough);
  const moved = new Part();
  places.set(".lab-traces-place", moved);
  traces.settle();
  assert.equal(moved.children.length, 1);
  assert.ok(moved.querySelector("canvas")?.pen.points.length);
});

test("a curve goes on across what has no place on a log scale", () => {
  update(Float32Array.of(0, 0, 1, 1, 0, 0, 10, 10), { log: true });
  assert.equal(part("canvas").pen.told("moveTo").length, 2, "one for each coordinate");
  assert.equal(part("canvas").pen.told("lineTo").length, 2);
});

test("another picture asks for no size, and neither mounts nor writes what stays", () => {
  update(rough);
  traces.at(3);
  const [figure] = place.children;
  [Part.reads, Part.writes] = [0, 0];
  update(rough);
  traces.at(3);
  assert.deepEqual([Part.reads, Part.writes], [0, 0]);
  assert.equal(place.children[0], figure);
  traces.at(4);
  assert.equal(Part.writes, 2, "the cursor and the numbers");
});

test("the curves and the cursor follow the width of the place", () => {
  update(rough);
  traces.at(STEPS);
  assert.equal(part("canvas").width, 200);
  resize(place, 300, 100);
  assert.equal(part("canvas").width, 300, "of the chart, as the page has it");
  assert.equal(part(".lab-trace-cursor").style.transform, "translateX(296px)");
});

test("a place that is mounted anew is observed in place of the old one, and none when the page is left", () => {
  update(rough);
  update(rough);
  assert.equal(observed(), 1);
  places.set(".lab-traces-place", new Part());
  update(rough);
  assert.equal(observed(), 1);
  places.delete(".lab-traces-place");
  update(rough);
  assert.equal(observed(), 0);
  places.set(".lab-traces-place", place);
  update(rough);
  traces.dispose();
  assert.equal(observed(), 0);
});

test("the meter measures a step against the bound of that step, where it changes from step to step", () => {
  const meter = new Part();
  places.set(".lab-meter-place", meter);
  const arrays = [new Float32Array(4), Float32Array.of(4, 4), Float32Array.of(3, 3), Float32Array.of(2, 6)];
  const at = { m: 0, curvature: 1, pressure: 2, bound: 3 };
  const entry = { path: 0, at, knobs: {}, places: [], parts: [], charts: [], bound: null };
  traces.update([entry], arrays, [run("red", [1, 1, 1])], LOOK);
  const fill = () => meter.children[0].querySelector(".lab-meter-fill")?.style.width;
  const said = () => meter.children[0].querySelector("p")?.textContent ?? "";
  traces.at(1);
  assert.equal(fill(), "75%", "of twice the bound");
  assert.match(said(), /above η = 0\.06667 .* η is 0\.1, 1\.5 times too large\./);
  traces.at(2);
  assert.equal(fill(), "25%");
  assert.match(said(), /above η = 0\.2 .* η is 0\.1, below that\./);
});
