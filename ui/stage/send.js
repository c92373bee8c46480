// What the hand does, on its way to Python: one request is worked on, the newest value wins, the last one always arrives. The long way
// one request is in flight; on the wire each newer one overtakes those that the server has not begun.

import { GAP, PATIENCE, inTurn, rest } from "./turns.js";
import { Wire } from "./wire.js";

export class Sender {
  constructor(onPicture) {
    this.post = null; // the long way, through Streamlit; null while there is no stage
    this.wire = new Wire(onPicture, () => this.failed(false)); // the short way, for what does not last
    this.hand = {};
    this.seq = Math.floor(Math.random() * 1e9);
    this.waiting = false;
    this.dirty = false;
    this.lasts = false; // whether Streamlit has to hear of what is new
    this.told = false; // whether Streamlit has heard of a knob in motion, and not yet that it rests
    this.quiet = 0;
    this.ran = () => {}; // called when Python has run through
    this.again = () => {}; // has Python run from the top, with all that the page holds
  }

  // `change` is merged into the hand: {live: {...}} while a knob or the start moves, {t, view, arrows} for what the URL keeps.
  send(change) {
    Object.assign(this.hand, change);
    if (Object.keys(change).some((name) => name !== "live")) this.lasts = true;
    this.dirty = true;
    this.pump();
  }

  // Python has taken these values over: nothing is in motion but what is in `live`.
  settle(live) {
    this.hand.live = live;
    if (!this.told) return;
    this.lasts = this.dirty = true;
    this.pump();
  }

  // Lets a number input speak, and nothing else until Python has run through: a request for a fragment in the middle of a whole run
  // may break that off, and the map be mounted anew.
  async quietly(act) {
    this.quiet += 1;
    await inTurn(async () => {
      await rest(GAP); // what the wire has been asked for is answered before a whole run holds it up
      const ran = new Promise((done) => (this.ran = done));
      act();
      const late = await Promise.race([ran, rest(PATIENCE).then(() => true)]);
      if (late) this.insist();
    });
    this.quiet -= 1;
    this.pump();
  }

  get idle() {
    return !this.waiting && !this.dirty && this.quiet === 0;
  }

  pump() {
    if (!this.post || this.waiting || this.quiet > 0 || !this.dirty) return;
    if (this.wire.ready && !this.lasts) this.say(true);
    else {
      this.waiting = true;
      inTurn(() => this.say(false));
    }
  }

  // The hand as it is now.
  say(short) {
    this.dirty = false;
    this.seq += 1;
    const hand = { ...this.hand, seq: this.seq };
    if (short) this.wire.send(hand);
    else {
      this.lasts = false;
      this.told = Object.keys(this.hand.live ?? {}).length > 0;
      this.post?.(hand);
    }
    window.dispatchEvent(new CustomEvent("lab-sent", { detail: this.seq }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.failed(!short), PATIENCE);
  }

  // No answer will come, or none in time: say it again, the long way; and where that fails, from the top.
  failed(theLongWay = true) {
    if (!this.timer) return; // nothing is awaited
    this.timer = clearTimeout(this.timer);
    this.waiting = false;
    this.dirty = this.lasts = true;
    if (theLongWay) this.insist();
    else this.pump();
  }

  // A server that was started anew knows nothing of this page, and Streamlit does not ask it to run until a widget changes.
  insist() {
    clearInterval(this.insisting);
    this.again();
    this.insisting = setInterval(() => this.again(), PATIENCE);
  }

  // Python has run, from the top.
  heard() {
    clearInterval(this.insisting);
    this.ran();
    this.pump();
  }

  // Python echoes the number of the hand that it answered.
  answered(seq) {
    clearInterval(this.insisting);
    if (seq !== this.seq) return;
    this.timer = clearTimeout(this.timer);
    this.waiting = false;
    this.pump();
  }
}
