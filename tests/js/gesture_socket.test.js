// @ts-check
// What goes on the socket while a knob moves, and when Streamlit is asked instead: with a socket and a clock of the test's own.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { GAP } from "../../ui/web/streamlit_queue.js";
import { pretend } from "./browser.js";
import { pass } from "./clock.js";
import { close, open, sender, sent } from "./page.js";

const TICKS = 100; // ms, as in socket.js
/** @type {Socket[]} */
let sockets;

/** @implements {Wire} */
class Socket {
  static OPEN = 1;
  /** @type {Wire["readyState"]} */
  readyState = 0;
  /** @type {BinaryType} */
  binaryType = "blob";
  /** @type {Wire["onopen"]} */
  onopen = null;
  /** @type {Wire["onmessage"]} */
  onmessage = null;
  /** @type {Wire["onclose"]} */
  onclose = null;
  /** @type {string[]} */
  said = [];

  /** @param {URL} url */
  constructor(url) {
    this.url = String(url);
    sockets.push(this);
  }

  /** @param {string} text */
  send(text) {
    this.said.push(text);
  }

  close() {
    this.readyState = 3;
  }

  // The server says this.
  /** @param {string} data */
  hear(data) {
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  // The server opens the door and answers the first question.
  prove() {
    this.readyState = 1;
    this.onopen?.(new Event("open"));
    this.hear("gone");
    this.said.length = 0;
  }

  /** @returns {GestureMessage[]} */
  get hands() {
    return this.said.map((text) => JSON.parse(text).gesture);
  }
}

// The sender has a socket that works.
beforeEach(() => {
  sockets = [];
  pretend({ WebSocket: Socket });
  open();
  sender.channel.at("scene");
  sockets[0].prove();
});
afterEach(close);

test("on the wire each newer hand overtakes, and nothing goes to Streamlit", async () => {
  for (const value of [1, 2, 3]) sender.move({ rate: [value, 0] });
  assert.deepEqual(
    sockets[0].hands.map(({ live }) => live?.rate[0]),
    [1, 2, 3],
  );
  assert.equal(sockets[0].url, "ws://lab/prefix/_wire");
  sender.answered(sender.seq);
  await pass(1000);
  assert.deepEqual(sent, []);
  assert.ok(sender.idle);
});

test("a run that knows nothing of what moves has it asked for again, once", () => {
  const before = sender.seq;
  sender.move({ rate: [1, 0] });
  sender.answered(sender.seq);
  sender.brought(before);
  assert.deepEqual(
    sockets[0].hands.map(({ live }) => live?.rate[0]),
    [1, 1],
  );
  sender.answered(sender.seq);
  sender.brought(sender.seq);
  sender.settle(["rate"]);
  sender.brought(before);
  assert.equal(sockets[0].hands.length, 2, "nothing moves any more");
});

test("what lasts goes through Streamlit, wire or not", async () => {
  sender.send({ arrows: true });
  await pass(0);
  assert.equal(sent.length, 1);
  assert.deepEqual(sockets[0].said, []);
});

test("a wire that falls silent is given up, and its hand goes the long way", async () => {
  sender.move({ rate: [1, 0] });
  await pass(4 * TICKS);
  assert.equal(sent.length, 0);
  await pass(TICKS);
  assert.deepEqual(sent[0].live, { rate: [1, 0] });
  assert.equal(sockets[0].readyState, 3);
});

test("a hand that the server has no picture for goes the long way, and the wire stays", async () => {
  sender.move({ rate: [1, 0] });
  sockets[0].hear("gone");
  await pass(0);
  assert.equal(sent.length, 1);
  assert.ok(sender.channel.ready);
});

test("a server that works is not a broken one", async () => {
  sender.move({ rate: [1, 0] });
  for (let i = 0; i < 10; i++) {
    await pass(3 * TICKS);
    sockets[0].hear("busy");
  }
  assert.deepEqual(sent, []);
});

test("Streamlit hears that a knob rests only where it has heard that it moves", async () => {
  sender.move({ rate: [1, 0] });
  sender.answered(sender.seq);
  sender.settle(["rate"]);
  await pass(500);
  assert.equal(sent.length, 0, "it went on the wire");
  sender.send({ arrows: true, live: { rate: [2, 1] } });
  await pass(500);
  sender.answered(sent[0].seq);
  sender.settle(["rate"]);
  await pass(500);
  assert.deepEqual(sent[1].live, {});
});

test("what is dropped is taken back, and what does not move is not", async () => {
  sender.move({ rate: [1, 0], beta: [2, 0] });
  sender.drop(["rate"]);
  assert.deepEqual(sockets[0].hands.at(-1)?.live, { beta: [2, 0] });
  const before = sockets[0].said.length;
  sender.drop(["rate"]);
  assert.equal(sockets[0].said.length, before);
});

test("while a number input speaks the wire is quiet as well", async () => {
  sender.quietly(() => true);
  sender.move({ rate: [1, 0] });
  await pass(2 * GAP);
  assert.deepEqual(sockets[0].said, []);
  sender.heard();
  await pass(0);
  assert.equal(sockets[0].hands.length, 1);
});
