// @ts-check
// What the visitor's gestures say, on its way to Python: the newest value wins, and the last one always arrives. While a knob or the
// start moves, it goes by the socket, where each newer gesture overtakes those that the server has not begun. What lasts goes through
// Streamlit, one request at a time.

import { Channel } from "./channel.js";
import { running } from "./streamlit.js";
import { GAP, PATIENCE, inTurn, rest } from "./streamlit_queue.js";

export class Sender {
  /** @param {(bytes: Uint8Array) => void} onPicture */
  constructor(onPicture) {
    /** @type {Channel<GestureMessage>} */
    this.channel = new Channel(onPicture, (way) => this.failed(way));
    this.seq = Math.floor(Math.random() * 1e9);
    this.quiet = 0;
    /** @type {() => void} */
    this.ran = () => {}; // called when Python has run through
    /** @type {() => void} */
    this.again = () => {}; // has Python run from the top, with all that the page holds
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.insisting = undefined;
    this.begin();
  }

  // Another page, or another stage: whatever was said on the one before is no longer awaited.
  begin() {
    this.channel.begin();
    /** @type {GestureMessage} */
    this.gesture = {};
    /** @type {boolean} */
    this.dirty = false; // whether there is something to say
    /** @type {boolean} */
    this.lasts = false; // whether Streamlit has to hear of what is new
    this.told = false; // whether Streamlit has heard of a knob in motion, and not yet that it rests
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
    return this.channel.asked === null && !this.dirty && this.quiet === 0;
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
        await rest(GAP); // what the socket has been asked for is answered before a whole run holds it up
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
    if (channel.ready && !this.lasts) channel.askSocket(this.said());
    else
      channel.askStreamlit(() => {
        this.lasts = false;
        this.told = Object.keys(this.gesture.live ?? {}).length > 0;
        return this.said();
      });
  }

  // The gesture as it is now, which from here on is said.
  said() {
    this.dirty = false;
    this.seq += 1;
    window.dispatchEvent(new CustomEvent("lab-sent", { detail: this.seq }));
    return { ...this.gesture, seq: this.seq };
  }

  // No answer will come on this way, or none in time: it is said again through Streamlit; and where that fails, Python runs from the top.
  /** @param {import("./channel.js").Way} way */
  failed(way) {
    this.dirty = this.lasts = true;
    if (way === "streamlit") this.insist();
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

  // Python echoes the number of the gesture that it answered.
  /** @param {number} seq */
  answered(seq) {
    clearInterval(this.insisting);
    if (seq === this.seq) this.channel.answered();
    this.pump();
  }
}
