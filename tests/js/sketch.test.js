// @ts-check
// The hand that draws a line on the map: when it can, and what the text box gets.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { pretend } from "./browser.js";
import { pass } from "./clock.js";
import { made } from "./made_stage.js";
import { Part } from "./part.js";
import { run } from "./runs.js";
import { places, view } from "./stage_page.js";
import { Box } from "./text_box.js";

/** @type {ReturnType<typeof made>} */
let page;
const KEY = "task.answer";
const SQUARE = [
  [-5, 5],
  [-5, 5],
];
const START = { keys: [], value: [0, 0], window: SQUARE };

// What Python sends: nothing of a run, and the line that it has.
/** @param {Partial<SketchRecord>} [more] */
function show(more) {
  page.show([], { bare: true, start: START, sketch: { key: KEY, points: [[0, 0]], open: true, ...more } });
}

/** @type {Box} */
let box;

beforeEach(() => {
  page = made([run("red", [1, 0])]);
  box = new Box();
  const container = Object.assign(new Part(), { querySelector: () => box });
  places.set(".st-key-task-answer", container);
  class Keyboard extends Event {}
  pretend({ HTMLInputElement: Box, KeyboardEvent: Keyboard });
  show();
});

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

// A stroke through these places, from one pixel to the next.
/** @param {...Point} way */
function draw(...way) {
  const event = down(...way[0]);
  for (const [x, y] of way.slice(1)) pointer("pointermove", x, y);
  return event;
}

const seen = () => page.chart.under.pen.points;

test("a pointer draws, and the text box gets the line when it lets go", async () => {
  const event = draw([100, 60], [150, 60], [200, 60], [200, 20]);
  assert.equal(event.defaultPrevented, true, "Plotly does not move the map");
  assert.deepEqual(seen().slice(0, 5), [
    [0, 100],
    [100, 60],
    [150, 60],
    [200, 60],
    [200, 20],
  ]);
  assert.equal(box.typed, "");
  pointer("pointerup", 200, 20);
  await pass(1000);
  assert.equal(box.typed, "1,0.4; 2,0.4; 2,0.8");
  show();
  assert.deepEqual(
    page.stage.made.sketch.line,
    [
      [0, 0],
      [1, 0.4],
      [2, 0.4],
      [2, 0.8],
    ],
    "it stays until Python has it",
  );
  show({ points: page.stage.made.sketch.line });
  assert.equal(page.stage.made.sketch.held, null);
});

test("a new stroke takes the place of the line before", async () => {
  show({
    points: [
      [0, 0],
      [1, 1],
    ],
  });
  draw([100, 100], [200, 100]);
  pointer("pointerup", 200, 100);
  await pass(1000);
  assert.equal(box.typed, "2,0");
  assert.deepEqual(page.stage.made.sketch.line, [
    [0, 0],
    [2, 0],
  ]);
});

for (const [how, end] of /** @type {[string, () => void][]} */ ([
  ["a pointer that is lost", () => pointer("pointercancel")],
  ["a second finger", () => down(50, 50, { pointerId: 2, isPrimary: false })],
  ["another window", () => pointer("blur")],
]))
  test(`${how} leaves the line before`, async () => {
    show({
      points: [
        [0, 0],
        [1, 1],
      ],
    });
    draw([100, 100], [200, 100]);
    end();
    pointer("pointermove", 250, 100);
    pointer("pointerup", 250, 100);
    await pass(1000);
    assert.equal(box.typed, "");
    assert.deepEqual(page.stage.made.sketch.line, [
      [0, 0],
      [1, 1],
    ]);
  });

test("a press that does not move draws nothing", async () => {
  draw([100, 60], [101, 61]);
  pointer("pointerup", 101, 61);
  await pass(1000);
  assert.equal(box.typed, "");
});

test("what leaves the map is left out", async () => {
  draw([100, 60], [400, 60], [200, 60]);
  pointer("pointerup", 200, 60);
  await pass(1000);
  assert.equal(box.typed, "1,0.4; 2,0.4");
});

test("nothing can be drawn where it is closed, and the line stays", () => {
  assert.equal(page.chart.plot.classList.contains("lab-drawing"), true);
  for (const closed of [
    {
      open: false,
      points: [
        [0, 0],
        [1, 1],
      ],
    },
    null,
  ]) {
    if (closed) show(closed);
    else page.show([], { bare: true, start: START });
    assert.equal(page.chart.plot.classList.contains("lab-drawing"), false);
    const event = draw([100, 60], [200, 60]);
    assert.equal(event.defaultPrevented, false);
    assert.deepEqual(page.stage.made.sketch.line, closed ? closed.points : []);
    pointer("pointerup", 200, 60);
  }
});

test("a stroke that goes on while the runs are shown, or for another task, is given up", () => {
  for (const other of [{ open: false }, { key: "other.answer" }]) {
    show();
    draw([100, 60], [200, 60]);
    show(other);
    assert.deepEqual(page.stage.made.sketch.line, [[0, 0]]);
    pointer("pointermove", 250, 60);
    assert.deepEqual(page.stage.made.sketch.line, [[0, 0]]);
  }
});

test("the line is in ink on paper, and named", () => {
  show({
    points: [
      [0, 0],
      [2, 0],
    ],
  });
  const { pen } = page.chart.under;
  assert.deepEqual(
    pen.strokes.slice(0, 2).map(({ colour }) => colour),
    ["paper", "ink"],
  );
  assert.equal(pen.texts.at(-1)?.text, "your line");
});
