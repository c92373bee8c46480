// @ts-check
// The line that a visitor draws: how many points it keeps, and how a text box has it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { rounded, thinned, written } from "../../ui/web/stage/sketch_line.js";

test("a line keeps its bends and loses what lies straight between them", () => {
  /** @type {Point[]} */
  const corner = [...Array(50).keys()].map((i) => (i < 25 ? [i, 0] : [25, i - 25]));
  const same = /** @type {(point: number[]) => Point} */ (([x, y]) => [x, y]);
  assert.deepEqual(thinned(corner, same, 40), [
    [0, 0],
    [25, 0],
    [25, 24],
  ]);
});

test("a wild line keeps forty points besides the start, its first and its last among them", () => {
  const wild = [...Array(2000).keys()].map((i) => [i / 10, 90 * Math.sin(i * i)]);
  const kept = thinned(wild, ([x, y]) => [x, y], 40);
  assert.ok(kept.length <= 41 && kept.length > 20, String(kept.length));
  assert.deepEqual([kept[0], kept.at(-1)], [wild[0], wild.at(-1)]);
});

test("a point has as many digits as the window needs", () => {
  assert.deepEqual(
    rounded(
      [1.23456, -0.00004],
      [
        [-5, 5],
        [-5, 5],
      ],
    ),
    [1.235, 0],
  );
  assert.deepEqual(
    rounded(
      [4123.4567, 0.00012346],
      [
        [4000, 6000],
        [0, 0.001],
      ],
    ),
    [4123, 0.0001235],
  );
});

test("a text has the points after the start", () => {
  assert.equal(
    written([
      [0, 0],
      [1, 2.5],
      [-3, 4],
    ]),
    "1,2.5; -3,4",
  );
});
