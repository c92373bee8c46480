// @ts-check
// The two canvases over a chart: whole paths on the lower one, what changes with time on the upper one.

import { presented } from "../share/present.js";
import { arrows } from "./arrows.js";
import { clip, playhead, trace } from "./draw.js";
import { paintLine } from "./sketch_line.js";
import { paintSteps } from "./step_marks.js";

/** @typedef {import("../plotly.js").Chart} Chart */

/** @typedef {{ line: number[][], steps: import("./step_marks.js").Shown | null }} Made */

// Draws what the visitor has made, and over it all paths, those in focus on top; pale until time has come to the end.
/**
 * @param {Chart} chart
 * @param {Path[]} paths
 * @param {boolean} whole whether time has come to the end
 * @param {StageLook} look
 * @param {Made} made
 */
export function drawWhole(chart, paths, whole, look, made) {
  const pen = chart.context(chart.under);
  pen.save();
  clip(pen, chart.area);
  paintWhole(pen, chart, paths, whole, look, made);
  pen.restore();
}

// The same with any pen, which leaves out what is beside the plotted area.
/**
 * @param {Pen} pen
 * @param {Chart} chart
 * @param {Path[]} paths
 * @param {boolean} whole
 * @param {StageLook} usual
 * @param {Made} made
 */
export function paintWhole(pen, chart, paths, whole, usual, made) {
  const project = chart.projection();
  const look = presented(usual);
  const { paper, wide } = look;
  paintLine(pen, made.line, paths, project, chart.area, look);
  paintSteps(pen, made.steps, project, chart.area, look);
  for (const path of [...paths].sort((a, b) => Number(b.back) - Number(a.back)))
    trace(pen, path, Infinity, project, paper, path.back ? 0.15 : whole ? 1 : 0.22, wide);
}

/** @typedef {{ t: number, whole: boolean, from: number, shows: string[], light: string | null, look: StageLook }} Now */

// Draws the paths up to time t, the arrows of the step that begins at `from`, and the playheads.
/**
 * @param {Chart} chart
 * @param {Path[]} paths
 * @param {Now} now
 */
export function drawNow(chart, paths, now) {
  const pen = chart.context(chart.over);
  pen.save();
  clip(pen, chart.area);
  paintNow(pen, chart, paths, now);
  pen.restore();
}

// The same with any pen, which leaves out what is beside the plotted area.
/**
 * @param {Pen} pen
 * @param {Chart} chart
 * @param {Path[]} paths
 * @param {Now} now
 */
export function paintNow(pen, chart, paths, { t, whole, from, shows, light, look: usual }) {
  const project = chart.projection();
  const { area } = chart;
  const look = presented(usual);
  if (!whole && shows.includes("path")) for (const path of paths) trace(pen, path, t, project, look.paper, 1, look.wide);
  for (const path of paths) {
    arrows(pen, path, from, project, area, look, shows, light);
    playhead(pen, path, t, project, area, look.paper, look.wide);
  }
}
