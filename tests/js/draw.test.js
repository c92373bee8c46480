// @ts-check
// The geometry of what is drawn: paths, playheads, projections.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chart } from "../../ui/web/plotly.js";
import { apply, times } from "../../ui/web/space.js";
import { arrows } from "../../ui/web/stage/arrows.js";
import { head, inside, marker, paths, playhead, point, trace } from "../../ui/web/stage/draw.js";
import { Recorder } from "./pen.js";

const AREA = { left: 0, top: 0, width: 100, height: 100 };
/** @type {Projection} */
const project = (x, y) => [x, y];
const SAID = { sentence: "", final: "", distance: "", reached: null };
const META = {
  least: { loss: 0, distance: 0 },
  name: "SGD",
  colour: "red",
  dash: [],
  marker: "M1,0 L-1,0 Z",
  evaluations: 1,
  shares: null,
  rate: 0.5,
  ...SAID,
};

// A run through these places, as the decoder would make it.
/**
 * @param {Point[]} places
 * @returns {Path}
 */
function run(...places) {
  const loss = Float32Array.from(places, (_, t) => t);
  const distances = new Float32Array(places.length);
  const end = places.length - 1;
  return { ...META, steps: end, theta: Float32Array.from(places.flat()), loss, distances, extra: {}, end, largest: 1 };
}

