// @ts-check
// What is shown inside a step, where a page inspects one: the numbers in its formulas, and their traces.

import { Inspector } from "./inspector.js";
import { Traces } from "./traces.js";

export class Inside {
  // `onLight(part)` is called with what the line of a formula draws that is pointed at, or null; `there()` says whether the stage is.
  /**
   * @param {(part: string | null) => void} onLight
   * @param {() => boolean} there
   */
  constructor(onLight, there) {
    this.there = there;
    this.inspector = new Inspector(onLight);
    this.traces = new Traces();
    this.shown = false; // whether anything is inspected
    this.writing = 0;
  }

  /**
   * @param {StagePicture} header
   * @param {NumberArray[]} arrays
   * @param {Path[]} paths
   */
  update({ inspected, look }, arrays, paths) {
    this.shown = inspected.length > 0;
    if (!this.shown) return;
    this.inspector.update(inspected, arrays);
    this.traces.update(inspected, arrays, paths, look);
  }

  // Shows the numbers of step t, again and again until the formulas are there: they may come after the picture.
  /** @param {number} t */
  at(t) {
    if (!this.shown) return;
    cancelAnimationFrame(this.writing);
    this.traces.at(t);
    if (!this.inspector.at(t) && this.there()) this.writing = requestAnimationFrame(() => this.at(t));
  }

  // Finds its places again, where Streamlit has mounted them anew.
  /** @param {number} t */
  settle(t) {
    this.traces.settle();
    this.at(t);
  }

  dispose() {
    cancelAnimationFrame(this.writing);
    this.inspector.dispose();
    this.traces.dispose();
  }
}
