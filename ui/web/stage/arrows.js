// @ts-check
// Drawing at the playhead: the arrows and squares of one step.

import { letters } from "../share/present.js";
import { OUTLINE, head, inside, point } from "./draw.js";
import { beside } from "./label_places.js";
import { rateOf } from "./rate.js";
import { height } from "./run_words.js";

// What can be shown at the playhead besides the marker: the step, and the steps that the slope alone or the momentum alone would make
// (η times each), all to scale. With words beside them, slopes show a direction only, at one length.
// Squares: the side is the effective step size of an axis; the largest square is the largest step size of the run. Where a matrix is in
// their place: an ellipse, which is made of the steps that slopes of one length get in all directions. Its longest axis has one length: in
// the first step of a run, when the matrix knows one slope only, it would dwarf all others.
const REACH = { words: 70, plain: 46 };
export const DISC = 17; // pixels from the middle of the disc of the start to the edge of its halo
const RING = 7; // the radius of the ring where a step lands
const [ASIDE, SQUARE, THINNEST] = [12, 18, 1.5]; // pixels from the marker to the squares, of the largest one, and of the least
const ELLIPSE = 14; // pixels from its middle to its farthest points
const LABEL = { size: 14, height: 18 };
export const [UPHILL, DOWNHILL] = ["#e0661f", "#2b8fd6"]; // for arrows with words, and in the cut beside the map

// `light` is the part that a line of the formula draws: the others are pale.
/**
 * @param {Pen} pen
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 * @param {Area} area
 * @param {Pick<StageLook, "ink" | "paper" | "words" | "span">} look
 * @param {string[]} shows
 * @param {string | null} light
 */
export function arrows(pen, path, t, project, area, look, shows, light = null) {
  const i = Math.min(Math.floor(t), path.end);
  const [x, y] = point(path, i, project);
  if (!inside(x, y, area)) return;
  const { slope, momentum, size, matrix } = path.extra;
  const reach = look.words ? REACH.words : REACH.plain;
  /** @type {{ text: string, anchor: Point, angle: number }[]} */
  const labels = [];
  /** @type {import("./label_places.js").Obstacle[]} */
  const obstacles = [{ from: [x, y], to: [x, y], radius: DISC }];
  /**
   * @param {number} dx
   * @param {number} dy
   * @param {string} colour
   * @param {number[]} dash
   */
  const draw = (dx, dy, colour, dash) => {
    arrow(pen, x, y, dx, dy, colour, look, dash);
    const tip = seen(x, y, dx, dy, area);
    obstacles.push({ from: [x, y], to: tip, radius: 4 }, { from: tip, to: tip, radius: RING + 2 });
    return tip;
  };
  /**
   * @param {Float32Array} values
   * @param {number} sign
   * @param {number[]} dash
   * @param {string} text
   */
  const pointing = (values, sign, dash, text, colour = path.colour) => {
    const far = 0.02 / Math.max(1e-300, Math.hypot(values[2 * i], values[2 * i + 1]));
    const [ux, uy] = project(
      path.theta[2 * i] + sign * far * values[2 * i] * look.span,
      path.theta[2 * i + 1] + sign * far * values[2 * i + 1] * look.span,
      path.loss[i],
    );
    const [dx, dy] = [ux - x, uy - y];
    const length = Math.hypot(dx, dy);
    if (!(length > 0)) return;
    const tip = draw((dx / length) * reach, (dy / length) * reach, colour, dash);
    labels.push({ text, anchor: tip, angle: Math.atan2(dy, dx) });
  };
  if (slope && shows.includes("uphill")) pointing(slope, 1, [2, 3], "∇J, uphill", UPHILL);
  /** @param {string} part */
  const dim = (part) => (pen.globalAlpha = light && light !== part ? 0.2 : 1);
  /**
   * @param {Float32Array} values
   * @param {number[]} dash
   */
  const scaled = (values, dash) => {
    const rate = rateOf(path, i + 1);
    const [ux, uy] = project(path.theta[2 * i] - rate * values[2 * i], path.theta[2 * i + 1] - rate * values[2 * i + 1], path.loss[i]);
    const far = Math.min(1, 3000 / Math.hypot(ux - x, uy - y)); // this is beyond any screen; much longer lines are not drawn
    if (far > 0) draw(far * (ux - x), far * (uy - y), path.colour, dash);
  };
  dim("slope");
  if (slope && shows.includes("slope")) scaled(slope, [2, 3]);
  dim("momentum");
  if (momentum && shows.includes("momentum")) scaled(momentum, [8, 4]);
  dim("step");
  if (shows.includes("step") && i < path.end) {
    const [nx, ny] = point(path, i + 1, project);
    const tip = draw(nx - x, ny - y, look.words ? DOWNHILL : path.colour, []);
    if (look.words) {
      pen.beginPath();
      pen.arc(nx, ny, RING, 0, 7);
      pen.strokeStyle = look.ink;
      pen.lineWidth = 2;
      pen.stroke();
    }
    labels.push({ text: "−η∇J", anchor: tip, angle: Math.atan2(ny - y, nx - x) });
  }
  if (shows.includes("height")) labels.push({ text: `J = ${height(path, i, 3)}`, anchor: [x, y], angle: 0.5 });
  pen.fillStyle = path.colour;
  if (shows.includes("size")) pen.globalAlpha = light === "size" ? 1 : light ? 0.15 : 0.5;
  if (matrix && shows.includes("size")) {
    ellipse(pen, x + ASIDE + ELLIPSE, y + ASIDE + ELLIPSE, matrix.subarray(3 * i, 3 * i + 3));
  }
  if (size && shows.includes("size")) {
    for (const axis of [0, 1]) {
      const side = Math.max(THINNEST, (SQUARE * size[2 * i + axis]) / path.largest);
      pen.fillRect(x + ASIDE + axis * (SQUARE + 4), y + ASIDE, side, side);
    }
  }
  pen.globalAlpha = 1;
  if (look.words) write(pen, labels, obstacles, area, look);
}

