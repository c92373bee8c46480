// @ts-check
// Makes the page ready for paper. A chart and its canvases keep the pixels that they have on the screen; `print.css` scales them together.

const PAPER = { width: 680, height: 430 }; // pixels of CSS for the picture on a sheet of A4
const MOST_ACROSS = 3;

/** @typedef {{ width: number, height: number }} Size */

// The charts of the stage, and maps of runs, which share the sheet with the chart of the chosen run.
/**
 * @param {string} link
 * @param {Size[]} charts
 * @param {Size[]} maps
 */
export function prepare(link, charts, maps = []) {
  for (const node of document.querySelectorAll(".lab-print-link")) node.textContent = link;
  fit("--lab-print", charts, maps.length ? PAPER.height / 2 : PAPER.height);
  fit("--lab-print-map", maps, PAPER.height);
}

// Says how large charts beside each other are, and how much smaller on paper.
/**
 * @param {string} name
 * @param {Size[]} charts
 * @param {number} room how high they may stand
 */
function fit(name, charts, room) {
  const width = Math.max(1, ...charts.map((chart) => chart.width));
  const height = Math.max(1, ...charts.map((chart) => chart.height));
  const across = Math.max(1, Math.min(MOST_ACROSS, charts.length));
  const down = Math.max(1, Math.ceil(charts.length / across));
  const scale = Math.min(1, PAPER.width / (across * width), room / (down * height));
  const { style } = document.documentElement;
  style.setProperty(`${name}-scale`, String(Number(scale.toFixed(3))));
  style.setProperty(`${name}-width`, `${width}px`);
  style.setProperty(`${name}-height`, `${height}px`);
}
