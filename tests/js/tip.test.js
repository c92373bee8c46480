// @ts-check
// The words beside the pointer, and all that takes them away.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Tip } from "../../ui/web/stage/tip.js";
import { Part } from "./part.js";
import { frame, openPage, view } from "./stage_page.js";

/** @type {Tip} */
let tip;
let hidden = 0;
let there = true;

beforeEach(() => {
  openPage();
  [hidden, there] = [0, true];
  tip = new Tip(() => (hidden += 1));
});

/** @param {string | null} words */
const show = (words, clientX = 100, clientY = 100) => tip.show(words, { clientX, clientY }, () => there);

test("a tip stands beside the pointer, and never over the edge of the window", () => {
  show("here");
  assert.deepEqual([tip.node.hidden, tip.node.textContent, tip.node.style.left, tip.node.style.top], [false, "here", "114px", "116px"]);
  show("far right", 990);
  assert.equal(tip.node.style.left, "740px");
  show("far down", 100, 790);
  assert.deepEqual([tip.node.style.top, tip.node.style.bottom], ["auto", "22px"]);
  show("up again");
  assert.deepEqual([tip.node.style.top, tip.node.style.bottom], ["116px", "auto"]);
});

test("a tip may have several lines", () => {
  const lines = [new Part(), new Part()];
  tip.show(/** @type {Node[]} */ (/** @type {unknown} */ (lines)), { clientX: 0, clientY: 0 }, () => true);
  assert.deepEqual(tip.node.children, lines);
});

for (const name of ["scroll", "pointerdown", "blur"])
  test(`a tip hides at ${name}, and says so once`, () => {
    show("here");
    for (let i = 0; i < 2; i++) view.dispatchEvent(new Event(name));
    assert.deepEqual([tip.node.hidden, hidden], [true, 1]);
  });

test("a tip hides when there are no words, and when what it is about is gone", () => {
  show("here");
  show(null);
  assert.deepEqual([tip.node.hidden, hidden], [true, 1]);
  assert.equal(frame(), 0, "a hidden tip waits for no frame");
  show("here");
  assert.equal(frame(), 1);
  assert.equal(tip.node.hidden, false);
  there = false;
  frame();
  assert.deepEqual([tip.node.hidden, hidden], [true, 2]);
});

test("a tip that is removed is gone, hears nothing and waits for no frame", () => {
  show("here");
  tip.remove();
  assert.deepEqual(Part.page.children, []);
  view.dispatchEvent(new Event("scroll"));
  assert.equal(hidden, 0);
  assert.equal(frame(), 0);
});
