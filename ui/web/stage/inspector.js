// @ts-check
// Inside one step: puts the numbers of step t where Python left room for them in the formulas, and highlights what a line draws.

import { containerAround, containerOf, paragraphs } from "../streamlit.js";

const ROOM = /^n(\d+)n$/; // as `inspection.written` leaves it
/** @type {Record<string, string>} */
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

// Four significant digits; with a power of ten if the number is far from 1.
/** @param {number} value */
export function brief(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "no number" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(Number(value.toPrecision(4))).replace("-", "−");
  const [mantissa, power] = value.toExponential(3).split("e");
  const raised = String(Number(power)).replace(/./g, (digit) => RAISED[digit]);
  return `${String(Number(mantissa)).replace("-", "−")}×10${raised}`;
}

/**
 * @param {string} text
 * @param {number} value
 * @param {string} guard
 */
function guarded(text, value, guard) {
  const bare = guard === "never" || (value >= 0 && (guard === "negative" || /^[\d.]+$/.test(text)));
  return bare ? text : `(${text})`;
}

/** @typedef {{ node: Text, at: number }} Room the text node of a number, and its place among those of its formulas */

// Streamlit may mount one line of the formulas anew and leave the others.
/** @param {Room[] | undefined} rooms */
const mounted = (rooms) => rooms?.every(({ node }) => node.isConnected && node.parentElement);

export class Inspector {
  // `onLight(part)` is called with what the line under the pointer or in focus draws, or null.
  /** @param {(part: string | null) => void} onLight */
  constructor(onLight) {
    this.onLight = onLight;
    /** @type {Room[][]} */
    this.rooms = [];
    /** @type {Inspected[]} */
    this.inspected = [];
    /** @type {NumberArray[]} */
    this.arrays = [];
    this.gone = new AbortController();
    document.addEventListener("copy", (event) => this.copy(event), this.gone);
  }

  dispose() {
    this.gone.abort();
  }

  /**
   * @param {Inspected[]} inspected
   * @param {NumberArray[]} arrays
   */
  update(inspected, arrays) {
    this.inspected = inspected;
    this.arrays = arrays;
  }

  // One number of the run, at this step.
  /**
   * @param {Inspected} entry
   * @param {SlotPlace} place
   * @param {number} step
   */
  number(entry, [kind, name, lag, axis], step) {
    if (kind === "knob") return entry.knobs[name];
    if (kind === "t") return step;
    const row = kind === "start" ? 0 : step - lag;
    return this.arrays[entry.at[name]][2 * row + axis];
  }

  // Finds the place of every number; Streamlit writes the formulas anew when another optimizer is chosen.
  /** @param {number} index */
  find(index) {
    const place = containerOf(`inspector-${index}`);
    const walker = place && document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const rooms = [];
    while (walker?.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const match = ROOM.exec(node.data.trim());
      if (match) rooms.push({ node, at: Number(match[1]) % 1000 });
    }
    if (!place || !rooms.length) return;
    this.rooms[index] = [...(this.rooms[index] ?? []).filter((room) => mounted([room])), ...rooms];
    /** @type {NodeListOf<HTMLElement>} */
    const lines = paragraphs(place);
    lines.forEach((line, i) => {
      line.tabIndex = 0;
      for (const event of ["pointerenter", "focus"])
        line.addEventListener(event, () => this.onLight(this.inspected[index]?.parts[i] ?? null));
      for (const event of ["pointerleave", "blur"]) line.addEventListener(event, () => this.onLight(null));
    });
  }

  // Whether all numbers of step t are in place.
  /** @param {number} t */
  at(t) {
    const step = Math.max(1, Math.round(t));
    let complete = true;
    this.inspected.forEach((entry, index) => {
      if (!mounted(this.rooms[index])) this.find(index);
      const rooms = this.rooms[index];
      if (!mounted(rooms)) {
        complete = false;
        return;
      }
      const texts = entry.places.map((place) => {
        const value = this.number(entry, place, step);
        return [guarded(brief(value), value, place[4]), String(value)];
      });
      for (const { node, at } of rooms) {
        const [text, exact] = texts[at] ?? ["", ""];
        if (node.nodeValue !== text) node.nodeValue = text;
        const around = /** @type {HTMLElement} */ (node.parentElement);
        if (around.dataset.exact !== exact) around.dataset.exact = around.title = exact;
      }
    });
    return complete;
  }

  // What is copied holds the exact numbers, and each formula once.
  /** @param {ClipboardEvent} event */
  copy(event) {
    const selection = document.getSelection();
    const inside = containerAround(selection?.anchorNode?.parentElement, "inspector-");
    if (!selection || !inside || selection.isCollapsed || !event.clipboardData) return;
    const piece = document.createElement("div");
    for (let i = 0; i < selection.rangeCount; i++) piece.append(selection.getRangeAt(i).cloneContents());
    piece.querySelectorAll(".katex-mathml").forEach((twin) => twin.remove());
    /** @type {NodeListOf<HTMLElement>} */
    const numbers = piece.querySelectorAll("[data-exact]");
    for (const number of numbers) {
      const { exact = "" } = number.dataset;
      number.textContent = number.textContent?.startsWith("(") ? `(${exact})` : exact;
    }
    for (const line of piece.querySelectorAll("p, br")) line.append("\n");
    event.clipboardData.setData("text/plain", piece.textContent ?? "");
    event.preventDefault();
  }
}
