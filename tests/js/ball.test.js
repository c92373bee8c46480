// @ts-check
// The ball on the curve of one weight: a hand and keys take it along, and it rolls from where it is let go.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { pretend } from "./browser.js";
import { pass } from "./clock.js";
import { made } from "./made_stage.js";
import { run } from "./runs.js";
import { frame, resize, view } from "./stage_page.js";

/** @type {ReturnType<typeof made>} */
let page;
const KEY = "line.x";
const CUT = { samples: 3, heights: 0, at: 1, slope: 2, weight: "w", box: [0, 10, 0, 10] };
const HEIGHTS = Float32Array.of(10, 0, 10);

/** @type {(node: unknown) => import("./part.js").Part} */
const part = (node) => /** @type {import("./part.js").Part} */ (node);
const ball = () => part(page.stage.cut.hand.handle);
const numbers = () => page.stage.cut.hand.numbers.map((each) => each.textContent).join(" ");

// A run from w to the lowest point of a bowl whose curve is |2 w - 10|, in one step.
/** @param {number} w */
function show(w, cut = CUT) {
  const path = run("red", [Math.abs(2 * w - 10), 0], { theta: Float32Array.of(w, 1, 5, 1), rate: 0.5 });
  const start = { keys: [KEY], value: [w], window: [[0, 10]] };
  const first = 3; // the arrays of the path come first
  const places = cut && { ...cut, heights: first, at: first + 1, slope: first + 2 };
  page.send([path], { start, cut: places, bare: true, panels: [] }, [HEIGHTS, Float32Array.of(w, 5), Float32Array.of(w < 5 ? -2 : 2, 0)]);
}

/** @param {boolean} still */
function open(still) {
  page = made([run("red", [1, 0])]);
  pretend({ matchMedia: () => ({ matches: still }) });
  show(2);
  resize(page.stage.cut.node, 154, 140); // ten pixels are one of weight, or one of loss; the corner is at (46, 8)
}

beforeEach(() => open(true));

/**
 * @param {string} name
 * @param {number} clientX
 */
function pointer(name, clientX) {
  view.dispatchEvent(Object.assign(new Event(name), { pointerId: 1, buttons: 1, clientX, clientY: 0 }));
}

function press() {
  ball().fire("pointerdown", { pointerId: 1, button: 0 });
}

test("ball and numbers follow the playhead in its frame", () => {
  page.stage.transport.set(0);
  assert.equal(numbers(), "2.00 6.00 −2.00 1.00");
  assert.equal(ball().style.transform, "translate(66px, 48px)");
  page.stage.transport.set(0.5);
  assert.equal(numbers(), "3.50 3.00 −1.00 0.50");
  assert.equal(ball().style.transform, "translate(81px, 78px)");
});

test("a hand takes the ball along, and the run begins under the hand", () => {
  page.stage.transport.set(1);
  press();
  pointer("pointermove", 136);
  assert.deepEqual(page.moved, [{ [KEY]: [9, 2] }]);
  assert.equal(page.stage.transport.t, 1, "until the run from there has come");
  show(9);
  assert.equal(page.stage.transport.t, 0);
  assert.equal(numbers(), "9.00 8.00 2.00 −1.00");
  pointer("pointerup", 136);
  assert.equal(page.stage.transport.t, 1, "who prefers rest finds it at the end");
});

test("it rolls when it is let go, from where it is let go", () => {
  open(false);
  page.stage.transport.set(1);
  press();
  pointer("pointermove", 136);
  pointer("pointerup", 136);
  assert.equal(page.stage.transport.playing, false, "the run from there is on its way");
  show(9);
  assert.equal(page.stage.transport.playing, true);
  assert.equal(page.stage.transport.t, 0);
  press();
  assert.equal(page.stage.transport.playing, false, "a hand stops it");
  pointer("pointerup", 136);
  assert.equal(page.stage.transport.playing, true, "and lets it go again");
  page.stage.dispose();
  frame();
});

test("keys move it from where it is, and it is let go half a second later", async () => {
  page.stage.transport.set(1);
  ball().fire("keydown", { key: "ArrowRight" });
  assert.deepEqual(page.moved, [{ [KEY]: [5.1, 2] }]);
  ball().fire("keydown", { key: "ArrowUp", shiftKey: true });
  assert.deepEqual(page.moved.at(-1), { [KEY]: [5.6, 2] });
  ball().fire("keydown", { key: "ArrowDown" });
  assert.deepEqual(page.moved.at(-1), { [KEY]: [5.5, 2] });
  show(5.5);
  assert.equal(page.stage.transport.t, 0);
  await pass(600);
  assert.equal(page.stage.transport.t, 1);
});

test("it says its weight and its loss when it rests", async () => {
  page.stage.transport.set(0);
  await pass(500);
  const { role, ...said } = ball().attributes;
  assert.equal(role, "slider");
  assert.deepEqual(said, {
    ...{ "aria-label": "Weight w", "aria-valuemin": "0", "aria-valuemax": "10", "aria-valuenow": "2" },
    "aria-valuetext": "2.00, loss 6.00",
  });
});

test("a ball that has left the picture can be taken where it began", () => {
  page.send(
    [run("red", [6, 400], { theta: Float32Array.of(2, 1, 70, 1) })],
    { cut: { ...CUT, heights: 3, at: 4, slope: 5 }, bare: true, panels: [] },
    [HEIGHTS, Float32Array.of(2, 70), Float32Array.of(-2, 2)],
  );
  page.stage.transport.set(1);
  assert.equal(numbers(), "70.00 400.00 2.00 −0.20");
  assert.equal(ball().style.transform, "translate(66px, 48px)");
});

test("where two weights move there is no ball to take", () => {
  show(2, { ...CUT, weight: /** @type {never} */ (null) });
  assert.equal(ball().hidden, true);
  assert.equal(page.stage.cut.hand.table.hidden, true);
});
