// @ts-check
// Makes the page ready for paper. A chart and its canvases keep the pixels that they have on the screen; `print.css` scales them together.

const PAPER = { width: 680, height: 430 }; // pixels of CSS for the picture on a sheet of A4
const MOST_ACROSS = 3;

/**
 * @param {string} link
 * @param {{ width: number, height: number }[]} charts
 */
export function prepare(link, charts) {
  for (const node of document.querySelectorAll(".lab-print-link")) node.textContent = link;
  const width = Math.max(1, ...charts.map((chart) => chart.width));
  const height = Math.max(1, ...charts.map((chart) => chart.height));
  const across = Math.max(1, Math.min(MOST_ACROSS, charts.length));
  const down = Math.max(1, Math.ceil(charts.length / across));
  const scale = Math.min(1, PAPER.width / (across * width), PAPER.height / (down * height));
  const { style } = document.documentElement;
  style.setProperty("--lab-print-scale", String(Number(scale.toFixed(3))));
  style.setProperty("--lab-print-width", `${width}px`);
  style.setProperty("--lab-print-height", `${height}px`);
}
