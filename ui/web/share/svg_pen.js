// @ts-check
// A pen that draws SVG where a canvas has pixels: what the stage draws with is told to it, and `markup` is the drawing.

const CLEAN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu; // what XML has no place for
const ENDS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
const HEIGHTS = { top: "hanging", hanging: "hanging", middle: "central", alphabetic: "auto", ideographic: "auto", bottom: "auto" };
const FULL = 2 * Math.PI;

// A text as XML has it, in an element or in an attribute.
/** @param {string} text */
export function escaped(text) {
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(CLEAN, "").replace(/[&<>"']/g, (mark) => marks[/** @type {keyof typeof marks} */ (mark)]);
}

// A number in hundredths of a pixel.
/** @param {number} value */
export function short(value) {
  return String(Math.round(value * 100) / 100);
}

// Has the names and the effects of a canvas's pen, as far as the stage uses them.
/** @implements {Pen} */
export class SvgPen {
  font = "10px sans-serif";
  /** @type {string} */
  fillStyle = "#000";
  /** @type {string} */
  strokeStyle = "#000";
  lineWidth = 1;
  globalAlpha = 1;
  /** @type {CanvasLineJoin} */
  lineJoin = "miter";
  /** @type {CanvasTextAlign} */
  textAlign = "start";
  /** @type {CanvasTextBaseline} */
  textBaseline = "alphabetic";
  /** @type {number[]} */
  dash = [];
  moves = ""; // how what is drawn next is moved, turned and enlarged

  constructor() {
    this.markup = "";
    this.way = "";
    /** @type {object[]} */
    this.saved = [];
  }

  save() {
    const { font, fillStyle, strokeStyle, lineWidth, globalAlpha, lineJoin, textAlign, textBaseline, dash, moves } = this;
    this.saved.push({ font, fillStyle, strokeStyle, lineWidth, globalAlpha, lineJoin, textAlign, textBaseline, dash, moves });
  }

  // About as wide as the letters are in the browser: words are placed by it, and no more.
  /** @param {string} text */
  measureText(text) {
    return { width: 0.55 * Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10) * text.length };
  }

  restore() {
    Object.assign(this, this.saved.pop());
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  translate(x, y) {
    this.moves += `translate(${short(x)} ${short(y)})`;
  }
  /** @param {number} angle */
  rotate(angle) {
    this.moves += `rotate(${short((angle * 360) / FULL)})`;
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  scale(x, y) {
    this.moves += `scale(${x} ${y})`;
  }

  beginPath() {
    this.way = "";
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    if (Number.isFinite(x + y)) this.way += `M${short(x)} ${short(y)}`;
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    if (Number.isFinite(x + y)) this.way += `${this.way ? "L" : "M"}${short(x)} ${short(y)}`;
  }
  closePath() {
    this.way += "Z";
  }
  // A whole circle, whatever the angles: the stage draws no other arcs.
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} r
   */
  arc(x, y, r) {
    const half = `A${short(r)} ${short(r)} 0 1 1`;
    this.way += `M${short(x + r)} ${short(y)}${half} ${short(x - r)} ${short(y)}${half} ${short(x + r)} ${short(y)}Z`;
  }

  // A path in the letters of SVG, which `stroke` and `fill` take.
  /**
   * @param {string} text
   * @returns {Path2D}
   */
  shape(text) {
    return /** @type {Path2D} */ (/** @type {unknown} */ ({ text }));
  }

  /** @param {Path2D} [shape] */
  stroke(shape) {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(short).join(" ")}"` : "";
    const line = `stroke="${escaped(this.strokeStyle)}" stroke-width="${this.lineWidth}" stroke-linejoin="${this.lineJoin}"${dash}`;
    this.draw("path", `d="${escaped(this.path(shape))}" fill="none" ${line}`);
  }
  /** @param {Path2D | CanvasFillRule} [shape] */
  fill(shape) {
    this.draw("path", `d="${escaped(this.path(shape))}" fill="${escaped(this.fillStyle)}"`);
  }
  /** @param {Path2D | CanvasFillRule} [shape] */
  path(shape) {
    return typeof shape === "object" ? /** @type {{ text: string }} */ (/** @type {unknown} */ (shape)).text : this.way;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  fillRect(x, y, width, height) {
    const [left, top, wide, high] = [x, y, width, height].map(short);
    this.draw("rect", `x="${left}" y="${top}" width="${wide}" height="${high}" fill="${escaped(this.fillStyle)}"`);
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  fillText(text, x, y) {
    this.write(text, x, y, `fill="${escaped(this.fillStyle)}"`);
  }
  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  strokeText(text, x, y) {
    this.write(text, x, y, `fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${this.lineWidth}"`);
  }
  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {string} paint
   */
  write(text, x, y, paint) {
    const place = `x="${short(x)}" y="${short(y)}" text-anchor="${ENDS[this.textAlign]}" dominant-baseline="${HEIGHTS[this.textBaseline]}"`;
    this.draw("text", `${place} style="font: ${escaped(this.font)}" ${paint}`, escaped(text));
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = [...dash];
  }

  /**
   * @param {string} tag
   * @param {string} attributes
   */
  draw(tag, attributes, inside = "") {
    const moves = this.moves ? ` transform="${this.moves}"` : "";
    const pale = this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : "";
    this.markup += `<${tag} ${attributes}${moves}${pale}>${inside}</${tag}>`;
  }
}