// What a symmetric matrix makes of a circle; y grows upwards. One that is nearly a line is as wide as a pen.
/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 * @param {Float32Array} matrix
 */
function ellipse(pen, x, y, [a, b, d]) {
  const longest = (a + d) / 2 + Math.hypot((a - d) / 2, b); // the larger eigenvalue
  if (!(longest > 0)) return;
  const scale = ELLIPSE / longest;
  pen.beginPath();
  for (let i = 0; i < 48; i++) {
    const [u, v] = [Math.cos((i * Math.PI) / 24), Math.sin((i * Math.PI) / 24)];
    const at = /** @type {const} */ ([x + scale * (a * u + b * v), y - scale * (b * u + d * v)]);
    if (i) pen.lineTo(...at);
    else pen.moveTo(...at);
  }
  pen.closePath();
  pen.fill();
  pen.strokeStyle = /** @type {string} */ (pen.fillStyle);
  pen.lineWidth = THINNEST;
  pen.stroke();
}

// Where an arrow ends, or where it leaves the map.
/**
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {Area} area
 * @returns {Point}
 */
function seen(x, y, dx, dy, { left, top, width, height }) {
  const cuts = [
    dx > 0 ? (left + width - x) / dx : dx < 0 ? (left - x) / dx : 1,
    dy > 0 ? (top + height - y) / dy : dy < 0 ? (top - y) / dy : 1,
  ];
  const share = Math.max(0, Math.min(1, ...cuts));
  return [x + share * dx, y + share * dy];
}

// Writes words beside the tips of arrows and lines, where they cover neither arrows nor each other.
/**
 * @param {Pen} pen
 * @param {{ text: string, anchor: Point, angle: number }[]} labels
 * @param {import("./label_places.js").Obstacle[]} obstacles
 * @param {Area} area
 * @param {Pick<StageLook, "ink" | "paper">} look
 */
export function write(pen, labels, obstacles, area, look) {
  pen.font = `600 ${letters(LABEL.size)}px 'Source Sans', sans-serif`;
  pen.fillStyle = look.ink;
  pen.strokeStyle = look.paper;
  pen.lineWidth = 2 * OUTLINE;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  /** @type {import("./label_places.js").Box[]} */
  const words = [];
  for (const { text, anchor, angle } of labels) {
    const size = { width: pen.measureText(text).width, height: letters(LABEL.height) };
    const box = beside(anchor, angle, size, obstacles, words, area);
    words.push(box);
    pen.strokeText(text, box.left, box.top + box.height / 2);
    pen.fillText(text, box.left, box.top + box.height / 2);
  }
}

/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {string} colour
 * @param {Pick<StageLook, "paper" | "words">} look
 * @param {number[]} dash
 */
export function arrow(pen, x, y, dx, dy, colour, { paper, words }, dash) {
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + dx, y + dy);
  const width = words ? 3.5 : 2;
  pen.strokeStyle = paper;
  pen.lineWidth = width + 2 * OUTLINE;
  pen.stroke();
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(words ? [] : dash);
  pen.stroke();
  pen.setLineDash([]);
  head(pen, x + dx, y + dy, Math.atan2(dy, dx), Math.min(words ? 14 : 9, 4 + length / 6), colour, paper);
}
