// @ts-check
// The views of maps: what a reader has set is kept, and what the map of another landscape shows is not.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Views } from "../../ui/web/stage/views.js";

/** @typedef {import("../../ui/web/plotly.js").Chart} Chart */

/** @type {ViewBox} */
const HIMMELBLAU = [-5, 5, -5, 5];
/** @type {ViewBox} */
const SADDLE = [-2, 2, -2, 2];

/** @typedef {Chart & { view: ViewBox }} Shown */
/** @type {Map<string, Shown>} */
const charts = new Map();
/** @type {{ opened: number, kept: { views: (ViewBox | null)[], eye: null }, keep(more: object): void }} */
let address;
/** @type {Views} */
let views;

// Puts the map of a landscape on the page, in place of the one before.
/**
 * @param {string} landscape
 * @param {ViewBox} view
 * @returns {Shown}
 */
function put(landscape, view) {
  const chart = {
    alive: true,
    is3d: false,
    eye: null,
    layout: { meta: landscape },
    view,
    stand() {},
    show: (/** @type {ViewBox} */ to) => (chart.view = to),
  };
  charts.set("ground", /** @type {Shown} */ (/** @type {unknown} */ (chart)));
  return /** @type {Shown} */ (charts.get("ground"));
}

/**
 * @param {string} landscape
 * @param {ViewBox} usual
 */
const header = (landscape, usual) =>
  /** @type {StagePicture} */ (/** @type {unknown} */ ({ landscape, usual_view: usual, panels: [{ place: "ground" }], together: true }));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  address = { opened: 1, kept: { views: [], eye: null }, keep: (more) => (address.kept = { ...address.kept, ...more }) };
  views = new Views(/** @type {import("../../ui/web/address.js").Address} */ (/** @type {unknown} */ (address)), charts);
  views.update(header("himmelblau", HIMMELBLAU));
});

/** @param {Chart} chart */
function move(chart) {
  views.moved(chart);
  mock.timers.tick(1000);
}

test("a view that was set is kept, and given to the chart that comes after", () => {
  move(put("himmelblau", [0, 1, 0, 1]));
  assert.deepEqual(address.kept.views, [[0, 1, 0, 1]]);
  const next = put("himmelblau", HIMMELBLAU);
  views.restore(next, 0);
  assert.deepEqual(next.view, [0, 1, 0, 1]);
});

test("the map of the landscape before says nothing of the view, however late the next one comes", () => {
  const before = put("himmelblau", HIMMELBLAU);
  views.update(header("saddle", SADDLE));
  move(before);
  assert.deepEqual(address.kept.views, []);
  const next = put("saddle", SADDLE);
  views.restore(next, 0);
  assert.deepEqual(next.view, SADDLE);
});

test("nor when a landscape changes while a move waits to be kept", () => {
  views.moved(put("himmelblau", [0, 1, 0, 1]));
  views.update(header("saddle", SADDLE));
  mock.timers.tick(1000);
  assert.deepEqual(address.kept.views, []);
});

test("a map that comes before its runs is shown whole once they are there", () => {
  address.keep({ views: [[0, 1, 0, 1]] });
  const next = put("saddle", [0, 1, 0, 1]);
  views.update(header("saddle", SADDLE));
  assert.deepEqual(next.view, SADDLE);
});

test("a map that comes before its runs gets no view of the landscape before", () => {
  address.keep({ views: [[0, 1, 0, 1]] });
  const next = put("saddle", SADDLE);
  views.restore(next, 0);
  assert.deepEqual(next.view, SADDLE);
});

test("a view is kept to a thousandth of its width, and the usual one not at all", () => {
  const stage = { header: { usual_view: [-6, 6, -6, 6] } };
  /** @param {ViewBox} view */
  const rounded = (view) => Views.prototype.rounded.call(stage, view);
  assert.equal(rounded([-6, 6, -6.000001, 6]), null);
  assert.deepEqual(rounded([-1.23456, 2.34567, 0, 3.5]), [-1.2346, 2.3457, 0, 3.5]);
  assert.deepEqual(
    rounded([1e-9, 2.00049e-9, 0, 1e-9])?.map((end) => Number(end.toPrecision(4))),
    [1e-9, 2e-9, 0, 1e-9],
  );
});
