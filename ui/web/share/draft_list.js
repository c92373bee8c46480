// @ts-check
// The pages of the lesson that is being made: their order, what it is called, and its file.

import { button, element } from "./dom.js";
import { LONGEST_TEXT, LONGEST_TITLE, file, line } from "./draft.js";
import { give } from "./files.js";

const KEPT = "The lesson is kept in this browser until you clear it.";
const ASK = "Clear the whole lesson?";

export class DraftList {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.stops = element("ol", { className: "lab-stops" });
    this.title = element("input", { type: "text", maxLength: LONGEST_TITLE });
    this.goal = element("input", { type: "text", maxLength: LONGEST_TEXT });
    this.title.onchange = () => draft.change((lesson) => void (lesson.title = line(this.title.value, LONGEST_TITLE)));
    this.goal.onchange = () => draft.change((lesson) => void (lesson.goal = line(this.goal.value, LONGEST_TEXT)));
    this.clear = button("Clear", () => this.ask());
    this.sure = false; // whether the reader was asked, and the next press clears
    this.node = element("div", { className: "lab-draft", hidden: true }, [
      this.stops,
      element("label", { className: "lab-task" }, ["Title", this.title]),
      element("label", { className: "lab-task" }, ["Goal: what a learner can do at the end", this.goal]),
      element("div", { className: "lab-row" }, [
        button("Save the lesson", () => give("lesson.txt", new Blob([file(draft.lesson)], { type: "text/plain" }))),
        this.clear,
      ]),
      element("p", { textContent: KEPT }),
    ]);
  }

  fill() {
    const { title, goal, stops } = this.draft.lesson;
    this.node.hidden = !stops.length;
    this.title.value = title;
    this.goal.value = goal;
    this.calm();
    this.stops.replaceChildren(...stops.map((stop, i) => this.row(stop, i, stops.length)));
  }

  /**
   * @param {import("./draft.js").DraftStop} stop
   * @param {number} at
   * @param {number} all
   */
  row({ link, minutes, says }, at, all) {
    /** @param {string} sign @param {string} words @param {() => void} act */
    const small = (sign, words, act) => {
      const node = button(sign, () => this.after(act, words));
      node.setAttribute("aria-label", `${words} page ${at + 1}`);
      return node;
    };
    const up = small("↑", "Move up", () => this.draft.move(at, -1));
    const down = small("↓", "Move down", () => this.draft.move(at, 1));
    [up.disabled, down.disabled] = [at === 0, at === all - 1];
    const words = element("a", { href: `./${link.slice(1)}`, target: "_blank", rel: "noopener", textContent: says || link });
    return element("li", {}, [
      element("span", { className: "lab-stop" }, [words, ` (${minutes} min)`]),
      element("span", { className: "lab-moves" }, [up, down, small("×", "Remove", () => this.draft.remove(at))]),
    ]);
  }

  // Does something to the list, and gives the focus back to it: the button that was pressed is gone.
  /**
   * @param {() => void} act
   * @param {string} words
   */
  after(act, words) {
    act();
    this.fill();
    const again = [...this.stops.querySelectorAll("button")].find(
      (each) => !each.disabled && each.getAttribute("aria-label")?.startsWith(words),
    );
    (again ?? this.clear).focus();
  }

  // Clears the lesson when it is asked twice.
  ask() {
    if (this.sure) {
      this.draft.clear();
      return this.fill();
    }
    this.sure = true;
    this.clear.textContent = ASK;
    return undefined;
  }

  calm() {
    this.sure = false;
    this.clear.textContent = "Clear";
  }
}
