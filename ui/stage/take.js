// Values that a gesture has settled on, a start or a cell of a map: shown at once, and then handed to the number inputs that hold them.

import { commit } from "./knobs.js";

const TRIES = 3; // a number input that does not take a value after so many runs of Python will not take it

export class Taker {
  constructor(sender) {
    this.sender = sender;
    this.wanted = null; // key -> value, until Python has them all
  }

  // `known(key)` is the value that Python has.
  take(wanted, known) {
    this.wanted = { ...this.wanted, ...wanted };
    this.tries = TRIES * Object.keys(this.wanted).length;
    this.next(known);
  }

  // One number input after the other, for Streamlit would break off the first run for the second, and mount the map anew.
  next(known) {
    if (!this.wanted) return;
    const key = Object.keys(this.wanted).find((key) => known(key) !== this.wanted[key]);
    if (!key) this.wanted = null;
    else if (this.tries === 0) this.drop();
    else {
      this.tries -= 1;
      this.sender.quietly(() => key in (this.wanted ?? {}) && (commit(key, this.wanted[key]) || this.drop()));
    }
  }

  // The hand moves these again.
  leave(keys) {
    if (!this.wanted) return;
    this.wanted = Object.fromEntries(Object.entries(this.wanted).filter(([key]) => !keys.includes(key)));
    if (!Object.keys(this.wanted).length) this.wanted = null;
  }

  // They cannot be handed over: the picture goes back to what Python has.
  drop() {
    const keys = Object.keys(this.wanted);
    this.wanted = null;
    this.sender.drop(keys);
    return false;
  }
}
