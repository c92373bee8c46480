// @ts-check
// Words beside arrows cover no arrow, no disc and no other words, and stand inside the map, wherever the point is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { arrows } from "../../ui/web/stage/arrows.js";
import { inside } from "../../ui/web/stage/draw.js";
import { beside, distance } from "../../ui/web/stage/label_places.js";
import { Recorder } from "./pen.js";

const AREA = { left: 40, top: 10, width: 300, height: 240 };
const LOOK = { ink: "black", paper: "white", words: true, span: 100 };
/** @type {Projection} */
const project = (x, y) => [x, y];

// Numbers from 0 to 1 in an order that is the same in every run.
function* numbers(seed = 1) {
  for (let state = seed; ;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

/**
 * @param {Point} at
 * @param {Point} slope
 * @param {Point} next
 * @returns {Path}
 */
function step(at, slope, next) {
  const said = { sentence: "", final: "", distance: "", reached: null, least: { loss: 0, distance: 0 } };
  const meta = { name: "SGD", colour: "red", dash: [], marker: "M0 0Z", evaluations: 1, shares: null, rate: 0.5, steps: 1, ...said };
  const [theta, loss] = [Float32Array.of(...at, ...next), Float32Array.of(12.3456, 1)];
  return { ...meta, theta, loss, distances: loss, extra: { slope: Float32Array.of(...slope, 0, 0) }, end: 1, largest: 1 };
}

// The boxes of the words, and the lines of the arrows as far as they are seen.
/** @param {Recorder} pen */
function drawn(pen) {
  const words = pen.texts.map(({ text, x, y }) => ({ text, left: x, top: y - 9, width: pen.measureText(text).width, height: 18 }));
  /** @type {{ from: Point, to: Point }[]} */
  const lines = [];
  pen.calls.forEach(([name, x, y], i) => {
    const [before, fromX, fromY] = pen.calls[i - 1] ?? [""];
    if (name === "lineTo" && before === "moveTo" && (fromX || fromY)) lines.push({ from: [fromX, fromY], to: [x, y] });
  });
  return { words, lines };
}

// The points of an arrow that are on the map, its tip among them.
/** @param {{ from: Point, to: Point }} line */
function along({ from, to }) {
  const parts = Array.from({ length: 60 }, (_, k) => k / 60);
  const points = parts.map((part) => /** @type {Point} */ ([0, 1].map((k) => from[k] + part * (to[k] - from[k]))));
  return [...points, to].filter((point) => inside(...point, AREA));
}

/** @param {string[]} shows */
function* pictures(shows, count = 1500) {
  const random = numbers();
  const next = () => /** @type {number} */ (random.next().value);
  for (let i = 0; i < count; i++) {
    const at = /** @type {Point} */ ([AREA.left + AREA.width * next(), AREA.top + AREA.height * next()]);
    const [turn, far] = [2 * Math.PI * next(), 160 * next() ** 2];
    const slope = /** @type {Point} */ ([Math.cos(turn), Math.sin(turn)]);
    const to = /** @type {Point} */ ([at[0] - far * slope[0], at[1] - far * slope[1]]);
    const pen = new Recorder();
    arrows(pen, step(at, slope, to), 0, project, AREA, LOOK, shows);
    yield { at, pen, ...drawn(pen) };
  }
}

for (const shows of [["height"], ["height", "uphill"], ["uphill", "step"], ["height", "uphill", "step"]])
  test(`words cover nothing, with ${shows.join(", ")}`, () => {
    let [seen, full] = [0, 0];
    for (const { at, words, lines } of pictures(shows)) {
      assert.equal(words.length, shows.length);
      let clear = true;
      words.forEach((box, k) => {
        assert.ok(box.left >= AREA.left && box.left + box.width <= AREA.left + AREA.width, `${box.text} is inside`);
        assert.ok(box.top >= AREA.top && box.top + box.height <= AREA.top + AREA.height, `${box.text} is inside`);
        clear &&= distance(box, at, at) >= 12; // the disc
        for (const line of lines) for (const point of along(line)) clear &&= distance(box, point, point) >= (point === line.to ? 8 : 3);
        for (const other of words.slice(k + 1))
          clear &&=
            box.left + box.width <= other.left ||
            other.left + other.width <= box.left ||
            box.top + box.height <= other.top ||
            other.top + other.height <= box.top;
      });
      seen += 1;
      full += Number(!clear);
    }
    assert.equal(full, 0, `${full} of ${seen} pictures have words over something`);
  });

test("words stand in the direction of their arrow where there is room", () => {
  const pen = new Recorder();
  arrows(pen, step([190, 130], [0, 1], [190, 130]), 0, project, AREA, LOOK, ["uphill"]);
  const [{ x, y }] = pen.texts;
  const { width } = pen.measureText("∇J, uphill");
  assert.ok(Math.abs(x + width / 2 - 190) < 1e-6 && y > 200 && y < 225);
});

test("words of a step that leaves the map stand where it leaves", () => {
  const pen = new Recorder();
  arrows(pen, step([190, 130], [0, 1], [190, -4000]), 0, project, AREA, LOOK, ["step"]);
  const [{ x, y }] = pen.texts;
  assert.ok(y < 45 && Math.abs(x - 190) < 60);
});

test("where every place covers something, words stand where they cover least", () => {
  const small = { left: 0, top: 0, width: 70, height: 40 };
  const disc = { from: /** @type {Point} */ ([10, 10]), to: /** @type {Point} */ ([10, 10]), radius: 200 };
  const wall = { from: /** @type {Point} */ ([0, 0]), to: /** @type {Point} */ ([0, 40]), radius: 12 };
  const box = beside([30, 20], 3, { width: 30, height: 18 }, [disc, wall], [], small);
  assert.ok(box.left >= 12);
});

test("the distance between a box and a line is that of the nearest points", () => {
  const box = { left: 0, top: 0, width: 10, height: 4 };
  /** @type {[Point, Point, number][]} */
  const cases = [
    [[-5, 2], [20, 2], 0],
    [[5, 1], [6, 2], 0],
    [[-3, -4], [-3, -4], 5],
    [[-3, 20], [-3, -20], 3],
    [[5, 7], [9, 7], 3],
    [[-6, 0], [0, -6], Math.sqrt(18)],
    [[12, 10], [12, 10], Math.hypot(2, 6)],
  ]; // prettier-ignore
  for (const [from, to, wanted] of cases) assert.ok(Math.abs(distance(box, from, to) - wanted) < 1e-9, `${from} to ${to}`);
});
