// @ts-check
// A line that a visitor draws: of how many points it is, how a text box has it, and how it is drawn.

import { write } from "./arrows.js";
import { OUTLINE, head, inside, point } from "./draw.js";

const NEAR = 1; // px: a point this close to the line through the others is not missed
const DIGITS = 4; // of a number as large as the window
const LINE = { width: 3, dash: [5, 5], tip: 14, word: "your line" };
const APART = 8; // px between the word and what is drawn
const SAMPLES = 100; // steps of a path that the word keeps away from
const BACK = 8; // px from the tip to the point that says in which direction it points

// At most so many points of a line after its first one: again and again the one that is furthest from the line through those before, as
// `project` shows it in pixels. Douglas & Peucker, Algorithms for the reduction of the number of points, 1973.
/**
 * @param {number[][]} line
 * @param {(point: number[]) => Point} project
 * @param {number} most
 */
export function thinned(line, project, most) {
  const seen = line.map(project);
  const kept = [0, line.length - 1];
  while (kept.length <= most) {
    let [far, at] = [NEAR, 0];
    for (let k = 1; k < kept.length; k++)
      for (let i = kept[k - 1] + 1; i < kept[k]; i++) {
        const off = apart(seen[i], seen[kept[k - 1]], seen[kept[k]]);
        if (off > far) [far, at] = [off, i];
      }
    if (!at) break;
    kept.push(at);
    kept.sort((one, other) => one - other);
  }
  return kept.map((i) => line[i]);
}

// How far a point is from the line between two others.
/**
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
function apart([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy) || 0;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}

// A point with as many digits as a map of this window shows.
/**
 * @param {number[]} point
 * @param {number[][]} window
 */
export function rounded(point, window) {
  return point.map((at, i) => {
    const decimals = DIGITS - Math.ceil(Math.log10(window[i][1] - window[i][0]));
    return Number(at.toFixed(Math.max(0, Math.min(20, decimals)))) + 0; // -0 + 0 is 0
  });
}

// A line as the text box has it: without the start.
/** @param {number[][]} line */
export function written(line) {
  return line
    .slice(1)
    .map(([x, y]) => `${x},${y}`)
    .join("; ");
}

// Draws a line unlike those of all methods: in ink, dashed, with a tip and a word at its end, which keeps away from the paths.
/**
 * @param {Pen} pen
 * @param {number[][]} line
 * @param {Path[]} paths
 * @param {Projection} project
 * @param {Area} area
 * @param {Pick<StageLook, "ink" | "paper"> & { wide: number }} look
 */
export function paintLine(pen, line, paths, project, area, look) {
  if (line.length < 2) return;
  const { ink, paper, wide } = look;
  const way = line.map(([x, y]) => project(x, y, 0));
  pen.beginPath();
  way.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.lineJoin = "round";
  pen.setLineDash([]);
  pen.strokeStyle = paper;
  pen.lineWidth = (LINE.width + 2 * OUTLINE) * wide;
  pen.stroke();
  pen.setLineDash(LINE.dash.map((each) => each * wide));
  pen.strokeStyle = ink;
  pen.lineWidth = LINE.width * wide;
  pen.stroke();
  pen.setLineDash([]);
  const [x, y] = way[way.length - 1];
  const [x0, y0] = way.findLast(([px, py]) => Math.hypot(x - px, y - py) > BACK) ?? way[0];
  const angle = Math.atan2(y - y0, x - x0);
  head(pen, x, y, angle, LINE.tip * wide, ink, paper);
  if (!inside(x, y, area)) return;
  const obstacles = [way, ...paths.map((path) => sampled(path, project))].flatMap(parts);
  write(pen, [{ text: LINE.word, anchor: [x, y], angle }], obstacles, area, look);
}

// Some of the places of a path, its last one among them.
/**
 * @param {Path} path
 * @param {Projection} project
 */
function sampled(path, project) {
  const many = Math.min(SAMPLES, path.end);
  return Array.from({ length: many + 1 }, (_, i) => point(path, Math.round((i * path.end) / Math.max(1, many)), project));
}

// What words may not cover of a line through these places.
/**
 * @param {Point[]} way
 * @returns {import("./label_places.js").Obstacle[]}
 */
function parts(way) {
  return way.slice(1).map((to, i) => ({ from: way[i], to, radius: APART }));
}
