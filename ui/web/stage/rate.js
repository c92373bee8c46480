// @ts-check
// η over time, where it has a schedule: a small chart under the loss, with the playhead's place on it.

import { Graph } from "./graph.js";
import { short } from "./short_number.js";

// The η of the step that leads to θ_t.
/**
 * @param {Pick<Path, "rate" | "shares">} path
 * @param {number} step
 */
export function rateOf({ rate, shares }, step) {
  return shares ? rate * shares[Math.max(1, Math.min(step, shares.length - 1))] : rate;
}

export class Rate extends Graph {
  /** @param {import("./loss.js").Loss} loss what it stands under */
  constructor(loss) {
    super(loss.node, "rate");
    this.loss = loss;
    /** @type {Path | undefined} */
    this.longest = undefined;
    this.schedule = "";
  }

  /** @override */
  settle() {
    if (!this.node.hidden && this.loss.node.nextSibling !== this.node) this.loss.node.after(this.node);
  }

  // Begins and ends where the loss does, so that a step has one place in both.
  /** @override */
  get area() {
    const { x, w } = this.loss.scale?.box ?? { x: 0, w: 0 };
    return w > 0 ? { ...super.area, left: x, width: w } : super.area;
  }

  /**
   * @param {Path[]} paths
   * @param {Pick<StagePicture, "schedule" | "bare" | "look">} header
   */
  update(paths, { schedule, bare, look }) {
    this.longest = [...paths].sort((a, b) => b.steps - a.steps)[0];
    this.schedule = schedule ?? "";
    const shown = schedule !== null && !bare && this.longest;
    this.take(shown ? { box: [0, this.longest?.steps ?? 1, 0, 1.05] } : null, paths, look, ["step t", "ηₜ / η"]);
    this.stale = true;
  }

  // The share of η that a step has.
  /** @param {number} step */
  share(step) {
    return this.longest ? rateOf({ ...this.longest, rate: 1 }, step) : 1;
  }

  /**
   * @override
   * @param {import("./graph.js").Context} pen
   */
  drawStill(pen) {
    pen.beginPath();
    for (let t = 1; t <= this.box[1]; t++) pen.lineTo(this.px(t), this.py(this.share(t)));
    pen.strokeStyle = this.look.ink;
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    pen.stroke();
  }

  /**
   * @override
   * @param {import("./graph.js").Context} pen
   */
  drawMoving(pen) {
    const x = this.px(this.t);
    const { top, height } = this.area;
    pen.strokeStyle = this.look.faint;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x, top);
    pen.lineTo(x, top + height);
    pen.stroke();
    pen.beginPath();
    pen.arc(x, this.py(this.share(Math.round(this.t))), 4, 0, 7);
    pen.fillStyle = this.look.ink;
    pen.fill();
  }

  /**
   * @override
   * @param {number} step
   */
  words(step) {
    const at = Math.max(1, step);
    return `η over time: ${this.schedule}. In step ${at} it is ${short(100 * this.share(at), 3)} % of what it is set to.`;
  }
}
