// @ts-check
// For an audience: large type, thick lines, and nothing on the page but the picture and what it answers to. The URL keeps it.

import { app } from "../streamlit.js";
import { button } from "./dom.js";

const PRESENTS = "lab-present"; // on the root element; `present.css` does the rest
const WIDER = 1.8;
const LARGER = 1.6;

const presents = () => globalThis.document?.documentElement?.classList.contains(PRESENTS) ?? false;

// The size of letters that are drawn, and of the room for them.
/** @param {number} size in pixels */
export const letters = (size) => (presents() ? Math.round(LARGER * size) : size);

// The look of what is drawn on charts: thicker, and with ink in place of faint ink, where it is for an audience.
/**
 * @template {Pick<StageLook, "ink" | "faint">} Look
 * @param {Look} look
 * @returns {Look & { wide: number }}
 */
export function presented(look) {
  return presents() ? { ...look, faint: look.ink, wide: WIDER } : { ...look, wide: 1 };
}

export class Present {
  // `changed` is called when it begins and when it ends.
  /**
   * @param {import("../address.js").Address} address
   * @param {() => void} changed
   */
  constructor(address, changed) {
    this.address = address;
    this.changed = changed;
    this.end = button("Esc", () => this.set(false), "lab-button lab-present-end");
    this.end.setAttribute("aria-label", "Esc: end the presentation");
    address.onPresent = () => this.apply();
    window.addEventListener("keydown", (event) => this.press(event));
    if (address.present) this.apply();
  }

  /** @param {boolean} on */
  set(on) {
    this.address.presents(on);
    this.apply();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key !== "Escape" || !this.address.present || event.defaultPrevented) return;
    const open = document.querySelector("dialog[open], [aria-modal=true]");
    const node = /** @type {Element | null} */ (event.target);
    if (!open && !node?.closest?.("[aria-expanded=true]")) this.set(false); // else Esc closes what is open
  }

  apply() {
    const { present } = this.address;
    document.documentElement.classList.toggle(PRESENTS, present);
    if (present) app().append(this.end);
    else this.end.remove();
    this.changed();
    window.dispatchEvent(new Event("resize")); // Plotly and Streamlit fit their charts to the room that there is now
  }
}
