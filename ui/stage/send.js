// What the hand does, on its way to Python: one request in flight, the newest value wins, the last one always arrives.

const PATIENCE = 2000; // ms without an answer after which the newest value is sent again, as after a lost connection

export class Sender {
  constructor() {
    this.post = () => {};
    this.hand = {};
    this.seq = Math.floor(Math.random() * 1e9);
    this.waiting = false;
    this.dirty = false;
  }

  // `change` is merged into the hand: {live: {...}} while a knob or the start moves, {t, view} at rest.
  send(change) {
    Object.assign(this.hand, change);
    this.dirty = true;
    this.pump();
  }

  pump() {
    if (this.waiting || !this.dirty) return;
    this.waiting = true;
    this.dirty = false;
    this.seq += 1;
    this.post({ ...this.hand, seq: this.seq });
    window.dispatchEvent(new CustomEvent("lab-sent", { detail: this.seq }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.waiting = false;
      this.dirty = true;
      this.pump();
    }, PATIENCE);
  }

  // Python echoes the number of the hand that it answered.
  answered(seq) {
    if (seq !== this.seq) return;
    clearTimeout(this.timer);
    this.waiting = false;
    this.pump();
  }
}
