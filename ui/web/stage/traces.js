// @ts-check
// The state over time, a small chart for each quantity, and the meter of stability, both with a cursor at the playhead.

import { lead, thin } from "./curve.js";
import { brief } from "./inspector.js";
import { rateOf } from "./rate.js";
import { write } from "../text.js";

const HEIGHT = 84;
const WIDTH = 200; // where the page has not said yet how wide a chart is

/** @typedef {{ value: (t: number, axis: number) => number, x: (t: number) => number, cursor: HTMLElement, now: HTMLElement }} Trace */

export class Traces {
  constructor() {
    /** @type {Inspected[]} */
    this.inspected = [];
    /** @type {NumberArray[]} */
    this.arrays = [];
    /** @type {Path[]} */
    this.paths = [];
    this.look = /** @type {StageLook} */ (/** @type {unknown} */ (undefined)); // set with the paths
    /** @type {Trace[]} */
    this.charts = [];
    /** @type {number | undefined} */
    this.t = undefined;
    /** @type {HTMLElement | null} */
    this.place = null; // where the charts stand; Streamlit may mount it anew
    this.width = 0; // of each chart. Kept, because asking for it while a picture is drawn would make the browser lay out the page first
    this.watch = new ResizeObserver(() => this.fit());
  }

  dispose() {
    this.watch.disconnect();
  }

  /**
   * @param {Inspected[]} inspected
   * @param {NumberArray[]} arrays
   * @param {Path[]} paths
   * @param {StageLook} look
   */
  update(inspected, arrays, paths, look) {
    this.inspected = inspected;
    this.arrays = arrays;
    this.paths = paths;
    this.look = look;
    this.draw();
  }

  // Called when the place of the charts has another width.
  fit() {
    const width = this.place?.firstElementChild?.clientWidth ?? 0;
    if (width === this.width) return;
    this.width = width;
    this.drawAgain();
  }

  // Stands where the page has a place for it. Streamlit may mount the place after the stage, and anew at any time.
  settle() {
    if (document.querySelector(".lab-traces-place") !== this.place) this.drawAgain();
  }

  drawAgain() {
    this.draw();
    if (this.t !== undefined) this.at(this.t);
  }

  draw() {
    const { inspected, paths } = this;
    /** @type {HTMLElement | null} */
    const place = document.querySelector(".lab-traces-place");
    if (place !== this.place) this.watch.disconnect();
    if (place && place !== this.place) this.watch.observe(place);
    this.place = place;
    if (!place) return;
    const shape = inspected.map((entry) => entry.charts.map((chart) => `${paths[entry.path].name}: ${chart.label}`).join()).join(";");
    if (place.dataset.shape !== shape) {
      place.dataset.shape = shape;
      place.replaceChildren(
        ...inspected.flatMap((entry) => entry.charts.map((chart) => figure(`${paths[entry.path].name}: ${chart.label}`))),
      );
    }
    const nodes = /** @type {HTMLElement[]} */ ([...place.children]);
    this.charts = inspected.flatMap((entry) =>
      entry.charts.map((chart) => this.trace(chart, entry, /** @type {HTMLElement} */ (nodes.shift()))),
    );
  }

