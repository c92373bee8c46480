// @ts-check
// A drawing context that remembers what it was told.

import { pretend } from "./browser.js";

// Node has no paths of its own. This one remembers its text.
class Shape {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}
pretend({ Path2D: Shape });

/** @implements {Pen} */
export class Recorder {
  /** @type {[name: keyof Pen, ...numbers: number[]][]} */
  calls = [];
  /** @type {string[]} */
  filled = []; // the texts of the shapes
  /** @type {{ colour: string, width: number, alpha: number }[]} */
  strokes = []; // what lines were drawn with; the width is in the units of the present scale

  font = "";
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 1;
  globalAlpha = 1;
  /** @type {CanvasLineJoin} */
  lineJoin = "miter";
  /** @type {CanvasTextAlign} */
  textAlign = "start";
  /** @type {CanvasTextBaseline} */
  textBaseline = "alphabetic";

  save = this.noting("save");
  restore = this.noting("restore");
  translate = this.noting("translate");
  rotate = this.noting("rotate");
  scale = this.noting("scale");
  beginPath = this.noting("beginPath");
  moveTo = this.noting("moveTo");
  lineTo = this.noting("lineTo");
  arc = this.noting("arc");
  closePath = this.noting("closePath");
  fillRect = this.noting("fillRect");
  strokeText = this.noting("strokeText");
  fillText = this.noting("fillText");
  setLineDash = this.noting("setLineDash");

  stroke() {
    this.calls.push(["stroke"]);
    this.strokes.push({ colour: String(this.strokeStyle), width: this.lineWidth, alpha: this.globalAlpha });
  }

  /** @param {Path2D | CanvasFillRule} [shape] */
  fill(shape) {
    this.calls.push(["fill"]);
    if (shape instanceof Shape) this.filled.push(shape.text);
  }

  // A method that notes the numbers it is called with.
  /**
   * @param {keyof Pen} name
   * @returns {(...given: unknown[]) => void}
   */
  noting(name) {
    return (...given) => this.calls.push([name, ...given.filter((each) => typeof each === "number")]);
  }

  // The numbers of each call of a method.
  /** @param {keyof Pen} name */
  told(name) {
    return this.calls.filter(([each]) => each === name).map(([, ...numbers]) => numbers);
  }

  // The points that paths were led through, rounded.
  get points() {
    return this.calls.filter(([name]) => name === "moveTo" || name === "lineTo").map(([, x, y]) => [Math.round(x), Math.round(y)]);
  }
}
