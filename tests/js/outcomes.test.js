// @ts-check
// The list of outcomes: what it says of the playhead's step, what it writes, and when it speaks.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Focus } from "../../ui/web/stage/focus.js";
import { Outcomes } from "../../ui/web/stage/outcomes.js";
import { pass } from "./clock.js";
import { Part } from "./part.js";
import { openPage, places } from "./stage_page.js";

const WINDOW = [
  [-5, 5],
  [-5, 5],
];
const LOOK = { ink: "", faint: "", line: "", paper: "white", words: false, span: 10 };
const START = { keys: [], value: [], window: WINDOW };
const LAST = { sentence: "at the minimum (3, 2)", final: "1.5e-17", distance: "2.2e-16" };

// A run of four steps, with other values where a test names them.
/**
 * @param {Partial<Path>} [more]
 * @returns {Path}
 */
function run(more) {
  return {
    ...{
      name: "SGD",
      colour: "red",
      dash: [],
      marker: "",
      steps: 4,
      evaluations: 1,
      shares: null,
      rate: 0.0125,
      extra: {},
      end: 4,
      largest: 1,
    },
    theta: Float32Array.of(0, 0, 1.25, -0.831, 2, 1e-12, 3, 2, 3, 2),
    loss: Float32Array.of(170, 12.5, 0.0000123, 1e-9, 0),
    distances: Float32Array.of(3.6, 3.33, 2.2, 3e-8, 0),
    ...LAST,
    least: { loss: 0, distance: 0 },
    reached: 2,
    ...more,
  };
}

const PANELS = [
  { place: "panel-sgd", paths: [0] },
  { place: "panel-adam", paths: [1] },
];
const transport = { playing: false };
/** @type {Part} */
let place;
/** @type {Part} */
let caption;
/** @type {Part} */
let loss; // beside the same chart
/** @type {Outcomes} */
let list;
beforeEach(() => {
  openPage();
  [place, caption, loss] = [new Part(), new Part(), new Part()];
  places.set(".lab-said-panel-sgd", caption).set(".lab-loss-panel-sgd", loss);
  transport.playing = false;
  list?.dispose();
  list = new Outcomes(/** @type {Element} */ (/** @type {unknown} */ (place)), transport, new Focus(() => {}));
});

/**
 * @param {Path[]} paths
 * @param {number} t
 */
function update(paths, t) {
  list.update(paths, { look: LOOK, panels: PANELS, start: START }, t);
}

// The texts of a row, without the swatch; 0 is the head.
/** @param {number} i */
const row = (i) => place.children[0].rows[i].cells.slice(1).map((cell) => cell.textContent);
const heard = () => place.children[1].textContent;

test("what is only a rounding error beside the view is 0", () => {
  const least = { loss: 1e-4, distance: 1e-7 };
  update([run({ least })], 2);
  assert.deepEqual(row(1).slice(3, 5), ["0", "2.2"]);
  update(
    [run({ least, theta: Float32Array.of(0, 0, 1.25, -0.831, 2, -1e-12, 3, 2, 3, 2), distances: Float32Array.of(3, 3, -0, 3e-8, 0) })],
    3,
  );
  assert.deepEqual(row(1).slice(3, 5), ["0", "0"]);
  update([run({ least })], 1);
  assert.deepEqual(row(1).slice(3, 5), ["12", "3.3"]);
});

test("each column has a name", () => {
  update([run()], 1);
  const head = place.children[0].rows[0].cells;
  assert.ok(head.every((cell) => cell.textContent));
});

test("at a step the list says where the run is, and a dash until it has passed the tolerance", () => {
  update([run()], 1);
  assert.deepEqual(row(0), ["Optimizer", "η", "Outcome", "Loss", "Distance", "Steps"]);
  assert.deepEqual(row(1), ["SGD", "0.0125", "step 1, at (1.25, -0.831)", "12", "3.3", "–"]);
  list.at(2.4);
  assert.deepEqual(row(1), ["SGD", "0.0125", "step 2, at (2, 0)", "1.2e-05", "2.2", "2"]);
  place.children[0].rows[1].fire("pointerenter", { pointerType: "mouse" });
  assert.equal(place.children[0].rows[1].title, "SGD: step 2, loss 1.2e-05, distance 2.2, steps to tolerance 2");
  list.at(2.6);
  assert.equal(row(1)[2], "step 3, at (3, 2)", "the transport names step 3, too");
});

test("at the end it says what became of the run, with the numbers of Python", () => {
  update([run()], 3);
  list.at(4);
  assert.deepEqual(row(1), ["SGD", "0.0125", LAST.sentence, LAST.final, LAST.distance, "2"]);
  place.children[0].rows[1].fire("pointerenter", { pointerType: "mouse" });
  assert.equal(place.children[0].rows[1].title, "SGD: final loss 1.5e-17, distance 2.2e-16, steps to tolerance 2");
  update([run({ reached: null, sentence: "still moving, at loss 3" })], 4);
  assert.deepEqual(row(1).slice(2), ["still moving, at loss 3", LAST.final, LAST.distance, "–"]);
});

