// @ts-check
// The point of a surface under the pointer, found from the grid alone.

import assert from "node:assert/strict";
import test from "node:test";

import { pointAt } from "../../ui/web/stage/surface_point.js";

const LINES = Float64Array.from({ length: 41 }, (_, i) => -2 + i / 10);
const MESH = { x: LINES, y: LINES, z: [...LINES].map((y) => LINES.map((x) => 0.3 * (x * x + y * y))) };

// A camera that looks down at an angle; the depth grows away from it.
/** @type {(x: number, y: number, z: number) => [number, number, number]} */
const place = (x, y, z) => [200 + 60 * x, 200 - 60 * y - 20 * z, 10 + y - z];

test("the point at a pixel is the point that is seen there", () => {
  for (const [x, y] of [
    [0, 0],
    [1.23, -0.77],
    [-1.91, 1.04],
    [0.05, 1.55],
  ]) {
    const [px, py] = place(x, y, 0.3 * (x * x + y * y));
    const found = pointAt(MESH, place, [px, py]);
    assert.ok(found && Math.hypot(found[0] - x, found[1] - y) < 0.02, `${x}, ${y}: ${found}`);
  }
});

test("of two sides of the surface the nearer one counts", () => {
  // A ridge along x: seen from the front, its far slope is hidden behind the near one.
  const ridge = { ...MESH, z: [...LINES].map((y) => LINES.map(() => 2 - 2 * Math.abs(y))) };
  const [px, py] = place(0, -0.5, 1);
  const found = pointAt(ridge, place, [px, py]);
  assert.ok(found && found[1] < 0, String(found));
});

test("beside the surface there is no point, and a hole in it is passed over", () => {
  assert.equal(pointAt(MESH, place, [-500, 0]), null);
  const holed = { ...MESH, z: MESH.z.map((row) => row.map((z, i) => (LINES[i] > 0 ? NaN : z))) };
  const found = pointAt(holed, place, [140, 194]);
  assert.ok(found && found.every(Number.isFinite));
});
