// The queue of what the hand does, with a socket, a server and a clock of the test's own.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Sender } from "../../ui/web/gesture_sender.js";
import { GAP, PATIENCE, inTurn, rest } from "../../ui/web/streamlit_queue.js";
import { pass } from "./clock.js";

const TICKS = 100; // ms, as in socket.js
let app, sender, sent, sockets;

class Socket {
  static OPEN = 1;
  readyState = 0;
  said = [];
  constructor(url) {
    this.url = String(url);
    sockets.push(this);
  }
  send(text) {
    this.said.push(text);
  }
  close() {
    this.readyState = 3;
  }
  // The server opens the door and answers the first question.
  prove() {
    this.readyState = 1;
    this.onopen();
    this.onmessage({ data: "gone" });
    this.said.length = 0;
  }
  get hands() {
    return this.said.map((text) => JSON.parse(text).gesture);
  }
}

beforeEach(async () => {
  if (sender) {
    sender.heard(); // nothing of the test before goes on
    sender.begin();
    await pass(2 * PATIENCE);
    sender.channel.close();
  }
  app = { dataset: {} };
  [sent, sockets] = [[], []];
  globalThis.window = new EventTarget();
  globalThis.document = { querySelector: () => app, scripts: [{ src: "http://lab/prefix/static/js/index.js" }] };
  globalThis.WebSocket = Socket;
  sender = new Sender(() => {});
  sender.channel.post = (hand) => sent.push(hand);
});

// A sender with a wire that works.
function wired() {
  sender.channel.at("scene");
  sockets[0].prove();
}

test("what speaks to Streamlit has a moment of its own, also after a failure", async () => {
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
    sent.map(({ live }) => live.rate[0]),
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

test("on the wire each newer hand overtakes, and nothing goes to Streamlit", async () => {
  wired();
  for (const value of [1, 2, 3]) sender.move({ rate: [value, 0] });
  assert.deepEqual(
    sockets[0].hands.map(({ live }) => live.rate[0]),
    [1, 2, 3],
  );
  assert.equal(sockets[0].url, "ws://lab/prefix/_wire");
  sender.answered(sender.seq);
  await pass(1000);
  assert.deepEqual(sent, []);
  assert.ok(sender.idle);
});

test("what lasts goes through Streamlit, wire or not", async () => {
  wired();
  sender.send({ arrows: true });
  await pass(0);
  assert.equal(sent.length, 1);
  assert.deepEqual(sockets[0].said, []);
});

test("a wire that falls silent is given up, and its hand goes the long way", async () => {
  wired();
  sender.move({ rate: [1, 0] });
  await pass(4 * TICKS);
  assert.deepEqual(sent, []);
  await pass(TICKS);
  assert.deepEqual(sent[0].live, { rate: [1, 0] });
  assert.equal(sockets[0].readyState, 3);
});

test("a hand that the server has no picture for goes the long way, and the wire stays", async () => {
  wired();
  sender.move({ rate: [1, 0] });
  sockets[0].onmessage({ data: "gone" });
  await pass(0);
  assert.equal(sent.length, 1);
  assert.ok(sender.channel.ready);
});

test("a server that works is not a broken one", async () => {
  wired();
  sender.move({ rate: [1, 0] });
  for (let i = 0; i < 10; i++) {
    await pass(3 * TICKS);
    sockets[0].onmessage({ data: "busy" });
  }
  assert.deepEqual(sent, []);
});

test("Streamlit hears that a knob rests only where it has heard that it moves", async () => {
  wired();
  sender.move({ rate: [1, 0] });
  sender.answered(sender.seq);
  sender.settle(["rate"]);
  await pass(500);
  assert.deepEqual(sent, [], "it went on the wire");
  sender.send({ arrows: true, live: { rate: [2, 1] } });
  await pass(500);
  sender.answered(sent[0].seq);
  sender.settle(["rate"]);
  await pass(500);
  assert.deepEqual(sent[1].live, {});
});

test("what is dropped is taken back, and what does not move is not", async () => {
  wired();
  sender.move({ rate: [1, 0], beta: [2, 0] });
  sender.drop(["rate"]);
  assert.deepEqual(sockets[0].hands.at(-1).live, { beta: [2, 0] });
  const before = sockets[0].said.length;
  sender.drop(["rate"]);
  assert.equal(sockets[0].said.length, before);
});

test("without an answer it has Python run from the top, again and again, and says the hand anew", async () => {
  let runs = 0;
  app.dataset = { testScriptState: "notRunning", testConnectionState: "CONNECTED" };
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
  app.dataset = { testScriptState: "running", testConnectionState: "CONNECTED" };
  sender.send({ arrows: true });
  await pass(3 * PATIENCE);
  assert.equal(runs, 0);
  app.dataset.testConnectionState = "DISCONNECTED";
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
  app.dataset = { testScriptState: "running", testConnectionState: "CONNECTED" };
  sender.send({ arrows: true });
  await pass(3 * PATIENCE);
  sender.answered(sent[0].seq);
  await pass(500);
  assert.equal(sent.length, 1);
  assert.ok(sender.idle);
});

test("while a number input speaks the wire is quiet as well", async () => {
  wired();
  sender.quietly(() => true);
  sender.move({ rate: [1, 0] });
  await pass(2 * GAP);
  assert.deepEqual(sockets[0].said, []);
  sender.heard();
  await pass(0);
  assert.equal(sockets[0].hands.length, 1);
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
  sender.channel.post = (hand) => sent.push(hand);
  assert.deepEqual(sender.gesture, {});
  await pass(2 * PATIENCE);
  assert.equal(sent.length, before);
  assert.ok(sender.idle);
});