test("a shorter run stays at its end", () => {
  update([run(), run({ name: "Adam", steps: 1, end: 1 })], 3);
  assert.deepEqual(row(2).slice(2), [LAST.sentence, LAST.final, LAST.distance, "2"]);
  assert.equal(row(1)[2], "step 3, at (3, 2)");
});

test("a run that has left all bounds has its outcome, and a dash for a number that it has not", () => {
  const theta = Float32Array.of(0, 0, 1e13, 0, Infinity, NaN, NaN, NaN, NaN, NaN);
  const loss = Float32Array.of(170, 1e26, Infinity, NaN, NaN);
  const gone = run({ theta, loss, distances: loss, end: 1, reached: null, sentence: "diverged at step 1: |θ| passed 10¹²" });
  update([gone], 1);
  assert.deepEqual(row(1).slice(2), ["step 1, at (1e+13, 0)", "1e+26", "1e+26", "–"]);
  for (const step of [2, 3]) {
    list.at(step);
    assert.deepEqual(row(1).slice(2), ["diverged at step 1: |\u2060θ| passed 10¹²", "–", "–", "–"], "no line ends within |θ|");
  }
});

test("new runs are shown at the playhead's step", () => {
  update([run()], 1);
  const theta = Float32Array.of(0, 0, 4, 4, 0, 0, 0, 0, 0, 0);
  update([run({ theta, rate: 0.5 })], 1);
  assert.deepEqual(row(1).slice(0, 3), ["SGD", "0.5", "step 1, at (4, 4)"]);
  update([run()], 2.6);
  assert.equal(row(1)[2], "step 3, at (3, 2)", "while it plays, too");
  update([run(), run({ name: "Adam" })], 1);
  assert.equal(place.children[0].rows.length, 3);
  update([], 1);
  assert.equal(place.children[0].rows.length, 1, "the head stays");
});

test("a caption that comes after the list, or anew, says the same", () => {
  update([run(), run()], 1);
  const anew = new Part();
  places.set(".lab-said-panel-sgd", anew);
  list.settle(PANELS);
  assert.equal(anew.textContent, "step 1, at (1.25, -0.831)");
});

test("the caption of a chart says the same, and keeps room for the words at the end", () => {
  update([run(), run()], 1);
  assert.equal(caption.textContent, "step 1, at (1.25, -0.831)");
  assert.equal(caption.dataset.end, LAST.sentence.replace(/\d/g, "0"));
  assert.equal(place.children[0].rows[1].cells[3].children[0].dataset.end, LAST.sentence.replace(/\d/g, "0"));
  list.at(4);
  assert.equal(caption.textContent, LAST.sentence);
});

test("beside a chart stands the loss at the playhead, as the list has it", () => {
  update([run(), run()], 1);
  assert.equal(loss.textContent, "12");
  assert.equal(loss.dataset.end, LAST.final.replace(/\d/g, "0"));
  list.at(2.4);
  assert.equal(loss.textContent, "1.2e-05");
  list.at(4);
  assert.equal(loss.textContent, LAST.final);
  update([run({ final: "3" })], 4);
  assert.equal(loss.textContent, "3");
  update([], 4);
  assert.equal(loss.textContent, "");
});

test("nothing is written that stays as it is", () => {
  update([run(), run()], 1);
  Part.writes = 0;
  for (const t of [0.5, 1, 1.2, 1.49]) list.at(t);
  assert.equal(Part.writes, 0, "the transport names the same step");
  list.at(2);
  assert.equal(Part.writes, 2 * 4 + 2, "in each row what the run is now and its numbers; the two captions");
  list.at(3);
  assert.equal(Part.writes, 2 * 7 + 4, "the steps to the tolerance stay");
  update([run(), run()], 3);
  assert.equal(Part.writes, 2 * 7 + 4);
});

test("nothing is said while the playhead moves, and what it rests on is said once", async () => {
  update([run(), run({ name: "Adam", steps: 1, end: 1 })], 1);
  transport.playing = true;
  await pass(5000);
  assert.equal(heard(), "", "not even where a frame takes that long");
  for (const t of [2, 3]) {
    list.at(t);
    await pass(500);
  }
  transport.playing = false;
  assert.equal(heard(), "");
  await pass(1000);
  assert.equal(heard(), `SGD: step 3, at (3, 2). Adam: ${LAST.sentence}.`);
  for (const t of [2, 1, 2, 4]) {
    list.at(t);
    await pass(700);
    assert.match(heard(), /step 3/, "the playhead is still being moved");
  }
  await pass(200);
  assert.equal(heard(), `SGD: ${LAST.sentence}. Adam: ${LAST.sentence}.`);
});

test("what rests is said although the stage is drawn again", async () => {
  list.at(0);
  update([run()], 4);
  for (let i = 0; i < 5; i++) {
    await pass(200);
    list.at(4);
  }
  assert.equal(heard(), `SGD: ${LAST.sentence}.`);
});

test("nothing is said after the page has been left", async () => {
  update([run()], 1);
  list.dispose();
  await pass(5000);
  assert.equal(heard(), "");
});
