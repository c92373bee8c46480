// @ts-check
// What the hand does, on its way to Python: one request is worked on, the newest value wins, the last one always arrives. The long way
// one request is in flight; on the wire each newer one overtakes those that the server has not begun.

import { GAP, PATIENCE, inTurn, rest } from "./streamlit_queue.js";
import { running } from "./streamlit.js";
import { Wire } from "./socket.js";

/** @typedef {"short" | "long"} Way */

export class Sender {
  /** @param {(bytes: Uint8Array) => void} onPicture */
  constructor(onPicture) {
    this.wire = new Wire(onPicture, () => this.failed("short")); // the short way, for what does not last
    this.seq = Math.floor(Math.random() * 1e9);
    this.quiet = 0;
    /** @type {() => void} */
    this.ran = () => {}; // called when Python has run through
    /** @type {() => void} */
    this.again = () => {}; // has Python run from the top, with all that the page holds
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.insisting = undefined;
    this.begin();
  }

  // Another page, or another stage: whatever was said on the one before is no longer awaited.
  begin() {
    clearTimeout(this.timer);
    /** @type {((gesture: GestureMessage) => void) | null} */
    this.post = null; // the long way, through Streamlit; null while there is no stage
    /** @type {GestureMessage} */
    this.gesture = {};
    /** @type {Way | null} */
    this.asked = null; // the way that the newest hand went, "short" or "long", until it is answered
    /** @type {boolean} */
    this.dirty = false; // whether there is something to say
    /** @type {boolean} */
    this.lasts = false; // whether Streamlit has to hear of what is new
    this.told = false; // whether Streamlit has heard of a knob in motion, and not yet that it rests
    this.wire.rest();
  }

  // `change` is merged into the hand: {live: {...}} while a knob or the start moves, {arrows} for the rest.
  /** @param {GestureMessage} change */
  send(change) {
    Object.assign(this.gesture, change);
    if (Object.keys(change).some((name) => name !== "live")) this.lasts = true;
    this.dirty = true;
    this.pump();
  }

  // These values move: key -> [the value under the hand, the value that Python has].
  /** @param {NonNullable<GestureMessage["live"]>} values */
  move(values) {
    this.send({ live: { ...this.gesture.live, ...values } });
  }

  // Python has taken these values over: they move no longer.
  /** @param {string[]} keys */
  settle(keys) {
    this.stop(keys);
    if (!this.told) return;
    this.lasts = this.dirty = true;
    this.pump();
  }

  // These values move no longer, and Python has not taken them over: the picture goes back to what Python has.
  /** @param {string[]} keys */
  drop(keys) {
    if (!keys.some((key) => key in (this.gesture.live ?? {}))) return;
    this.stop(keys);
    if (this.told) this.lasts = true;
    this.dirty = true;
    this.pump();
  }

  // Whether nothing is to be said, and no answer awaited.
  get idle() {
    return this.asked === null && !this.dirty && this.quiet === 0;
  }

  /** @param {string[]} keys */
  stop(keys) {
    this.gesture.live = Object.fromEntries(Object.entries(this.gesture.live ?? {}).filter(([key]) => !keys.includes(key)));
  }

  // Lets a number input speak, and nothing else until Python has run through: a request for a fragment in the middle of a whole run
  // may break that off, and the map be mounted anew. `act` returns whether anything was said; the answer is whether all of it was heard.
  /** @param {() => boolean} act */
  async quietly(act) {
    this.quiet += 1;
    try {
      return await inTurn(async () => {
        await rest(GAP); // what the wire has been asked for is answered before a whole run holds it up
        const ran = /** @type {Promise<boolean>} */ (new Promise((done) => (this.ran = () => done(true))));
        if (!act()) return true; // Python will not run
        const heard = await Promise.race([ran, rest(PATIENCE).then(() => false)]);
        if (!heard) this.insist();
        return heard;
      });
    } finally {
      this.quiet -= 1;
      this.pump();
    }
  }

  pump() {
    if (!this.post || this.asked === "long" || this.quiet > 0 || !this.dirty) return;
    if (this.wire.ready && !this.lasts) this.say("short");
    else {
      this.asked = "long";
      inTurn(() => this.asked === "long" && this.say("long"));
    }
  }

  // The hand as it is now.
  /** @param {Way} way */
  say(way) {
    this.dirty = false;
    this.seq += 1;
    this.asked = way;
    const gesture = { ...this.gesture, seq: this.seq };
    if (way === "short") this.wire.send(gesture);
    else {
      this.wire.rest(); // whatever it still says is older
      this.lasts = false;
      this.told = Object.keys(this.gesture.live ?? {}).length > 0;
      this.post?.(gesture);
      this.wait();
    }
    window.dispatchEvent(new CustomEvent("lab-sent", { detail: this.seq }));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (running() ? this.wait() : this.failed("long")), PATIENCE);
  }

  // No answer will come on this way, or none in time: say it again, the long way; and where that fails, from the top.
  /** @param {Way} way */
  failed(way) {
    if (this.asked !== way) return; // nothing is awaited there
    clearTimeout(this.timer);
    this.asked = null;
    this.dirty = this.lasts = true;
    if (way === "long") this.insist();
    else this.pump();
  }

  // A server that was started anew knows nothing of this page, and Streamlit does not ask it to run until a widget changes.
  insist() {
    clearInterval(this.insisting);
    const say = () => running() || this.again();
    say();
    this.insisting = setInterval(say, PATIENCE);
  }

  // Python has run, from the top.
  heard() {
    clearInterval(this.insisting);
    this.ran();
    this.pump();
  }

  // Python echoes the number of the hand that it answered.
  /** @param {number} seq */
  answered(seq) {
    clearInterval(this.insisting);
    if (seq === this.seq) {
      clearTimeout(this.timer);
      this.wire.rest();
      this.asked = null;
    }
    this.pump();
  }
}
