// @ts-check
// An element as far as the modules use one. It counts what is written into it, and how often it is asked for its size.

import { Recorder } from "./pen.js";

// The drawing context of a canvas.
class Pen extends Recorder {
  setTransform() {}
  strokeRect() {}
  clearRect() {
    this.calls = []; // what was drawn before is gone
    this.strokes = [];
  }
}

// An object that counts what is put into it as writes of the page.
/** @returns {Record<string, string>} */
function counting() {
  const set = (/** @type {object} */ data, /** @type {string | symbol} */ name, /** @type {string} */ value) => {
    Part.writes += 1;
    return Reflect.set(data, name, value);
  };
  return new Proxy({}, { set });
}

export class Part extends EventTarget {
  static writes = 0; // of texts, titles, data, styles and classes
  static reads = 0; // of sizes: in a browser they may lay out the page
  static page = new Part("body");

  /** @type {Part[]} */
  children = [];
  /** @type {Part | null} */
  parentNode = null;
  text = "";
  tip = "";
  hidden = false;
  className = "";
  type = "";
  value = "";
  checked = false;
  size = [300, 150]; // of a canvas
  style = counting();
  dataset = counting();
  /** @type {Record<string, string>} */
  attributes = {};
  visible = false; // whether it matches :focus-visible
  /** @type {number[]} */
  captured = []; // the pointers that it holds
  modal = false;

  constructor(tag = "div") {
    super();
    this.tagName = tag.toUpperCase();
    this.pen = new Pen();
  }

  get firstChild() {
    return this.children[0] ?? null;
  }
  get firstElementChild() {
    return this.firstChild;
  }
  get parentElement() {
    return this.parentNode;
  }
  get isConnected() {
    /** @type {Part | null} */
    let up = this;
    while (up && up !== Part.page) up = up.parentNode;
    return up === Part.page;
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

  // A canvas that is given a size is empty, and costs the browser a new one.
  get width() {
    return this.size[0];
  }
  set width(width) {
    Part.writes += 1;
    this.size[0] = width;
  }
  get height() {
    return this.size[1];
  }
  set height(height) {
    Part.writes += 1;
    this.size[1] = height;
  }

  get clientWidth() {
    Part.reads += 1;
    return 300;
  }
  get clientHeight() {
    Part.reads += 1;
    return 200;
  }
  getBoundingClientRect() {
    Part.reads += 1;
    return { left: 0, top: 0, width: 300, height: 200 };
  }

  classList = {
    contains: (/** @type {string} */ name) => this.className.split(" ").includes(name),
    toggle: (/** @type {string} */ name, /** @type {boolean} */ on) => {
      if (this.classList.contains(name) === on) return;
      Part.writes += 1;
      const others = this.className.split(" ").filter((each) => each && each !== name);
      this.className = (on ? [...others, name] : others).join(" ");
    },
  };
  matches() {
    return this.visible;
  }
  // It, if it is of this tag. Parts around it are not looked at.
  /** @param {string} tag */
  closest(tag) {
    return this.tagName === tag.toUpperCase() ? this : null;
  }
  // The first descendant of a class or a tag.
  /**
   * @param {string} selector
   * @returns {Part | null}
   */
  querySelector(selector) {
    for (const each of this.children) {
      const fits = selector.startsWith(".") ? each.classList.contains(selector.slice(1)) : each.tagName === selector.toUpperCase();
      const found = fits ? each : each.querySelector(selector);
      if (found) return found;
    }
    return null;
  }

  /** @param {(Part | string)[]} nodes */
  append(...nodes) {
    for (const each of nodes) {
      const node = typeof each === "string" ? Object.assign(new Part("#text"), { text: each }) : each;
      node.remove();
      node.parentNode = this;
      this.children.push(node);
    }
  }
  /** @param {Part} node */
  appendChild(node) {
    this.append(node);
    return node;
  }
  /** @param {Part} node */
  prepend(node) {
    const others = this.children;
    this.children = [];
    this.append(node, ...others.filter((each) => each !== node));
  }
  /** @param {Part[]} nodes */
  replaceChildren(...nodes) {
    for (const each of this.children) each.parentNode = null;
    this.children = [];
    this.append(...nodes);
  }
  remove() {
    const { parentNode } = this;
    if (parentNode) parentNode.children = parentNode.children.filter((each) => each !== this);
    this.parentNode = null;
  }
  focus() {}
  add() {} // an option, to a list of options

  // The rows of the parts of a table.
  get rows() {
    return this.children.flatMap((part) => part.children);
  }
  get cells() {
    return this.children;
  }
  createTHead() {
    return this.appendChild(new Part());
  }
  createTBody() {
    return this.appendChild(new Part());
  }
  insertRow() {
    return this.appendChild(new Part("tr"));
  }
  insertCell() {
    return this.appendChild(new Part("td"));
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  getContext() {
    return this.pen;
  }
  /** @param {number} pointer */
  setPointerCapture(pointer) {
    this.captured.push(pointer);
  }
  showModal() {
    this.modal = true;
  }
  close() {
    this.modal = false;
    this.fire("close");
  }

  // Lets an event happen here. It does not come up to the parts around.
  /**
   * @param {string} name
   * @param {object} [fields]
   */
  fire(name, fields) {
    const event = Object.assign(new Event(name, { cancelable: true }), fields);
    this.dispatchEvent(event);
    return event;
  }
}
