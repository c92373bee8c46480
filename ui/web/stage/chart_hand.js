// @ts-check
// The hand on a chart: pointing at a path describes it and brings it forward. What a click and a drag do is in `map_hand.js` and `start.js`.

import { pathsOf } from "./charts.js";
import { point } from "./draw.js";
import { dressMap } from "./map_hand.js";
import { height, place } from "./run_words.js";

const DIGITS = 4;
const NEAR = 14; // px: the greatest distance from the pointer to a path that is described

/** @typedef {import("../plotly.js").Chart} Chart */

/**
 * @param {Chart} chart
 * @param {number} index of its panel
 * @param {Pick<import("./stage.js").Stage, "header" | "paths" | "tip" | "focus" | "start" | "made" | "views">} stage
 */
export function dress(chart, index, stage) {
  const { plot } = chart;
  const { bare, start, panels } = stage.header;
  plot.tabIndex = 0;
  plot.setAttribute("role", "application");
  plot.setAttribute("aria-label", bare ? "Stage" : "Stage: space plays, left and right step");
  chart.listen("pointermove", (event) => {
    const panel = stage.header.panels[index];
    if (!panel || event.buttons || !chart.alive) return;
    const found = nearest(chart, pathsOf(panel, stage.paths), event, stage.header.start.window);
    stage.tip.show(found && found.words, event, () => chart.alive);
    if (found) stage.focus.point(stage.paths.indexOf(found.path));
  });
  chart.listen("pointerleave", () => stage.tip.hide());
  if (start) stage.start.handle(chart, panels[index].place);
  stage.made.dress(chart); // before Plotly and the map
  dressMap(
    chart,
    (point) => stage.start.set(point),
    () => stage.views.reset(chart),
  );
}

// The nearest iterate under the pointer: its path, and in words optimizer, t, θ, loss.
/**
 * @param {import("../plotly.js").Chart} chart
 * @param {Path[]} paths
 * @param {PointerEvent} event
 * @param {number[][]} window
 * @returns {{ path: Path, words: string } | null}
 */
export function nearest(chart, paths, event, window) {
  const box = chart.plot.getBoundingClientRect();
  const [mx, my] = [event.clientX - box.left, event.clientY - box.top];
  const project = chart.projection();
  let [found, step, best] = [/** @type {Path | null} */ (null), 0, NEAR];
  for (const path of paths)
    for (let t = 0; t <= path.end; t++) {
      const [x, y] = point(path, t, project);
      const far = Math.hypot(x - mx, y - my);
      if (far < best) [found, step, best] = [path, t, far];
    }
  return found && { path: found, words: said(found, step, window) };
}

/**
 * @param {Path} path
 * @param {number} t
 * @param {number[][]} window
 */
function said(path, t, window) {
  return `${path.name}, t = ${t}: θ = ${place(path.theta, t, window, DIGITS)}, loss ${height(path, t, DIGITS)}`;
}
