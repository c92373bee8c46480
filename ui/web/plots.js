// @ts-check
// Plotly's charts on the page: where one is drawn, and what Plotly says beside the pointer.

// The chart in a place, once it is drawn and has a size; null before.
/** @param {Element | null} place */
export function drawnIn(place) {
  /** @type {PlotlyPlot | null | undefined} */
  const plot = place?.querySelector(".js-plotly-plot");
  const layout = plot?._fullLayout;
  return layout?.width && (layout.scene ? layout.scene._scene?.glplot : layout.xaxis?._length) ? plot : null;
}

// Takes away Plotly's own words beside the pointer. On a surface only a pointer elsewhere does.
export function hush() {
  for (const plot of /** @type {NodeListOf<PlotlyPlot>} */ (document.querySelectorAll(".js-plotly-plot"))) {
    const canvas = plot.querySelector(".gl-container canvas");
    if (canvas) canvas.dispatchEvent(new MouseEvent("mousemove", { clientX: -1e4, clientY: -1e4 }));
    else if (plot._fullLayout) window.Plotly?.Fx.unhover(plot);
  }
}

export const chartAround = (/** @type {EventTarget | null} */ node) => (node instanceof Element ? node.closest(".js-plotly-plot") : null);
