// @ts-check
// What a visitor makes on the map by hand, besides moving the start: a line, or steps.

import { Sketch } from "./sketch.js";
import { StepHand } from "./step_hand.js";

/** @typedef {import("../plotly.js").Chart} Chart */

export class Made {
  /** @param {Pick<import("./stage.js").Stage, "header" | "charts" | "drawPaths">} stage */
  constructor(stage) {
    this.sketch = new Sketch(stage);
    this.hand = new StepHand(stage);
  }

  get line() {
    return this.sketch.line;
  }

  get steps() {
    return this.hand.shown;
  }

  // Whether something is under the hand, or on its way to Python.
  get held() {
    return this.sketch.held !== null || this.hand.tip !== null;
  }

  // Lets the hand work on a chart.
  /** @param {Chart} chart */
  dress(chart) {
    for (const part of [this.sketch, this.hand]) chart.listen("pointerdown", (event) => part.begin(chart, event), { capture: true });
    chart.listen("keydown", (event) => this.hand.press(chart, event));
  }

  place() {
    this.sketch.place();
    this.hand.place();
  }

  dispose() {
    this.sketch.leave();
    this.hand.leave();
  }
}
