// @ts-check
// Each picture of a moving hand has a frame of its own, and what is shown is at most one frame behind.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Frames } from "../../ui/web/stage/frames.js";
import { frame, openPage } from "./stage_page.js";

/** @type {number[]} */
let shown;
/** @type {Frames<number>} */
let frames;

beforeEach(() => {
  openPage();
  shown = [];
  frames = new Frames((picture) => void shown.push(picture));
});

test("a picture is shown in the next frame, and no frame is asked for without one", () => {
  frames.add(1);
  assert.deepEqual(shown, []);
  assert.equal(frame(), 1);
  assert.deepEqual(shown, [1]);
  assert.equal(frame(), 0);
});

test("of two that come during one frame each has its own", () => {
  frames.add(1);
  frames.add(2);
  frame();
  assert.deepEqual(shown, [1]);
  frames.add(3);
  frame();
  frame();
  assert.deepEqual(shown, [1, 2, 3]);
  assert.equal(frame(), 0);
});

test("of more than two the oldest are left out, and the newest is always shown", () => {
  for (const picture of [1, 2, 3, 4]) frames.add(picture);
  while (frame());
  assert.deepEqual(shown, [3, 4]);
});

test("after the stage has gone nothing is shown", () => {
  frames.add(1);
  frames.dispose();
  assert.equal(frame(), 0);
  assert.deepEqual(shown, []);
});
