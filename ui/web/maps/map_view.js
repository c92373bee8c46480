// @ts-check
// One map: its cells, the empty chart that they are painted in, and the cell that is pointed at.

import { Cells } from "./cell_grid.js";
import { became } from "./cell_words.js";
import { Chart } from "../plotly.js";
import { drawnIn } from "../plots.js";
import { containerOf, isContainerOf } from "../streamlit.js";
import { picture } from "./colormap.js";
import { drawBound, drawFrontier, drawMinima, outlined } from "./map_marks.js";

/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * What a view needs of the atlas.
 *
 * @typedef {object} MapHost
 * @property {(view: MapView, cell: number | null, clientX?: number, clientY?: number, aloud?: boolean) => void} point
 * @property {(view: MapView, cell: number | null) => void} choose
 * @property {(key: string) => number | undefined} standing
 */

export class MapView {
  // `atlas` has `point(view, cell, clientX, clientY)`, with no cell where the pointer has left, `choose(view, cell)`, and
  // `standing(key)`, the value of a knob that moves.
  /**
   * @param {number} i its place among the maps
   * @param {MapHost} atlas
   */
  constructor(i, atlas) {
    this.i = i;
    this.atlas = atlas;
    /** @type {Chart | null} */
    this.chart = null;
    /** @type {number | null} */
    this.under = null; // the cell that is pointed at
    this.header = /** @type {MapPass} */ (/** @type {unknown} */ (undefined)); // set by `begin`
    this.map = /** @type {MapRecord} */ (/** @type {unknown} */ (undefined));
    this.cells = new Cells(0);
    /** @type {Cells | null} */
    this.moving = null; // the cells while a knob moves, which are coarse
  }

  // Begins another map, of which nothing is computed yet.
  /** @param {MapPass} header */
  begin(header) {
    this.header = header;
    this.map = header.maps[this.i];
    this.cells = new Cells(header.size);
    this.moving = null;
  }

  // Takes the new values of the knobs of the same map.
  /** @param {MapPass} header */
  settle(header) {
    this.map = header.maps[this.i];
    this.cross();
  }

  get shown() {
    return this.moving ?? this.cells;
  }

  // Finds the frame; Streamlit may mount it before or after, and anew at any time. Returns whether it is there.
  mount() {
    const { place } = this.map;
    if (this.chart?.alive && isContainerOf(this.chart.place, place)) {
      this.name(this.chart);
      return true;
    }
    this.dispose();
    const found = containerOf(place);
    if (!found || !drawnIn(found)) return false;
    this.chart = new Chart(found, null, () => this.paint(), ["lab-cells", "lab-cross"]);
    this.dress(this.chart);
    this.name(this.chart);
    this.paint();
    return true;
  }

  /** @param {Chart} chart */
  name({ plot }) {
    plot.setAttribute("aria-label", `Map of ${this.map.name}: arrow keys move from cell to cell, Enter plays the run`);
  }

  /** @param {Chart} chart */
  dress(chart) {
    const { plot } = chart;
    plot.tabIndex = 0;
    plot.style.cursor = "crosshair";
    plot.setAttribute("role", "application");
    chart.listen("pointermove", (event) => this.atlas.point(this, this.cellAt(chart, event), event.clientX, event.clientY));
    chart.listen("pointerleave", () => this.atlas.point(this, null));
    chart.listen("blur", () => this.atlas.point(this, null));
    // Chooses the cell that the tip describes: a click has whole pixels, and might fall into the next cell.
    chart.listen("click", (event) => this.atlas.choose(this, this.under ?? this.cellAt(chart, event)));
    chart.listen("keydown", (event) => this.onKey(chart, event));
  }

  /**
   * @param {Chart} chart
   * @param {PointerEvent | MouseEvent} event
   */
  cellAt(chart, event) {
    const [u, v] = (chart.alive && chart.at(event.clientX, event.clientY)) || [NaN, NaN];
    if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return null;
    const { size } = this.header;
    return Math.floor(v * size) * size + Math.floor(u * size);
  }

