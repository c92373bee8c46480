// @ts-check
// The values of a chosen cell are given to the number inputs one at a time, each of them once.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { pretend } from "./browser.js";
import { Part } from "./part.js";
import { openPage, places } from "./stage_page.js";
import { Box } from "./text_box.js";
import { Taker } from "../../ui/web/stage/commit_queue.js";

const CELL = { rate: 0.5, memory: 0.9 };
/** @type {string[]} */
let entered;
/** @type {Map<string, number>} */
let python; // what it has
/** @type {(() => boolean)[]} */
let turns;
/** @type {Taker} */
let taker;

beforeEach(() => {
  openPage();
  [entered, turns, python] = [[], [], new Map([...Object.keys(CELL)].map((key) => [key, 0]))];
  class Keyboard extends Event {}
  pretend({ HTMLInputElement: Box, KeyboardEvent: Keyboard });
  for (const key of Object.keys(CELL)) {
    const box = new Box();
    box.addEventListener("keydown", () => entered.push(key));
    places.set(`.st-key-${key}`, Object.assign(new Part(), { querySelector: () => box }));
  }
  const sender = { quietly: (/** @type {() => boolean} */ act) => turns.push(act), drop: () => {} };
  taker = new Taker(/** @type {import("../../ui/web/gesture_sender.js").Sender} */ (/** @type {unknown} */ (sender)));
});

// Python runs with what was entered last.
function run() {
  const key = /** @type {keyof typeof CELL} */ (entered.at(-1));
  python = new Map(python).set(key, CELL[key]);
  const now = python;
  taker.next((each) => now.get(each));
}

test("a cell that is chosen twice at once, as by a finger's click, is given once", () => {
  const before = python;
  for (let click = 0; click < 2; click += 1) taker.take(CELL, (key) => before.get(key));
  for (let turn = turns.shift(); turn; turn = turns.shift()) if (turn()) run();
  assert.deepEqual(entered, ["rate", "memory"]);
  assert.equal(taker.wanted, null);
});
