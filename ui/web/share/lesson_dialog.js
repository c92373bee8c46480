// @ts-check
// The dialog “Make a lesson”: what learners see of the page that is open and what they can change, as a link; and links in a row as a file.

import { Dialog } from "./dialog.js";
import { button, element } from "./dom.js";
import { Draft, LONGEST_TEXT, MOST_MINUTES } from "./draft.js";
import { DraftList } from "./draft_list.js";
import { below, frameOf, framed } from "./lesson_link.js";
import { Ticks } from "./ticks.js";

const WHAT = "Choose what learners see on this page, and what they can change.";
const FULL = "Not added. A lesson has at most 40 pages, and a link at most 1,200 characters.";

export class LessonDialog {
  /** @param {(link: string) => void} show shows a link, with its code and its HTML */
  constructor(show) {
    this.show = show;
    this.link = "";
    this.controls = new Ticks("What learners see", ["Seen", "Locked"]);
    this.optimizers = new Ticks("Optimizers to choose from", ["Offered"]);
    this.landscapes = new Ticks("Landscapes to choose from", ["Offered"]);
    this.says = element("textarea", { rows: 3, maxLength: LONGEST_TEXT }, [], { "aria-label": "Task" });
    this.large = element("input", { type: "checkbox" });
    this.minutes = element("input", { type: "number", min: "1", max: String(MOST_MINUTES), value: "2" });
    this.said = element("p", { className: "lab-share-said" }, [], { role: "status" });
    const draft = new Draft();
    this.draft = draft;
    this.list = new DraftList(draft);
    this.dialog = new Dialog("Make a lesson", [
      element("p", { textContent: WHAT }),
      ...[this.controls, this.optimizers, this.landscapes].map(({ node }) => node),
      element("label", { className: "lab-task" }, ["Task, in plain words", this.says]),
      element("label", { className: "lab-tick" }, [this.large, "Opens large, for an audience"]),
      element("div", { className: "lab-row" }, [button("Show link and code", () => this.open_link())]),
      element("h3", { textContent: "Several pages in a row" }),
      element("div", { className: "lab-row" }, [
        element("label", { className: "lab-tick" }, ["Minutes", this.minutes]),
        button("Add to the lesson", () => this.add()),
      ]),
      this.said,
      this.list.node,
    ]);
  }

  // Opens with what the page shows now. `link` is the link to it, and the names are all that a lesson can offer.
  /**
   * @param {string} link
   * @param {ControlRecord[]} controls
   * @param {Pick<ShareData, "optimizers" | "landscapes">} offered
   */
  open(link, controls, { optimizers, landscapes }) {
    this.link = link;
    const now = frameOf();
    /** @param {string[]} names @param {string[]} chosen */
    const ticked = (names, chosen) => names.map((name) => ({ key: name, label: name, ticks: [!chosen.length || chosen.includes(name)] }));
    this.controls.fill(controls.map(({ key, label, hidden, locked }) => ({ key, label, ticks: [!hidden, locked] })));
    this.optimizers.fill(ticked(optimizers, now.optimizers));
    this.landscapes.fill(ticked(landscapes, now.landscapes));
    this.says.value = now.says;
    this.large.checked = now.large;
    this.said.textContent = "";
    this.list.fill();
    this.dialog.open();
  }

  get framing() {
    const [seen, locked] = [this.controls.ticked(0), this.controls.ticked(1)];
    return {
      controls: seen.length === this.controls.rows.length ? null : seen,
      locked: locked.filter((key) => seen.includes(key)),
      optimizers: some(this.optimizers),
      landscapes: some(this.landscapes),
      says: this.says.value.trim(),
      large: this.large.checked,
    };
  }

  open_link() {
    this.dialog.close();
    this.show(framed(this.link, this.framing));
  }

  // The task of a page in a lesson is said by the lesson.
  add() {
    const link = below(framed(this.link, { ...this.framing, says: "", large: false }));
    const added = this.draft.add({ link, minutes: Number(this.minutes.value), says: this.says.value });
    this.said.textContent = added ? `Added: page ${this.draft.lesson.stops.length} of the lesson.` : FULL;
    this.list.fill();
  }
}

// What is ticked, unless all is, or nothing, which would leave no choice.
/** @param {Ticks} ticks */
function some(ticks) {
  const ticked = ticks.ticked(0);
  return ticked.length === ticks.rows.length ? [] : ticked;
}
