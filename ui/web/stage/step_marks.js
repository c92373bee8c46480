// @ts-check
// How steps that are taken by hand are drawn: the way so far, the arrow downhill, and the step under the hand.

import { DISC, DOWNHILL, arrow, write } from "./arrows.js";
import { OUTLINE, inside } from "./draw.js";

const WAY = { width: 2.5, dot: 4 };
const APART = 5; // px between words and lines

/** @typedef {Omit<TakenRecord, "key" | "reach"> & { tip: number[] | null }} Shown */

/**
 * @param {Pen} pen
 * @param {Shown | null} shown
 * @param {Projection} project
 * @param {Area} area
 * @param {Pick<StageLook, "ink" | "paper"> & { wide: number }} look
 */
export function paintSteps(pen, shown, project, area, look) {
  if (!shown) return;
  const { ink, paper, wide } = look;
  const way = shown.points.map(([x, y]) => project(x, y, 0));
  const now = way[way.length - 1];
  for (const [colour, more] of /** @type {[string, number][]} */ ([
    [paper, 2 * OUTLINE],
    [ink, 0],
  ])) {
    pen.beginPath();
    way.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.lineJoin = "round";
    pen.setLineDash([]);
    pen.strokeStyle = colour;
    pen.lineWidth = (WAY.width + more) * wide;
    pen.stroke();
    pen.fillStyle = colour;
    for (const [x, y] of way) {
      pen.beginPath();
      pen.arc(x, y, WAY.dot * wide + more / 2, 0, 7);
      pen.fill();
    }
  }
  /**
   * @param {number[]} to
   * @param {string} colour
   * @param {boolean} words
   */
  const point = ([x, y], colour, words) => {
    const [tx, ty] = project(x, y, 0);
    arrow(pen, now[0], now[1], tx - now[0], ty - now[1], colour, { paper, words }, []);
    return /** @type {Point} */ ([tx, ty]);
  };
  const low = point(shown.downhill, DOWNHILL, true);
  const tip = shown.tip ? point(shown.tip, ink, true) : now;
  if (!inside(...now, area)) return;
  const lines = [...way.slice(1).map((to, i) => [way[i], to]), [now, low], [now, tip]];
  const obstacles = [{ from: now, to: now, radius: DISC }, ...lines.map(([from, to]) => ({ from, to, radius: APART }))];
  const angle = Math.atan2(low[1] - now[1], low[0] - now[0]);
  const labels = [
    { text: shown.slope, anchor: low, angle },
    { text: shown.height, anchor: now, angle: angle + Math.PI },
  ];
  write(pen, labels, obstacles, area, look);
}
