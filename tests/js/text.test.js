// @ts-check
// A text that often changes keeps the node that holds it.

import assert from "node:assert/strict";
import test from "node:test";

import { write } from "../../ui/web/text.js";

/** @param {{ nodeType: number, nodeValue: string, nextSibling: unknown } | null} held */
const holder = (held) => {
  /** @type {string[]} */
  const made = [];
  const node = {
    firstChild: held,
    get textContent() {
      return held?.nodeValue ?? "";
    },
    set textContent(text) {
      made.push(text);
    },
  };
  return { node: /** @type {Element} */ (/** @type {unknown} */ (node)), made };
};

test("the node stays and says something else", () => {
  const held = { nodeType: 3, nodeValue: "t = 1", nextSibling: null };
  const { node, made } = holder(held);
  write(node, "t = 2");
  assert.equal(held.nodeValue, "t = 2");
  assert.deepEqual(made, []);
});

test("where there is none, or more than one, the text is written anew", () => {
  for (const held of [null, { nodeType: 1, nodeValue: "a", nextSibling: null }, { nodeType: 3, nodeValue: "a", nextSibling: {} }]) {
    const { node, made } = holder(held);
    write(node, "b");
    assert.deepEqual(made, ["b"]);
  }
});
