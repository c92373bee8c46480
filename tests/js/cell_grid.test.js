// @ts-check
// The cells of a map: how passes are unpacked, what stands for what, and the colours and shares that come of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  AT_MINIMUM,
  CYCLING,
  Cells,
  DIVERGED,
  HOVERING,
  KINDS,
  LEFT,
  NEARLY_STILL,
  NEVER,
  NOT_FOLLOWED,
  NOWHERE,
  SLOPELESS,
  UNDEFINED,
  put,
} from "../../ui/web/maps/cell_grid.js";
import { legend } from "../../ui/web/maps/legend.js";
import { shaded } from "../../ui/web/maps/colormap.js";
import { MapView } from "../../ui/web/maps/map_view.js";
import { AXIS, HEADER, MAP } from "./map_pass.js";

const MOVING = KINDS.indexOf("still moving");

// The five arrays of some cells: loss, step, step of passing, kind and minimum.
/**
 * @param {[loss: number, t: number, passed: number, kind: number, minimum: number][]} cells
 * @returns {NumberArray[]}
 */
function arrays(...cells) {
  /** @param {number} at */
  const each = (at) => cells.map((cell) => cell[at]);
  return [
    Float32Array.from(each(0)),
    Uint16Array.from(each(1)),
    Uint16Array.from(each(2)),
    Int8Array.from(each(3)),
    Int8Array.from(each(4)),
  ];
}

