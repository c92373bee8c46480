// @ts-check
// The landscape cut open along the step at the playhead: the height over the way, the ball on it, and what belongs to its step.

import { letters } from "../share/present.js";
import { DOWNHILL, UPHILL, arrow } from "./arrows.js";
import { reading } from "./fit.js";
import { Graph } from "./graph.js";
import { Ball } from "./ball.js";

const TANGENT = 0.13; // half the width of a tangent, as a share of the chart's

export class Cut extends Graph {
  /**
   * @param {Element} root
   * @param {import("./start.js").Start} start
   */
  constructor(root, start) {
    super(root, "cut");
    this.hand = new Ball(this, start);
    /** @type {CutRecord | null} */
    this.record = null;
    /** @type {FitRecord["kind"] | undefined} */
    this.kind = undefined; // the model that θ belongs to
    /** @type {NumberArray} */
    this.heights = new Float32Array(); // those of one cut after those of another
    /** @type {NumberArray} */
    this.along = this.heights;
    /** @type {NumberArray} */
    this.slope = this.heights;
    /** @type {string[]} */
    this.shows = [];
    this.step = 0; // the step that the cut belongs to
  }

  /**
   * @param {Path[]} paths
   * @param {Pick<StagePicture, "cut" | "fit" | "look" | "shows">} header
   * @param {NumberArray[]} arrays
   */
  update(paths, { cut, fit, look, shows }, arrays) {
    this.record = cut;
    this.take(cut, paths, look, [cut?.weight ? `weight ${cut.weight}` : "distance downhill", "loss J"]);
    this.hand.show(this.weighs);
    if (!cut) return;
    [this.heights, this.along, this.slope] = [cut.heights, cut.at, cut.slope].map((index) => arrays[index]);
    this.kind = fit?.kind;
    this.shows = shows ?? [];
    this.stale = true;
  }

  // Whether the way is that of one weight.
  get weighs() {
    return Boolean(this.record?.weight);
  }

  /**
   * @override
   * @param {number} t
   */
  at(t) {
    const step = Math.min(Math.floor(t), this.along.length - 2);
    if (step !== this.step) this.stale = true;
    this.step = step;
    super.at(t);
  }

  // The height of this step's cut at a distance: from the samples on both sides of it.
  /** @param {number} distance */
  heightAt(distance) {
    const pieces = (this.record?.samples ?? 2) - 1;
    const at = Math.max(0, Math.min(pieces, (pieces * (distance - this.box[0])) / (this.box[1] - this.box[0])));
    const low = Math.min(Math.floor(at), pieces - 1);
    return this.sample(low) + (at - low) * (this.sample(low + 1) - this.sample(low));
  }

  // The height of this step's cut at its i-th place. A landscape over one weight has one cut for all steps.
  /** @param {number} i */
  sample(i) {
    return this.heights[(this.step * (this.record?.samples ?? 0) + i) % this.heights.length];
  }

  // Where the ball is: on the cut, and at its ends exactly where the run is; and how steep it is there.
  get ball() {
    const [path] = this.paths;
    const share = Math.max(0, Math.min(this.t, this.along.length - 1) - this.step);
    /** @param {NumberArray} numbers */
    const between = (numbers) => numbers[this.step] + share * ((numbers[this.step + 1] ?? numbers[this.step]) - numbers[this.step]);
    const distance = between(this.along);
    const sampled = share % 1 > 0 && distance >= this.box[0] && distance <= this.box[1];
    const height = sampled ? this.heightAt(distance) : between(path.loss);
    return { distance, height, slope: between(this.slope) };
  }

  /**
   * @override
   * @param {import("./graph.js").Context} pen
   */
  drawStill(pen) {
    const { left, top, width, height } = this.area;
    const samples = this.record?.samples ?? 0;
    pen.beginPath();
    for (let i = 0; i < samples; i++) {
      const y = this.py(this.sample(i));
      if (Number.isFinite(y)) pen.lineTo(left + (width * i) / (samples - 1), y);
    }
    pen.strokeStyle = this.look.faint;
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.stroke();
    pen.lineTo(left + width, top + height);
    pen.lineTo(left, top + height);
    pen.fillStyle = this.look.line;
    pen.globalAlpha = 0.5;
    pen.fill();
    pen.globalAlpha = 1;
  }

