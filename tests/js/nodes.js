// @ts-check
// A page of nodes that can be built, pressed and read, for dialogs and menus.

import { pretend } from "./browser.js";

export class Item {
  /** @type {Item[]} */
  children = [];
  /** @type {Item | null} */
  parentElement = null;
  /** @type {Record<string, string>} */
  attributes = {};
  /** @type {Record<string, ((event: object) => unknown)[]>} */
  heard = {};
  /** @type {Set<string>} */
  classes = new Set();
  className = "";
  text = "";
  value = "";
  src = "";
  href = "";
  innerHTML = "";
  hidden = false;
  disabled = false;
  checked = false;
  readOnly = false;
  open = false;
  selected = false;
  /** @type {Record<string, string>} */
  dataset = {};
  style = { set: /** @type {Record<string, string>} */ ({}), setProperty: this.property.bind(this) };
  classList = { toggle: this.toggle.bind(this), contains: (/** @type {string} */ name) => this.classes.has(name) };

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
  }

  /** @returns {string} */
  get textContent() {
    return this.text + this.children.map((each) => each.textContent).join("");
  }
  set textContent(text) {
    [this.text, this.children] = [text, []];
  }
  /** @returns {boolean} */
  get isConnected() {
    return this === page.root || (this.parentElement?.isConnected ?? false);
  }

  /** @param {(Item | string)[]} nodes */
  append(...nodes) {
    for (const node of nodes) {
      if (typeof node === "string") this.text += node;
      else {
        node.remove();
        node.parentElement = this;
        this.children.push(node);
      }
    }
  }
  /** @param {Item[]} nodes */
  replaceChildren(...nodes) {
    for (const each of [...this.children]) each.remove();
    this.append(...nodes);
  }
  remove() {
    if (this.parentElement) this.parentElement.children = this.parentElement.children.filter((each) => each !== this);
    this.parentElement = null;
  }
  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  /**
   * @param {string} name
   * @param {(event: object) => unknown} act
   */
  addEventListener(name, act) {
    (this.heard[name] ??= []).push(act);
  }
  // Presses it, as a reader would: a button that is out of use does nothing.
  async click() {
    if (!this.disabled) for (const act of this.heard.click ?? []) await act({ target: this });
  }
  showModal() {
    this.open = true;
  }
  close() {
    this.open = false;
  }
  focus() {
    page.focused = this;
  }
  select() {
    this.selected = true;
  }
  /**
   * @param {string} name
   * @param {boolean} on
   */
  toggle(name, on) {
    if (on) this.classes.add(name);
    else this.classes.delete(name);
  }
  /**
   * @param {string} name
   * @param {string} value
   */
  property(name, value) {
    this.style.set[name] = value;
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  /** @param {string} tag */
  querySelectorAll(tag) {
    return this.all.filter((each) => each.tag === tag);
  }
  /** @param {string} selector a tag, or a class */
  querySelector(selector) {
    return this.all.find(({ tag, className }) => tag === selector || `.${className}` === selector) ?? null;
  }

  // It and all nodes in it.
  /** @returns {Item[]} */
  get all() {
    return [this, ...this.children.flatMap((each) => each.all)];
  }
}

export const page = {
  root: new Item("html"),
  /** @type {Item | null} */
  focused: null,
  /** @type {Record<string, Item>} */
  found: {}, // by selector
  copies: true, // whether the older way of copying works
};

// Before each test: an empty page at this address.
/** @param {string} href */
export function empty(href) {
  page.root = new Item("html");
  page.focused = null;
  page.copies = true;
  page.found = { ".stApp": new Item("div"), ".st-key-nav": new Item("nav") };
  page.root.append(...Object.values(page.found));
  pretend({
    window: new EventTarget(),
    location: new URL(href),
    isSecureContext: false,
    document: {
      documentElement: page.root,
      scripts: [{ src: "http://localhost:8501/static/js/index.js" }],
      createElement: (tag) => new Item(tag),
      querySelector: (selectors) => /** @type {HTMLElement | null} */ (/** @type {unknown} */ (page.found[selectors] ?? null)),
      querySelectorAll: (selectors) => (page.found[selectors] ? [page.found[selectors]] : []),
      execCommand: () => page.copies,
    },
  });
}

// The button with these words, on the page or in this node.
/** @param {string} words */
export function press(words, inside = page.root) {
  const found = inside.all.find((each) => each.tag === "button" && (each.textContent === words || each.attributes["aria-label"] === words));
  if (!found) throw new Error(`there is no button ${words}`);
  return found.click();
}

// What can be read of a node of the modules.
/** @param {unknown} node */
export function item(node) {
  return /** @type {Item} */ (node);
}
