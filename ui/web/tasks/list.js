// @ts-check
// The marks in the list of tasks, which Python writes, and what the reader does with their answers.

import { copier } from "../share/copy.js";
import { Dialog } from "../share/dialog.js";
import { button, element } from "../share/dom.js";
import { give } from "../share/files.js";
import { containerAround, toTop } from "../streamlit.js";
import { write } from "../text.js";
import { Progress, csv } from "./progress.js";

const MARKS = { "not tried": "○", tried: "◐", solved: "✓" };
const ASK = "Forget all your answers and marks in this browser?";

export class TaskList {
  constructor() {
    this.progress = new Progress();
    this.task = ""; // the one that is open
    /** @type {(task: string) => void} */
    this.open = () => {};
    // The tasks whose runs the reader has asked to see since the page was loaded. Only answers to these count: a verdict that a link or a
    // reload has opened may be of someone else's answer, and a link alone solves nothing. The reader's own was noted when they gave it.
    /** @type {Set<string>} */
    this.asked = new Set();
    this.field = element("textarea", { readOnly: true, tabIndex: -1, className: "lab-unseen" }, [], { "aria-label": "My answers" });
    this.dialog = new Dialog("Forget my answers", [
      element("p", { textContent: ASK }),
      element("div", { className: "lab-row" }, [button("Forget", () => this.forget()), button("Keep", () => this.dialog.close())]),
    ]);
    this.buttons = element("div", { className: "lab-row lab-answers", hidden: true }, [
      copier("Copy my answers", this.field),
      button("Save my answers", () => give("answers.csv", new Blob([this.field.value], { type: "text/csv" }))),
      button("Forget my answers", () => this.dialog.open()),
      this.field,
    ]);
    document.addEventListener("click", (event) => this.clicked(event), true);
  }

  /** @param {HTMLElement} parent */
  place(parent) {
    if (this.buttons.parentElement !== parent) parent.append(this.buttons);
  }

  // Takes what Python says of the task that is open.
  /** @param {TaskData} said */
  take({ task, answer, right }) {
    this.task = task;
    if (answer !== null && this.asked.has(task)) this.progress.add(task, answer, right);
    this.fill();
  }

  // Marks the tasks. This may be called at any time: what is as it should be is left alone.
  fill() {
    const { tasks } = this.progress;
    /** @type {NodeListOf<HTMLElement>} */
    const links = document.querySelectorAll(".lab-tasks [data-task]");
    const names = [...links].map((link) => link.dataset.task ?? "");
    for (const [i, link] of [...links].entries()) {
      const task = tasks.get(names[i]);
      const state = task?.solved ? "solved" : task ? "tried" : "not tried";
      link.dataset.state = state;
      const [mark, word] = [link.querySelector(".lab-mark"), link.querySelector(".lab-state")];
      if (mark) write(mark, MARKS[state]);
      if (word) write(word, `(${state})`);
    }
    const solved = document.querySelector(".lab-solved");
    if (solved) write(solved, `${names.filter((name) => tasks.get(name)?.solved).length} of ${names.length} solved`);
    if (names.some((name) => tasks.has(name))) this.buttons.hidden = false; // and they stay: one of them may have the focus
    this.field.value = csv(names, tasks);
  }

  forget() {
    this.progress.forget();
    this.asked.clear(); // or the verdict that is shown would be noted again
    this.dialog.close();
    this.fill();
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {Element | null} */ (event.target);
    if (containerAround(target, "reveal")) {
      this.asked.add(this.task);
      toTop(); // the verdict stands beside the picture, which a long question may have left far above
    }
    /** @type {HTMLElement | null | undefined} */
    const link = target?.closest(".lab-tasks [data-task]");
    const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; // in a tab of its own
    if (!link?.dataset.task || elsewhere) return;
    event.preventDefault();
    toTop();
    this.open(link.dataset.task);
  }
}
