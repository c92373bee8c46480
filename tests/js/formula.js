// @ts-check
// Formulas as KaTeX writes them into a page: nodes with classes, and the selectors of classes and tags.

export class Tag extends EventTarget {
  /** @type {Tag | null} */
  parentElement = null;
  /** @type {Record<string, string | undefined>} */
  dataset = {};
  title = "";
  value = "";
  max = "";
  name = "";
  clientWidth = 0;
  blurred = 0;
  /** @type {number[]} */
  captured = []; // the pointers that it holds

  /**
   * @param {string} tag
   * @param {string} classes
   * @param {(Tag | string)[]} content
   */
  constructor(tag, classes, ...content) {
    super();
    this.tag = tag;
    this.classes = new Set(classes.split(" ").filter(Boolean));
    this.children = content.filter((each) => each instanceof Tag);
    this.text = content.filter((each) => typeof each === "string").join("");
    for (const each of this.children) each.parentElement = this;
  }

  classList = {
    contains: (/** @type {string} */ name) => this.classes.has(name),
    add: (/** @type {string} */ name) => this.classes.add(name),
    remove: (/** @type {string[]} */ ...names) => names.forEach((name) => this.classes.delete(name)),
  };

  /** @returns {string} */
  get textContent() {
    return this.text + this.children.map((each) => each.textContent).join("");
  }
  get firstElementChild() {
    return this.children[0] ?? null;
  }
  get nextElementSibling() {
    const all = this.parentElement?.children ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }
  /** @returns {Tag[]} */
  get below() {
    return this.children.flatMap((each) => [each, ...each.below]);
  }

  // Whether it is of a tag and of classes, below a node that is of others, or right below it.
  /**
   * @param {string} selector
   * @returns {boolean}
   */
  matches(selector) {
    const [, around, only, own] = /^(?:(.*?)( >)? )?(\S+)$/.exec(selector) ?? [];
    const [tag, ...names] = own.split(".");
    if ((tag && tag !== this.tag) || !names.every((name) => this.classes.has(name))) return false;
    return !around || Boolean(only ? this.parentElement?.matches(around) : this.parentElement?.closest(around));
  }
  /**
   * @param {string} selector
   * @returns {Tag | null}
   */
  closest(selector) {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }
  /** @param {string} selector */
  querySelectorAll(selector) {
    return this.below.filter((each) => each.matches(selector));
  }
  /** @param {string} selector */
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  /** @param {Tag} node */
  contains(node) {
    return node === this || this.below.includes(node);
  }
  /** @param {string} name */
  removeAttribute(name) {
    if (name === "title") this.title = "";
  }
  /** @param {number} pointer */
  setPointerCapture(pointer) {
    this.captured.push(pointer);
  }
  blur() {
    this.blurred += 1;
  }
}

/** @param {string} letter */
export const letter = (letter) => new Tag("span", "mord mathnormal", letter);

/** @param {Tag[]} nodes */
export const braces = (...nodes) => new Tag("span", "mord", ...nodes);

// A letter with an accent, which is drawn in a second node.
/** @param {Tag} base */
export const hat = (base) =>
  braces(new Tag("span", "mord accent", rows("vlist-t", base, new Tag("span", "accent-body", new Tag("span", "mord", "^")))));

// A letter with what is lowered and what is raised behind it.
/**
 * @param {Tag} base
 * @param {Tag | null} lowered
 * @param {Tag} [raised]
 */
export function scripts(base, lowered, raised) {
  const both = [lowered, raised].filter((each) => each instanceof Tag);
  return new Tag("span", "mord", base, new Tag("span", "msupsub", rows(lowered ? "vlist-t vlist-t2" : "vlist-t", ...both)));
}

/**
 * @param {string} classes
 * @param {Tag[]} nodes
 */
function rows(classes, ...nodes) {
  return new Tag("span", classes, new Tag("span", "vlist-r", new Tag("span", "vlist", ...nodes.map((each) => new Tag("span", "", each)))));
}

/** @param {Tag[]} nodes */
export const katex = (...nodes) => new Tag("span", "katex", new Tag("span", "katex-html", new Tag("span", "base", ...nodes)));