  /**
   * @override
   * @param {import("./graph.js").Context} pen
   */
  drawMoving(pen) {
    const { ink, paper } = this.look;
    const { distance, height } = this.ball;
    const [x, y] = [this.px(distance), this.py(height)];
    if (this.shows.includes("height")) dotted(pen, x, this.py(0), y, ink);
    if (this.shows.includes("path")) this.drawSteps(pen);
    if (this.shows.includes("uphill")) this.drawTangent(pen);
    if (this.shows.includes("step")) this.drawStep(pen);
    pen.beginPath();
    pen.arc(x, y, this.weighs ? 9 : 6, 0, 7);
    pen.fillStyle = this.paths[0].colour;
    pen.strokeStyle = paper;
    pen.lineWidth = 2;
    pen.fill();
    pen.stroke();
    if (this.weighs) this.hand.at(this.ball);
  }

  // Where the steps so far began.
  /** @param {import("./graph.js").Context} pen */
  drawSteps(pen) {
    const [{ loss, colour }] = this.paths;
    pen.fillStyle = colour;
    for (let i = 0; i <= this.step && i < this.t; i++) {
      pen.beginPath();
      pen.arc(this.px(this.along[i]), this.py(loss[i]), 3.5, 0, 7);
      pen.fill();
    }
  }

  // The line that touches the cut where the ball is.
  /** @param {import("./graph.js").Context} pen */
  drawTangent(pen) {
    const far = TANGENT * (this.box[1] - this.box[0]);
    const { distance, height, slope } = this.ball;
    pen.beginPath();
    pen.moveTo(this.px(distance - far), this.py(height - slope * far));
    pen.lineTo(this.px(distance + far), this.py(height + slope * far));
    pen.strokeStyle = UPHILL;
    pen.lineWidth = 3;
    pen.stroke();
  }

  // The step: as far as the arrow reaches, down to where it lands.
  /** @param {import("./graph.js").Context} pen */
  drawStep(pen) {
    const { ink, paper } = this.look;
    const { loss } = this.paths[0];
    const [from, to] = [this.px(this.along[this.step]), this.px(this.along[this.step + 1])];
    const [level, landing] = [this.py(loss[this.step]), this.py(loss[this.step + 1])];
    if (!Number.isFinite(to + landing)) return;
    arrow(pen, from, level, Math.min(to, 2 * this.size.width) - from, 0, DOWNHILL, { paper, words: true }, []);
    dotted(pen, to, level, landing, DOWNHILL);
    pen.beginPath();
    pen.arc(to, landing, 7, 0, 7);
    pen.strokeStyle = ink;
    pen.lineWidth = 2;
    pen.stroke();
    pen.font = `600 ${letters(14)}px 'Source Sans', sans-serif`;
    pen.fillStyle = DOWNHILL;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    pen.fillText("−η∇J", Math.min((from + to) / 2, this.size.width - 40), level - 8);
  }

  /**
   * @override
   * @param {number} step
   */
  words(step) {
    if (!this.record) return "";
    this.hand.say();
    const [where, loss] = reading(this.kind, this.paths[0], step);
    const along = this.record.weight ? `weight ${this.record.weight}` : "the slope";
    return `The landscape cut open along ${along}. At ${where} the loss is ${loss}.`;
  }
}

/**
 * @param {import("./graph.js").Context} pen
 * @param {number} x
 * @param {number} from
 * @param {number} to
 * @param {string} colour
 */
function dotted(pen, x, from, to, colour) {
  pen.beginPath();
  pen.moveTo(x, from);
  pen.lineTo(x, to);
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.setLineDash([2, 4]);
  pen.stroke();
  pen.setLineDash([]);
}
