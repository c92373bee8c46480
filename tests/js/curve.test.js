// @ts-check
// Curves in pixels: how they are thinned, drawn, and found under the pointer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, lead, thin } from "../../ui/web/stage/curve.js";
import { Recorder } from "./pen.js";

/**
 * @param {number[]} heights
 * @param {number} apart pixels between two points
 */
const curve = (heights, apart) =>
  thin(
    0,
    heights.length - 1,
    (i) => i * apart,
    (i) => heights[i],
  );

test("a curve with room for its points keeps them all", () => {
  assert.deepEqual(curve([5, 1, 4], 10), [0, 5, 10, 1, 20, 4]);
  assert.deepEqual(curve([], 10), []);
});

test("of the points in one column of pixels the lowest and the highest stay, in their order, and the last of all", () => {
  assert.deepEqual(curve([3, 9, 1, 5, 4], 0.2), [0.2, 9, 0.4, 1, 0.8, 4]);
  assert.deepEqual(curve([3, 1, 2, 9], 0.2), [0.2, 1, 3 * 0.2, 9]);
  const heights = Array.from({ length: 5000 }, (_, i) => (i === 2517 ? 1000 : 50 + Math.sin(i)));
  const line = curve(heights, 0.1);
  assert.ok(line.length / 2 <= 2 * 500 + 1, `${line.length / 2} points in 500 columns`);
  assert.ok(line.includes(1000), "a spike stays");
  for (let column = 0; column < 500; column++) {
    const here = line.filter((y, i) => i % 2 && Math.floor(line[i - 1]) === column);
    const all = heights.filter((_, i) => Math.floor(i * 0.1) === column);
    assert.deepEqual([Math.min(...here), Math.max(...here)], [Math.min(...all), Math.max(...all)]);
  }
});

test("a curve is broken where there is no number", () => {
  const broken = curve([1, 2, -Infinity, NaN, 3, 4, NaN], 10);
  assert.deepEqual(broken, [0, 1, 10, 2, NaN, NaN, 40, 3, 50, 4]);
  const pen = new Recorder();
  lead(pen, broken);
  assert.deepEqual(pen.calls, [
    ["moveTo", 0, 1],
    ["lineTo", 10, 2],
    ["moveTo", 40, 3],
    ["lineTo", 50, 4],
  ]);
});

test("the distance from a curve is that from its nearest stretch", () => {
  const line = [0, 0, 10, 0, NaN, NaN, 30, 0, 30, 40];
  assert.equal(distance(line, 5, 3), 3);
  assert.equal(distance(line, 20, 0), 10, "there is nothing between two pieces");
  assert.equal(distance(line, 33, 20), 3);
  assert.equal(distance([7, 7], 7, 9), 2);
  assert.equal(distance([], 0, 0), Infinity);
});
