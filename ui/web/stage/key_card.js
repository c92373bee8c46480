// @ts-check
// The card of keys. The browser's own dialog closes by Esc, and gives the focus back to where it was.

/** @type {[keys: string, meaning: string][]} */
const ROWS = [
  ["Space", "play or pause"],
  ["← →", "one step back or forward"],
  ["Home, End", "to the first step, to the last step"],
  ["1 to 9", "bring the run in this row of the list forward"],
  ["0, Esc", "let go of that run"],
  ["R", "whole maps, usual camera, last step"],
  ["?", "this card"],
  ["Arrows on the start point", "move it; with Shift, further"],
];

export class KeyCard {
  /** @param {Pick<import("./everywhere.js").Everywhere, "on" | "set">} everywhere */
  constructor(everywhere) {
    this.everywhere = everywhere;
    /** @type {HTMLDialogElement | null} */
    this.node = null;
  }

  show() {
    if (this.node) return;
    const node = Object.assign(document.createElement("dialog"), { className: "lab-keys" });
    node.setAttribute("aria-label", "Keys");
    const table = document.createElement("table");
    for (const [keys, meaning] of ROWS) {
      const row = table.insertRow();
      row.appendChild(Object.assign(document.createElement("th"), { scope: "row", textContent: keys }));
      row.insertCell().textContent = meaning;
    }
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close" });
    close.addEventListener("click", () => node.close());
    const card = document.createElement("div"); // all of the dialog that is not its backdrop
    card.append(table, this.choice(), close);
    node.appendChild(card);
    node.addEventListener("click", (event) => event.target === node && node.close());
    node.addEventListener("close", () => this.remove());
    document.body.appendChild(node);
    node.showModal();
    this.node = node;
  }

  choice() {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: this.everywhere.on });
    box.setAttribute("role", "switch");
    box.addEventListener("change", () => this.everywhere.set(box.checked));
    label.append(box, "Keys on the whole page");
    label.title = "Off: only Esc, and the other keys on a map that has the focus";
    return label;
  }

  remove() {
    this.node?.remove();
    this.node = null;
  }
}
