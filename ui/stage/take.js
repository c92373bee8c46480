// Values that a gesture has settled on, a start or a cell of a map: shown at once, and then handed to the number inputs that hold them.

import { commit } from "./knobs.js";

export class Taker {
  constructor(sender) {
    this.sender = sender;
    this.wanted = null; // key -> value, until Python has them all
  }

  // `known(key)` is the value that Python has.
  take(wanted, known) {
    this.wanted = wanted;
    this.next(known);
  }

  // One number input after the other, for Streamlit would break off the first run for the second, and mount the map anew.
  next(known) {
    if (!this.wanted) return;
    const key = Object.keys(this.wanted).find((key) => known(key) !== this.wanted[key]);
    if (key) this.sender.quietly(() => this.wanted && commit(key, this.wanted[key]));
    else this.wanted = null;
  }
}
