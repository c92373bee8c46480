// @ts-check
// A dialog over the page. The browser keeps the focus inside it, closes it by Esc, and gives the focus back.

import { app } from "../streamlit.js";
import { button, element } from "./dom.js";

export class Dialog {
  /**
   * @param {string} title
   * @param {Node[]} children
   */
  constructor(title, children) {
    const close = button("×", () => this.close(), "lab-close");
    close.setAttribute("aria-label", "Close");
    const head = element("div", { className: "lab-dialog-head" }, [element("h2", { textContent: title }), close]);
    const inside = element("div", { className: "lab-dialog-inside" }, [head, ...children]); // all of it that is not its backdrop
    this.node = element("dialog", { className: "lab-dialog" }, [inside], { "aria-label": title });
    this.node.addEventListener("click", (event) => event.target === this.node && this.close());
  }

  open() {
    if (!this.node.isConnected) app().append(this.node);
    if (!this.node.open) this.node.showModal();
  }

  close() {
    this.node.close();
  }
}
