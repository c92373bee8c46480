// @ts-check
// A small chart of our own: axes and what stays on one canvas, what moves with the playhead on another, and a text for those who see
// neither. Nothing is measured while it is drawn: its size comes from the observer.

import { letters, presented } from "../share/present.js";
import { canvas } from "./canvas.js";
import { ticks } from "./ticks.js";

const MARGIN = { left: 46, right: 8, top: 8, bottom: 32 };
const QUIET = 400; // ms without a drawing, after which the text says where the playhead rests
const FONT = "'Source Sans', sans-serif";

/** @typedef {CanvasRenderingContext2D} Context */

export class Graph {
  /**
   * @param {Element} root where it stands, unless the page has a place for it
   * @param {string} name
   */
  constructor(root, name) {
    this.root = root;
    this.name = name;
    this.node = Object.assign(document.createElement("div"), { className: `lab-graph lab-${name}`, hidden: true });
    this.still = canvas();
    this.moving = canvas();
    this.still.setAttribute("aria-hidden", "true");
    this.moving.setAttribute("role", "img");
    this.node.append(this.still, this.moving);
    this.look = /** @type {StageLook} */ (/** @type {unknown} */ (undefined)); // set with the paths
    /** @type {Path[]} */
    this.paths = [];
    this.box = [0, 1, 0, 1]; // what is shown: x from, x to, y from, y to
    this.labels = ["", ""];
    this.t = 0;
    this.size = { width: 0, height: 0 };
    this.shape = ""; // what the axes depend on
    this.said = "";
    this.stale = true; // whether what stays is to be drawn anew
    this.fresh = false; // whether what moves is drawn
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.due = undefined;
    this.watch = new ResizeObserver(([{ contentRect }]) => this.resize(contentRect.width, contentRect.height));
    this.watch.observe(this.node);
  }

  dispose() {
    this.watch.disconnect();
    clearTimeout(this.due);
    this.node.remove();
  }

  // Takes the paths of a picture; without a record the chart is not shown.
  /**
   * @param {{ box: number[] } | null} record
   * @param {Path[]} paths
   * @param {StageLook} look
   * @param {string[]} labels
   */
  take(record, paths, look, labels) {
    this.paths = paths;
    this.fresh = false;
    if (this.node.hidden !== !record) this.node.hidden = !record;
    if (!record) return;
    this.settle();
    const shape = JSON.stringify([record.box, look, labels]);
    if (this.shape !== shape) this.stale = true;
    this.shape = shape;
    [this.box, this.look, this.labels] = [record.box, look, labels];
  }

  // Stands where the page has a place for it. Streamlit may mount the place after the stage, and anew at any time.
  settle() {
    if (this.node.hidden) return;
    const place = document.querySelector(`.lab-${this.name}-place`) ?? this.root;
    if (this.node.parentNode !== place) place.append(this.node);
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    this.size = { width, height };
    const ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.still, this.moving])
      Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    this.stale = true;
    this.paint();
  }

  // Called in every frame of the playback, and when something else is drawn anew.
  /** @param {number} t */
  at(t) {
    if (this.fresh && t === this.t) return;
    this.t = t;
    this.paint();
  }

  paint() {
    if (!this.size.width || !this.look || this.node.hidden) return;
    if (this.stale) {
      const pen = this.context(this.still);
      this.axes(pen);
      this.inside(pen, () => this.drawStill(pen));
      this.stale = false;
    }
    const pen = this.context(this.moving);
    this.inside(pen, () => this.drawMoving(pen));
    this.fresh = true;
    clearTimeout(this.due);
    this.due = setTimeout(() => this.say(), QUIET);
  }

  // The chart as it is drawn: the address of a picture that holds its data.
  address() {
    const sheet = Object.assign(document.createElement("canvas"), { width: this.still.width, height: this.still.height });
    const pen = /** @type {Context} */ (sheet.getContext("2d"));
    for (const layer of [this.still, this.moving]) pen.drawImage(layer, 0, 0);
    return sheet.toDataURL();
  }

  say() {
    const words = this.words(Math.round(this.t));
    if (words !== this.said) this.moving.setAttribute("aria-label", words);
    this.said = words;
  }

  /** @type {(pen: Context) => void} */
  drawStill() {}

  /** @type {(pen: Context) => void} */
  drawMoving() {}

  // What the chart shows at a step.
  /** @type {(step: number) => string} */
  words() {
    return "";
  }

  // A cleared drawing context in CSS pixels.
  /** @param {HTMLCanvasElement} canvas */
  context(canvas) {
    const ratio = window.devicePixelRatio || 1;
    const pen = /** @type {Context} */ (canvas.getContext("2d"));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.size.width, this.size.height);
    return pen;
  }

  /** @returns {Area} */
  get area() {
    const [left, right, top, bottom] = [MARGIN.left, MARGIN.right, MARGIN.top, MARGIN.bottom].map(letters);
    return { left, top, width: this.size.width - left - right, height: this.size.height - top - bottom };
  }

  /**
   * @param {Context} pen
   * @param {() => void} draw
   */
  inside(pen, draw) {
    const { left, top, width, height } = this.area;
    pen.save();
    pen.beginPath();
    pen.rect(left, top, width, height);
    pen.clip();
    draw();
    pen.restore();
  }

  /** @param {number} x */
  px(x) {
    const { left, width } = this.area;
    return left + (width * (x - this.box[0])) / (this.box[1] - this.box[0]);
  }

  // What is along the bottom under a point of the page; null where the chart has no size.
  /** @param {number} clientX */
  under(clientX) {
    const { left, width } = this.area;
    const [x0, x1] = this.box;
    return width > 0 ? x0 + ((x1 - x0) * (clientX - this.node.getBoundingClientRect().left - left)) / width : null;
  }

  // No number is so large that a canvas could not draw it.
  /** @param {number} y */
  py(y) {
    const { top, height } = this.area;
    return Math.max(-1e4, Math.min(1e4, top + height * (1 - (y - this.box[2]) / (this.box[3] - this.box[2]))));
  }

  /** @param {Context} pen */
  axes(pen) {
    const { left, top, width, height } = this.area;
    const { faint, line } = presented(this.look);
    const [x0, x1, y0, y1] = this.box;
    const few = Math.max(2, Math.round(height / 40));
    pen.font = `${letters(12)}px ${FONT}`;
    pen.fillStyle = faint;
    pen.strokeStyle = line;
    pen.lineWidth = 1;
    pen.strokeRect(left, top, width, height);
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const [value, text] of ticks([y0, y1], false, few)) pen.fillText(text, left - 5, this.py(value), left - 18);
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (const [value, text] of ticks([x0, x1], false, 5)) pen.fillText(text, this.px(value), top + height + 3);
    pen.fillText(this.labels[0], left + width / 2, top + height + letters(17), width);
    pen.save();
    pen.translate(letters(11), top + height / 2);
    pen.rotate(-Math.PI / 2);
    pen.fillText(this.labels[1], 0, -letters(8), height);
    pen.restore();
  }
}

// θ of a path at time t. Between two steps it lies between theirs, as the playhead does.
/**
 * @param {Path} path
 * @param {number} t
 * @returns {Point}
 */
export function between({ theta, end }, t) {
  const at = Math.min(t, end);
  const low = Math.floor(at);
  const high = Math.min(low + 1, end);
  /** @param {number} axis */
  const mean = (axis) => theta[2 * low + axis] + (at - low) * (theta[2 * high + axis] - theta[2 * low + axis]);
  return [mean(0), mean(1)];
}
