// @ts-check
// The loss curves: what is drawn, when the page is asked for a size, and which step is where.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Loss } from "../../ui/web/stage/loss.js";
import { Part } from "./part.js";
import { picture, run } from "./runs.js";
import { observed, openPage, resize } from "./stage_page.js";

const [WIDTH, HEIGHT] = [500, 210];

/** @type {Loss} */
let loss;
/** @type {Part} */
let curves;
/** @type {Part} */
let cursor;

beforeEach(() => {
  openPage();
  loss = new Loss(/** @type {Element} */ (/** @type {unknown} */ (new Part())));
  [curves, cursor] = /** @type {Part[]} */ (/** @type {unknown} */ ([loss.curves, loss.cursor]));
});

/**
 * @param {Path[]} paths
 * @param {Partial<LossAxis>} [axis]
 */
function update(paths, axis) {
  loss.update(paths, picture(paths, { loss: { floor: 0, per: false, ...axis } })[0]);
}

const falling = (steps = 10) => Array.from({ length: steps + 1 }, (_, i) => 10 ** (2 - (4 * i) / steps));

test("nothing is drawn before the page has said how much room there is, and all of it then", () => {
  update([run("red", falling())]);
  loss.at(3);
  assert.deepEqual(curves.pen.calls, []);
  resize(loss.node, WIDTH, HEIGHT);
  assert.ok(curves.pen.strokes.some(({ colour }) => colour === "red"));
  assert.equal(cursor.pen.told("arc").length, 1);
  assert.deepEqual([curves.width, curves.height], [WIDTH, HEIGHT]);
  const [narrow, [x]] = [curves.pen.points.length, cursor.pen.told("arc")[0]];
  resize(loss.node, 2 * WIDTH, HEIGHT);
  assert.equal(curves.pen.points.length, narrow);
  assert.ok(cursor.pen.told("arc")[0][0] > 1.5 * x, "the disc moves with the curve");
});

test("a picture and a frame of the playback ask for no size", () => {
  resize(loss.node, WIDTH, HEIGHT);
  Part.reads = 0;
  update([run("red", falling()), run("blue", falling())]);
  for (const t of [0, 1, 2]) loss.at(t);
  assert.equal(Part.reads, 0);
  assert.equal(cursor.pen.told("arc").length, 2);
});

test("seven runs of many steps are drawn with two points for each column of pixels, and a spike stays", () => {
  resize(loss.node, WIDTH, HEIGHT);
  const rough = falling(5000).map((height, i) => height * (i === 2345 ? 1e3 : 1 + 0.5 * Math.sin(i)));
  update(Array.from({ length: 7 }, (_, i) => run(`colour ${i}`, rough)));
  const points = curves.pen.told("lineTo").length;
  assert.ok(points < 7 * (2 * WIDTH + 1), `${points} points`);
  const top = loss.scale?.py(Math.log10(rough[2345])) ?? NaN;
  assert.equal(curves.pen.told("lineTo").filter(([, y]) => Math.abs(y - top) < 0.01).length, 7);
});

test("what stands back is pale, and below the others", () => {
  resize(loss.node, WIDTH, HEIGHT);
  const paths = ["red", "blue", "green"].map((name) => run(name, falling()));
  update(paths);
  const drawn = () => curves.pen.strokes.filter(({ colour }) => colour !== "line");
  assert.deepEqual(
    drawn().map(({ alpha }) => alpha),
    [1, 1, 1],
  );
  paths.forEach((path, i) => (path.back = i !== 0));
  loss.draw();
  assert.deepEqual(
    drawn().map(({ colour, alpha }) => [colour, alpha]),
    [
      ["blue", 0.25],
      ["green", 0.25],
      ["red", 1],
    ],
  );
});

test("the step at a place is the one whose disc is drawn there, over steps and over evaluations", () => {
  resize(loss.node, WIDTH, HEIGHT);
  const paths = [run("red", falling(40)), run("blue", falling(40), { evaluations: 3 })];
  for (const per of [false, true]) {
    update(paths, { per });
    for (let t = 0; t <= 40; t++) {
      loss.at(t);
      const scale = loss.scale ?? assert.fail("there is no scale");
      assert.equal(scale.longest.name, per ? "blue" : scale.longest.name);
      cursor.pen.told("arc").forEach(([x], i) => assert.equal(scale.stepAt(paths[i], x), t, `${per}, run ${i}`));
    }
    assert.equal(loss.scale?.stepAt(paths[1], -50), 0);
    assert.equal(loss.scale?.stepAt(paths[1], 9999), 40);
  }
  update([run("red", falling(40), { evaluations: 2 })], { per: true });
  assert.equal(loss.scale?.logX, false);
  assert.equal(loss.scale?.stepAt(paths[0], loss.scale.px(20)), 20);
  const same = loss.scale?.longest ?? assert.fail("there is no run");
  assert.equal(loss.scale?.stepAt(same, loss.scale.px(20)), 10, "twenty evaluations are ten steps");
});

test("the run that tells the place of the playhead reaches every step", () => {
  resize(loss.node, WIDTH, HEIGHT);
  update([run("short", falling(10), { evaluations: 9 }), run("long", falling(50))], { per: true });
  assert.equal(loss.scale?.longest.name, "long");
});

test("the curve under the pointer is the nearest, if one is near", () => {
  resize(loss.node, WIDTH, HEIGHT);
  update([run("low", [1e-3, 1e-3]), run("high", [1e3, 1e3])]);
  const [low, high] = [-3, 3].map((height) => loss.scale?.py(height) ?? NaN);
  assert.deepEqual(
    [low - 5, high + 5, (low + high) / 2].map((y) => loss.curveAt(200, y)),
    [0, 1, null],
  );
});

test("nothing is observed after the page has been left", () => {
  assert.equal(observed(), 1);
  loss.dispose();
  assert.equal(observed(), 0);
});

test("the axes stand while the curves change a little, and are drawn anew when they do not fit", () => {
  resize(loss.node, WIDTH, HEIGHT);
  const still = /** @type {Part} */ (/** @type {unknown} */ (loss.still));
  update([run("red", falling())]);
  const texts = still.pen.told("fillText").length;
  assert.ok(texts > 4);
  still.pen.clearRect();
  update([run("red", [...falling().slice(0, -1), 0.0101])]);
  assert.equal(still.pen.told("fillText").length, 0);
  update([run("red", [...falling().slice(0, -1), 1e-9])]);
  assert.ok(still.pen.told("fillText").length > 4);
});
