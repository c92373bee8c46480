// @ts-check
// The start point: dragged, moved with the arrow keys, or taken from a cell of a map. It moves at once; the two number
// inputs that hold it, and with them the URL, get its place when the drag ends.

import { captured } from "./captured.js";
import { Taker } from "./commit_queue.js";
import { preview } from "../streamlit.js";
import { short } from "./short_number.js";

/** @type {Record<string, Point>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Start {
  // `stage` has the charts, and in `header.start` the keys, the values and the window of the two coordinates.
  /**
   * @param {import("../gesture_sender.js").Sender} sender
   * @param {import("./stage.js").Stage} stage
   */
  constructor(sender, stage) {
    this.sender = sender;
    this.stage = stage;
    this.taker = new Taker(sender);
    /** @type {number[] | null} */
    this.held = null; // where it is dragged to, until Python has the same place
    this.holding = false;
    /** @type {AbortController | null} */
    this.grip = null; // stops listening to the pointer that holds it
    /** @type {string[]} */
    this.keys = []; // its keys on the landscape where the drag began
    /** @type {Map<string, KnobSpec> | null} */
    this.values = null; // what Python knew when it last ran
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.nudged = undefined;
  }

  get spec() {
    return this.stage.header.start;
  }

  get at() {
    return this.held ?? this.spec.value;
  }

  // Puts the disc that is dragged on a chart. `place` is the chart's name: Streamlit may put another chart there during the drag.
  /**
   * @param {import("../plotly.js").Chart} chart
   * @param {string} place
   */
  handle(chart, place) {
    chart.handle = this.disc((x, y) => {
      const there = this.stage.charts.get(place);
      return there?.alive ? there.at(x, y) : null;
    });
    chart.put(chart.handle);
  }

  // A disc that takes the start along: to what lies under a point of the page, or from where it is now by a key.
  /**
   * @param {(clientX: number, clientY: number) => number[] | null} under
   * @param {() => number[]} now
   */
  disc(under, now = () => this.at) {
    const disc = Object.assign(document.createElement("button"), { type: "button", className: "lab-start" });
    disc.addEventListener("pointerdown", (event) => this.drag(under, disc, event));
    for (const event of ["mousedown", "mousemove", "touchstart"]) disc.addEventListener(event, (e) => e.stopPropagation());
    disc.addEventListener("keydown", (event) => this.nudge(event, now()));
    return disc;
  }

  // Begins a drag by one pointer, until it is lifted or lost, or another window takes it.
  /**
   * @param {(clientX: number, clientY: number) => number[] | null} under
   * @param {HTMLButtonElement} disc
   * @param {PointerEvent} down
   */
  drag(under, disc, down) {
    down.preventDefault();
    down.stopPropagation();
    if (this.grip || down.button !== 0 || !this.spec.keys.length) return; // a drag goes on, it is another button, or the start stays
    disc.focus({ preventScroll: true });
    captured(disc, down.pointerId); // a fast hand leaves the disc behind, and Plotly must not turn the camera for it
    this.pickUp();
    this.grip = new AbortController();
    const { signal } = this.grip;
    /**
     * @param {"pointermove" | "pointerup" | "pointercancel"} name
     * @param {(event: PointerEvent) => void} act
     */
    const on = (name, act) => window.addEventListener(name, (event) => event.pointerId === down.pointerId && act(event), { signal });
    on("pointermove", (event) => {
      if (!event.buttons) return this.release(); // the button came up outside the page
      this.hold(under(event.clientX, event.clientY));
    });
    on("pointerup", () => this.release());
    on("pointercancel", () => this.release());
    window.addEventListener("blur", () => this.release(), { signal });
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number[]} from
   */
  nudge(event, from) {
    const [dx, dy] = ARROWS[event.key] ?? [0, 0];
    if (!dx && !dy) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.grip || !this.spec.keys.length) return; // a pointer drags it, or it stays where it is
    const far = event.shiftKey ? 0.05 : 0.01;
    const ways = from.length > 1 ? [dx, dy] : [dx + dy];
    this.pickUp();
    this.hold(from.map((at, i) => at + ways[i] * far * (this.spec.window[i][1] - this.spec.window[i][0])));
    this.nudged = setTimeout(() => this.release(), 500);
  }

  // Sets the start to a point that was clicked on a map.
  /** @param {Point} point */
  set(point) {
    if (this.grip || !this.spec.keys.length) return;
    this.pickUp();
    this.hold(point);
    this.release();
  }

  // Begins a drag: values that are still to be committed are forgotten.
  pickUp() {
    clearTimeout(this.nudged);
    this.holding = true;
    this.keys = this.spec.keys;
    this.taker.leave(this.keys);
    this.stage.cut.hand.caught();
  }

  // Moves the start point to the pointer, within the window. Python gets as many of its places as it can keep up with.
  /** @param {number[] | null} point */
  hold(point) {
    if (!point?.every(Number.isFinite)) return; // a chart without a size gives no numbers
    if (this.moved) return this.drop();
    const { window: range, keys, value } = this.spec;
    // Rounded before it is limited, because an end of the window may have more digits.
    const held = point.map((at, i) => Math.max(range[i][0], Math.min(range[i][1], Number(at.toPrecision(4)))));
    this.held = held;
    keys.forEach((key, i) => preview(key, held[i]));
    this.sender.move(Object.fromEntries(keys.map((key, i) => [key, [held[i], value[i]]])));
    this.place();
  }

  // Whether another landscape has come during the drag.
  get moved() {
    return String(this.keys) !== String(this.spec.keys);
  }

  release() {
    this.letGo();
    this.stage.cut.hand.dropped();
    const { held } = this;
    if (!held) return;
    if (this.moved) return this.drop();
    const { keys, value } = this.spec;
    const wanted = Object.fromEntries(keys.map((key, i) => [key, held[i]]));
    this.taker.take(wanted, (key) => (keys.includes(key) ? value[keys.indexOf(key)] : this.values?.get(key)?.value));
    if (!this.taker.wanted) this.held = null;
  }

  letGo() {
    clearTimeout(this.nudged);
    this.grip?.abort();
    this.grip = null;
    this.holding = false;
  }

  // Ends the drag, because the page is left.
  dispose() {
    this.letGo();
    this.taker.wanted = this.held = null;
  }

  // Forgets the dragged place, which means nothing on another landscape.
  drop() {
    this.letGo();
    this.held = null;
    if (this.taker.wanted) this.taker.drop();
    this.sender.drop(this.keys);
  }

  // Called when Python has run; `values` are its knobs and coordinates now.
  /** @param {Map<string, KnobSpec>} values */
  settled(values) {
    this.values = values;
    this.taker.next((key) => values.get(key)?.value);
    if (this.held && !this.taker.wanted && !this.holding) this.held = null;
  }

  // Whether Python has one coordinate of the place where the disc was let go, and not yet the other: they travel one at a time.
  /** @param {StagePicture} header */
  halfway({ start: { keys, value } }) {
    const { wanted } = this.taker;
    return wanted !== null && keys.some((key, i) => key in wanted && wanted[key] !== value[i]);
  }

  // Takes the values of a chosen cell of a map, but not of what is locked: shows them at once, and plays the run.
  /**
   * @param {Values} chosen
   * @param {Map<string, KnobSpec>} specs
   */
  take(chosen, specs) {
    const wanted = Object.fromEntries(Object.entries(chosen).filter(([key]) => !specs.get(key)?.locked));
    /** @type {Known} */
    const known = (key) => specs.get(key)?.value;
    this.sender.move(Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, [value, known(key) ?? null]])));
    this.taker.take(wanted, known);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.stage.transport.play(0);
  }

  // Where the disc of a chart is. On a surface it goes where the paths begin, because only their height is known.
  /**
   * @param {import("../plotly.js").Chart} chart
   * @returns {[x: number, y: number, loss: number]}
   */
  seen(chart) {
    const [path] = this.stage.paths;
    return chart.is3d && path ? [path.theta[0], path.theta[1], path.loss[0]] : [this.at[0], this.at[1], 0];
  }

  // Places the discs on all charts, and hides them where the start is out of view.
  place() {
    for (const chart of this.stage.charts.values()) {
      if (!chart.handle || !chart.alive) continue;
      const [x, y] = chart.projection()(...this.seen(chart));
      const { left, top, width, height } = chart.area;
      chart.handle.hidden = x < left - 1 || y < top - 1 || x > left + width + 1 || y > top + height + 1;
      chart.handle.disabled = !this.spec.keys.length; // the page keeps it where it is
      const where = `Start point at (${this.at.map((at) => short(at, 4)).join(", ")})`;
      const said = chart.handle.disabled ? where : `${where}: drag it, or move it with the arrow keys`;
      if (chart.handle.ariaLabel !== said) chart.handle.ariaLabel = said;
      const place = `translate(${x}px, ${y}px)`;
      if (chart.handle.style.transform !== place) chart.handle.style.transform = place;
    }
  }
}
