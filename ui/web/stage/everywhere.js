// @ts-check
// Whether the keys work wherever on the page the focus is. Who speaks to the computer, or hits keys unmeant, can switch that off:
// WCAG 2.2, 2.1.4, https://www.w3.org/TR/WCAG22/#character-key-shortcuts. This browser keeps it, where it may keep anything.

const NAME = "optimizer-lab-keys";
const OFF = "off";

export class Everywhere {
  constructor() {
    this.on = kept() !== OFF;
  }

  /** @param {boolean} on */
  set(on) {
    this.on = on;
    try {
      localStorage.setItem(NAME, on ? "on" : OFF);
    } catch {
      // Then it holds until the page is left.
    }
  }
}

function kept() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}
