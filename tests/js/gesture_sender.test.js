// @ts-check
// The queue of what the hand does, where there is no socket: with a page and a clock of the test's own.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { GAP, PATIENCE, inTurn, rest } from "../../ui/web/streamlit_queue.js";
import { pass } from "./clock.js";
import { close, open, post, sender, sent, state } from "./page.js";

beforeEach(open);
afterEach(close);

test("what speaks to Streamlit has a moment of its own, also after a failure", async () => {
  /** @type {string[]} */
  const heard = [];
  inTurn(() => {
    heard.push("one");
    throw new Error("and fails");
  }).catch(() => {});
  inTurn(async () => {
    heard.push("two");
    await rest(150);
    heard.push("two has done");
  });
  inTurn(() => heard.push("three"));
  await pass(0);
  assert.deepEqual(heard, ["one"]);
  await pass(GAP);
  assert.deepEqual(heard, ["one", "two"]);
  await pass(150 + GAP - 10);
  assert.deepEqual(heard, ["one", "two", "two has done"]);
  await pass(10);
  assert.deepEqual(heard.at(-1), "three");
});

test("the long way one request is in flight, the newest value wins, the last arrives", async () => {
  sender.send({ arrows: true });
  await pass(0);
  assert.equal(sent.length, 1);
  for (const value of [1, 2, 3]) sender.move({ rate: [value, 0] });
  await pass(500);
  assert.equal(sent.length, 1, "the first is not answered yet");
  sender.answered(sent[0].seq);
  await pass(0);
  assert.equal(sent.length, 2);
  assert.deepEqual(sent[1], { arrows: true, live: { rate: [3, 0] }, seq: sent[0].seq + 1 });
  assert.ok(!sender.idle);
  sender.answered(sent[1].seq);
  await pass(500);
  assert.equal(sent.length, 2);
  assert.ok(sender.idle);
});

test("what is moved before the turn has come is said as it is then", async () => {
  inTurn(() => {}); // someone else speaks
  sender.move({ rate: [1, 0] });
  sender.move({ rate: [2, 0] });
  await pass(GAP);
  assert.deepEqual(
    sent.map(({ live }) => live?.rate[0]),
    [2],
  );
});

test("an answer to an older hand is not the answer", async () => {
  sender.send({ arrows: true });
  await pass(0);
  sender.answered(sent[0].seq - 1);
  sender.send({ arrows: false });
  await pass(500);
  assert.equal(sent.length, 1);
});

test("without an answer it has Python run from the top, again and again, and says the hand anew", async () => {
  let runs = 0;
  Object.assign(state, { testScriptState: "notRunning", testConnectionState: "CONNECTED" });
  sender.again = () => (runs += 1);
  sender.send({ arrows: true });
  await pass(PATIENCE - 10);
  assert.equal(runs, 0);
  await pass(10);
  assert.equal(runs, 1);
  await pass(2 * PATIENCE);
  assert.equal(runs, 3);
  sender.heard();
  await pass(0);
  assert.equal(sent.length, 2);
  assert.equal(sent[1].arrows, true);
  sender.answered(sent[1].seq);
  await pass(5 * PATIENCE);
  assert.equal(runs, 3);
});

test("while Python runs there is no hurry, unless the connection is lost", async () => {
  let runs = 0;
  sender.again = () => (runs += 1);
  Object.assign(state, { testScriptState: "running", testConnectionState: "CONNECTED" });
  sender.send({ arrows: true });
  await pass(3 * PATIENCE);
  assert.equal(runs, 0);
  state.testConnectionState = "DISCONNECTED";
  await pass(PATIENCE);
  assert.equal(runs, 1);
});

test("while a number input speaks nothing else does, until Python has run", async () => {
  const done = sender.quietly(() => true);
  sender.send({ arrows: true });
  await pass(500);
  assert.deepEqual(sent, []);
  sender.heard();
  await pass(GAP);
  assert.equal(await done, true);
  assert.equal(sent.length, 1);
});

test("a late answer is an answer", async () => {
  Object.assign(state, { testScriptState: "running", testConnectionState: "CONNECTED" });
  sender.send({ arrows: true });
  await pass(3 * PATIENCE);
  sender.answered(sent[0].seq);
  await pass(500);
  assert.equal(sent.length, 1);
  assert.ok(sender.idle);
});

test("a number input that said nothing holds nobody up", async () => {
  const done = sender.quietly(() => false);
  await pass(2 * GAP);
  assert.equal(await done, true);
  assert.ok(sender.idle);
});

test("a number input that is not heard is told of, and Python run from the top", async () => {
  let runs = 0;
  sender.again = () => (runs += 1);
  const done = sender.quietly(() => true);
  await pass(PATIENCE + 3 * GAP);
  assert.equal(await done, false);
  assert.equal(runs, 1);
});

test("another page awaits nothing of the one before", async () => {
  sender.send({ arrows: true });
  await pass(0);
  const before = sent.length;
  sender.begin();
  post();
  assert.deepEqual(sender.gesture, {});
  await pass(2 * PATIENCE);
  assert.equal(sent.length, before);
  assert.ok(sender.idle);
});

test("on a page without a stage nothing is under way", () => {
  sender.channel.post = null;
  sender.move({ rate: [1, 0] });
  assert.ok(sender.idle);
});
