// @ts-check
// The line that a visitor draws on a map: where they expect a path to go. It begins at the start. A pointer draws it; a text box holds it,
// and there it can be typed.

import { captured } from "./captured.js";
import { rounded, thinned, written } from "./sketch_line.js";
import { commit } from "../streamlit.js";
import { inTurn } from "../streamlit_queue.js";

const MOST = 40; // points after the start
const STILL = 5; // px: a pointer that moves less than this draws nothing

/** @typedef {import("../plotly.js").Chart} Chart */

export class Sketch {
  /** @param {Pick<import("./stage.js").Stage, "header" | "charts" | "drawPaths">} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {number[][] | null} */
    this.held = null; // the line under the hand, until Python has it
    this.key = ""; // of the text box that it is for
    /** @type {AbortController | null} */
    this.grip = null; // stops listening to the pointer that draws
  }

  get spec() {
    return this.stage.header.sketch;
  }

  // The line as it is now, the start first.
  get line() {
    return this.held ?? this.spec?.points ?? [];
  }

  // Opens the charts to the hand or closes them, and forgets the line that Python has, or that nobody asks for now.
  place() {
    const { spec, held } = this;
    const asked = spec?.open && spec.key === this.key;
    if (held && (!asked || String(held) === String(spec.points))) this.leave();
    for (const { plot } of this.stage.charts.values()) plot.classList.toggle("lab-drawing", spec?.open ?? false);
  }

  // Begins a stroke, which takes the place of the line before. A second finger ends it: two fingers zoom.
  /**
   * @param {Chart} chart
   * @param {PointerEvent} down
   */
  begin(chart, down) {
    const { spec } = this;
    const { clientX, clientY } = down;
    if (!spec?.open || down.button !== 0 || !chart.holds(clientX, clientY)) return;
    if (/** @type {Element} */ (down.target).closest("button")) return; // that zooms
    down.preventDefault(); // Plotly would move the map
    down.stopPropagation();
    if (this.grip || !down.isPrimary) return this.drop();
    captured(chart.plot, down.pointerId);
    this.key = spec.key;
    this.held = null;
    this.grip = new AbortController();
    const { signal } = this.grip;
    const stroke = [spec.points[0]];
    /**
     * @param {number} x
     * @param {number} y
     */
    const pass = (x, y) => {
      const point = chart.alive && chart.holds(x, y) && chart.at(x, y);
      if (point) stroke.push(point);
    };
    pass(clientX, clientY);
    let far = 0;
    /**
     * @param {"pointermove" | "pointerup" | "pointercancel"} name
     * @param {(event: PointerEvent) => void} act
     */
    const on = (name, act) => window.addEventListener(name, (event) => event.pointerId === down.pointerId && act(event), { signal });
    on("pointermove", (event) => {
      for (const each of passed(event)) {
        far = Math.max(far, Math.hypot(each.clientX - clientX, each.clientY - clientY));
        pass(each.clientX, each.clientY);
      }
      if (far < STILL) return;
      this.held = [...stroke];
      this.stage.drawPaths();
    });
    on("pointerup", () => this.finish(chart));
    on("pointercancel", () => this.drop());
    window.addEventListener("blur", () => this.drop(), { signal });
  }

  // Ends the stroke, and gives the line to the text box.
  /** @param {Chart} chart */
  finish(chart) {
    const { key, held } = this;
    this.drop();
    if (!held || !chart.alive) return;
    const project = chart.projection();
    const [start, ...points] = thinned(held, ([x, y]) => project(x, y, 0), MOST);
    this.held = [start, ...points.map((point) => rounded(point, this.stage.header.start.window))];
    const text = written(this.held);
    inTurn(() => commit(key, text));
    this.stage.drawPaths();
  }

  // Gives up the stroke: the line before stands again.
  drop() {
    this.leave();
    this.stage.drawPaths();
  }

  leave() {
    this.grip?.abort();
    this.grip = this.held = null;
  }
}

// All places of a pointer since the last event: a browser tells of them once a frame.
/**
 * @param {PointerEvent} event
 * @returns {PointerEvent[]}
 */
function passed(event) {
  const all = event.getCoalescedEvents?.() ?? [];
  return all.length ? all : [event];
}
