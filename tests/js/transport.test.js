// @ts-check
// The transport: where its parts stand, and steps from between two of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { Transport } from "../../ui/web/stage/transport.js";
import { pass } from "./clock.js";
import { Part } from "./part.js";
import { openPage } from "./stage_page.js";

/** @type {Transport} */
let transport;
/** @type {Part} */
let node;

beforeEach(() => {
  openPage();
  const place = /** @type {Element} */ (/** @type {unknown} */ (Part.page));
  transport = new Transport(
    place,
    () => {},
    () => {},
    () => {},
    () => {},
  );
  node = /** @type {Part} */ (/** @type {unknown} */ (transport.node));
  transport.resize(10);
});

test("the scrub bar stands above the buttons and moves the playhead", async () => {
  const [scrub] = node.children;
  assert.equal(scrub.className, "lab-scrub");
  scrub.value = "7";
  scrub.fire("input");
  assert.equal(transport.t, 7);
  await pass(1000);
});

test("where the playhead rested is not said once it plays again", async () => {
  /** @type {number[]} */
  const rested = [];
  transport.onRest = (t) => rested.push(t);
  transport.go(3);
  transport.play(0);
  await pass(1000);
  assert.ok(!rested.includes(0));
  transport.pause();
});

test("where the playhead rested is not said once a hand has taken it elsewhere", async () => {
  /** @type {number[]} */
  const rested = [];
  transport.onRest = (t) => rested.push(t);
  transport.go(3);
  transport.pause(); // a hand takes the ball
  transport.set(0);
  await pass(1000);
  assert.deepEqual(rested, []);
});

test("a frame that is older than the press of play moves nothing", () => {
  /** @type {((now: number) => void)[]} */
  const frames = [];
  Object.assign(globalThis, { requestAnimationFrame: (/** @type {(now: number) => void} */ frame) => frames.push(frame) });
  transport.play(0);
  frames[0](performance.now() - 500);
  assert.equal(transport.t, 0);
  transport.pause();
});

test("from between two steps, the next and the one before are near", async () => {
  for (const [by, expected] of /** @type {[1 | -1, number][]} */ ([
    [1, 4],
    [-1, 3],
  ])) {
    transport.set(3.4);
    transport.step(by);
    assert.equal(transport.t, expected);
  }
  transport.go(10);
  transport.step(1);
  assert.equal(transport.t, 10);
  await pass(1000);
});

// The declarations of a selector, in all rules or in those for a finger.
/**
 * @param {string} selector
 * @param {string} css
 */
function rule(selector, css) {
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, who]) =>
    who.split(",").some((each) => each.trim().endsWith(selector)),
  );
  return rules.map(([, , what]) => what).join(" ");
}
const CSS = readFileSync(new URL("../../ui/web/style.css", import.meta.url), "utf8");
const FINGER = [...CSS.matchAll(/@media \(pointer: coarse\) \{((?:[^{}]*\{[^{}]*\})*)/g)].map(([, rules]) => rules).join(" ");

test("the scrub bar has a row of its own, and all of the transport is tall enough for a finger", () => {
  assert.match(rule(".lab-scrub", CSS), /flex: 1 0 100%/);
  assert.match(rule(".lab-scrub", CSS), /height: 24px/);
  for (const part of [".lab-scrub", ".lab-transport button", ".lab-transport select", ".lab-transport label:not([hidden])"])
    assert.match(rule(part, FINGER), /height: 44px/, part);
});

test("a finger on the loss curves still scrolls the page", () => {
  assert.match(rule(".lab-loss", CSS), /touch-action: pan-y/);
});
