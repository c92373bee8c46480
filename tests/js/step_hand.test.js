// @ts-check
// The hand that takes a step on the map in fog: what it drags, what the text box gets, and what is drawn.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { paintSteps } from "../../ui/web/stage/step_marks.js";
import { pretend } from "./browser.js";
import { pass } from "./clock.js";
import { made } from "./made_stage.js";
import { Part } from "./part.js";
import { Recorder } from "./pen.js";
import { LOOK, run } from "./runs.js";
import { places, view } from "./stage_page.js";
import { Box } from "./text_box.js";

/** @type {ReturnType<typeof made>} */
let page;
const SQUARE = [
  [-5, 5],
  [-5, 5],
];
const START = { keys: [], value: [1, 0], window: SQUARE };
const REACH = [
  [-4, 4],
  [-4, 4],
];
/** @type {TakenRecord} */
const TAKEN = { key: "game.next", points: [[1, 0]], downhill: [2, 0.5], height: "height 3", slope: "slope 2", reach: REACH };

// What Python sends: nothing of a run, and the steps so far.
/** @param {Partial<TakenRecord>} [more] */
function show(more) {
  page.show([], { bare: true, start: START, taken: { ...TAKEN, ...more } });
}

/** @type {Box} */
let box;

beforeEach(() => {
  page = made([run("red", [1, 0])]);
  Object.assign(page.chart, { view: [-5, 5, -5, 5] });
  Object.assign(page.chart.plot, { focus() {} });
  box = new Box();
  const container = Object.assign(new Part(), { querySelector: () => box });
  places.set(".st-key-game-next", container);
  class Keyboard extends Event {}
  pretend({ HTMLInputElement: Box, KeyboardEvent: Keyboard });
  show();
});

const hand = () => page.stage.made.hand;

/**
 * @param {number} clientX
 * @param {number} clientY
 */
const down = (clientX, clientY, more = {}) =>
  page.chart.plot.fire("pointerdown", { pointerId: 1, button: 0, isPrimary: true, clientX, clientY, ...more });

/**
 * @param {string} name
 * @param {number} [clientX]
 * @param {number} [clientY]
 */
const pointer = (name, clientX = 0, clientY = 0) =>
  view.dispatchEvent(Object.assign(new Event(name), { pointerId: 1, buttons: 1, clientX, clientY }));

const key = (/** @type {string} */ name, shiftKey = false) => page.chart.plot.fire("keydown", { key: name, shiftKey });

test("a pointer drags the tip, and the text box gets the step from the point when it lets go", async () => {
  assert.equal(page.chart.plot.classList.contains("lab-stepping"), true);
  const event = down(90, 100);
  assert.equal(event.defaultPrevented, true, "Plotly does not move the map");
  pointer("pointermove", 150, 40);
  assert.deepEqual(hand().tip, [1.5, 0.6]);
  assert.equal(box.value, "");
  pointer("pointerup", 150, 40);
  await pass(1000);
  assert.equal(box.value, "0.5,0.6");
  show();
  assert.deepEqual(hand().tip, [1.5, 0.6], "it stays until Python has it");
  down(90, 100);
  pointer("pointermove", 250, 40);
  assert.deepEqual(hand().tip, [1.5, 0.6], "one step after the other");
  show({
    points: [
      [1, 0],
      [1.5, 0.6],
    ],
  });
  assert.equal(hand().tip, null);
  assert.equal(page.stage.made.held, false);
});

for (const [how, end] of /** @type {[string, () => void][]} */ ([
  ["a pointer that is lost", () => pointer("pointercancel")],
  ["a second finger", () => down(50, 50, { pointerId: 2, isPrimary: false })],
  ["another window", () => pointer("blur")],
  ["another game", () => show({ key: "other.next" })],
]))
  test(`${how} takes no step`, async () => {
    down(100, 100);
    pointer("pointermove", 200, 100);
    assert.ok(hand().tip);
    end();
    pointer("pointermove", 250, 100);
    pointer("pointerup", 250, 100);
    await pass(1000);
    assert.equal(box.value, "");
    assert.equal(hand().tip, null);
  });

test("a press that does not move takes no step, and neither does another button", async () => {
  down(200, 60);
  pointer("pointermove", 201, 61);
  pointer("pointerup", 201, 61);
  down(200, 60, { button: 2 });
  pointer("pointermove", 250, 61);
  pointer("pointerup", 250, 61);
  await pass(1000);
  assert.equal(box.value, "");
});

test("the tip stays within reach", () => {
  down(100, 100);
  pointer("pointermove", 900, 100);
  assert.deepEqual(hand().tip, [4, 0]);
});

test("arrow keys move the tip, Enter takes the step, and Escape gives it up", async () => {
  assert.equal(key("Enter").defaultPrevented, false, "there is no step yet");
  assert.equal(key("ArrowRight").defaultPrevented, true);
  key("ArrowUp", true);
  assert.deepEqual(hand().tip, [1.2, 1]);
  key("Escape");
  assert.equal(hand().tip, null);
  key("ArrowLeft");
  key("Enter");
  await pass(1000);
  assert.equal(box.value, "-0.2,0");
  key("ArrowLeft");
  assert.deepEqual(hand().tip, [0.8, 0], "one step after the other");
});

test("a press on the map gives up the step of the keys", async () => {
  key("ArrowRight");
  down(200, 60);
  pointer("pointerup", 200, 60);
  await pass(1000);
  assert.equal(box.value, "");
  assert.equal(hand().tip, null);
});

test("where no step is asked for, the map is as it always is", () => {
  page.show([], { bare: true, start: START });
  assert.equal(page.chart.plot.classList.contains("lab-stepping"), false);
  assert.equal(down(100, 60).defaultPrevented, false);
  assert.equal(key("ArrowLeft").defaultPrevented, false);
  assert.equal(page.stage.made.steps, null);
});

test("the way, the arrow downhill and the step are drawn, with height and slope in words", () => {
  const pen = new Recorder();
  const shown = {
    ...TAKEN,
    points: [
      [0, 0],
      [1, 0],
    ],
    tip: [1.5, -0.5],
  };
  /** @type {Projection} */
  const project = (x, y) => [100 * x, 100 - 100 * y];
  paintSteps(pen, shown, project, { left: 0, top: 0, width: 300, height: 200 }, { ...LOOK, wide: 1 });
  for (const end of [
    [0, 100],
    [100, 100],
    [200, 50],
    [150, 150],
  ])
    assert.ok(
      pen.points.some((point) => String(point) === String(end)),
      `${end}`,
    );
  assert.deepEqual(
    pen.texts.map(({ text }) => text),
    ["slope 2", "height 3"],
  );
});
