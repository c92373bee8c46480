// @ts-check
// The loss curves: the height above the lowest minimum on a log scale (the bare loss where there is none), with a cursor at the playhead.

const MARGIN = { left: 58, right: 10, top: 8, bottom: 34 };
// Powers of ten that are shown below the highest start, and above it.
const [DOWN, UP] = [16, 6];

export class Loss {
  /** @param {Element} place */
  constructor(place) {
    this.node = document.createElement("div");
    this.node.className = "lab-loss";
    this.curves = document.createElement("canvas");
    this.cursor = document.createElement("canvas");
    this.node.append(this.curves, this.cursor);
    place.appendChild(this.node);
    /** @type {Path[] | null} */
    this.paths = null;
    this.header = /** @type {StagePicture} */ (/** @type {unknown} */ (undefined)); // set with the paths
    /** @type {number | undefined} */
    this.t = undefined;
    this.log = false; // whether heights are logarithms
    this.logX = false; // whether the values along the bottom are, too
    /** @type {(path: Path, i: number) => number} */
    this.height = () => NaN;
    /** @type {(path: Path, t: number) => number} */
    this.along = () => NaN;
    this.x = [0, 1]; // the ends of both scales
    this.y = [0, 1];
    this.box = { x: 0, y: 0, w: 0, h: 0 };
    this.watch = new ResizeObserver(() => {
      this.draw();
      this.at(this.t ?? 0);
    });
    this.watch.observe(this.node);
  }

  dispose() {
    this.watch.disconnect();
  }

  /**
   * @param {Path[]} paths
   * @param {StagePicture} header
   */
  update(paths, header) {
    this.paths = paths;
    this.header = header;
    const { floor, per } = header.loss;
    /** @param {Path} path */
    const cost = (path) => (per ? path.evaluations : 1);
    this.log = floor !== null;
    this.height = (path, i) => (floor !== null ? Math.log10(path.loss[i] - floor) : path.loss[i]);
    this.logX = per && new Set(paths.map(cost)).size > 1;
    this.along = (path, t) => (this.logX ? Math.log10(Math.max(t * cost(path), 0.5)) : t * cost(path));
    let [low, high] = [Infinity, -Infinity];
    for (const path of paths)
      for (let i = 0; i <= path.end; i++) {
        if (!this.log && !within(header.start.window, path.theta[2 * i], path.theta[2 * i + 1])) continue; // outside, it may fall for ever
        const y = this.height(path, i);
        if (Math.abs(y) < 1e15) [low, high] = [Math.min(low, y), Math.max(high, y)];
      }
    if (!(low <= high)) [low, high] = [0, 1];
    if (this.log) {
      // A run that diverges leaves at the top, one that arrives leaves at the bottom, and the others stay readable.
      const begin = Math.max(...paths.map((path) => this.height(path, 0)));
      if (Number.isFinite(begin)) [low, high] = [Math.max(low, begin - DOWN), Math.min(high, begin + UP)];
    }
    if (high - low < 1e-9) [low, high] = [low - 0.5, high + 0.5];
    this.y = [low, high];
    this.x = [this.logX ? Math.log10(0.5) : 0, Math.max(1e-9, ...paths.map((path) => this.along(path, path.steps)))];
    this.draw();
  }

  /** @param {HTMLCanvasElement} canvas */
  pen(canvas) {
    const ratio = (window.devicePixelRatio || 1) * (this.node.currentCSSZoom ?? 1);
    const { clientWidth: width, clientHeight: height } = this.node;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    this.box = { x: MARGIN.left, y: MARGIN.top, w: width - MARGIN.left - MARGIN.right, h: height - MARGIN.top - MARGIN.bottom };
    return pen;
  }

  /** @param {number} value */
  px(value) {
    return this.box.x + (this.box.w * (value - this.x[0])) / (this.x[1] - this.x[0]);
  }

  /** @param {number} value */
  py(value) {
    return this.box.y + this.box.h * (1 - (value - this.y[0]) / (this.y[1] - this.y[0]));
  }