test("a coarse cell stands for those around it until they have come", () => {
  const cells = new Cells(4);
  cells.put(Uint32Array.of(5, 7, 13, 15), 2, arrays([1, 1, 1, 1, 1], [2, 2, 2, 2, 2], [3, 3, 3, 3, 3], [4, 4, 4, 4, 4]));
  for (const field of [cells.kind, cells.minimum, cells.passed, cells.t, cells.loss])
    assert.deepEqual([...field], [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
  assert.equal(cells.known, 4);
  cells.put(Uint32Array.of(0), 1, arrays([9, 9, 9, 9, 9]));
  assert.deepEqual([...cells.t].slice(0, 6), [9, 1, 2, 2, 1, 1]);
  assert.equal(cells.loss[0], 9);
  assert.equal(cells.known, 5);
});

test("what has come of its own is not painted over by a coarse one", () => {
  const cells = new Cells(2);
  cells.put(Uint32Array.of(0), 1, arrays([7, 7, 7, 7, 0]));
  cells.put(Uint32Array.of(3), 2, arrays([1, 1, 1, 1, 0]));
  assert.deepEqual([...cells.kind], [7, 1, 1, 1]);
});

test("shares are of all cells, computed or not", () => {
  const cells = new Cells(2);
  cells.put(Uint32Array.of(0, 1), 1, arrays([0, 0, NEVER, DIVERGED, 0], [0, 0, 5, AT_MINIMUM, 1]));
  assert.equal(
    cells.share((cell) => cells.kind[cell] === DIVERGED),
    0.25,
  );
  assert.equal(
    cells.share((cell) => cells.kind[cell] === NOWHERE),
    0.5,
  );
  assert.equal(
    cells.share((cell) => cells.passed[cell] !== NEVER),
    0.25,
  );
});

test("a pass of two maps has five arrays for each", () => {
  /** @param {number} map @param {number} k */
  const cell = (map, k) => /** @type {[number, number, number, number, number]} */ ([10 * map + k + 0.5, 300 * map + k, k, k, 2 - k]);
  /** @type {NumberArray[]} */
  const sent = [Uint32Array.of(0, 1, 2)];
  for (const map of [0, 1]) sent.push(...arrays(cell(map, 0), cell(map, 1), cell(map, 2)));
  const both = [new Cells(2), new Cells(2)];
  put(sent, 1, both);
  assert.deepEqual([...both[0].loss], [0.5, 1.5, 2.5, 0]);
  assert.deepEqual([...both[1].loss], [10.5, 11.5, 12.5, 0]);
  assert.deepEqual([...both[1].t], [300, 301, 302, 0]);
  assert.deepEqual([...both[1].passed], [0, 1, 2, NEVER]);
  assert.deepEqual([...both[1].kind], [0, 1, 2, NOWHERE]);
  assert.deepEqual([...both[1].minimum], [2, 1, 0, 0]);
});

// Red, green, blue and opacity of each cell.
/**
 * @param {MapPass} header
 * @param {Cells} cells
 */
function colours(header, cells) {
  return [...shaded(header, cells)].map((packed) => [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255, packed >>> 24]);
}

test("colours run along the ramp: by loss, by step of passing, or from a minimum's own towards paper", () => {
  const cells = new Cells(2);
  cells.put(
    Uint32Array.of(0, 1, 2, 3),
    1,
    arrays([0, 99, 9, AT_MINIMUM, 1], [1e6, 99, 99, AT_MINIMUM, 1], [1, 99, NEVER, LEFT, 0], [0, 9, 9, DIVERGED, 0]),
  );
  const bare = [239, 239, 239, 255];
  const first = [255, 0, 0, 255];
  assert.deepEqual(colours({ ...HEADER, colour: "loss" }, cells), [first, [0, 0, 255, 255], [127, 0, 127, 255], bare]);
  assert.deepEqual(colours({ ...HEADER, colour: "steps" }, cells), [first, [0, 0, 255, 255], bare, first], "it passed, and then diverged");
  assert.deepEqual(colours({ ...HEADER, colour: "where" }, cells), [[0, 255, 0, 255], [204, 255, 204, 255], bare, bare], "where it ends");
  assert.deepEqual(colours({ ...HEADER, colour: "steps" }, new Cells(2)), Array(4).fill([0, 0, 0, 0]), "not computed: clear");
});

test("runs that rest elsewhere, hover or move differ", () => {
  const cells = new Cells(2);
  cells.put(
    Uint32Array.of(0, 1, 2, 3),
    1,
    arrays([0, 99, NEVER, NEARLY_STILL, 0], [0, 99, 9, HOVERING, 1], [0, 99, 9, MOVING, 0], [0, 99, 9, HOVERING, 0]),
  );
  const rest = [198, 198, 198, 255];
  assert.deepEqual(colours({ ...HEADER, colour: "where" }, cells), [rest, [102, 255, 102, 255], [239, 239, 239, 255], rest]);
});

test("the legend says what is on the map, and nothing else", () => {
  /** @param {Partial<MapPass>} more */
  const said = (more) => legend({ ...HEADER, ...more });
  /** @type {MapBound} */
  const bound = { side: "y", share: 0.5, words: "2/λ" };
  assert.match(said({ colour: "steps" }), /first arrives after 9.*99 steps.*later or never.*out of view.*diverged/);
  assert.match(said({ colour: "loss" }), /0\.1 above the lowest.*10/);
  assert.doesNotMatch(said({ colour: "loss" }), /out of view|hole|slope|2\/λ/);
  assert.match(said({ colour: "where" }), /#00ff00.*1 at \(1, 2\).*on its way after 99/);
  assert.doesNotMatch(said({ colour: "where" }), /hovers|rests/);
  assert.match(said({ colour: "where", kinds: ["nearly still", "hovering"] }), /hovers around a minimum.*rests elsewhere/);
  assert.match(said({ kinds: ["undefined", "no slope"], maps: [{ ...MAP, bound }] }), /hole.*slope is not defined.*2\/λ/);
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
  one.cells.put(
    Uint32Array.of(0, 1, 2, 3),
    1,
    arrays([0.1234, 99, 5, AT_MINIMUM, 1], [2, 6, 4, DIVERGED, 0], [2, 7, NEVER, UNDEFINED, 0], [2, 8, NEVER, SLOPELESS, 0]),
  );
  assert.equal(one.words(0), "η = 0.01, β = 0.9: at the minimum (1, 2); a thousandth of the height left after 5 steps");
  assert.equal(one.words(1), "η = 1, β = 0.9: diverged at step 6; a thousandth of the height left after 4 steps");
  assert.match(one.words(2), /step 7, where the function is not defined$/);
  assert.match(one.words(3), /step 8, where the slope is not defined$/);
  one.cells.put(
    Uint32Array.of(0, 1, 2, 3),
    1,
    arrays([2, 99, NEVER, HOVERING, 1], [2, 99, NEVER, HOVERING, 0], [2, 5, 5, NOT_FOLLOWED, 0], [2, 99, NEVER, CYCLING, 0]),
  );
  assert.match(one.words(0), /: hovering around the minimum \(1, 2\)$/);
  assert.match(one.words(1), /: hovering around a local minimum, loss 2$/);
  assert.match(one.words(2), /: a thousandth of the height left after 5 steps$/);
  assert.match(one.words(3), /: cycling, loss 2$/);
  one.cells.put(Uint32Array.of(0, 1), 1, arrays([8.071e-16, 9, NEVER, LEFT, 0], [9e-11, 9, 5, LEFT, 0]));
  assert.match(one.words(0), /after 9 steps, loss 0$/, "twelve powers below the highest there are rounding errors");
  assert.match(one.words(1), /after 9 steps, loss 9e-11; a thousandth/);
  one.header = { ...one.header, covered: true };
  assert.equal(one.words(0), "η = 0.01, β = 0.9", "a covered map does not say what became of a run");
  one.header = HEADER;
  one.cells = new Cells(2);
  assert.equal(one.words(0), "");
  assert.deepEqual(one.values(2), { rate: 0.01, beta: 0.99 });
});
