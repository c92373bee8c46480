// @ts-check
// The wire where Python runs in a worker of the page, with the test at Python's end of the channel.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Socket } from "../../ui/web/socket.js";
import { BUSY, WireInPage } from "../../ui/web/wire_in_page.js";
import { pretend } from "./browser.js";
import { pass } from "./clock.js";

const NAME = "lab";
/** @typedef {{ sender: number, text: string }} Said */
/** @type {{ onmessage: ((event: { data: unknown }) => void) | null, name: string }[]} */
let ends;
/** @type {Said[]} */
let heard;
/** @type {(string | ArrayBuffer)[]} */
let answers;

// All ends of a channel hear what another says, as in a browser; here at once.
class Channel {
  /** @type {((event: { data: unknown }) => void) | null} */
  onmessage = null;

  /** @param {string} name */
  constructor(name) {
    this.name = name;
    ends.push(this);
  }

  /** @param {unknown} data */
  postMessage(data) {
    for (const end of ends) if (end !== this && end.name === this.name) end.onmessage?.({ data });
  }

  close() {
    ends = ends.filter((end) => end !== this);
  }
}

/** @type {Channel} */
let python;

/** @param {number} to @param {string | Uint8Array} answer */
function say(to, answer) {
  python.postMessage({ to, answer });
}

/** @returns {WireInPage} */
function opened() {
  const wire = new WireInPage(NAME);
  wire.onmessage = ({ data }) => answers.push(data);
  return wire;
}

beforeEach(() => {
  [ends, heard, answers] = [[], [], []];
  pretend({
    BroadcastChannel: Channel,
    WebSocket: /** @type {never} */ ({ CONNECTING: 0, OPEN: 1, CLOSED: 3 }),
  });
  python = new Channel(NAME);
  python.onmessage = ({ data }) => heard.push(/** @type {Said} */ (data));
});
/** @type {WireInPage[]} */
const made = [];
afterEach(() => made.splice(0).forEach((wire) => wire.close()));

test("one message is under way, and of those that come meanwhile the newest follows", () => {
  const wire = opened();
  made.push(wire);
  for (const text of ["1", "2", "3"]) wire.send(text);
  assert.deepEqual(
    heard.map(({ text }) => text),
    ["1"],
  );
  say(wire.sender, new Uint8Array([7]));
  assert.deepEqual(
    heard.map(({ text }) => text),
    ["1", "3"],
  );
  assert.deepEqual(
    answers.map((each) => each instanceof ArrayBuffer && new Uint8Array(each)[0]),
    [7],
  );
});

test("it says that work goes on until the answer is there", async () => {
  const wire = opened();
  made.push(wire);
  wire.send("1");
  await pass(1000);
  assert.ok(answers.length > 2 && answers.every((each) => each === BUSY));
  say(wire.sender, "gone");
  assert.equal(answers.pop(), "gone");
  const before = answers.length;
  await pass(1000);
  assert.equal(answers.length, before);
});

test("two pictures of a page do not hear each other's answers, and a closed wire hears none", () => {
  const [one, two] = [opened(), opened()];
  made.push(one, two);
  one.send("1");
  say(two.sender, "gone");
  assert.deepEqual(answers, ["gone"]);
  one.close();
  say(one.sender, "gone");
  assert.deepEqual(answers, ["gone"]);
});

test("the socket takes it where the page names its channel, and it proves itself", async () => {
  pretend({ window: Object.assign(new EventTarget(), { optimizerLabChannel: NAME }) });
  const pictures = /** @type {Uint8Array[]} */ ([]);
  const socket = new Socket(
    (bytes) => pictures.push(bytes),
    () => assert.fail("the way works"),
  );
  socket.at("scene");
  await pass(0);
  assert.equal(heard[0].text, "{}");
  say(heard[0].sender, "gone");
  assert.ok(socket.ready);
  socket.send(/** @type {never} */ ({ seq: 1 }));
  assert.deepEqual(JSON.parse(heard[1].text), { scene: "scene", gesture: { seq: 1 } });
  say(heard[1].sender, new Uint8Array([1, 2]));
  assert.deepEqual([...pictures[0]], [1, 2]);
  socket.close();
});