  draw() {
    if (!this.paths || !this.node.clientWidth) return;
    const pen = this.pen(this.curves);
    const { faint, line } = this.header.look;
    this.axes(pen, faint, line);
    pen.save();
    pen.beginPath();
    pen.rect(this.box.x, this.box.y, this.box.w, this.box.h);
    pen.clip();
    for (const path of this.paths) {
      pen.beginPath();
      let [pen_down, px, py] = [false, 0, 0];
      for (let i = 0; i <= path.end; i++) {
        const [x, y] = [this.px(this.along(path, i)), this.py(this.height(path, i))];
        if (!Number.isFinite(y)) {
          pen_down = false;
          continue;
        }
        if (pen_down && i < path.end && Math.abs(x - px) + Math.abs(y - py) < 0.7) continue;
        pen[pen_down ? "lineTo" : "moveTo"](x, y);
        [pen_down, px, py] = [true, x, y];
      }
      pen.strokeStyle = path.colour;
      pen.globalAlpha = path.back ? 0.25 : 1;
      pen.lineWidth = 1.8;
      pen.lineJoin = "round";
      pen.setLineDash(path.dash.map((each) => each * 0.8));
      pen.stroke();
      pen.setLineDash([]);
      pen.globalAlpha = 1;
    }
    pen.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {string} faint
   * @param {string} line
   */
  axes(pen, faint, line) {
    const { x, y, w, h } = this.box;
    pen.font = "12px 'Source Sans', sans-serif";
    pen.fillStyle = faint;
    pen.strokeStyle = line;
    pen.lineWidth = 1;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const [value, text] of ticks(this.y, this.log, 5)) {
      const at = this.py(value);
      pen.beginPath();
      pen.moveTo(x, at);
      pen.lineTo(x + w, at);
      pen.stroke();
      pen.fillText(text, x - 6, at);
    }
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (const [value, text] of ticks(this.x, this.logX, 5)) {
      const inside = x + w + MARGIN.right - pen.measureText(text).width / 2; // the last number must not pass the edge of the drawing
      pen.fillText(text, Math.min(this.px(value), inside), y + h + 4);
    }
    pen.fillText(this.header.loss.per ? "gradient evaluations" : "step t", x + w / 2, y + h + 19);
    pen.save();
    pen.translate(11, y + h / 2);
    pen.rotate(-Math.PI / 2);
    pen.fillText(this.log ? "loss above the minimum" : "loss", 0, -6);
    pen.restore();
  }

  // Draws the cursor at time t, with each run's marker on its curve.
  /** @param {number} t */
  at(t) {
    this.t = t;
    if (!this.paths || !this.node.clientWidth) return;
    const pen = this.pen(this.cursor);
    const { ink, paper } = this.header.look;
    const apart = this.header.loss.per;
    for (const path of this.paths) {
      const i = Math.min(Math.round(t), path.end);
      const [x, y] = [this.px(this.along(path, i)), this.py(this.height(path, i))];
      if (!Number.isFinite(y)) continue;
      pen.beginPath();
      pen.arc(x, Math.min(Math.max(y, this.box.y), this.box.y + this.box.h), 4, 0, 7);
      pen.fillStyle = path.colour;
      pen.strokeStyle = paper;
      pen.lineWidth = 1.5;
      pen.fill();
      pen.stroke();
    }
    if (apart) return;
    pen.beginPath();
    pen.moveTo(this.px(t), this.box.y);
    pen.lineTo(this.px(t), this.box.y + this.box.h);
    pen.strokeStyle = ink;
    pen.globalAlpha = 0.5;
    pen.lineWidth = 1;
    pen.stroke();
    pen.globalAlpha = 1;
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

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// A few round values inside a range: [position, text].
/**
 * @param {number[]} range
 * @param {boolean} log whether positions are powers of ten
 * @param {number} few
 * @returns {[position: number, text: string][]}
 */
export function ticks([low, high], log, few) {
  if (log) {
    const step = Math.max(1, Math.ceil((high - low) / few));
    const first = Math.ceil(low / step - 1e-9) * step;
    /** @type {[number, string][]} */
    const found = [];
    for (let power = first; power <= high + 1e-9; power += step) found.push([power, power10(power)]);
    if (found.length > 1) return found;
    return ticks([10 ** low, 10 ** high], false, few).map(([value, text]) => [Math.log10(value), text]);
  }
  const raw = (high - low) / few;
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = unit * ([1, 2, 5].find((each) => each * unit >= raw) ?? 10);
  /** @type {[number, string][]} */
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12) + 1e-12; i++)
    found.push([i * step, String(Number((i * step).toPrecision(6)))]);
  return found;
}

/** @param {number} power */
function power10(power) {
  if (power === 0) return "1";
  if (power === 1) return "10";
  return `10${power < 0 ? "⁻" : ""}${String(Math.abs(power)).replace(/./g, (digit) => RAISED[Number(digit)])}`;
}
