// @ts-check
// The line that a visitor draws: how many points it keeps, how a text box has it, and where its word stands.

import assert from "node:assert/strict";
import { test } from "node:test";

import { paintLine, rounded, thinned, written } from "../../ui/web/stage/sketch_line.js";
import { Recorder } from "./pen.js";
import { LOOK, run } from "./runs.js";

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

test("the word at the end of a line keeps away from the paths", () => {
  const area = { left: 0, top: 0, width: 400, height: 400 };
  /** @param {Path[]} paths */
  const place = (paths) => {
    const pen = new Recorder();
    const line = [
      [0, 200],
      [200, 200],
    ];
    paintLine(pen, line, paths, (x, y) => [x, y], area, { ...LOOK, wide: 1 });
    return pen.texts.map(({ x, y }) => [Math.round(x), Math.round(y)]);
  };
  const [[x, y]] = place([]);
  assert.ok(x > 200 && Math.abs(y - 200) < 1, "it stands where the line would go on");
  const across = run("red", [2, 1, 0], { theta: Float32Array.of(x + 20, 0, x + 20, 100, x + 20, 400) });
  const [[left, top]] = place([across]);
  assert.notDeepEqual([left, top], [x, y]);
});
