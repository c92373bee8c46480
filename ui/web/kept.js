// @ts-check
// A text that this browser keeps under a name: for the next visit, or, where it refuses to keep anything, until the page is left.

export class Kept {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.refused = false;
    this.memory = "";
  }

  get text() {
    if (this.refused) return this.memory;
    try {
      return localStorage.getItem(this.name) ?? "";
    } catch {
      return this.memory;
    }
  }

  /** @param {string} text */
  keep(text) {
    this.memory = text;
    try {
      localStorage.setItem(this.name, text);
    } catch {
      this.refused = true;
    }
  }
}
