// @ts-check
// What a frame locks: neither a click on a map, nor a hand or a key on the start, nor a double-click moves it.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Knobs } from "../../ui/web/knobs.js";
import { Start } from "../../ui/web/stage/start.js";
import { pretend } from "./browser.js";

/** @type {unknown[]} */
let moved;
const sender = /** @type {import("../../ui/web/gesture_sender.js").Sender} */ (
  /** @type {unknown} */ ({ move: (/** @type {object} */ live) => moved.push(live), quietly: async () => void moved.push("said") })
);
/**
 * @param {string} key
 * @param {boolean} locked
 */
const knob = (key, locked) => ({ key, label: key, value: 1, default: 2, locked });
const specs = new Map([knob("free", false), knob("held", true)].map((spec) => [spec.key, spec]));

beforeEach(() => {
  moved = [];
  pretend({
    window: new EventTarget(),
    location: new URL("http://lab/maps"),
    document: { querySelector: () => null },
    matchMedia: () => ({ matches: true, addEventListener() {} }),
  });
});

test("a cell of a map moves what is free and not what is locked", () => {
  const start = new Start(sender, /** @type {import("../../ui/web/stage/stage.js").Stage} */ (/** @type {unknown} */ ({})));
  start.take({ free: 5, held: 6 }, specs);
  assert.deepEqual(moved[0], { free: [5, 1] });
  assert.deepEqual(start.taker.wanted, { free: 5 });
});

test("a double-click leads back to the default only what is free", () => {
  const knobs = new Knobs(sender);
  knobs.specs = specs;
  knobs.reset("held");
  assert.deepEqual(moved, []);
  knobs.reset("free");
  assert.deepEqual(moved, ["said"]);
});

test("a start that stays is moved by no pointer and no key", () => {
  const stage = { header: { start: { keys: [], value: [0, 0], window: [[-1, 1], [-1, 1]] } } }; // prettier-ignore
  const start = new Start(sender, /** @type {import("../../ui/web/stage/stage.js").Stage} */ (/** @type {unknown} */ (stage)));
  const key = Object.assign(new Event("keydown"), { key: "ArrowLeft" });
  start.nudge(/** @type {KeyboardEvent} */ (key), [0, 0]);
  const disc = /** @type {HTMLButtonElement} */ (/** @type {unknown} */ ({ focus: () => moved.push("focus") }));
  start.drag(() => [0, 0], disc, /** @type {PointerEvent} */ (Object.assign(new Event("pointerdown"), { button: 0, pointerId: 1 })));
  assert.deepEqual([moved, start.holding], [[], false]);
});
