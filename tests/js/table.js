// @ts-check
// A page with a table that is built as in a browser, and counts what is written into it.

import { Recorder } from "./pen.js";

// What a swatch is drawn with.
class Pen extends Recorder {
  setTransform() {}
  clearRect() {}
}

export class Part {
  static writes = 0; // of texts, titles and data

  /** @type {Part[]} */
  children = [];
  /** @type {Record<string, () => void>} */
  heard = {};
  text = "";
  tip = "";
  /** @type {Record<string, string>} */
  dataset = new Proxy(
    {},
    {
      set(data, name, value) {
        Part.writes += 1;
        return Reflect.set(data, name, value);
      },
    },
  );

  get firstChild() {
    return this.children[0] ?? null;
  }
  get cells() {
    return this.children;
  }

  /** @returns {string} */
  get textContent() {
    return this.children.length ? this.children.map((each) => each.textContent).join("") : this.text;
  }
  set textContent(text) {
    Part.writes += 1;
    this.text = text;
  }

  get data() {
    return this.text;
  }
  set data(text) {
    this.textContent = text;
  }

  get title() {
    return this.tip;
  }
  set title(tip) {
    Part.writes += 1;
    this.tip = tip;
  }

  // The rows of the parts of a table.
  get rows() {
    return this.children.flatMap((part) => part.children);
  }

  /** @param {Part[]} nodes */
  append(...nodes) {
    this.children.push(...nodes);
  }
  /** @param {Part} node */
  appendChild(node) {
    this.append(node);
    return node;
  }
  replaceChildren() {
    this.children = [];
  }
  createTHead() {
    return this.appendChild(new Part());
  }
  createTBody() {
    return this.appendChild(new Part());
  }
  insertRow() {
    return this.appendChild(new Part());
  }
  insertCell() {
    return this.appendChild(new Part());
  }
  setAttribute() {}
  /**
   * @param {string} name
   * @param {() => void} act
   */
  addEventListener(name, act) {
    this.heard[name] = act;
  }
  getContext() {
    return new Pen();
  }
}
