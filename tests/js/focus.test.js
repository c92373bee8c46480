// @ts-check
// Which run stands forward.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Focus } from "../../ui/web/stage/focus.js";

/** @type {(number | null)[]} */
let told;
/** @type {Focus} */
let focus;

beforeEach(() => {
  told = [];
  focus = new Focus(() => told.push(focus.run));
});

test("what is pointed at comes before what is held, for as long as that lasts", () => {
  focus.hold(2, "Adam");
  focus.point(0);
  focus.point(1, "keyboard");
  assert.equal(focus.run, 0);
  focus.point(null);
  focus.point(null, "keyboard");
  assert.equal(focus.run, 2);
  assert.deepEqual(told, [2, 0, 1, 2], "each change is told once");
});

test("the same run again, or letting go, lets it go", () => {
  focus.hold(2, "Adam");
  focus.hold(2, "Adam");
  assert.equal(focus.run, null);
  focus.hold(2, "Adam");
  focus.hold(3, "SGD");
  assert.equal(focus.run, 3);
  assert.equal(focus.letGo(), true);
  assert.equal(focus.run, null);
  assert.equal(focus.letGo(), false, "there was nothing to let go");
});

test("another list of runs keeps the run that is held, and drops what is not there any more", () => {
  focus.hold(1, "Adam");
  focus.point(2);
  focus.fit(["SGD", "Momentum", "Adam"]);
  assert.equal(focus.held, 2);
  assert.equal(focus.run, 2);
  focus.fit(["Adam"]);
  assert.deepEqual([focus.held, focus.pointed.pointer], [0, null]);
  focus.fit(["SGD"]);
  assert.equal(focus.run, null);
});
