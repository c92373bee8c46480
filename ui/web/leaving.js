// @ts-check
// Plotly takes its words at the pointer away only where the pointer goes on over the page: not where it comes to a dialog or a frame, nor
// where another window gets the keys.

import { chartAround, hush } from "./plots.js";

export function watchLeaving() {
  window.addEventListener("blur", hush);
  document.addEventListener("mouseout", ({ target, relatedTarget }) => {
    const chart = chartAround(target);
    // In the next frame, because Plotly hears of it later than this.
    if (chart && !chart.contains(/** @type {Node | null} */ (relatedTarget))) requestAnimationFrame(hush);
  });
}
