// @ts-check
// The rows beside the map, and the curve of the model at the playhead.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Fit } from "../../ui/web/stage/fit.js";
import { LOOK, Node, fake, made, openPage, places, run } from "./canvas.js";
import { pass } from "./clock.js";

/** @type {Element} */
let root;
/** @type {Fit} */
let fit;
// The plotted area is 100 pixels wide and high, its top left corner is (46, 8).
const SIZE = /** @type {const} */ ([154, 140]);
const ROWS = [Float32Array.of(0, 0.5, 1), Float32Array.of(0, 0.25, 1)];
/** @type {FitRecord} */
const RECORD = { kind: "line", names: ["flipper", "mass"], rows: 342, x: 0, y: 1, side: null, box: [-1, 1, -10, 10] };

const moving = () => fake(fit.moving).sheet;
const still = () => fake(fit.still).sheet;

/**
 * @param {Path[]} paths
 * @param {Partial<FitRecord> | null} [record]
 * @param {{ shows?: string[] | null, rows?: Float32Array[], look?: StageLook }} [more]
 */
function update(paths, record = {}, { shows = null, rows = ROWS, look = LOOK } = {}) {
  fit.update(paths, { fit: record && { ...RECORD, ...record }, look, shows }, rows);
}

beforeEach(() => {
  openPage();
  fit?.dispose();
  root = made();
  fit = new Fit(root);
  fit.resize(...SIZE);
});

test("the line swings between the steps of the run, as the playhead does", () => {
  const path = run([0, 0], [4, 2]);
  update([path]);
  fit.at(0);
  assert.deepEqual(moving().lines("red"), ["46,58 146,58"]);
  fit.at(0.5); // θ = (2, 1): from −1 to 3
  assert.deepEqual(moving().lines("red"), ["46,63 146,43"]);
  fit.at(7); // a run stays where it ends
  assert.deepEqual(moving().lines("red"), ["46,68 146,28"]);
});

test("each method has its colour and dash, and one alone a solid line", () => {
  update([run([0, 0]), { ...run([0, 5]), colour: "blue", dash: [9, 6] }]);
  fit.at(0);
  assert.deepEqual(
    moving().strokes.map(({ colour, dash }) => [colour, ...dash]),
    [["paper"], ["red", 2, 4], ["paper"], ["blue", 9, 6]],
  );
  update([run([0, 0])]);
  fit.at(0);
  assert.deepEqual(moving().strokes.at(-1)?.dash, []);
});

test("the path in focus is drawn last, and a change of the focus draws", () => {
  const [one, other] = [run([0, 0]), { ...run([0, 5]), colour: "blue" }];
  update([one, other]);
  fit.at(0);
  const { drawings } = moving();
  fit.at(0);
  assert.equal(moving().drawings, drawings, "nothing has changed");
  other.back = true;
  fit.at(0);
  assert.equal(moving().drawings, drawings + 1);
  assert.equal(moving().strokes.at(-1)?.colour, "red");
});

test("rows are drawn once, and again when others come, or the look or the size changes", () => {
  update([run([0, 0])]);
  fit.at(0);
  assert.deepEqual(still().arcs, ["46,108", "96,83", "146,8"]);
  assert.deepEqual(still().texts.slice(-2), ["flipper", "mass"]);
  const first = still().drawings;
  for (const t of [0.1, 0.2, 0.3]) fit.at(t);
  update([run([3, 3])], {}, { rows: ROWS.map((each) => each.slice()) });
  fit.at(0.3);
  assert.equal(still().drawings, first, "a hand that moves sends the same rows");
  const rows = [ROWS[0], Float32Array.of(0, 0.3, 1)];
  update([run([3, 3])], {}, { rows });
  fit.at(0.3);
  assert.equal(still().drawings, first + 1);
  update([run([3, 3])], {}, { rows, look: { ...LOOK, faint: "grey" } });
  fit.at(0.3);
  assert.equal(still().drawings, first + 2);
  fit.resize(200, 140);
  assert.equal(still().drawings, first + 3);
});

