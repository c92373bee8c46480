// @ts-check
// The ball on the cut of one weight: it is the start, so a hand or a key takes it along the curve; and the numbers that belong to its place.

import { short } from "./short_number.js";

const NEAR = 1e-5; // what float32 leaves of a weight
const NUMBERS = ["weight", "loss J", "slope", "−η · slope"];

export class Ball {
  /**
   * @param {import("./cut.js").Cut} cut
   * @param {import("./start.js").Start} start
   */
  constructor(cut, start) {
    this.cut = cut;
    this.start = start;
    this.place = { distance: 0, height: 0 }; // what the handle says: where the ball is, or where it began, if it has left the picture
    /** @type {HTMLButtonElement | null} */
    this.handle = null;
    /** @type {HTMLElement[]} */
    this.numbers = [];
    this.table = document.createElement("dl");
    this.rolling = false; // whether it is to roll as soon as it is where it was dropped
  }

  // Is there while the cut is that of one weight.
  /** @param {boolean} on */
  show(on) {
    if (on && !this.handle) this.make();
    if (this.handle) this.handle.hidden = this.table.hidden = !on;
  }

  make() {
    /** @param {number} clientX */
    const under = (clientX) => {
      const weight = this.cut.under(clientX);
      return weight === null ? null : [weight];
    };
    this.handle = this.start.disc(under, () => this.start.held ?? [this.place.distance]);
    this.handle.className = "lab-start lab-ball";
    this.handle.setAttribute("role", "slider");
    this.table.className = "lab-numbers";
    for (const name of NUMBERS) {
      const number = document.createElement("dd");
      this.table.append(Object.assign(document.createElement("dt"), { textContent: name }), number);
      this.numbers.push(number);
    }
    this.cut.node.append(this.table, this.handle);
  }

  // Called when a hand takes the start. A ball that rolls stops.
  caught() {
    this.rolling = false;
    if (this.cut.weighs) this.start.stage.transport.pause();
  }

  // Called when the hand lets go. The ball rolls from there, once the run from there has come.
  dropped() {
    if (!this.cut.weighs) return;
    const { address, paths } = this.start.stage;
    this.rolling = Math.abs(paths[0].theta[0] - this.start.at[0]) > NEAR;
    if (this.rolling) return;
    address.keep({ t: null });
    this.start.stage.arrive();
  }

  // Called when another run has come: in a hand the ball is where the run begins.
  follow() {
    if (this.start.holding) this.start.stage.transport.set(0);
    else if (this.rolling) this.dropped();
  }

  // Called in every frame in which the ball is drawn.
  /** @param {{ distance: number, height: number, slope: number }} ball */
  at(ball) {
    const { along, box, paths } = this.cut;
    const { distance, height, slope } = ball;
    const [{ loss, rate }] = paths;
    [distance, height, slope, -rate * slope].forEach((each, i) => (this.numbers[i].textContent = written(each)));
    this.place = distance >= box[0] && distance <= box[1] ? ball : { distance: along[0], height: loss[0] };
    if (!this.handle) return;
    this.handle.disabled = !this.start.spec.keys.length;
    this.handle.style.transform = `translate(${this.cut.px(this.place.distance)}px, ${this.cut.py(this.place.height)}px)`;
  }

  // For those who hear the value: when the ball rests, because each change is read out.
  say() {
    const { handle, cut, place } = this;
    if (!handle || !cut.record?.weight) return;
    const [from, to] = cut.box;
    handle.setAttribute("aria-label", `Weight ${cut.record.weight}`);
    handle.setAttribute("aria-valuemin", String(from));
    handle.setAttribute("aria-valuemax", String(to));
    handle.setAttribute("aria-valuenow", short(place.distance, 3));
    handle.setAttribute("aria-valuetext", `${written(place.distance)}, loss ${written(place.height)}`);
  }
}

// With two decimals, so that no number jumps; a large one in few digits.
/** @param {number} value */
function written(value) {
  const text = Math.abs(value) < 1000 ? value.toFixed(2) : short(value, 3);
  return (text === "-0.00" ? "0.00" : text).replace("-", "−");
}
