// @ts-check
// The rows of a landscape over data, and the curve of the model that each path has come to at the playhead.

import { UPHILL } from "./arrows.js";
import { Graph, between } from "./graph.js";
import { height } from "./run_words.js";

const SAMPLES = 120; // pieces of a curve that is not straight
const SOME = 9; // every so many rows have their error drawn

// The curve of each model, y over x at θ = (a, b), as in `landscapes/fit.py`.
/** @type {Record<FitRecord["kind"], (a: number, b: number, x: number) => number>} */
export const CURVES = {
  line: (w, b, x) => w * x + b,
  logistic: (w, b, x) => 1 / (1 + Math.exp(-(w * x + b))),
  network: (w, v, x) => v * Math.tanh(w * x),
  border: (w1, w2, x) => (-w1 / w2) * x,
};

// What the curve is called, and what the two numbers of θ are called.
/** @type {Record<FitRecord["kind"], [curve: string, first: string, second: string]>} */
const WORDS = {
  line: ["line", "slope", "intercept"],
  logistic: ["curve", "w", "b"],
  network: ["curve", "w", "v"],
  border: ["border", "w₁", "w₂"],
};

export class Fit extends Graph {
  /** @param {Element} root */
  constructor(root) {
    super(root, "fit");
    /** @type {FitRecord | null} */
    this.record = null;
    /** @type {Float32Array[]} */
    this.rows = []; // x, y and perhaps side
    this.errors = false;
    this.focus = "";
  }

  /**
   * @param {Path[]} paths
   * @param {Pick<StagePicture, "fit" | "look" | "shows">} header
   * @param {NumberArray[]} arrays
   */
  update(paths, { fit, look, shows }, arrays) {
    this.record = fit;
    this.take(fit, paths, look, fit?.names ?? []);
    if (!fit) return;
    const rows = [fit.x, fit.y, ...(fit.side === null ? [] : [fit.side])].map((index) => /** @type {Float32Array} */ (arrays[index]));
    if (!same(rows, this.rows)) this.stale = true; // while a hand moves, the same rows come again and again
    this.rows = rows;
    this.errors = Boolean(shows?.includes("errors"));
  }

  // Also draws when another path is in focus.
  /**
   * @override
   * @param {number} t
   */
  at(t) {
    const focus = this.paths.map(({ back }) => Number(back)).join("");
    if (focus !== this.focus) this.fresh = false;
    this.focus = focus;
    super.at(t);
  }

  /**
   * @override
   * @param {import("./graph.js").Context} pen
   */
  drawStill(pen) {
    const { left, top, width, height } = this.area;
    const [x, y, side] = this.rows;
    pen.fillStyle = pen.strokeStyle = this.look.faint;
    pen.globalAlpha = 0.6;
    pen.lineWidth = 1;
    x.forEach((share, i) => {
      pen.beginPath();
      pen.arc(left + width * share, top + height * (1 - y[i]), side ? 2.5 : 2, 0, 7);
      if (side?.[i] === -1) pen.stroke();
      else pen.fill();
    });
    pen.globalAlpha = 1;
  }

  /**
   * @override
   * @param {import("./graph.js").Context} pen
   */
  drawMoving(pen) {
    const [first] = this.paths;
    if (this.errors && first) this.drawErrors(pen, between(first, this.t));
    const alone = this.paths.length === 1;
    for (const path of [...this.paths].sort((a, b) => Number(b.back ?? false) - Number(a.back ?? false))) {
      pen.beginPath();
      this.curve(between(path, this.t)).forEach(([x, y], i) => pen[i ? "lineTo" : "moveTo"](x, y));
      pen.lineJoin = "round";
      pen.globalAlpha = path.back ? 0.15 : 0.55;
      pen.setLineDash([]);
      pen.strokeStyle = this.look.paper;
      pen.lineWidth = 6;
      pen.stroke();
      pen.globalAlpha = path.back ? 0.25 : 1;
      pen.setLineDash(alone ? [] : path.dash);
      pen.strokeStyle = path.colour;
      pen.lineWidth = alone ? 3.5 : 2.5;
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  // How far some of the rows are from the curve.
  /**
   * @param {import("./graph.js").Context} pen
   * @param {Point} theta
   */
  drawErrors(pen, [a, b]) {
    const { left, top, width, height } = this.area;
    const [x0, x1] = this.box;
    const [x, y] = this.rows;
    pen.beginPath();
    for (let i = 0; i < x.length; i += SOME) {
      const px = left + width * x[i];
      pen.moveTo(px, top + height * (1 - y[i]));
      pen.lineTo(px, this.py(this.model(a, b, x0 + x[i] * (x1 - x0))));
    }
    pen.strokeStyle = UPHILL;
    pen.lineWidth = 1;
    pen.stroke();
  }

  get model() {
    return CURVES[this.record?.kind ?? "line"];
  }

  // The curve at θ, in pixels; empty where it has no place.
  /**
   * @param {Point} theta
   * @returns {Point[]}
   */
  curve([a, b]) {
    const kind = this.record?.kind;
    const [x0, x1] = this.box;
    const straight = kind === "line" || kind === "border";
    const found = straight
      ? chord(kind === "line" ? [a, b] : [-a / b, 0], this.box)
      : Array.from({ length: SAMPLES + 1 }, (_, i) => x0 + ((x1 - x0) * i) / SAMPLES).map((x) => [x, this.model(a, b, x)]);
    return found.every(([x, y]) => Number.isFinite(x) && !Number.isNaN(y)) ? found.map(([x, y]) => [this.px(x), this.py(y)]) : [];
  }

  /**
   * @override
   * @param {number} step
   */
  words(step) {
    if (!this.record) return "";
    const { kind, names, rows } = this.record;
    const alone = this.paths.length === 1;
    const data = `${names.join(" and ")} of ${rows} rows, and the ${WORDS[kind][0]} of ${alone ? "the point" : "each method"}.`;
    const said = this.paths.map((path) => {
      const [where, loss] = reading(kind, path, step);
      return alone ? `At ${where} the loss is ${loss}.` : `${path.name}: ${where}, loss ${loss}.`;
    });
    return [data, ...said].join(" ");
  }
}

// Where a path is at a step, and its loss there.
/**
 * @param {FitRecord["kind"] | undefined} kind
 * @param {Path} path
 * @param {number} step
 */
export function reading(kind, path, step) {
  const [, first, second] = kind ? WORDS[kind] : ["", "θ₁", "θ₂"];
  const [a, b] = between(path, step).map((each) => each.toFixed(2).replace("-", "−"));
  return [`${first} ${a} and ${second} ${b}`, height(path, Math.min(step, path.end), 3)];
}

// The part of the line y = m x + c that lies in a box, or beside it: two points. m may be infinite.
/**
 * @param {number[]} line m and c
 * @param {number[]} box
 * @returns {Point[]}
 */
function chord([m, c], [x0, x1, y0, y1]) {
  return [x0, x1].map((x) => {
    const y = m * x + c;
    const near = Math.max(y0, Math.min(y1, y));
    return near === y ? [x, y] : [(near - c) / m, near];
  });
}

/**
 * @param {Float32Array[]} one
 * @param {Float32Array[]} other
 */
function same(one, other) {
  return (
    one.length === other.length && one.every((row, k) => row.length === other[k].length && row.every((each, i) => each === other[k][i]))
  );
}