test("a new picture draws the curve at the same time again", () => {
  update([run([0, 0])]);
  fit.at(0);
  update([run([0, 10])]);
  fit.at(0);
  assert.deepEqual(moving().lines("red"), ["46,8 146,8"]);
});

test("a curve too steep for the box is cut off at its edge, and one that is nowhere is left out", () => {
  /**
   * @param {Point} theta
   * @param {FitRecord["kind"]} [kind]
   */
  const drawn = (theta, kind = "line") => {
    update([run(theta)], { kind });
    fit.at(0);
    return moving().lines("red")[0];
  };
  assert.equal(drawn([20, 0]), "71,108 121,8");
  assert.equal(drawn([1e12, 0]), "96,108 96,8");
  assert.match(drawn([1, 0], "border"), /^96,(8|108) 96,(8|108)$/, "upright: w₁x = 0");
  assert.equal(drawn([-1, 0.1], "border"), "46,108 146,8");
  assert.equal(drawn([0, 0], "border"), "");
  assert.equal(drawn([NaN, 0], "network"), "");
  assert.equal(drawn([0, 99]), "", "a level line above the box");
  assert.doesNotMatch(drawn([1e12, 1e12], "network"), /\d{6}/, "no canvas draws as far as that");
});

test("some of the rows have an error, from the row to the curve of the point", () => {
  const share = Float32Array.from({ length: 19 }, (_, i) => i / 18);
  update([run([10, 0])], {}, { shows: ["height", "errors"], rows: [share, new Float32Array(19)] });
  fit.at(0);
  assert.equal(moving().strokes[0].points, "46,108 46,108 96,108 96,58 146,108 146,8");
  update([run([10, 0])], {}, { shows: ["height"] });
  fit.at(0);
  assert.equal(moving().strokes.length, 2, "the curve and its outline");
});

test("where two classes are told apart, one is filled and the other open", () => {
  update([run([1, 1])], { kind: "border", side: 2 }, { rows: [...ROWS, Float32Array.of(1, -1, 1)] });
  fit.at(0);
  assert.deepEqual([still().fills, still().lines("faint").length], [2, 1]);
});

test("without data there is no chart, and with data it stands where the page has a place for it", () => {
  update([run([0, 0])], null);
  assert.equal(fit.node.hidden, true);
  const place = (places[".lab-fit-place"] = new Node());
  update([run([0, 0])]);
  assert.equal(fit.node.hidden, false);
  assert.equal(fake(fit.node).parentNode, place);
  delete places[".lab-fit-place"];
  update([run([0, 0])]);
  assert.equal(fit.node.parentNode, root);
});

test("the chart follows its place when Streamlit mounts it after the picture, or anew", () => {
  update([run([0, 0])]);
  for (const place of [new Node(), new Node()]) {
    places[".lab-fit-place"] = place;
    fit.settle();
    assert.equal(fake(fit.node).parentNode, place);
  }
});

test("the canvases take no room in their place, whose size they have", () => {
  assert.deepEqual(
    [fit.still, fit.moving].map((each) => fake(each).style.position),
    ["absolute", "absolute"],
  );
});

test("the text says what is seen once the playhead rests", async () => {
  const label = () => fake(fit.moving).attributes["aria-label"];
  const path = run([-0.4, 1], [0.5, 0.25]);
  assert.equal(fake(fit.moving).attributes.role, "img");
  update([path]);
  for (const t of [0, 0.1, 0.2, 0.3, 0.4, 0.5]) {
    fit.at(t);
    await pass(100);
    assert.equal(label(), undefined, "it still moves");
  }
  fit.at(0);
  await pass(500);
  const rows = "flipper and mass of 342 rows";
  assert.equal(label(), `${rows}, and the line of the point. At slope −0.40 and intercept 1.00 the loss is 10.`);
  update([path, { ...run([1, 2]), name: "Adam" }]);
  fit.at(1);
  await pass(500);
  const each = "SGD: slope 0.50 and intercept 0.25, loss 9. Adam: slope 1.00 and intercept 2.00, loss 10.";
  assert.equal(label(), `${rows}, and the line of each method. ${each}`);
});
