// @ts-check
// Puts the text of a field into the clipboard.

import { button } from "./dom.js";

const SAID = 2000; // ms

// Returns whether the browser has taken it. The text is selected in any case, so that it can be copied by hand.
/** @param {HTMLInputElement | HTMLTextAreaElement} field */
export async function copy(field) {
  field.focus();
  field.select();
  try {
    if (globalThis.isSecureContext && navigator.clipboard) {
      await navigator.clipboard.writeText(field.value);
      return true;
    }
  } catch {
    // The browser or its user does not allow it; the older way may work.
  }
  return document.execCommand("copy");
}

// A button that copies a field, and says for two seconds whether that has worked.
/**
 * @param {string} words
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 */
export function copier(words, field) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  const node = button(words, async () => {
    const copied = await copy(field).catch(() => false);
    if (copied) node.focus(); // the reader goes on from here, and otherwise from the text that is selected
    node.textContent = copied ? "Copied" : "Not copied: press Ctrl+C or ⌘C";
    clearTimeout(due);
    due = setTimeout(() => (node.textContent = words), SAID);
  });
  node.setAttribute("aria-live", "polite");
  return node;
}
