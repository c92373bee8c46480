// @ts-check
// Sends the visitor's gestures to Python: the newest value wins, and the last one always arrives. While a knob or the start moves, they
// go by the socket, where each newer gesture replaces those that the server has not begun. What lasts goes through Streamlit, one request
// at a time.

import { Channel } from "./channel.js";
import { running } from "./streamlit.js";
import { GAP, PATIENCE, inTurn, rest } from "./streamlit_queue.js";

/** @typedef {GestureMessage & { seq: number }} SentGesture a gesture on its way has its number */

export class Sender {
  /** @param {(bytes: Uint8Array) => void} onPicture */
  constructor(onPicture) {
    /** @type {Channel<SentGesture>} */
    this.channel = new Channel(onPicture, (way) => this.failed(way));
    this.seq = Math.floor(Math.random() * 1e9);
    this.quiet = 0;
    /** @type {() => void} */
    this.ran = () => {}; // called when Python has finished a run
    /** @type {() => void} */
    this.again = () => {}; // makes Python run from the top, with all that the page holds
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.insisting = undefined;
    this.begin();
  }

  // Begins another page or another stage: answers for the one before are no longer awaited.
  begin() {
    this.channel.begin();
    /** @type {GestureMessage} */
    this.gesture = {};
    /** @type {boolean} */
    this.dirty = false; // whether there is something to send
    /** @type {boolean} */
    this.lasts = false; // whether Streamlit needs what is new
    this.announced = false; // whether Streamlit knows that a knob moves, and not yet that it rests
  }

  // `change` is merged into the gesture: {live: {...}} while a knob or the start moves, {arrows} for the rest.
  /** @param {GestureMessage} change */
  send(change) {
    Object.assign(this.gesture, change);
    if (Object.keys(change).some((name) => name !== "live")) this.lasts = true;
    this.dirty = true;
    this.pump();
  }

  // These values move: key -> [the value under the pointer, the value that Python has].
  /** @param {NonNullable<GestureMessage["live"]>} values */
  move(values) {
    this.send({ live: { ...this.gesture.live, ...values } });
  }

  // Called when Python has these values: they do not move any more.
  /** @param {string[]} keys */
  settle(keys) {
    this.stop(keys);
    if (!this.announced) return;
    this.lasts = this.dirty = true;
    this.pump();
  }

  // Called when these values do not move any more and Python does not have them: the picture goes back to Python's values.
  /** @param {string[]} keys */
  drop(keys) {
    if (!keys.some((key) => key in (this.gesture.live ?? {}))) return;
    this.stop(keys);
    if (this.announced) this.lasts = true;
    this.dirty = true;
    this.pump();
  }

  // Whether there is nothing to send, or nobody to send it to, and no answer is awaited.
  get idle() {
    return this.channel.asked === null && !(this.dirty && this.channel.post) && this.quiet === 0;
  }

  /** @param {string[]} keys */
  stop(keys) {
    this.gesture.live = Object.fromEntries(Object.entries(this.gesture.live ?? {}).filter(([key]) => !keys.includes(key)));
  }

  // Lets a number input send its value, and sends nothing else until Python has finished: a request for a fragment during a whole run can
  // stop that run, and then the map is mounted anew. `act` returns whether it sent anything; `quietly`, whether all of it arrived.
  /** @param {() => boolean} act */
  async quietly(act) {
    this.quiet += 1;
    try {
      return await inTurn(async () => {
        await rest(GAP); // so that the socket can answer before a whole run delays it
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
    const { channel } = this;
    if (!channel.post || channel.asked === "streamlit" || this.quiet > 0 || !this.dirty) return;
    if (channel.ready && !this.lasts) channel.askSocket(this.message());
    else
      channel.askStreamlit(() => {
        this.lasts = false;
        this.announced = Object.keys(this.gesture.live ?? {}).length > 0;
        return this.message();
      });
  }

  // The gesture as it is now. From here on it counts as sent.
  message() {
    this.dirty = false;
    this.seq += 1;
    window.dispatchEvent(new CustomEvent("lab-sent", { detail: this.seq }));
    return { ...this.gesture, seq: this.seq };
  }

  // No answer comes on this way, or not in time: the gesture is sent again through Streamlit; if that fails, Python runs from the top.
  /** @param {import("./channel.js").Way} way */
  failed(way) {
    this.dirty = this.lasts = true;
    if (way === "streamlit") this.insist();
    else this.pump();
  }

  // After a restart, the server knows nothing of this page, and Streamlit does not make it run until a widget changes.
  insist() {
    clearInterval(this.insisting);
    const say = () => running() || this.again();
    say();
    this.insisting = setInterval(say, PATIENCE);
  }

  // Called when Python has run from the top.
  heard() {
    clearInterval(this.insisting);
    this.ran();
    this.pump();
  }

  // Called with the number in a picture that Streamlit brings. A run that began before a value was moved does not know of it; the hand may
  // rest by now, so Python is asked again.
  /** @param {number} seq */
  brought(seq) {
    if (seq !== this.seq && Object.keys(this.gesture.live ?? {}).length) this.dirty = true;
    this.answered(seq);
  }

  // Python echoes the number of the gesture that it answered.
  /** @param {number} seq */
  answered(seq) {
    clearInterval(this.insisting);
    if (seq === this.seq) this.channel.answered();
    this.pump();
  }
}
