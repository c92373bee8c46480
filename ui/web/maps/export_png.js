// @ts-check
// Saves the maps, with their sides, as one picture that is twice as fine as the screen.

const GAP = 28;
const SHARPER = 2;

/** @typedef {import("../plotly.js").Chart} Chart */

/**
 * @param {import("./map_view.js").MapView[]} views
 * @param {MapLook} look
 */
export async function save(views, look) {
  const charts = views.map(({ chart, map }) => ({ chart: /** @type {Chart} */ (chart), map }));
  const boxes = charts.map(({ chart }) => chart.layout);
  const width = boxes.reduce((sum, box) => sum + box.width + GAP, GAP);
  const height = Math.max(...boxes.map((box) => box.height)) + 2 * GAP;
  const canvas = Object.assign(document.createElement("canvas"), { width: SHARPER * width, height: SHARPER * height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(SHARPER, SHARPER);
  pen.fillStyle = look.paper;
  pen.fillRect(0, 0, width, height);
  let left = GAP;
  for (const { chart, map } of charts) {
    const box = chart.layout;
    pen.fillStyle = look.ink;
    pen.font = "600 14px sans-serif";
    pen.fillText(map.name, left, 20);
    pen.drawImage(chart.under, left, GAP, box.width, box.height);
    pen.drawImage(await chart.image(), left, GAP, box.width, box.height);
    left += box.width + GAP;
  }
  const link = document.createElement("a");
  link.download = "map.png";
  link.href = canvas.toDataURL("image/png");
  link.click();
}
