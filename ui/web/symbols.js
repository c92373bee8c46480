// @ts-check
// The symbols of knobs in formulas: whoever presses η in a formula and moves sideways moves the slider of η.
//
// The label of a knob has its symbol as KaTeX writes it, and a formula has it in the same nodes: the two are compared as they stand there.

import { sliderIn } from "./knobs.js";
import { containerOf } from "./streamlit.js";

const THUMB = 14; // px of a slider that its thumb takes
const SHORTEST = 90; // px from one end to the other, where the slider is out of sight

/** @typedef {{ key: string, x: number, at: number }} Drag a knob, and where pointer and slider were when its symbol was pressed */

// The symbols in a part of the page, with what tells each from the others. An accent and an index are parts of a symbol, a power is not.
/** @param {Element | null | undefined} place */
export function symbolsIn(place) {
  /** @type {Map<HTMLElement, string>} */
  const found = new Map();
  /** @type {Iterable<HTMLElement>} */
  const nodes = place?.querySelectorAll(".katex-html .mord") ?? [];
  for (const letter of nodes) {
    if (letter.children.length || indexOf(letter.closest(".msupsub"))?.contains(letter)) continue;
    /** @type {HTMLElement} */
    let node = letter.closest(".accent") ?? letter;
    while (node.parentElement?.classList.contains("mord") && node.parentElement.children.length === 1) node = node.parentElement; // braces
    const scripts = node.nextElementSibling;
    const whole = scripts?.classList.contains("msupsub") ? node.parentElement : node;
    if (whole) found.set(whole, `${node.textContent} ${indexOf(scripts)?.textContent ?? ""}`);
  }
  return found;
}

// The index among what is raised and lowered behind a letter. KaTeX adds a second row for what is lowered only.
/** @param {Element | null} scripts */
function indexOf(scripts) {
  const rows = scripts?.classList.contains("msupsub") ? scripts.firstElementChild : null;
  return rows?.classList.contains("vlist-t2") ? rows.querySelector(".vlist > span") : null;
}

export class Symbols {
  /** @param {Pick<import("./knobs.js").Knobs, "specs" | "pointers" | "reset">} knobs */
  constructor(knobs) {
    this.knobs = knobs;
    /** @type {Map<number, Drag>} */
    this.drags = new Map(); // by pointer
    window.addEventListener("pointerdown", (event) => this.take(event));
    window.addEventListener("pointermove", (event) => this.move(event));
    window.addEventListener("pointerup", (event) => this.letGo(event.pointerId));
    window.addEventListener("pointercancel", (event) => this.letGo(event.pointerId));
    window.addEventListener("pointerover", (event) => this.light(keyAt(event)));
    window.addEventListener("pointerout", () => this.light(undefined));
    window.addEventListener("mousedown", (event) => symbolAt(event) && event.preventDefault()); // or the text would be selected
    window.addEventListener("dblclick", (event) => this.knobs.reset(symbolAt(event)?.dataset.knob ?? ""));
  }

  // Finds the symbols of the knobs, which Streamlit may have written anew.
  mark() {
    /** @type {Map<string, Map<string, KnobSpec>>} */
    const formulas = new Map(); // the container of each formula -> its knobs, by their symbols
    for (const spec of this.knobs.specs.values()) {
      const [symbol] = symbolsIn(containerOf(spec.key)?.querySelector("label")).values();
      for (const place of spec.formulas ?? []) {
        const specs = formulas.get(place) ?? new Map();
        formulas.set(place, spec.locked ? specs : specs.set(symbol, spec)); // the symbol of a locked knob is a letter as any other
      }
    }
    for (const [place, specs] of formulas) {
      const formula = containerOf(place);
      const found = symbolsIn(formula);
      /** @type {Iterable<HTMLElement>} */
      const before = formula?.querySelectorAll(".lab-symbol") ?? [];
      for (const node of before) if (!specs.has(found.get(node) ?? "")) undress(node);
      for (const [node, symbol] of found) dress(node, specs.get(symbol));
    }
  }

  /** @param {PointerEvent} event */
  take(event) {
    const symbol = symbolAt(event);
    const key = symbol?.dataset.knob ?? "";
    const slider = sliderIn(containerOf(key));
    if (!symbol || !slider || event.button) return;
    this.light(key);
    this.drags.set(event.pointerId, { key, x: event.clientX, at: Number(slider.value) });
    this.knobs.pointers.set(key, event.pointerId);
    symbol.setPointerCapture(event.pointerId);
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement) activeElement.blur(); // which enters what is being typed, as a press elsewhere does
  }

  // Moves the slider as far as the pointer has moved, as its thumb would. Then the slider does what it does under a hand.
  /** @param {PointerEvent} event */
  move(event) {
    const drag = this.drags.get(event.pointerId);
    if (!drag) return;
    const slider = sliderIn(containerOf(drag.key));
    if (!slider || !event.buttons) return this.letGo(event.pointerId);
    const most = Number(slider.max);
    const moved = ((event.clientX - drag.x) * most) / Math.max(slider.clientWidth - THUMB, SHORTEST);
    const value = String(Math.min(Math.max(Math.round(drag.at + moved), 0), most));
    if (slider.value === value) return;
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {number} pointer */
  letGo(pointer) {
    const drag = this.drags.get(pointer);
    this.drags.delete(pointer);
    if (drag) sliderIn(containerOf(drag.key))?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Highlights a knob and its symbols, which shows what belongs together.
  /** @param {string | undefined} key */
  light(key) {
    if (this.drags.size) return;
    for (const lit of document.querySelectorAll(".lab-lit")) lit.classList.remove("lab-lit");
    if (!key) return;
    /** @type {Iterable<HTMLElement>} */
    const symbols = document.querySelectorAll(".lab-symbol");
    for (const node of symbols) if (node.dataset.knob === key) node.classList.add("lab-lit");
    sliderIn(containerOf(key))?.classList.add("lab-lit");
  }
}

/**
 * @param {HTMLElement} node
 * @param {KnobSpec | undefined} spec
 */
function dress(node, spec) {
  if (!spec || node.dataset.knob === spec.key) return; // each change of the page would make the browser look for styles, in every frame
  node.classList.add("lab-symbol");
  node.title = `${spec.label}. Drag it sideways.`;
  node.dataset.knob = spec.key;
}

/** @param {HTMLElement} node */
function undress(node) {
  node.classList.remove("lab-symbol", "lab-lit");
  node.removeAttribute("title");
  delete node.dataset.knob;
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function symbolAt({ target }) {
  return target instanceof Element ? target.closest(".lab-symbol") : null;
}

// The knob whose symbol or slider is pointed at.
/** @param {Event} event */
function keyAt(event) {
  const { target } = event;
  return symbolAt(event)?.dataset.knob ?? (target instanceof HTMLInputElement && target.matches(".lab-knob") ? target.name : undefined);
}
