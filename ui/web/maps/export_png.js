// @ts-check
// Saves the maps as one picture that is twice as fine as the screen, and says by itself what it shows: title, maps, key, settings, link.

import { entries } from "./legend.js";
import { LINE, drawKey, font, wrapped } from "./key_drawing.js";

const GAP = 28;
const SHARPER = 2;
const NARROWEST = 480; // pixels: below this, text needs more lines than the map has
const SMALL = 16; // pixels from one line of the settings to the next
const MOST_LINES = 12; // of the link: the rows of a visitor's own table are in it

/** @typedef {import("../plotly.js").Chart} Chart */

/**
 * @param {Pick<import("./map_view.js").MapView, "chart" | "map">[]} views
 * @param {MapPass} header
 */
export async function save(views, header) {
  const canvas = document.createElement("canvas");
  await compose(canvas, views, header, location.href);
  const link = document.createElement("a");
  link.download = "map.png";
  link.href = canvas.toDataURL("image/png");
  link.click();
}

// Draws everything on the canvas, and makes it large enough.
/**
 * @param {Pick<HTMLCanvasElement, "width" | "height"> & { getContext(kind: "2d"): Pen | null }} canvas
 * @param {Pick<import("./map_view.js").MapView, "chart" | "map">[]} views
 * @param {MapPass} header
 * @param {string} link
 */
export async function compose(canvas, views, header, link) {
  const { look, settings } = header;
  const charts = views.map(({ chart, map }) => ({ chart: /** @type {Chart} */ (chart), map }));
  const pen = /** @type {MapPen} */ (canvas.getContext("2d"));
  const maps = charts.reduce((sum, { chart }) => sum + chart.layout.width + GAP, -GAP);
  const width = Math.max(maps, NARROWEST);
  const [{ map }] = charts;
  const names = charts.map(({ map: { name } }) => name).join(", ");
  pen.font = font(15, 600);
  const title = wrapped(pen, `${names}: ${map.x.title} across; ${map.y.title} up`, width);
  pen.font = font(12);
  const address = wrapped(pen, link, width);
  if (address.length > MOST_LINES) address.splice(MOST_LINES - 1, Infinity, `${address[MOST_LINES - 1].slice(0, -1)}…`);
  const small = [...settings.flatMap((line) => wrapped(pen, line, width)), ...address];
  const key = entries(header);
  const [above, tall] = [GAP / 2 + title.length * LINE, Math.max(...charts.map(({ chart }) => chart.layout.height))];
  const named = charts.length > 1 ? LINE : 0; // a map alone is named by the title
  const below = above + named + tall + LINE / 2;
  const keyed = drawKey(pen, key, null, GAP, below, width);
  canvas.width = SHARPER * (width + 2 * GAP);
  canvas.height = SHARPER * (below + keyed + LINE / 2 + small.length * SMALL + GAP / 2);
  // A canvas that gets a size forgets its scale and its font.
  pen.scale(SHARPER, SHARPER);
  pen.fillStyle = look.paper;
  pen.fillRect(0, 0, canvas.width / SHARPER, canvas.height / SHARPER);
  /**
   * @param {string[]} lines
   * @param {number} top
   * @param {number} step
   */
  const write = (lines, top, step) => lines.forEach((line, k) => pen.fillText(line, GAP, top + (k + 0.5) * step));
  pen.fillStyle = look.ink;
  pen.font = font(15, 600);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  write(title, GAP / 2, LINE);
  let left = GAP;
  for (const each of charts) {
    const { width: wide, height: high } = each.chart.layout;
    if (named) pen.fillText(each.map.name, left, above + LINE / 2);
    pen.drawImage(each.chart.under, left, above + named, wide, high);
    pen.drawImage(await each.chart.image(), left, above + named, wide, high);
    left += wide + GAP;
  }
  drawKey(pen, key, look, GAP, below, width);
  pen.fillStyle = look.faint;
  pen.font = font(12);
  write(small, below + keyed + LINE / 2, SMALL);
}