test("a run ends where a screen has no place for it", () => {
  const arrays = [
    [0, 1, 2, 3, 4, 5],
    [9, 8, 7],
    [0, 1, 2, 1e16, 4, 5],
    [6, 5, 4],
    [1, 2, 3, 0.5, 4, 1],
    [0, 1, -1e16, 3],
    [9, 8],
    [7, 5, 3],
  ];
  const metas = [
    { ...META, steps: 2, theta: 0, loss: 1, distances: 7, extra: {} },
    { ...META, steps: 2, theta: 2, loss: 3, distances: 7, extra: { size: 4 } },
    { ...META, steps: 1, theta: 5, loss: 6, distances: 7, extra: {} },
  ];
  const [first, second, third] = paths(
    { paths: metas },
    arrays.map((each) => Float32Array.from(each)),
  );
  assert.deepEqual([...first.theta], [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([...first.loss], [9, 8, 7]);
  assert.deepEqual([...first.distances], [7, 5, 3]);
  assert.deepEqual([first.end, second.end, third.end], [2, 0, 0]);
  assert.deepEqual(second.extra.size, Float32Array.of(1, 2, 3, 0.5, 4, 1));
  assert.equal(second.largest, 4);
  assert.ok(first.largest > 0, "a run without sizes divides by this as well");
});

test("a run stays where it ended", () => {
  assert.deepEqual(point(run([1, 2], [3, 4]), 9, project), [3, 4]);
});

test("a path leads through its iterates up to step t, and leaves out what is less than a pixel away", () => {
  const path = run([0, 0], [10, 0], [10.2, 0.2], [20, 5], [30, 30]);
  const pen = new Recorder();
  trace(pen, path, 3, project, "white", 1);
  assert.deepEqual(pen.points, [
    [0, 0],
    [10, 0],
    [20, 5],
  ]);
  /** @type {Projection} */
  const affine = (x, y) => [5 + 2 * x, 7 - y];
  affine.affine = [5, 2, 7, -1];
  const [called, computed] = [new Recorder(), new Recorder()];
  trace(called, path, Infinity, (...at) => affine(...at), "white", 1);
  trace(computed, path, Infinity, affine, "white", 1);
  assert.deepEqual(computed.points, called.points, "the coefficients say the same as the function");
});

test("what is drawn on a map has an outline of paper, a pixel and a half on either side, as opaque as itself", () => {
  const path = { ...run([10, 10], [40, 20]), extra: { slope: Float32Array.of(-20, 10, 0, 0) } };
  const pen = new Recorder();
  trace(pen, path, 1, project, "white", 1);
  trace(pen, path, 1, project, "white", 0.22);
  for (const words of [true, false])
    arrows(pen, path, 0, project, AREA, { ink: "black", paper: "white", words, span: 1 }, ["slope", "step"]);
  const lines = pen.strokes.filter(({ colour }) => !["white", "black"].includes(colour));
  assert.deepEqual(
    lines.map(({ alpha }) => alpha),
    [1, 0.22, 1, 1, 1, 1],
  );
  for (const line of lines) {
    const below = pen.strokes[pen.strokes.indexOf(line) - 1];
    assert.equal(below.colour, "white");
    assert.ok(below.width - line.width >= 3 && below.alpha === line.alpha, "an outline is wide and opaque enough");
  }
  for (const draw of [
    (/** @type {Recorder} */ it) => marker(it, "M0 0Z", 9, 9, "red", "white", 7),
    (/** @type {Recorder} */ it) => head(it, 9, 9, 1, 13, "red", "white"),
  ]) {
    const filled = new Recorder();
    draw(filled);
    const [[scale] = [1]] = filled.told("scale");
    assert.ok(filled.strokes[0].colour === "white" && filled.strokes[0].width * scale >= 3 - 1e-9);
  }
});

test("the playhead stands between two iterates", () => {
  const pen = new Recorder();
  playhead(pen, run([0, 0], [10, 20]), 0.5, project, AREA, "white");
  assert.deepEqual(pen.told("translate"), [[5, 10]]);
  assert.deepEqual(pen.filled, [META.marker]);
});

test("the playhead of a run that left points out of the map where it left", () => {
  const pen = new Recorder();
  playhead(pen, run([50, 50], [150, 50], [900, 50]), 2, project, AREA, "white");
  const [[x, y]] = pen.told("translate");
  const [[angle]] = pen.told("rotate");
  assert.ok(Math.abs(x - 97) < 1e-9 && y === 50 && angle === 0);
  const never = new Recorder();
  playhead(never, run([-50, 50], [-60, 50]), 1, project, AREA, "white");
  assert.deepEqual(never.calls, [], "a run that was never in the map has no arrow");
});

test("the edge of a map belongs to it", () => {
  assert.deepEqual(
    [
      [0, 0],
      [100, 100],
      [100.1, 50],
      [50, -0.1],
      [NaN, 50],
    ].map(([x, y]) => inside(x, y, AREA)),
    [true, true, false, false, false],
  );
});

test("arrows are to scale: the step leads to the next iterate, a slope to where η times it leads", () => {
  const path = { ...run([50, 50], [60, 40]), extra: { slope: Float32Array.of(-20, 10, 0, 0) } };
  const look = { ink: "black", paper: "white", words: false, span: 1 };
  const pen = new Recorder();
  arrows(pen, path, 0, project, AREA, look, ["slope", "step"]);
  const lines = pen.calls.flatMap(([name, x, y], i) => (name === "lineTo" && pen.calls[i - 1][0] === "moveTo" && x > 0 ? [[x, y]] : []));
  assert.deepEqual(lines, [
    [60, 45],
    [60, 40],
  ]);
});

test("a matrix is an ellipse, turned as it turns a slope, whose longest axis has one length", () => {
  // The eigenvalues 3, along the diagonal, and 1; ten times these; none, where a run has diverged.
  const matrices = [Float32Array.of(2, 1, 2), Float32Array.of(20, 10, 20), new Float32Array(3)];
  const look = { ink: "black", paper: "white", words: false, span: 1 };
  const [one, ten, none] = matrices.map((matrix) => {
    const pen = new Recorder();
    arrows(pen, { ...run([50, 50], [60, 40]), extra: { matrix } }, 0, project, AREA, look, ["size"]);
    return pen.calls.flatMap(([name, x, y]) =>
      name === "lineTo" || name === "moveTo" ? [[x - 76, 76 - y].map((at) => Math.round(at * 1e6) / 1e6)] : [],
    );
  });
  const widest = [1, -1].map((sign) => Math.max(...one.map(([x, y]) => (x + sign * y) / Math.SQRT2)));
  assert.deepEqual(
    widest.map((wide) => Math.round(wide * 1e4) / 1e4),
    [14, 4.6667],
  );
  assert.deepEqual(ten, one);
  assert.deepEqual(none, []);
});

test("matrices are multiplied column by column", () => {
  const shift = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 2, 3, 4, 1];
  const scale = [5, 0, 0, 0, 0, 6, 0, 0, 0, 0, 7, 0, 0, 0, 0, 1];
  assert.deepEqual(apply(times(shift, scale), [1, 1, 1, 1]), [7, 9, 11, 1]);
  assert.deepEqual(apply(times(scale, shift), [1, 1, 1, 1]), [15, 24, 35, 1]);
});

// The projection of a chart of which only the layout is there.
/**
 * @param {PlotlyLayout} layout
 * @param {Scale3d | null} scale3d
 */
function projection(layout, scale3d = null) {
  return Chart.prototype.projection.call({ layout, scale3d });
}

const p2d = () => assert.fail("this is the other way, from pixels");

test("a map is projected as its axes lie, y upwards", () => {
  const xaxis = { range: [-2, 2], _offset: 10, _length: 400, p2d };
  const yaxis = { range: [0, 10], _offset: 20, _length: 200, p2d };
  const project2d = projection({ width: 500, height: 300, xaxis, yaxis });
  assert.deepEqual(project2d(-2, 10, 0), [10, 20]);
  assert.deepEqual(project2d(2, 0, 0), [410, 220]);
  assert.deepEqual(project2d(0, 5, 0), [210, 120]);
});

test("a surface is projected through its matrices, with the height of its loss", () => {
  const one = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const tilted = [1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1]; // what is high moves up
  const _scene = {
    glplot: { cameraParams: { model: one, view: tilted, projection: one } },
    dataScale: [0.5, 0.5, 1],
    fullSceneLayout: { domain: { x: [0, 1], y: [0, 1] } },
  };
  const project3d = projection({ width: 200, height: 100, scene: { _scene } }, { floor: 1, unit: 2 });
  assert.deepEqual(project3d(0, 0, 1), [100, 50]);
  assert.deepEqual(project3d(2, 0, 0), [200, 50], "a loss below the floor stands on it");
  const [, y] = project3d(0, 0, 1 + 2 * (Math.E - 1));
  assert.ok(Math.abs(y) < 1e-5, "ln(1 + (loss - floor) / unit) = 1");
});

test("for an audience lines, dashes and markers are larger", () => {
  const pen = new Recorder();
  const path = { ...run([0, 0], [10, 10]), dash: [4, 2] };
  trace(pen, path, Infinity, project, "white", 1, 1.8);
  assert.equal(pen.lineWidth, 2.5 * 1.8);
  playhead(pen, path, 1, project, AREA, "white", 1.8);
  assert.deepEqual(pen.told("scale"), [[7 * 1.8, 7 * 1.8]]);
});
