// @ts-check
// Two fingers on a map.

import assert from "node:assert/strict";
import test from "node:test";

import { Pinch, nearer } from "../../ui/web/stage/map_hand.js";

const VIEW = [-5, 5, 0, 20];
const AREA = { left: 50, top: 10, width: 400, height: 200 };
const BOX = { left: 100, top: 300 };

// θ under a pixel of the page in a view.
/**
 * @param {number[]} view
 * @param {{ x: number, y: number }} finger
 */
function under([x0, x1, y0, y1], { x, y }) {
  const [across, up] = [(x - BOX.left - AREA.left) / AREA.width, 1 - (y - BOX.top - AREA.top) / AREA.height];
  return [x0 + (x1 - x0) * across, y0 + (y1 - y0) * up];
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function close(one, other) {
  one.forEach((each, i) => assert.ok(Math.abs(each - other[i]) < 1e-9, `${one} beside ${other}`));
}

test("fingers that move apart stay on what was under them", () => {
  const [one, other] = [
    { x: 250, y: 400 },
    { x: 290, y: 430 },
  ];
  const pinch = new Pinch(VIEW, one, other);
  const [further, away] = [
    { x: 230, y: 385 },
    { x: 310, y: 445 },
  ];
  const seen = pinch.view(AREA, BOX, further, away);
  close(under(seen, further), under(VIEW, one));
  close(under(seen, away), under(VIEW, other));
});

test("fingers that move together carry the map along", () => {
  const [one, other] = [
    { x: 250, y: 400 },
    { x: 290, y: 430 },
  ];
  const pinch = new Pinch(VIEW, one, other);
  const seen = pinch.view(AREA, BOX, { x: 260, y: 380 }, { x: 300, y: 410 });
  close(under(seen, { x: 260, y: 380 }), under(VIEW, one));
  assert.ok(Math.abs(seen[1] - seen[0] - 10) < 1e-9);
});

test("fingers on one point do not zoom for ever", () => {
  const pinch = new Pinch(VIEW, { x: 250, y: 400 }, { x: 250, y: 400 });
  assert.ok(pinch.view(AREA, BOX, { x: 250, y: 400 }, { x: 250, y: 400 }).every(Number.isFinite));
});

test("a camera comes nearer to what it looks at", () => {
  close(nearer([3, 1, 5, 1, 1, 1], 0.5), [2, 1, 3, 1, 1, 1]);
});
