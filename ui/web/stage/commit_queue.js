// @ts-check
// Final values of a gesture, a start or a cell of a map: shown at once, and then given to the number inputs that hold them.

import { commit, preview } from "../streamlit.js";

const TRIES = 3; // a number input that has not taken a value after this many runs of Python will not take it

export class Taker {
  /** @param {import("../gesture_sender.js").Sender} sender */
  constructor(sender) {
    this.sender = sender;
    /** @type {Values | null} */
    this.wanted = null; // key -> value, until Python has them all
    this.tries = 0; // the tries that are left
    /** @type {Known} */
    this.known = () => undefined;
  }

  // `known(key)` is the value that Python has.
  /**
   * @param {Values} wanted
   * @param {Known} known
   */
  take(wanted, known) {
    const all = { ...this.wanted, ...wanted };
    this.wanted = all;
    this.tries = TRIES * Object.keys(all).length;
    this.next(known);
  }

  // Goes on to the next number input. One at a time, or Streamlit would stop the first run for the second and mount the map anew.
  /** @param {Known} known */
  next(known) {
    this.known = known;
    if (!this.wanted) return;
    const missing = this.missing();
    for (const [key, value] of missing) preview(key, value); // the run has put the old one back
    if (!missing.length) this.wanted = null;
    else if (this.tries === 0) this.drop();
    else {
      this.tries -= 1;
      this.sender.quietly(() => {
        const [first] = this.missing(); // at the time of its turn: where there are fingers, Plotly's click comes beside the browser's own
        return first !== undefined && (commit(...first) || this.drop());
      });
    }
  }

  // What Python does not have yet.
  missing() {
    return Object.entries(this.wanted ?? {}).filter(([key, value]) => this.known(key) !== value);
  }

  // Forgets these values, because they are dragged again.
  /** @param {string[]} keys */
  leave(keys) {
    if (!this.wanted) return;
    this.wanted = Object.fromEntries(Object.entries(this.wanted).filter(([key]) => !keys.includes(key)));
    if (!Object.keys(this.wanted).length) this.wanted = null;
  }

  // Gives up on the number inputs: the picture goes back to Python's values.
  drop() {
    const keys = Object.keys(this.wanted ?? {});
    this.wanted = null;
    this.sender.drop(keys);
    return false;
  }
}
