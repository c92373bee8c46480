// @ts-check
// One map: its cells, the empty chart that they are painted in, and where the hand is on it.

import { Cells, DIVERGED, LEFT, NOWHERE, SLOPELESS, UNDEFINED } from "./cell_grid.js";
import { Chart, drawnIn } from "../plotly.js";
import { containerOf, isContainerOf } from "../streamlit.js";
import { picture } from "./colormap.js";

/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * What a sheet needs of the atlas.
 *
 * @typedef {object} MapHost
 * @property {(sheet: Sheet, cell: number | null, clientX?: number, clientY?: number, aloud?: boolean) => void} point
 * @property {(sheet: Sheet, cell: number | null) => void} choose
 * @property {(key: string) => number | undefined} standing
 */

export class Sheet {
  // `hand` has `point(sheet, cell, clientX, clientY)`, with no cell where the pointer has left, `choose(sheet, cell)`, and
  // `standing(key)`, the value under the hand of a knob that moves.
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
    this.header = /** @type {MapPass} */ (/** @type {unknown} */ (undefined)); // both there from `begin` on
    this.map = /** @type {MapRecord} */ (/** @type {unknown} */ (undefined));
    this.cells = new Cells(0);
    /** @type {Cells | null} */
    this.moving = null; // the cells while a knob moves, which are coarse
  }

  // Another map, of which nothing is computed yet.
  /** @param {MapPass} header */
  begin(header) {
    this.header = header;
    this.map = header.maps[this.i];
    this.cells = new Cells(header.size);
    this.moving = null;
  }

  // The same map, and where its knobs stand now.
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
    // The cell that the tip speaks of: a click is told in whole pixels, and might be in the next.
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

  // What one cell says.
  /** @param {number} cell */
  words(cell) {
    const { x, y } = this.map;
    const { minima } = this.header;
    const [t, kind] = [this.shown.t[cell], this.shown.kind[cell]];
    if (kind === NOWHERE) return "";
    const loss = `loss ${Number(this.shown.loss[cell].toPrecision(3))}`;
    /** @type {Record<number, string>} */
    const became = {
      [DIVERGED]: `diverged at step ${t}`,
      [UNDEFINED]: `ended at step ${t}, where the function is not defined`,
      [SLOPELESS]: `ended at step ${t}, where the slope is not defined`,
      [LEFT]: `out of view, ${loss}`,
      0: `after ${t} steps at ${loss}`,
    };
    const [across, up] = Object.values(this.values(cell));
    const where = `${x.title.split(",")[0]} = ${across}, ${y.title.split(",")[0]} = ${up}`;
    return `${where}: ${became[kind] ?? `at the minimum ${minima[kind - 1].words} after ${t} steps`}`;
  }

  paint() {
    if (!this.chart?.alive) return;
    const { area } = this.chart;
    const pen = this.chart.context(this.chart.under);
    pen.drawImage(
      picture(this.header, this.shown, Math.round(area.width), Math.round(area.height)),
      area.left,
      area.top,
      area.width,
      area.height,
    );
    this.drawFrontier(pen, area);
    this.drawBound(pen, area);
    this.drawMinima(pen, area);
    this.cross();
  }

  // Between what has diverged and what has not.
  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Area} area
   */
  drawFrontier(pen, area) {
    const { size, look } = this.header;
    const { kind } = this.shown;
    const [w, h] = [area.width / size, area.height / size];
    /**
     * @param {number} x
     * @param {number} y
     */
    const gone = (x, y) => kind[y * size + x] === DIVERGED;
    pen.beginPath();
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const here = gone(x, y);
        const [left, bottom] = [area.left + x * w, area.top + area.height - y * h];
        if (x && here !== gone(x - 1, y)) {
          pen.moveTo(left, bottom);
          pen.lineTo(left, bottom - h);
        }
        if (y && here !== gone(x, y - 1)) {
          pen.moveTo(left, bottom);
          pen.lineTo(left + w, bottom);
        }
      }
    pen.strokeStyle = look.ink;
    pen.lineWidth = 1.5;
    pen.stroke();
  }

  // The bound that theory has for the frontier.
  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Area} area
   */
  drawBound(pen, area) {
    const { bound } = this.map;
    if (!bound) return;
    const { look } = this.header;
    const across = bound.side === "x";
    const [x, y] = [area.left + bound.share * area.width, area.top + (1 - bound.share) * area.height];
    pen.beginPath();
    pen.moveTo(across ? x : area.left, across ? area.top : y);
    pen.lineTo(across ? x : area.left + area.width, across ? area.top + area.height : y);
    outlined(pen, look, 2, [6, 4]);
    // Its words stand beside it where there is room, and inside the map in any case.
    pen.font = "600 12px sans-serif";
    const most = area.left + area.width - pen.measureText(bound.words).width - 6;
    const beside = bound.share > 0.5 ? x - (area.left + area.width - most) : x + 6;
    label(pen, look, bound.words, across ? Math.max(area.left + 6, Math.min(most, beside)) : most, across ? area.top + 14 : y - 6);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Area} area
   */
  drawMinima(pen, area) {
    const { colour, minima, look } = this.header;
    if (colour !== "where") return;
    minima.forEach((each, k) => {
      if (!each.at) return;
      const [x, y] = [area.left + each.at[0] * area.width, area.top + (1 - each.at[1]) * area.height];
      pen.beginPath();
      pen.arc(x, y, 8, 0, 7);
      pen.fillStyle = look.paper;
      pen.fill();
      pen.strokeStyle = each.colour;
      pen.lineWidth = 2.5;
      pen.stroke();
      pen.fillStyle = look.ink;
      pen.font = "600 11px sans-serif";
      pen.textAlign = "center";
      pen.fillText(String(k + 1), x, y + 4);
    });
  }

  // Where the knobs stand now, and the cell that is pointed at.
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

  // Where a knob stands along its side, from 0 to 1.
  /** @param {MapAxis} axis */
  share({ key, low, high, scale }) {
    const value = this.atlas.standing(key) ?? this.map.values[key];
    if (scale === "log") return Math.log(value / low) / Math.log(high / low);
    if (scale === "linear") return (value - low) / (high - low);
    return Math.log((1 - value) / (1 - low)) / Math.log((1 - high) / (1 - low));
  }

  // The cell in which both knobs stand.
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

// A line in ink with an edge of paper, to be seen on every colour.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {MapLook} look
 * @param {number} width
 * @param {number[]} dash
 */
function outlined(pen, look, width, dash) {
  pen.setLineDash([]);
  pen.strokeStyle = look.paper;
  pen.lineWidth = width + 2;
  pen.stroke();
  pen.setLineDash(dash);
  pen.strokeStyle = look.ink;
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {MapLook} look
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function label(pen, look, text, x, y) {
  pen.textAlign = "left";
  pen.lineWidth = 4;
  pen.strokeStyle = look.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = look.ink;
  pen.fillText(text, x, y);
}
