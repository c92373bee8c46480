// @ts-check
// A whole stage on the page of a test, with one chart.

import { dress } from "../../ui/web/stage/chart_hand.js";
import { Stage } from "../../ui/web/stage/stage.js";
import { Part } from "./part.js";
import { picture } from "./runs.js";
import { openPage, resize } from "./stage_page.js";

const AREA = { left: 0, top: 0, width: 300, height: 200 };

/** @typedef {import("../../ui/web/plotly.js").Chart} Chart */

// A chart as far as the stage looks at it: x from 0 to 1 is as many hundred pixels, and y grows upwards from 100.
export class MadeChart {
  plot = new Part();
  under = new Part("canvas");
  over = new Part("canvas");
  handle = null;
  buttons = null;
  alive = true;
  is3d = false;
  area = AREA;
  /** @type {number[] | null} */
  usualEye = null;
  /** @type {number[][]} */
  shown = []; // the windows that it was told to show
  /** @type {(number[] | null)[]} */
  stood = []; // where the camera was told to stand
  fill() {}
  put() {}
  dispose() {}
  listenOnWindow() {}
  /**
   * @param {number} x
   * @param {number} y
   */
  at(x, y) {
    return [x / 100, (100 - y) / 100];
  }
  /**
   * @param {number} x
   * @param {number} y
   */
  holds(x, y) {
    return x >= 0 && y >= 0 && x <= AREA.width && y <= AREA.height;
  }
  projection() {
    /** @type {Projection} */
    const project = (x, y) => [100 * x, 100 - 100 * y];
    return project;
  }
  /** @param {Part} canvas */
  context(canvas) {
    canvas.pen.clearRect();
    return canvas.pen;
  }
  /**
   * @param {string} name
   * @param {(event: Event) => void} act
   */
  listen(name, act) {
    this.plot.addEventListener(name, act);
  }
  /** @param {number[]} view */
  show(view) {
    this.shown.push(view);
  }
  /** @param {number[] | null} eye */
  stand(eye) {
    this.stood.push(eye);
  }
}

/**
 * @param {Path[]} paths
 * @param {Partial<StagePicture>} [more]
 */
export function made(paths, more) {
  openPage();
  /** @type {Partial<Kept>[]} */
  const kept = [];
  const address = {
    kept: { t: null, views: [], eye: null, arrows: false },
    keep: (/** @type {Partial<Kept>} */ change) => kept.push(change),
  };
  /** @type {Record<string, [number, number]>[]} */
  const moved = [];
  const sender = {
    ...{ answered() {}, send() {}, drop() {}, quietly() {}, channel: { at() {} }, gesture: { opened: 1 } },
    move: (/** @type {Record<string, [number, number]>} */ values) => moved.push(values),
  };
  const parts = /** @type {ConstructorParameters<typeof Stage>} */ (/** @type {unknown} */ ([Part.page, sender, address]));
  const stage = new Stage(...parts);
  const chart = new MadeChart();
  const real = /** @type {Chart} */ (/** @type {unknown} */ (chart));
  stage.charts.set("ground", real);
  /**
   * @param {Path[]} runs
   * @param {Partial<StagePicture>} [other]
   */
  const show = (runs, other) =>
    stage.show(...picture(runs, { panels: [{ place: "ground", paths: runs.map((_, i) => i) }], ...more, ...other }));
  // The same, with arrays of the test's own after those of the paths.
  /**
   * @param {Path[]} runs
   * @param {Partial<StagePicture>} other
   * @param {NumberArray[]} arrays
   */
  const send = (runs, other, arrays) => {
    const [header, those] = picture(runs, other);
    stage.show(header, [...those, ...arrays]);
  };
  show(paths);
  dress(real, 0, stage);
  resize(stage.loss.node, 500, 210);
  const list = /** @type {Part} */ (/** @type {unknown} */ (stage.outcomes.table));
  const curves = /** @type {Part} */ (/** @type {unknown} */ (stage.loss.curves));
  const transport = /** @type {Part} */ (/** @type {unknown} */ (stage.transport.node));
  return { stage, chart, show, send, kept, moved, list, curves, transport };
}
