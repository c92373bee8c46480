// @ts-check
// What is on the stage now, as a picture.

import { short } from "../stage/short_number.js";
import { paintNow, paintWhole } from "../stage/layers.js";
import { pictureSvg } from "./picture_svg.js";
import { SvgPen } from "./svg_pen.js";

/** @typedef {import("../stage/stage.js").Stage} Stage */

/**
 * @param {Stage} stage
 * @param {import("./about.js").Words} words
 * @param {string} link
 */
export async function draw(stage, words, link) {
  const { header, paths, outcomes } = stage;
  const several = header.panels.length > 1;
  // Map and surface show the same runs.
  const alike = new Set(header.panels.map((panel) => String(panel.paths))).size === 1;
  // Where one weight moves there is no map: its curve and the line are the picture.
  const curves = stage.cut.weighs ? stage.beside.filter((each) => !each.node.hidden).reverse() : [];
  const maps = await Promise.all(
    stage.drawable().map(async ([chart, shown]) => ({
      title: !several ? "" : alike ? (chart.is3d ? "3D" : "2D") : shown.map((path) => path.name).join(", "),
      ...{ width: chart.layout.width, height: chart.layout.height, area: chart.area },
      marks: marks(stage, chart, shown),
      ground: await chart.address(),
    })),
  );
  const panels = [...maps, ...curves.map((each) => ({ title: "", ...each.size, area: each.area, marks: "", ground: each.address() }))];
  if (!panels.length || panels.some((panel) => !panel.ground)) throw new Error("no chart is drawn");
  const runs = paths.map((path, i) => ({
    ...{ name: path.name, colour: path.colour, dash: path.dash, marker: path.marker },
    method: words.methods[i] ?? `η = ${short(path.rate, 3)}`,
    outcome: outcomes.sentences[i] ?? path.sentence,
  }));
  return pictureSvg({ ...words, link, panels, runs, look: header.look });
}

// What the stage draws over a chart.
/**
 * @param {Stage} stage
 * @param {import("../plotly.js").Chart} chart
 * @param {Path[]} shown
 */
function marks({ header, transport, shows, light, made }, chart, shown) {
  const pen = new SvgPen();
  const paths = shown.map((path) => ({ ...path, back: false }));
  const { t } = transport;
  const whole = t >= transport.steps;
  const from = header.inspected.length ? Math.max(0, Math.round(t) - 1) : t;
  paintWhole(pen, chart, shows.includes("path") ? paths : [], whole, header.look, made);
  paintNow(pen, chart, paths, { t, whole, from, shows, light, look: header.look });
  return pen.markup;
}
