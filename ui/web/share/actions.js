// @ts-check
// The buttons Share, Present and Save, at the right end of the row of links. On a phone one button opens a menu of the three.

import { containerOf } from "../streamlit.js";
import { Dialog } from "./dialog.js";
import { button, element } from "./dom.js";

const DOTS = '<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" fill="currentColor">';

export class Actions {
  /** @param {[words: string, act: () => void][]} acts */
  constructor(acts) {
    const inMenu = acts.map(([words, act]) =>
      button(words, () => {
        this.menu.close();
        act();
      }),
    );
    this.menu = new Dialog("More", [element("div", { className: "lab-menu" }, inMenu)]);
    const more = button("", () => this.menu.open(), "lab-more");
    more.innerHTML = `${DOTS}<circle cx="3" cy="8" r="1.6"/><circle cx="8" cy="8" r="1.6"/><circle cx="13" cy="8" r="1.6"/></svg>`;
    more.setAttribute("aria-label", "More");
    this.node = element("div", { className: "lab-actions" }, [...acts.map(([words, act]) => button(words, act, "lab-action")), more]);
  }

  // Puts the buttons into the row, also when Streamlit has built it anew.
  place() {
    const row = containerOf("nav");
    if (row && this.node.parentElement !== row) row.append(this.node);
  }
}
