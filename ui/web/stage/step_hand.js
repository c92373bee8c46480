// @ts-check
// The hand that takes a step on the map: a pointer drags its tip, or the arrow keys move it. The text box that takes the steps gets it.
// Python computes what is there; until it has, the step stays under the hand.

import { captured } from "./captured.js";
import { rounded } from "./sketch_line.js";
import { ARROWS } from "./start.js";
import { commit } from "../streamlit.js";
import { inTurn } from "../streamlit_queue.js";

const STILL = 5; // px: a pointer that moves less than this takes no step
const FAR = { usual: 0.02, shift: 0.1 }; // how far a key moves the tip, as a share of the map

/** @typedef {import("../plotly.js").Chart} Chart */

export class StepHand {
  /** @param {Pick<import("./stage.js").Stage, "header" | "charts" | "drawPaths">} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {number[] | null} */
    this.tip = null; // of the step under the hand
    this.asked = ""; // what the tip is for, while a step is made or on its way
    this.sent = false; // whether the step is on its way to Python
    /** @type {AbortController | null} */
    this.grip = null; // stops listening to the pointer that drags
  }

  get spec() {
    return this.stage.header.taken;
  }

  // The point from which the next step goes.
  get from() {
    return this.spec?.points.at(-1) ?? [0, 0];
  }

  // What is drawn: the steps so far, and the one under the hand.
  get shown() {
    return this.spec ? { ...this.spec, tip: this.tip } : null;
  }

  // Opens the charts to the hand or closes them, and forgets a step that Python has taken, or that nobody asks for now.
  place() {
    const { spec } = this;
    if (this.tip && this.asked !== key(spec)) this.leave();
    for (const { plot } of this.stage.charts.values()) {
      plot.classList.toggle("lab-stepping", Boolean(spec));
      if (spec) plot.ariaLabel = "Map in fog: the arrow keys move the tip of your step, Enter takes it";
    }
  }

  // Begins a step by a pointer. A second finger gives it up: two fingers zoom.
  /**
   * @param {Chart} chart
   * @param {PointerEvent} down
   */
  begin(chart, down) {
    const { clientX, clientY, pointerId } = down;
    if (!this.spec || down.button !== 0 || !chart.holds(clientX, clientY)) return;
    if (/** @type {Element} */ (down.target).closest(".lab-map-buttons")) return;
    down.preventDefault(); // Plotly would move the map
    down.stopPropagation();
    if (this.sent) return; // one step after the other
    if (this.grip || !down.isPrimary) return this.drop();
    this.drop(); // what the keys have moved
    chart.plot.focus({ preventScroll: true });
    captured(chart.plot, pointerId);
    this.grip = new AbortController();
    const { signal } = this.grip;
    let far = 0;
    /**
     * @param {"pointermove" | "pointerup" | "pointercancel"} name
     * @param {(event: PointerEvent) => void} act
     */
    const on = (name, act) => window.addEventListener(name, (event) => event.pointerId === pointerId && act(event), { signal });
    on("pointermove", (event) => {
      far = Math.max(far, Math.hypot(event.clientX - clientX, event.clientY - clientY));
      const point = far >= STILL && chart.alive && chart.at(event.clientX, event.clientY);
      if (point) this.hold(point);
    });
    on("pointerup", () => this.take());
    on("pointercancel", () => this.drop());
    window.addEventListener("blur", () => this.drop(), { signal });
  }

  // Moves the tip by an arrow key; Enter takes the step, Escape gives it up.
  /**
   * @param {Chart} chart
   * @param {KeyboardEvent} event
   */
  press(chart, event) {
    const { view } = chart;
    if (!this.spec || this.grip || this.sent || !view || event.target !== chart.plot) return;
    const way = ARROWS[event.key];
    if (!way && !(this.tip && (event.key === "Enter" || event.key === "Escape"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (way) {
      const far = event.shiftKey ? FAR.shift : FAR.usual;
      this.hold((this.tip ?? this.from).map((at, i) => at + way[i] * far * (view[2 * i + 1] - view[2 * i])));
    } else if (event.key === "Enter") this.take();
    else this.drop();
  }

  // Puts the tip at a point, within reach.
  /** @param {number[]} point */
  hold(point) {
    const { spec } = this;
    if (!spec || !point.every(Number.isFinite)) return;
    this.asked = key(spec);
    this.tip = point.map((at, i) => Math.max(spec.reach[i][0], Math.min(spec.reach[i][1], at)));
    this.stage.drawPaths();
  }

  // Gives the step to the text box.
  take() {
    this.letGo();
    const { spec, tip, from } = this;
    if (!spec || !tip) return;
    const step = rounded(
      tip.map((at, i) => at - from[i]),
      this.stage.header.start.window,
    );
    this.sent = true;
    inTurn(() => commit(spec.key, step.join(",")));
  }

  // Gives up the step.
  drop() {
    this.leave();
    this.stage.drawPaths();
  }

  letGo() {
    this.grip?.abort();
    this.grip = null;
  }

  leave() {
    this.letGo();
    this.tip = null;
    this.sent = false;
  }
}

// What a step is for: the game, and how many steps are taken.
/** @param {TakenRecord | null | undefined} spec */
function key(spec) {
  return spec ? `${spec.key} ${spec.points.length}` : "";
}
