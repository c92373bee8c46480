// What the hand does, on its way to Python: one request in flight, the newest value wins, the last one always arrives.

const PATIENCE = 2000; // ms without an answer after which the newest value is sent again, as after a lost connection

const GAP = 80; // ms that keep two requests apart
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

export class Sender {
  constructor() {
    this.post = () => {};
    this.hand = {};
    this.seq = Math.floor(Math.random() * 1e9);
    this.waiting = false;
    this.dirty = false;
    this.quiet = 0;
    this.ran = () => {}; // called when Python has run through
  }

  // `change` is merged into the hand: {live: {...}} while a knob or the start moves, {t, view} at rest.
  send(change) {
    Object.assign(this.hand, change);
    this.dirty = true;
    this.pump();
  }

  // Lets a number input speak, and sends nothing of the hand until Python has run through. Streamlit gathers what widgets say at one
  // moment into one request, and with the stage among them it would run the stage's fragment only; and a request for the fragment
  // in the middle of a whole run may break that off, and the map be mounted anew.
  async quietly(act) {
    this.quiet += 1;
    await rest(GAP);
    const ran = new Promise((done) => (this.ran = done));
    act();
    await Promise.race([ran, rest(PATIENCE)]);
    await rest(GAP);
    this.quiet -= 1;
    this.pump();
  }

  pump() {
    if (this.waiting || this.quiet > 0 || !this.dirty) return;
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
