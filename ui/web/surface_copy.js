// @ts-check
// A copy of a surface, for paper: what WebGL has drawn is gone by the time that a browser prints.

// Lays the copy over the surface, where `print.css` shows it.
/** @param {PlotlyLayout} layout of a chart, which may be flat */
export function copySurface({ scene }) {
  const glplot = scene?._scene.glplot;
  const canvas = glplot?.canvas;
  const place = canvas?.parentElement;
  if (!canvas || !place) return;
  /** @type {HTMLCanvasElement} */
  const copy = place.querySelector("canvas.lab-surface") ?? place.appendChild(document.createElement("canvas"));
  Object.assign(copy, { className: "lab-surface", width: canvas.width, height: canvas.height });
  glplot.redraw?.();
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
}
