// @ts-check
// The two scales of the loss curves: from a step and its loss to pixels, and from pixels to a step.

import { outward } from "./ticks.js";

const MARGIN = { left: 58, right: 10, top: 8, bottom: 34 };
// Powers of ten that are shown below the highest start, and above it.
const [DOWN, UP] = [16, 6];

export class LossScale {
  /**
   * @param {Path[]} paths
   * @param {Pick<StagePicture, "loss" | "start">} picture
   */
  constructor(paths, { loss: { floor, per }, start }) {
    this.paths = paths;
    this.floor = floor;
    this.per = per; // whether gradient evaluations are along the bottom, in place of steps
    this.log = floor !== null; // whether heights are logarithms
    this.logX = per && new Set(paths.map((path) => path.evaluations)).size > 1; // whether what is along the bottom is, too
    this.box = { x: 0, y: 0, w: 0, h: 0 };
    this.levels = paths.map((path) => new Float64Array(path.end + 1)); // the height of each step: a logarithm takes its time
    this.y = this.heights(start.window); // the ends of both scales
    this.x = [this.logX ? Math.log10(0.5) : 0, Math.max(1e-9, ...paths.map((path) => this.along(path, path.steps)))];
  }

  // Gives the scales their room.
  /** @param {{ width: number, height: number }} size of the drawing, in pixels */
  fit({ width, height }) {
    this.box = { x: MARGIN.left, y: MARGIN.top, w: width - MARGIN.left - MARGIN.right, h: height - MARGIN.top - MARGIN.bottom };
  }

  // Finds the height of each step; returns the ends of the scale.
  /**
   * @param {number[][]} window
   * @returns {[low: number, high: number]}
   */
  heights(window) {
    let [low, high] = [Infinity, -Infinity];
    this.paths.forEach((path, k) => {
      for (let i = 0; i <= path.end; i++) {
        const y = (this.levels[k][i] = this.height(path, i));
        if (!this.log && !within(window, path.theta[2 * i], path.theta[2 * i + 1])) continue; // outside, it may fall for ever
        if (!(Math.abs(y) < 1e15)) continue;
        if (y < low) low = y;
        if (y > high) high = y;
      }
    });
    if (!(low <= high)) [low, high] = [0, 1];
    if (this.log) {
      // A run that diverges leaves at the top, one that arrives leaves at the bottom, and the others stay readable.
      const begin = Math.max(...this.paths.map((path) => this.height(path, 0)));
      if (Number.isFinite(begin)) [low, high] = [Math.max(low, begin - DOWN), Math.min(high, begin + UP)];
    }
    return high - low < 1e-9 ? [low - 0.5, high + 0.5] : outward(low, high);
  }

  /**
   * @param {Path} path
   * @param {number} i
   */
  height(path, i) {
    return this.floor !== null ? Math.log10(path.loss[i] - this.floor) : path.loss[i];
  }

  // What a step of this run counts along the bottom.
  /** @param {Path} path */
  cost(path) {
    return this.per ? path.evaluations : 1;
  }

  /**
   * @param {Path} path
   * @param {number} t
   */
  along(path, t) {
    const spent = t * this.cost(path);
    return this.logX ? Math.log10(Math.max(spent, 0.5)) : spent;
  }

  /** @param {number} value */
  px(value) {
    return this.box.x + (this.box.w * (value - this.x[0])) / (this.x[1] - this.x[0]);
  }

  /** @param {number} value */
  py(value) {
    return this.box.y + this.box.h * (1 - (value - this.y[0]) / (this.y[1] - this.y[0]));
  }

  // The step of a run that is drawn nearest to x.
  /**
   * @param {Path} path
   * @param {number} x
   */
  stepAt(path, x) {
    const value = this.x[0] + ((x - this.box.x) / this.box.w) * (this.x[1] - this.x[0]);
    const before = Math.floor((this.logX ? 10 ** value : value) / this.cost(path));
    const [low, high] = [before, before + 1].map((t) => Math.max(0, Math.min(path.steps, t)));
    return value - this.along(path, low) < this.along(path, high) - value ? low : high;
  }

  // The run whose place on its curve tells the place of the playhead: that with the most steps, and of these with the most evaluations.
  get longest() {
    return this.paths.reduce((a, b) => ((b.steps - a.steps || b.evaluations - a.evaluations) > 0 ? b : a));
  }

  // Whether a point is where the curves are drawn, or hardly beside it: the hand aims at both ends.
  /**
   * @param {number} x
   * @param {number} y
   */
  holds(x, y, slack = 6) {
    const { box } = this;
    return x >= box.x - slack && x <= box.x + box.w + slack && y >= box.y - slack && y <= box.y + box.h + slack;
  }
}

/**
 * @param {number[][]} window
 * @param {number} x
 * @param {number} y
 */
function within([[left, right], [low, high]], x, y) {
  return x >= left && x <= right && y >= low && y <= high;
}