  // Draws a quantity over time into its place; returns what `at` needs of it.
  /**
   * @param {TraceRecord} chart
   * @param {Inspected} entry
   * @param {HTMLElement} node
   * @returns {Trace}
   */
  trace(chart, entry, node) {
    const { steps, colour } = this.paths[entry.path];
    const numbers = this.arrays[entry.at[chart.name]];
    /** @type {Trace["value"]} */
    const read = (t, axis) => numbers[2 * t + axis];
    /** @param {number} value */
    const height = (value) => (chart.log ? (value > 0 ? Math.log10(value) : NaN) : value);
    let [low, high] = [Infinity, -Infinity];
    for (let t = 1; t <= steps; t++)
      for (const axis of [0, 1]) {
        const y = height(read(t, axis));
        if (!(Math.abs(y) < 1e300)) continue;
        if (y < low) low = y;
        if (y > high) high = y;
      }
    if (!(low <= high)) [low, high] = [0, 1];
    if (high - low < 1e-9) [low, high] = [low - 0.5, high + 0.5];
    const canvas = /** @type {HTMLCanvasElement} */ (node.querySelector("canvas"));
    const ratio = window.devicePixelRatio || 1;
    const width = this.width || WIDTH;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(HEIGHT * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(HEIGHT * ratio);
    }
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, HEIGHT);
    /** @param {number} t */
    const x = (t) => 4 + ((width - 8) * t) / steps;
    /** @param {number} value */
    const y = (value) => 6 + (HEIGHT - 12) * (1 - (height(value) - low) / (high - low));
    pen.strokeStyle = this.look.line;
    pen.lineWidth = 1;
    pen.setLineDash([]);
    if (!chart.log && low < 0 && high > 0) pen.strokeRect(0, y(0), width, 0);
    pen.lineWidth = 1.6;
    pen.strokeStyle = colour;
    for (const axis of [0, 1]) {
      pen.setLineDash(axis ? [4, 3] : []);
      pen.beginPath();
      const line = thin(1, steps, x, (t) => y(read(t, axis)));
      lead(pen, line.filter(Number.isFinite)); // goes on across what has no place on the scale
      pen.stroke();
    }
    const ends = [high, low].map((end) => brief(chart.log ? 10 ** end : end));
    write(inside(node, ".lab-trace-range"), `${ends[1]} to ${ends[0]}${chart.log ? ", log" : ""}`);
    return { value: read, x, cursor: inside(node, ".lab-trace-cursor"), now: inside(node, ".lab-trace-now") };
  }

  /** @param {number} t */
  at(t) {
    this.t = t;
    const step = Math.max(1, Math.round(t));
    for (const { value, x, cursor, now } of this.charts) {
      const place = `translateX(${x(step)}px)`;
      if (cursor.style.transform !== place) cursor.style.transform = place;
      write(now, `${brief(value(step, 0))}, ${brief(value(step, 1))}`);
    }
    this.meter(step);
  }

  // Shows, for the step that leads to θ_t, the curvature at θ_{t-1} and the stability bound.
  /** @param {number} step */
  meter(step) {
    const place = document.querySelector(".lab-meter-place");
    if (!place) return;
    if (place.children.length !== this.inspected.length) place.replaceChildren(...this.inspected.map(gauge));
    this.inspected.forEach((entry, i) => {
      const [curvature, pressure] = ["curvature", "pressure"].map((name) => this.arrays[entry.at[name]][step - 1]);
      const bound = "bound" in entry.at ? this.arrays[entry.at.bound][step - 1] : entry.bound;
      const { name } = this.paths[entry.path];
      const rate = rateOf(this.paths[entry.path], step);
      const share = bound === null ? NaN : pressure / bound;
      const node = /** @type {HTMLElement} */ (place.children[i]);
      node.classList.toggle("over", share > 1);
      inside(node, ".lab-meter-fill").style.width = `${100 * Math.min(1, Math.max(0, share / 2 || 0))}%`;
      const limit = brief(rate / share);
      const words = `${name}: ${
        bound === null
          ? "no bound is known for this method."
          : !Number.isFinite(share) || rate === 0
            ? "nothing to measure here."
            : share <= 0
              ? "the surface curves down in every direction here, so no η is too large, and none settles."
              : `the largest curvature here is ${brief(curvature)}: above η = ${limit} a run would leave this place, if its step sizes stayed as they are. η is ${brief(rate)}, ${
                  share > 1 ? `${brief(share)} times too large` : "below that"
                }.`
      }`;
      write(inside(node, "p"), words);
    });
  }
}

// An element that `figure` or `gauge` has made.
/**
 * @param {HTMLElement} node
 * @param {string} selector
 */
function inside(node, selector) {
  return /** @type {HTMLElement} */ (node.querySelector(selector));
}

/** @param {string} title */
function figure(title) {
  const node = document.createElement("figure");
  node.className = "lab-trace";
  const caption = Object.assign(document.createElement("figcaption"), { textContent: title });
  const box = Object.assign(document.createElement("div"), { className: "lab-trace-box" });
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${title} over time; solid for the first coordinate, dashed for the second`);
  /** @param {string} name */
  const span = (name) => Object.assign(document.createElement("span"), { className: name });
  box.append(canvas, span("lab-trace-cursor"));
  node.append(caption, box, span("lab-trace-now"), span("lab-trace-range"));
  return node;
}

function gauge() {
  /** @param {string} className */
  const part = (className) => Object.assign(document.createElement("div"), { className });
  const [node, bar] = [part("lab-meter"), part("lab-meter-bar")];
  bar.setAttribute("aria-hidden", "true");
  bar.append(part("lab-meter-fill"), part("lab-meter-bound"));
  node.append(bar, document.createElement("p"));
  return node;
}
