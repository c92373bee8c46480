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

/** @implements {MapPen} */
export class Recorder {
  /** @type {[name: keyof MapPen, ...numbers: number[]][]} */
  calls = [];
  /** @type {string[]} */
  filled = []; // the texts of the shapes
  /** @type {{ colour: string, width: number, alpha: number }[]} */
  strokes = []; // what lines were drawn with; the width is in the units of the present scale

  /** @type {{ text: string, x: number, y: number, colour: string, font: string }[]} */
  texts = [];
  /** @type {unknown[]} */
  images = [];
  /** @type {string[]} */
  stops = []; // the colours of gradients
  /** @type {{ colour: string, x: number, y: number, width: number, height: number }[]} */
  boxes = []; // the filled rectangles

  font = "10px sans-serif";
  /** @type {Pen["fillStyle"]} */
  fillStyle = "";
  /** @type {Pen["strokeStyle"]} */
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
  strokeText = this.noting("strokeText");
  rect = this.noting("rect");
  clip = this.noting("clip");
  setLineDash = this.noting("setLineDash");

  stroke() {
    this.calls.push(["stroke"]);
    this.strokes.push({ colour: String(this.strokeStyle), width: this.lineWidth, alpha: this.globalAlpha });
  }

  // Every letter is half as wide as the font is high.
  /**
   * @param {string} text
   * @returns {TextMetrics}
   */
  measureText(text) {
    const [, size] = /** @type {RegExpMatchArray} */ (this.font.match(/([\d.]+)px/));
    return /** @type {TextMetrics} */ ({ width: (text.length * Number(size)) / 2 });
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  fillText(text, x, y) {
    this.calls.push(["fillText", x, y]);
    this.texts.push({ text, x, y, colour: String(this.fillStyle), font: this.font });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  fillRect(x, y, width, height) {
    this.calls.push(["fillRect", x, y, width, height]);
    this.boxes.push({ colour: String(this.fillStyle), x, y, width, height });
  }

  /**
   * @param {unknown} image
   * @param {...number} given
   */
  drawImage(image, ...given) {
    this.images.push(image);
    this.calls.push(["drawImage", ...given]);
  }

  /** @returns {CanvasGradient} */
  createLinearGradient() {
    return { addColorStop: (_, colour) => this.stops.push(colour) };
  }

  /** @param {Path2D | CanvasFillRule} [shape] */
  fill(shape) {
    this.calls.push(["fill"]);
    if (shape instanceof Shape) this.filled.push(shape.text);
  }

  // A method that notes the numbers it is called with.
  /**
   * @param {keyof MapPen} name
   * @returns {(...given: unknown[]) => void}
   */
  noting(name) {
    return (...given) => this.calls.push([name, ...given.filter((each) => typeof each === "number")]);
  }

  // The numbers of each call of a method.
  /** @param {keyof MapPen} name */
  told(name) {
    return this.calls.filter(([each]) => each === name).map(([, ...numbers]) => numbers);
  }

  // The points that paths were led through, rounded.
  get points() {
    return this.calls.filter(([name]) => name === "moveTo" || name === "lineTo").map(([, x, y]) => [Math.round(x), Math.round(y)]);
  }
}
