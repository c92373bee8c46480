// @ts-check
// Drawing on a map, over its cells: frontier, bound, minima.

import { letters } from "../share/present.js";
import { DIVERGED } from "./cell_grid.js";

// The line between the runs that diverged and the others.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Area} area
 * @param {MapPass} pass
 * @param {Int8Array} kind what became of each run
 */
export function drawFrontier(pen, area, { size, look }, kind) {
  const [w, h] = [area.width / size, area.height / size];
  /**
   * @param {number} x
   * @param {number} y
   */
  const gone = (x, y) => kind[y * size + x] === DIVERGED;
  pen.beginPath();
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const here = gone(x, y);
      const [left, bottom] = [area.left + x * w, area.top + area.height - y * h];
      if (x && here !== gone(x - 1, y)) {
        pen.moveTo(left, bottom);
        pen.lineTo(left, bottom - h);
      }
      if (y && here !== gone(x, y - 1)) {
        pen.moveTo(left, bottom);
        pen.lineTo(left + w, bottom);
      }
    }
  pen.strokeStyle = look.ink;
  pen.lineWidth = 1.5;
  pen.stroke();
}

// The stability bound: where theory expects the frontier.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Area} area
 * @param {MapBound} bound
 * @param {MapLook} look
 */
export function drawBound(pen, area, bound, look) {
  const across = bound.side === "x";
  const [x, y] = [area.left + bound.share * area.width, area.top + (1 - bound.share) * area.height];
  pen.beginPath();
  pen.moveTo(across ? x : area.left, across ? area.top : y);
  pen.lineTo(across ? x : area.left + area.width, across ? area.top + area.height : y);
  outlined(pen, look, 2, [6, 4]);
  // Its words stand beside the line if there is room, and always inside the map.
  pen.font = `600 ${letters(12)}px sans-serif`;
  const most = area.left + area.width - pen.measureText(bound.words).width - 6;
  const beside = bound.share > 0.5 ? x - (area.left + area.width - most) : x + 6;
  label(pen, look, bound.words, across ? Math.max(area.left + 6, Math.min(most, beside)) : most, across ? area.top + 14 : y - 6);
}

// The minima, numbered, on a map of starts.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Area} area
 * @param {MapPass} pass
 */
export function drawMinima(pen, area, { minima, look }) {
  minima.forEach((each, k) => {
    if (!each.at) return;
    const [x, y] = [area.left + each.at[0] * area.width, area.top + (1 - each.at[1]) * area.height];
    pen.beginPath();
    pen.arc(x, y, 8, 0, 7);
    pen.fillStyle = look.paper;
    pen.fill();
    pen.strokeStyle = each.colour;
    pen.lineWidth = 2.5;
    pen.stroke();
    pen.fillStyle = look.ink;
    pen.font = "600 11px sans-serif";
    pen.textAlign = "center";
    pen.fillText(String(k + 1), x, y + 4);
  });
}

// A line in ink with an edge of paper, which is visible on every colour.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {MapLook} look
 * @param {number} width
 * @param {number[]} dash
 */
export function outlined(pen, look, width, dash) {
  pen.setLineDash([]);
  pen.strokeStyle = look.paper;
  pen.lineWidth = width + 2;
  pen.stroke();
  pen.setLineDash(dash);
  pen.strokeStyle = look.ink;
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {MapLook} look
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function label(pen, look, text, x, y) {
  pen.textAlign = "left";
  pen.lineWidth = 4;
  pen.strokeStyle = look.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = look.ink;
  pen.fillText(text, x, y);
}
