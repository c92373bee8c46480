// @ts-check
// Streamlit's page with a sender in it, and what the sender says to Streamlit.

import { Sender } from "../../ui/web/gesture_sender.js";
import { PATIENCE } from "../../ui/web/streamlit_queue.js";
import { pretend } from "./browser.js";
import { pass } from "./clock.js";

/** @typedef {import("../../ui/web/gesture_sender.js").SentGesture} SentGesture */

/** @type {Sender} */
export let sender;
/** @type {SentGesture[]} */
export let sent;
/** @type {DOMStringMap} */
export let state; // what Streamlit says of itself

// Before each test.
export function open() {
  state = {};
  sent = [];
  const app = { dataset: state };
  pretend({
    window: new EventTarget(),
    document: { querySelector: () => app, scripts: [{ src: "http://lab/prefix/static/js/index.js" }] },
  });
  sender = new Sender(() => {});
  post();
}

// From now on, what the sender says to Streamlit arrives.
export function post() {
  sender.channel.post = (gesture) => sent.push(gesture);
}

// After each test: nothing of it goes on.
export async function close() {
  sender.heard();
  sender.begin();
  await pass(2 * PATIENCE);
  sender.channel.close();
}
