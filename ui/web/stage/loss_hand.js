// @ts-check
// The hand on the loss curves: pointing reads the losses of a step and brings a curve forward, pressing moves the playhead.

import { height } from "./run_words.js";

const LINES = 7; // the most runs that are read at once, beside the line that names the step

export class LossHand {
  /**
   * @param {import("./loss.js").Loss} loss
   * @param {{ go: (t: number) => void }} transport
   * @param {Pick<import("./tip.js").Tip, "show" | "hide">} tip
   * @param {Pick<import("./focus.js").Focus, "point">} focus
   */
  constructor(loss, transport, tip, focus) {
    this.loss = loss;
    this.transport = transport;
    this.tip = tip;
    this.focus = focus;
    /** @type {number | null} */
    this.pointer = null; // the one that is down
    /** @type {Point | null} */
    this.waits = null; // where a finger is down that has not said yet whether it scrolls the page
    const { node } = loss;
    node.addEventListener("pointerdown", (event) => this.press(event));
    node.addEventListener("pointermove", (event) => {
      if (event.pointerId === this.pointer) this.move(event);
      else if (this.pointer === null && !event.buttons) this.read(event);
    });
    node.addEventListener("pointerup", (event) => {
      if (event.pointerId === this.pointer) this.scrub(event);
      this.release(event);
    });
    for (const name of /** @type {const} */ (["pointercancel", "lostpointercapture"]))
      node.addEventListener(name, (event) => this.release(event));
    node.addEventListener("pointerleave", () => this.leave());
  }

  /** @param {PointerEvent} event */
  press(event) {
    const { scale } = this.loss;
    if (this.pointer !== null || event.button !== 0 || !scale?.paths.length || !scale.holds(event.offsetX, event.offsetY)) return;
    this.pointer = event.pointerId;
    this.loss.node.setPointerCapture(event.pointerId);
    this.leave();
    this.waits = event.pointerType === "touch" ? [event.offsetX, event.offsetY] : null;
    this.move(event);
  }

  // A finger goes nowhere before it moves to the side or is lifted: it may be about to scroll the page.
  /** @param {PointerEvent} event */
  move(event) {
    if (this.waits) {
      const [x, y] = this.waits;
      if (Math.abs(event.offsetX - x) <= Math.abs(event.offsetY - y)) return;
    }
    this.waits = null;
    this.scrub(event);
  }

  /** @param {PointerEvent} event */
  release(event) {
    if (event.pointerId === this.pointer) this.pointer = null;
  }

  /** @param {PointerEvent} event */
  scrub({ offsetX }) {
    const { scale } = this.loss;
    if (scale?.paths.length) this.transport.go(scale.stepAt(scale.longest, offsetX));
  }

  // Reads the losses at the step under the pointer.
  /** @param {PointerEvent} event */
  read(event) {
    const { scale, node } = this.loss;
    const { offsetX: x, offsetY: y } = event;
    if (!scale?.paths.length || !scale.holds(x, y)) return this.leave();
    const forward = this.loss.curveAt(x, y);
    this.tip.show(said(scale, x, y, forward), event, () => node.isConnected && !node.hidden);
    this.focus.point(forward);
  }

  leave() {
    this.tip.hide();
    this.focus.point(null);
  }
}

// The step, or what it costs, and below it each run's loss there; of many runs those nearest to the pointer.
/**
 * @param {import("./loss_scale.js").LossScale} scale
 * @param {number} x
 * @param {number} y
 * @param {number | null} forward
 */
function said(scale, x, y, forward) {
  const { longest, paths } = scale;
  const t = scale.stepAt(longest, x);
  const runs = paths.map((path, i) => {
    const step = scale.stepAt(path, x);
    const far = Math.abs(scale.py(scale.height(path, step)) - y);
    return { path, i, step, far: i === forward ? -1 : Number.isFinite(far) ? far : Infinity };
  });
  const shown = runs
    .sort((a, b) => (a.far === b.far ? 0 : a.far - b.far))
    .slice(0, LINES)
    .sort((a, b) => a.i - b.i);
  const head = document.createElement("div");
  head.textContent = scale.per ? `${t * scale.cost(longest)} gradient evaluations` : `t = ${t}`;
  return [head, ...shown.map(({ path, i, step }) => line(path, step, i === forward))];
}

/**
 * @param {Path} path
 * @param {number} step
 * @param {boolean} forward
 */
function line(path, step, forward) {
  const node = Object.assign(document.createElement("div"), { className: forward ? "lab-tip-run lab-forward" : "lab-tip-run" });
  const [swatch, words, number] = ["i", "span", "span"].map((tag) => document.createElement(tag));
  swatch.style.background = path.colour;
  words.textContent = path.name;
  number.textContent = height(path, step, 3);
  node.append(swatch, words, number);
  return node;
}
