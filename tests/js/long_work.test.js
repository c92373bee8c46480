// @ts-check
// Where Python works for long without a server, the page offers to end it.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { LongWork } from "../../static_site/long_work.js";
import { pass } from "./clock.js";

class Part extends EventTarget {
  hidden = true;
  focused = false;
  /** @type {Map<string, Part>} */
  parts = new Map();
  /** @param {string} selector */
  querySelector(selector) {
    const found = this.parts.get(selector) ?? new Part();
    this.parts.set(selector, found);
    return found;
  }
  focus() {
    this.focused = true;
  }
}

class Worker extends EventTarget {
  asked = 0;
  ended = false;
  busy = false;
  postMessage() {
    this.asked += 1;
    if (!this.busy) this.answer();
  }
  answer() {
    this.dispatchEvent(new MessageEvent("message", { data: { type: "here" } }));
  }
  terminate() {
    this.ended = true;
  }
}

/** @type {Worker} */
let worker;
/** @type {Part} */
let place;
/** @type {() => void} */
let start;
/** @type {LongWork} */
let watched;

beforeEach(() => {
  worker = new Worker();
  place = new Part();
  const started = /** @type {Promise<void>} */ (new Promise((done) => (start = done)));
  const [one, other] = /** @type {[unknown, unknown]} */ ([worker, place]);
  watched = new LongWork(/** @type {globalThis.Worker} */ (one), started, /** @type {HTMLElement} */ (other));
});
afterEach(() => clearInterval(watched.ticking));

test("a worker that answers is left alone", async () => {
  start();
  await pass(30_000);
  assert.ok(worker.asked > 20);
  assert.equal(place.hidden, true);
});

test("a worker that is silent for long may be stopped, and until it is stopped it may still answer", async () => {
  start();
  worker.busy = true;
  await pass(8000);
  assert.equal(place.hidden, true);
  await pass(2000);
  assert.equal(place.hidden, false);
  assert.equal(worker.asked, 1, "questions do not pile up");
  worker.busy = false;
  worker.answer();
  assert.equal(place.hidden, true);
  await pass(2000);
  assert.equal(place.hidden, true);
});

test("while the lab starts, it may take longer", async () => {
  worker.busy = true;
  await pass(50_000);
  assert.equal(place.hidden, true);
  await pass(15_000);
  assert.equal(place.hidden, false);
});

test("what is stopped stays stopped, and the ways to go on are in focus", async () => {
  start();
  worker.busy = true;
  await pass(12_000);
  place.querySelector("button").dispatchEvent(new Event("click"));
  assert.ok(worker.ended);
  worker.answer(); // that was on its way
  await pass(5000);
  assert.deepEqual(
    [place, place.querySelector(".working"), place.querySelector(".stopped")].map((each) => each.hidden),
    [false, true, false],
  );
  assert.ok(place.querySelector(".stopped").querySelector("a").focused);
});
