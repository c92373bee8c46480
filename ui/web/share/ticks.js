// @ts-check
// A list with one or two boxes to tick in each row, under a heading that opens it. It says how many are ticked.

import { button, element } from "./dom.js";

/** @typedef {{ key: string, label: string, ticks: boolean[] }} Row */

export class Ticks {
  /**
   * @param {string} title
   * @param {string[]} columns what each of the boxes means; the first one must be ticked for the others to count
   */
  constructor(title, columns) {
    this.columns = columns;
    /** @type {{ key: string, boxes: HTMLInputElement[] }[]} */
    this.rows = [];
    this.count = element("span", { className: "lab-count" });
    this.body = element("tbody");
    const heads = ["", ...columns].map((textContent) => element("th", { textContent, scope: "col" }));
    this.node = element("details", { className: "lab-ticks" }, [
      element("summary", {}, [`${title} `, this.count]),
      element("div", { className: "lab-row" }, [button("All", () => this.all(true)), button("None", () => this.all(false))]),
      element("table", {}, [element("thead", {}, [element("tr", {}, heads)]), this.body]),
    ]);
  }

  /** @param {Row[]} rows */
  fill(rows) {
    this.rows = rows.map(({ key, ticks }) => ({
      key,
      boxes: ticks.map((checked) => element("input", { type: "checkbox", checked, onchange: () => this.follow() })),
    }));
    const lines = rows.map(({ label }, i) => {
      const { boxes } = this.rows[i];
      boxes.forEach((box, column) => box.setAttribute("aria-label", `${label}: ${this.columns[column].toLowerCase()}`));
      return element("tr", {}, [
        element("th", { textContent: label, scope: "row" }),
        ...boxes.map((box) => element("td", {}, [element("label", {}, [box])])),
      ]);
    });
    this.body.replaceChildren(...lines);
    this.follow();
  }

  // Ticks the first box of every row, or none.
  /** @param {boolean} on */
  all(on) {
    for (const { boxes } of this.rows) boxes[0].checked = on;
    this.follow();
  }

  follow() {
    for (const { boxes } of this.rows) boxes.slice(1).forEach((box) => (box.disabled = !boxes[0].checked));
    const ticked = this.ticked(0).length;
    this.count.textContent = ticked === this.rows.length ? "(all)" : `(${ticked} of ${this.rows.length})`;
  }

  // The keys of the rows whose box is ticked in this column.
  /** @param {number} column */
  ticked(column) {
    return this.rows.filter(({ boxes }) => boxes[column].checked).map(({ key }) => key);
  }
}
