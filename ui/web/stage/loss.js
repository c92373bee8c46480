// @ts-check
// The loss curves: the height above the lowest minimum on a log scale (the bare loss where there is none), with a cursor at the playhead.

import { canvas } from "./canvas.js";
import { distance, lead, thin } from "./curve.js";
import { LossScale } from "./loss_scale.js";
import { ticks } from "./ticks.js";

const NEAR = 24; // px: the greatest distance from the pointer to a curve that it points at

export class Loss {
  /** @param {Element} place */
  constructor(place) {
    this.node = document.createElement("div");
    this.node.className = "lab-loss";
    this.still = canvas(); // the axes
    this.curves = canvas();
    this.cursor = canvas();
    this.node.append(this.still, this.curves, this.cursor);
    this.stands = ""; // what the axes are drawn for
    place.appendChild(this.node);
    /** @type {LossScale | null} */
    this.scale = null;
    this.look = /** @type {StageLook} */ (/** @type {unknown} */ (undefined)); // set with the scale
    /** @type {number[][]} */
    this.lines = []; // where the curves run, in pixels
    /** @type {number | undefined} */
    this.t = undefined;
    // Both are kept, because asking the page for them while a picture is drawn would make the browser lay out the page first.
    this.size = { width: 0, height: 0 };
    this.zoom = 1;
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      this.size = contentRect;
      this.zoom = this.node.currentCSSZoom ?? 1;
      this.lay();
      this.at(this.t ?? 0);
    });
    this.watch.observe(this.node);
  }

  dispose() {
    this.watch.disconnect();
  }

  /**
   * @param {Path[]} paths
   * @param {Pick<StagePicture, "loss" | "start" | "look">} picture
   */
  update(paths, picture) {
    this.scale = new LossScale(paths, picture);
    this.look = picture.look;
    this.lay();
  }

  // Whether there is something to draw, and room for it.
  /** @returns {LossScale | null} */
  get drawn() {
    return this.size.width ? this.scale : null;
  }

  // Finds where the curves run, and draws them.
  lay() {
    const scale = this.drawn;
    if (!scale) return;
    scale.fit(this.size);
    this.lines = scale.paths.map((path, k) => {
      const levels = scale.levels[k];
      /** @param {number} i */
      const x = (i) => scale.px(scale.along(path, i));
      return thin(0, path.end, x, (i) => scale.py(levels[i]));
    });
    this.draw();
  }

  /** @param {HTMLCanvasElement} canvas */
  pen(canvas) {
    const ratio = (window.devicePixelRatio || 1) * this.zoom;
    const { width, height } = this.size;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    return pen;
  }

  // Draws the curves, that in focus on top.
  draw() {
    const scale = this.drawn;
    if (!scale) return;
    this.axes(scale);
    const pen = this.pen(this.curves);
    const { x, y, w, h } = scale.box;
    pen.save();
    pen.beginPath();
    pen.rect(x, y, w, h);
    pen.clip();
    const curves = scale.paths.map((path, i) => ({ path, line: this.lines[i] }));
    for (const { path, line } of curves.sort((a, b) => Number(b.path.back ?? false) - Number(a.path.back ?? false))) {
      pen.beginPath();
      lead(pen, line);
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

  // Draws the axes, unless they stand already: text takes its time.
  /** @param {LossScale} scale */
  axes(scale) {
    const { faint, line } = this.look;
    const wanted = JSON.stringify([
      scale.x,
      scale.y,
      scale.log,
      scale.logX,
      scale.per,
      this.size,
      this.zoom,
      window.devicePixelRatio,
      faint,
      line,
    ]);
    if (this.stands === wanted) return;
    this.stands = wanted;
    const pen = this.pen(this.still);
    const { x, y, w, h } = scale.box;
    pen.font = "12px 'Source Sans', sans-serif";
    pen.fillStyle = faint;
    pen.strokeStyle = line;
    pen.lineWidth = 1;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const [value, text] of ticks(scale.y, scale.log, 5)) {
      const at = scale.py(value);
      pen.beginPath();
      pen.moveTo(x, at);
      pen.lineTo(x + w, at);
      pen.stroke();
      pen.fillText(text, x - 6, at);
    }
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (const [value, text] of ticks(scale.x, scale.logX, 5)) {
      const inside = this.size.width - pen.measureText(text).width / 2; // the last number must not pass the edge of the drawing
      pen.fillText(text, Math.min(scale.px(value), inside), y + h + 4);
    }
    pen.fillText(scale.per ? "gradient evaluations" : "step t", x + w / 2, y + h + 19);
    pen.save();
    pen.translate(11, y + h / 2);
    pen.rotate(-Math.PI / 2);
    pen.fillText(scale.log ? "loss above the minimum" : "loss", 0, -6);
    pen.restore();
  }

  // Draws the cursor at time t, with each run's marker on its curve.
  /** @param {number} t */
  at(t) {
    this.t = t;
    const scale = this.drawn;
    if (!scale) return;
    const pen = this.pen(this.cursor);
    const { y: top, h } = scale.box;
    for (const path of scale.paths) {
      const i = Math.min(Math.round(t), path.end);
      const [x, y] = [scale.px(scale.along(path, i)), scale.py(scale.height(path, i))];
      if (!Number.isFinite(y)) continue;
      pen.beginPath();
      pen.arc(x, Math.min(Math.max(y, top), top + h), 4, 0, 7);
      pen.globalAlpha = path.back ? 0.25 : 1;
      pen.fillStyle = path.colour;
      pen.strokeStyle = this.look.paper;
      pen.lineWidth = 1.5;
      pen.fill();
      pen.stroke();
    }
    pen.globalAlpha = 1;
    if (scale.per) return; // each run has its own place
    const x = scale.px(t);
    pen.beginPath();
    pen.moveTo(x, top);
    pen.lineTo(x, top + h);
    pen.strokeStyle = this.look.ink;
    pen.globalAlpha = 0.5;
    pen.lineWidth = 1;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  // The curve that a point is on, by its place in the list, or null.
  /**
   * @param {number} x
   * @param {number} y
   */
  curveAt(x, y) {
    let [found, best] = [/** @type {number | null} */ (null), NEAR];
    this.lines.forEach((line, i) => {
      const far = distance(line, x, y);
      if (far < best) [found, best] = [i, far];
    });
    return found;
  }
}
