// The start point in the hand: dragged, moved with the arrow keys, or taken from a cell of a map. It follows at once; the two number
// inputs that hold it, and with them the URL, take it over when the hand lets go.

import { Taker } from "./take.js";

export class Start {
  // `stage` has the charts, and in `header.start` the keys, the values and the window of the two coordinates.
  constructor(sender, stage) {
    this.sender = sender;
    this.stage = stage;
    this.taker = new Taker(sender);
    this.held = null; // where the hand has it, until Python has it there as well
    this.holding = false;
  }

  get spec() {
    return this.stage.header.start;
  }

  get at() {
    return this.held ?? this.spec.value;
  }

  // The disc on a chart that the hand takes.
  handle(chart) {
    const handle = Object.assign(document.createElement("button"), { type: "button", className: "lab-start" });
    handle.setAttribute("aria-label", "Start point: drag it, or move it with the arrow keys");
    handle.addEventListener("pointerdown", (event) => this.drag(chart, handle, event));
    for (const event of ["mousedown", "touchstart"]) handle.addEventListener(event, (e) => e.stopPropagation());
    handle.addEventListener("keydown", (event) => this.nudge(event));
    chart.plot.querySelector(".plot-container").appendChild(handle);
    chart.handle = handle;
  }

  drag(chart, handle, down) {
    down.preventDefault();
    down.stopPropagation();
    handle.focus({ preventScroll: true });
    this.pickUp();
    const move = (event) => this.hold(chart.at(event.clientX, event.clientY));
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      this.release();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
  }

  nudge(event) {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
    if (!dx && !dy) return;
    event.preventDefault();
    event.stopPropagation();
    const [[x0, x1], [y0, y1]] = this.spec.window;
    const [x, y] = this.at;
    const far = event.shiftKey ? 0.05 : 0.01;
    this.pickUp();
    this.hold([x + dx * far * (x1 - x0), y + dy * far * (y1 - y0)]);
    clearTimeout(this.nudged);
    this.nudged = setTimeout(() => this.release(), 500);
  }

  // From now on the hand decides, whatever it has settled on before.
  pickUp() {
    this.holding = true;
    this.taker.wanted = null;
  }

  // The start point follows the hand, within the window; Python hears of every place it can keep up with.
  hold(point) {
    if (!point) return;
    const { window: range, keys, value } = this.spec;
    this.held = point.map((at, i) => Number(Math.max(range[i][0], Math.min(range[i][1], at)).toPrecision(4)));
    const live = Object.fromEntries(keys.map((key, i) => [key, [this.held[i], value[i]]]));
    this.sender.send({ live: { ...this.sender.hand.live, ...live } });
    this.place();
  }

  release() {
    this.holding = false;
    if (!this.held) return;
    const { keys, value } = this.spec;
    const wanted = Object.fromEntries(keys.map((key, i) => [key, this.held[i]]));
    this.taker.take(wanted, (key) => value[keys.indexOf(key)]);
    if (!this.taker.wanted) this.held = null;
  }

  // Python has run: what it knows of the knobs and places now.
  settled(values) {
    this.taker.next((key) => values.get(key)?.value);
    if (this.held && !this.taker.wanted && !this.holding) this.held = null;
  }

  // Another hand than that on the start, on a map, has settled on these values: they are shown at once, and played.
  take(wanted, specs) {
    const known = (key) => specs.get(key)?.value;
    const live = Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, [value, known(key)]]));
    this.sender.send({ live: { ...this.sender.hand.live, ...live } });
    this.taker.take(wanted, known);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.stage.transport.play(0);
  }

  // The discs on all charts, where the start is in view.
  place() {
    for (const chart of this.stage.charts.values()) {
      if (!chart.handle) continue;
      const [x, y] = chart.projection()(...this.at, 0);
      const { left, top, width, height } = chart.area;
      chart.handle.hidden = x < left - 1 || y < top - 1 || x > left + width + 1 || y > top + height + 1;
      const place = `translate(${x}px, ${y}px)`;
      if (chart.handle.style.transform !== place) chart.handle.style.transform = place;
    }
  }
}