  /**
   * @param {Chart} chart
   * @param {KeyboardEvent} event
   */
  onKey(chart, event) {
    if (!chart.alive) return;
    const { size } = this.header;
    const [dx, dy] = ARROWS[event.key] ?? [0, 0];
    if (event.key === "Enter" && this.under !== null) this.atlas.choose(this, this.under);
    else if (dx || dy) {
      const far = event.shiftKey ? 1 : Math.max(1, size / 25);
      const from = this.under ?? this.standing;
      /** @param {number} at */
      const clip = (at) => Math.max(0, Math.min(size - 1, at));
      const [x, y] = [clip((from % size) + dx * far), clip(Math.floor(from / size) + dy * far)];
      const box = chart.plot.getBoundingClientRect();
      const [px, py] = chart.projection()((x + 0.5) / size, (y + 0.5) / size, 0);
      this.atlas.point(this, y * size + x, box.left + px, box.top + py, true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The values of a cell's run, by key.
  /**
   * @param {number} cell
   * @returns {Values}
   */
  values(cell) {
    const { x, y } = this.map;
    const { size } = this.header;
    return { [x.key]: x.values[cell % size], [y.key]: y.values[Math.floor(cell / size)] };
  }

  // What one cell shows, in words.
  /** @param {number} cell */
  words(cell) {
    const { x, y } = this.map;
    const [across, up] = Object.values(this.values(cell));
    if (this.header.covered) return `${x.title.split(",")[0]} = ${across}, ${y.title.split(",")[0]} = ${up}`;
    const what = became(this.header, this.shown, cell);
    return what && `${x.title.split(",")[0]} = ${across}, ${y.title.split(",")[0]} = ${up}: ${what}`;
  }

  paint() {
    if (!this.chart?.alive) return;
    const { area } = this.chart;
    const pen = this.chart.context(this.chart.under);
    if (this.header.covered) {
      pen.fillStyle = this.header.look.line;
      pen.fillRect(area.left, area.top, area.width, area.height);
      return this.cross();
    }
    pen.drawImage(
      picture(this.header, this.shown, Math.round(area.width), Math.round(area.height)),
      area.left,
      area.top,
      area.width,
      area.height,
    );
    const { look, colour } = this.header;
    drawFrontier(pen, area, this.header, this.shown.kind);
    if (this.map.bound) drawBound(pen, area, this.map.bound, look);
    if (colour === "where") drawMinima(pen, area, this.header);
    this.cross();
  }

  // Marks the present values of the knobs, and the cell that is pointed at.
  cross() {
    if (!this.chart?.alive) return;
    const { size, look } = this.header;
    const { area } = this.chart;
    const pen = this.chart.context(this.chart.over);
    /** @param {number} at */
    const clip = (at) => Math.max(0, Math.min(1, at));
    const [u, v] = [clip(this.share(this.map.x)), clip(this.share(this.map.y))];
    const [x, y] = [area.left + u * area.width, area.top + (1 - v) * area.height];
    pen.beginPath();
    pen.moveTo(area.left, y);
    pen.lineTo(x - 9, y);
    pen.moveTo(x + 9, y);
    pen.lineTo(area.left + area.width, y);
    pen.moveTo(x, area.top);
    pen.lineTo(x, y - 9);
    pen.moveTo(x, y + 9);
    pen.lineTo(x, area.top + area.height);
    pen.globalAlpha = 0.55;
    outlined(pen, look, 1, []);
    pen.globalAlpha = 1;
    pen.beginPath();
    pen.arc(x, y, 7, 0, 7);
    outlined(pen, look, 2.5, []);
    if (this.under === null) return;
    const [w, h] = [area.width / size, area.height / size];
    pen.beginPath();
    pen.rect(area.left + (this.under % size) * w - 1, area.top + area.height - (Math.floor(this.under / size) + 1) * h - 1, w + 2, h + 2);
    outlined(pen, look, 1.5, []);
  }

  // Where the value of a knob lies along its side, from 0 to 1.
  /** @param {MapAxis} axis */
  share({ key, low, high, scale }) {
    const value = this.atlas.standing(key) ?? this.map.values[key];
    if (scale === "log") return Math.log(value / low) / Math.log(high / low);
    if (scale === "linear") return (value - low) / (high - low);
    return Math.log((1 - value) / (1 - low)) / Math.log((1 - high) / (1 - low));
  }

  // The cell of the present values of both knobs.
  get standing() {
    const { size } = this.header;
    /** @param {MapAxis} axis */
    const at = (axis) => Math.max(0, Math.min(size - 1, Math.floor(this.share(axis) * size))) || 0;
    return at(this.map.y) * size + at(this.map.x);
  }

  dispose() {
    this.chart?.dispose();
    this.chart = null;
  }
}
