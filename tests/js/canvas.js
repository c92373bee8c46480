// @ts-check
// A page on which charts of our own can be drawn: it remembers the lines of the last drawing, and who measures what.

import { pretend } from "./browser.js";

/** @typedef {{ colour: string, dash: number[], points: string }} Stroke */

// A drawing context that remembers what it was told since it was last cleared.
export class Sheet {
  drawings = 0; // how often it was cleared
  /** @type {Stroke[]} */
  strokes = [];
  /** @type {string[]} */
  arcs = []; // their centres
  fills = 0;
  /** @type {string[]} */
  texts = [];

  /** @type {string[]} */
  path = []; // points, rounded
  /** @type {number[]} */
  dash = [];
  strokeStyle = "";

  clearRect() {
    this.drawings += 1;
    this.fills = 0;
    [this.strokes, this.arcs, this.texts] = [[], [], []];
  }
  beginPath() {
    this.path = [];
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    this.path.push(pixel(x, y));
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    this.moveTo(x, y);
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  arc(x, y) {
    this.arcs.push(pixel(x, y));
  }
  stroke() {
    this.strokes.push({ colour: this.strokeStyle, dash: this.dash, points: this.path.join(" ") });
  }
  fill() {
    this.fills += 1;
  }
  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }
  /** @param {string} text */
  fillText(text) {
    this.texts.push(text);
  }
  setTransform() {}
  save() {}
  restore() {}
  translate() {}
  rotate() {}
  closePath() {}
  rect() {}
  clip() {}
  strokeRect() {}

  // The points of the lines of a colour.
  /** @param {string} colour */
  lines(colour) {
    return this.strokes.filter((stroke) => stroke.colour === colour).map(({ points }) => points);
  }
}

/**
 * @param {number} x
 * @param {number} y
 */
function pixel(x, y) {
  return `${Math.round(x)},${Math.round(y)}`;
}

export class Node {
  hidden = false;
  className = "";
  /** @type {Node | null} */
  parentNode = null;
  /** @type {Record<string, string>} */
  attributes = {};
  style = { position: "" };
  sheet = new Sheet();

  /** @param {Node[]} nodes */
  append(...nodes) {
    for (const node of nodes) node.parentNode = this;
  }
  remove() {
    this.parentNode = null;
  }
  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  getContext() {
    return this.sheet;
  }
}

/** @type {Record<string, Node>} */
export const places = {}; // what the page has for a selector

export function openPage() {
  for (const selector of Object.keys(places)) delete places[selector];
  pretend({
    window: new EventTarget(),
    document: {
      createElement: () => new Node(),
      querySelector: (selector) => /** @type {HTMLElement | null} */ (/** @type {unknown} */ (places[selector] ?? null)),
    },
    ResizeObserver: class {
      observe() {}
      disconnect() {}
    },
  });
}

// What stands for an element of the page.
/** @param {Element} element */
export function fake(element) {
  return /** @type {Node} */ (/** @type {unknown} */ (element));
}

// An element for the modules under test.
export function made() {
  return /** @type {Element} */ (/** @type {unknown} */ (new Node()));
}

export const LOOK = { ink: "ink", faint: "faint", line: "line", paper: "paper", dot: "", words: true, span: 4 };

// A run through these places, as the decoder would make it. Its loss is 10 at first, and one less after each step.
/**
 * @param {Point[]} places
 * @returns {Path}
 */
export function run(...places) {
  const end = places.length - 1;
  return {
    ...{
      name: "SGD",
      colour: "red",
      dash: [2, 4],
      marker: "",
      evaluations: 1,
      shares: null,
      rate: 0.5,
      sentence: "",
      final: "",
      distance: "",
    },
    ...{ steps: end, end, largest: 1, reached: null, extra: {}, distances: new Float32Array(end + 1) },
    least: { loss: 0, distance: 0 },
    theta: Float32Array.from(places.flat()),
    loss: Float32Array.from(places, (_, t) => 10 - t),
  };
}
