// @ts-check
// What a run before has left, and Streamlit mounts anew, is shown only if it stays.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { LeftOvers } from "../../ui/web/left_overs.js";

/** @type {unknown[]} */
let shown;
/** @type {LeftOvers} */
let leftOvers;
const show = (/** @type {unknown} */ component) => shown.push(component);

beforeEach(() => {
  [shown, leftOvers] = [[], new LeftOvers()];
});

// A component in a part of the page that Streamlit takes away when the run ends, or keeps.
/** @param {boolean} stale */
function mounted(stale) {
  const parentElement = { isConnected: true, stale, closest: () => (parentElement.stale ? parentElement : null) };
  const component = /** @type {Component<Uint8Array>} */ (/** @type {unknown} */ ({ parentElement }));
  return { component, parentElement };
}

test("what a run shows is shown at once", () => {
  assert.equal(leftOvers.keep(show, mounted(false).component), false);
});

test("what goes with the run before is not shown", () => {
  const { component, parentElement } = mounted(true);
  assert.equal(leftOvers.keep(show, component), true);
  leftOvers.settle();
  parentElement.isConnected = false;
  leftOvers.settle();
  parentElement.isConnected = true;
  leftOvers.settle();
  assert.deepEqual(shown, []);
});

test("what stays is shown once", () => {
  const { component, parentElement } = mounted(true);
  leftOvers.keep(show, component);
  parentElement.stale = false;
  leftOvers.settle();
  leftOvers.settle();
  assert.deepEqual(shown, [component]);
});
