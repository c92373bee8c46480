// @ts-check
// The cells of a map: how passes are unpacked, what stands for what, and the colours and shares that come of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Cells, DIVERGED, LEFT, NOWHERE, SLOPELESS, UNDEFINED, put } from "../../ui/web/maps/cell_grid.js";
import { legend } from "../../ui/web/maps/legend.js";
import { shaded } from "../../ui/web/maps/colormap.js";
import { MapView } from "../../ui/web/maps/map_view.js";

test("a coarse cell stands for those around it until they have come", () => {
  const cells = new Cells(4);
  cells.put(Uint32Array.of(5, 7, 13, 15), 2, Float32Array.of(1, 2, 3, 4), Uint16Array.of(1, 2, 3, 4), Int8Array.of(1, 2, 3, 4));
  assert.deepEqual([...cells.kind], [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
  assert.equal(cells.known, 4);
  cells.put(Uint32Array.of(0), 1, Float32Array.of(9), Uint16Array.of(9), Int8Array.of(9));
  assert.deepEqual([...cells.t].slice(0, 6), [9, 1, 2, 2, 1, 1]);
  assert.equal(cells.loss[0], 9);
  assert.equal(cells.known, 5);
});

test("what has come of its own is not painted over by a coarse one", () => {
  const cells = new Cells(2);
  cells.put(Uint32Array.of(0), 1, Float32Array.of(7), Uint16Array.of(7), Int8Array.of(7));
  cells.put(Uint32Array.of(3), 2, Float32Array.of(1), Uint16Array.of(1), Int8Array.of(1));
  assert.deepEqual([...cells.kind], [7, 1, 1, 1]);
});

test("shares are of all cells, computed or not", () => {
  const cells = new Cells(2);
  cells.put(Uint32Array.of(0, 1), 1, Float32Array.of(0, 0), Uint16Array.of(0, 0), Int8Array.of(DIVERGED, 1));
  assert.equal(
    cells.share((kind) => kind === DIVERGED),
    0.25,
  );
  assert.equal(
    cells.share((kind) => kind === NOWHERE),
    0.5,
  );
});

test("a pass of two maps has three arrays for each", () => {
  /** @type {NumberArray[]} */
  const arrays = [Uint32Array.of(0, 1, 2)];
  for (const map of [0, 1])
    arrays.push(
      Float32Array.from([0, 1, 2], (k) => 10 * map + k + 0.5),
      Uint16Array.from([0, 1, 2], (k) => 300 * map + k),
      Int8Array.from([0, 1, 2], (k) => k - 2),
    );
  const both = [new Cells(2), new Cells(2)];
  put(arrays, 1, both);
  assert.deepEqual([...both[0].loss], [0.5, 1.5, 2.5, 0]);
  assert.deepEqual([...both[1].loss], [10.5, 11.5, 12.5, 0]);
  assert.deepEqual([...both[1].t], [300, 301, 302, 0]);
  assert.deepEqual([...both[1].kind], [-2, -1, 0, NOWHERE]);
});

/** @type {MapAxis} */
const AXIS = { key: "rate", title: "η, learning rate", low: 0.01, high: 1, scale: "log", values: [0.01, 1] };
/** @type {MapRecord} */
const MAP = {
  place: "map-0",
  name: "SGD",
  x: AXIS,
  y: { ...AXIS, key: "beta", title: "β, memory", low: 0.9, high: 0.99, scale: "log of 1 - value", values: [0.9, 0.99] },
  bound: null,
  values: {},
};
/** @type {MapPass} */
const HEADER = {
  seq: 1,
  address: null,
  wired: false,
  moved: false,
  number: 0,
  passes: 1,
  stride: 1,
  size: 2,
  steps: 99,
  colour: "loss",
  range: [-1, 1],
  soonest: 9,
  holes: false,
  slopeless: false,
  floor: 0,
  look: {
    ink: "#000000",
    paper: "#ffffff",
    faint: "#777777",
    line: "#cccccc",
    accent: "#ff00ff",
    second: "#00ffff",
    ramp: ["#ff0000", "#0000ff"],
  },
  minima: [{ colour: "#00ff00", at: null, words: "(1, 2)" }],
  maps: [MAP],
};

// Red, green, blue and opacity of each cell.
/**
 * @param {MapPass} header
 * @param {Cells} cells
 */
function colours(header, cells) {
  return [...shaded(header, cells)].map((packed) => [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255, packed >>> 24]);
}

test("colours run along the ramp: by loss, by step, or from a minimum's own towards paper", () => {
  const cells = new Cells(2);
  const losses = Float32Array.of(0, 1e6, 1, 0);
  cells.put(Uint32Array.of(0, 1, 2, 3), 1, losses, Uint16Array.of(9, 99, 9, 9), Int8Array.of(1, 1, LEFT, DIVERGED));
  const bare = [239, 239, 239, 255];
  assert.deepEqual(colours({ ...HEADER, colour: "loss" }, cells), [[255, 0, 0, 255], [0, 0, 255, 255], [127, 0, 127, 255], bare]);
  assert.deepEqual(colours({ ...HEADER, colour: "steps" }, cells), [[255, 0, 0, 255], [0, 0, 255, 255], bare, bare]);
  assert.deepEqual(colours({ ...HEADER, colour: "where" }, cells), [[0, 255, 0, 255], [204, 255, 204, 255], bare, bare]);
  assert.deepEqual(colours({ ...HEADER, colour: "steps" }, new Cells(2)), Array(4).fill([0, 0, 0, 0]), "not computed: clear");
});

test("the legend says what is on the map, and nothing else", () => {
  /** @param {Partial<MapPass>} more */
  const said = (more) => legend({ ...HEADER, ...more });
  /** @type {MapBound} */
  const bound = { side: "y", share: 0.5, words: "2/λ" };
  assert.match(said({ colour: "steps" }), /arrives after 9.*99 steps.*later or never.*out of view.*diverged/);
  assert.match(said({ colour: "loss" }), /0\.1 above the lowest.*10/);
  assert.doesNotMatch(said({ colour: "loss" }), /out of view|hole|slope|2\/λ/);
  assert.match(said({ colour: "where" }), /#00ff00.*1 at \(1, 2\).*at none after 99/);
  assert.match(said({ colour: "where", holes: true, slopeless: true, maps: [{ ...MAP, bound }] }), /hole.*slope is not defined.*2\/λ/);
});

// The view of a map that nobody points at; `values` are Python's, `moving` those of the knobs that move.
/**
 * @param {Values} values
 * @param {Values} moving
 */
function view(values, moving = {}) {
  const nobody = () => assert.fail("nobody points at it");
  const found = new MapView(0, { standing: (name) => moving[name], point: nobody, choose: nobody });
  found.begin({ ...HEADER, maps: [{ ...MAP, values }] });
  return found;
}

test("a knob stands at its share of a side, in the scale of that side", () => {
  /**
   * @param {number} share
   * @param {number} wanted
   */
  const near1e9 = (share, wanted) => assert.ok(Math.abs(share - wanted) < 1e-9, `${share}`);
  const values = { rate: 0.1, beta: 1 - Math.sqrt(0.001) };
  near1e9(view(values).share(MAP.x), 0.5);
  near1e9(view(values).share(MAP.y), 0.5);
  near1e9(view(values).share({ ...AXIS, scale: "linear", low: 0, high: 0.4 }), 0.25);
  near1e9(view(values, { rate: 1 }).share(MAP.x), 1);
  assert.equal(view(values, { rate: 5, beta: 0.5 }).standing, 1, "beyond a side: its last cell");
});

test("a cell says its values and what became of its run", () => {
  const one = view({ rate: 0.1, beta: 0.9 });
  const kinds = Int8Array.of(1, DIVERGED, UNDEFINED, SLOPELESS);
  one.cells.put(Uint32Array.of(0, 1, 2, 3), 1, Float32Array.of(0.1234, 2, 2, 2), Uint16Array.of(5, 6, 7, 8), kinds);
  assert.equal(one.words(0), "η = 0.01, β = 0.9: at the minimum (1, 2) after 5 steps");
  assert.equal(one.words(1), "η = 1, β = 0.9: diverged at step 6");
  assert.match(one.words(2), /step 7, where the function is not defined/);
  assert.match(one.words(3), /step 8, where the slope is not defined/);
  one.cells = new Cells(2);
  assert.equal(one.words(0), "");
  assert.deepEqual(one.values(2), { rate: 0.01, beta: 0.99 });
});
