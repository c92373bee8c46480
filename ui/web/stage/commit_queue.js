// @ts-check
// Values that a gesture has settled on, a start or a cell of a map: shown at once, and then handed to the number inputs that hold them.

import { commit } from "../streamlit.js";

const TRIES = 3; // a number input that does not take a value after so many runs of Python will not take it

export class Taker {
  /** @param {import("../gesture_sender.js").Sender} sender */
  constructor(sender) {
    this.sender = sender;
    /** @type {Values | null} */
    this.wanted = null; // key -> value, until Python has them all
    this.tries = 0; // that are left
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

  // One number input after the other, for Streamlit would break off the first run for the second, and mount the map anew.
  /** @param {Known} known */
  next(known) {
    const { wanted } = this;
    if (!wanted) return;
    const key = Object.keys(wanted).find((key) => known(key) !== wanted[key]);
    if (!key) this.wanted = null;
    else if (this.tries === 0) this.drop();
    else {
      this.tries -= 1;
      this.sender.quietly(() => {
        const value = this.wanted?.[key]; // as it is when its turn has come
        return value !== undefined && (commit(key, value) || this.drop());
      });
    }
  }

  // These are dragged again.
  /** @param {string[]} keys */
  leave(keys) {
    if (!this.wanted) return;
    this.wanted = Object.fromEntries(Object.entries(this.wanted).filter(([key]) => !keys.includes(key)));
    if (!Object.keys(this.wanted).length) this.wanted = null;
  }

  // They cannot be handed over: the picture goes back to what Python has.
  drop() {
    const keys = Object.keys(this.wanted ?? {});
    this.wanted = null;
    this.sender.drop(keys);
    return false;
  }
}
