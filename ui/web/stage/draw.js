// @ts-check
// Drawing: paths, markers, arrows and squares on a canvas over a chart.

const FAR = 1e15; // beyond this a screen has no place for a point

// The runs of a picture with their numbers.
/**
 * @param {StagePicture} picture
 * @param {NumberArray[]} arrays
 * @returns {Path[]}
 */
export function paths(picture, arrays) {
  /** @param {number} index */
  const numbers = (index) => /** @type {Float32Array} */ (arrays[index]);
  return picture.paths.map((meta) => {
    const rows = meta.steps + 1;
    const [theta, loss] = [numbers(meta.theta), numbers(meta.loss)];
    /** @type {Path["extra"]} */
    const extra = Object.fromEntries(Object.entries(meta.extra).map(([name, index]) => [name, numbers(index)]));
    let end = 0; // the last step that can be drawn
    while (end + 1 < rows && Math.abs(theta[2 * end + 2]) < FAR && Math.abs(theta[2 * end + 3]) < FAR) end += 1;
    const largest = (extra.size ?? new Float32Array()).reduce((most, each) => Math.max(most, each), 1e-300);
    return { ...meta, theta, loss, extra, end, largest };
  });
}

/**
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 */
export function point(path, t, project) {
  const i = Math.min(t, path.end);
  return project(path.theta[2 * i], path.theta[2 * i + 1], path.loss[i]);
}

// The path from step 0 to step t, outlined in the colour of the paper so that crossing paths stay apart.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 * @param {string} paper
 * @param {number} strong how opaque it is, from 0 to 1
 */
export function trace(pen, path, t, project, paper, strong) {
  const last = Math.min(Math.floor(t), path.end);
  pen.beginPath();
  const { theta, loss } = path;
  const [ax, bx, ay, by] = project.affine ?? [0, 0, 0, 0];
  let [px, py] = [Infinity, Infinity];
  let x, y;
  for (let i = 0; i <= last; i++) {
    if (project.affine) {
      x = ax + bx * theta[2 * i];
      y = ay + by * theta[2 * i + 1];
    } else [x, y] = project(theta[2 * i], theta[2 * i + 1], loss[i]);
    if (i < last && Math.abs(x - px) + Math.abs(y - py) < 1) continue;
    if (i) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    px = x;
    py = y;
  }
  pen.lineJoin = "round";
  pen.globalAlpha = 0.55 * strong;
  pen.setLineDash([]);
  pen.strokeStyle = paper;
  pen.lineWidth = 5;
  pen.stroke();
  pen.globalAlpha = strong;
  pen.setLineDash(path.dash);
  pen.strokeStyle = path.colour;
  pen.lineWidth = 2.5;
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/**
 * `shape` is a path of SVG in units of `size` around (0, 0), as `figures/theme.py` has it.
 *
 * @param {CanvasRenderingContext2D} pen
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 * @param {string} paper
 */
export function marker(pen, shape, x, y, colour, paper, size = 7) {
  pen.save();
  pen.translate(x, y);
  pen.scale(size, size);
  const path = new Path2D(shape);
  pen.lineWidth = 3 / size;
  pen.strokeStyle = paper;
  pen.stroke(path);
  pen.fillStyle = colour;
  pen.fill(path);
  pen.restore();
}

// Where a run stands at time t: its marker, or, outside the view, an arrow at the edge where it left.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 * @param {Area} area
 * @param {string} paper
 */
export function playhead(pen, path, t, project, area, paper) {
  const at = Math.min(t, path.end);
  const low = Math.floor(at);
  const [ax, ay] = point(path, low, project);
  const [bx, by] = point(path, Math.min(low + 1, path.end), project);
  const [x, y] = [ax + (at - low) * (bx - ax), ay + (at - low) * (by - ay)];
  if (inside(x, y, area)) return marker(pen, path.marker, x, y, path.colour, paper);
  for (let i = low; i > 0; i--) {
    const from = point(path, i - 1, project);
    if (!inside(...from, area)) continue;
    /** @type {Point} */
    const to = i === low && low + 1 <= path.end && inside(ax, ay, area) ? [bx, by] : point(path, i, project);
    return edgeArrow(pen, from, to, area, path.colour, paper);
  }
  return undefined;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Area} area
 */
export function inside(x, y, { left, top, width, height }) {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Point} from
 * @param {Point} to
 * @param {Area} area
 * @param {string} colour
 * @param {string} paper
 */
function edgeArrow(pen, [x0, y0], [x1, y1], area, colour, paper) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const cuts = [
    dx > 0 ? (area.left + area.width - x0) / dx : dx < 0 ? (area.left - x0) / dx : Infinity,
    dy > 0 ? (area.top + area.height - y0) / dy : dy < 0 ? (area.top - y0) / dy : Infinity,
  ];
  const share = Math.max(0, Math.min(1, ...cuts));
  const angle = Math.atan2(dy, dx);
  head(pen, x0 + share * dx - 3 * Math.cos(angle), y0 + share * dy - 3 * Math.sin(angle), angle, 13, colour, paper);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} angle
 * @param {number} size
 * @param {string} colour
 * @param {string} paper
 */
function head(pen, x, y, angle, size, colour, paper) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(-size, -size * 0.5);
  pen.lineTo(-size, size * 0.5);
  pen.closePath();
  pen.lineWidth = 2;
  pen.strokeStyle = paper;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  pen.restore();
}

// What can be shown at the playhead besides the marker: the step, and what it would be were it made of the bare slope or the bare
// momentum (η times each), all to scale. Where words stand beside them, slopes only point the way, at one length.
// Squares: the side is the effective step size of an axis; full size is the largest of the run.
const REACH = { words: 70, plain: 46 };
const [UPHILL, DOWNHILL] = ["#e0661f", "#2b8fd6"]; // where words stand beside the arrows, as in the cut beside the map

// `light` is the part that a line of the formula draws: the others step back.
/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 * @param {Area} area
 * @param {StageLook} look
 * @param {string[]} shows
 * @param {string | null} light
 */
export function arrows(pen, path, t, project, area, look, shows, light = null) {
  const i = Math.min(Math.floor(t), path.end);
  const [x, y] = point(path, i, project);
  if (!inside(x, y, area)) return;
  const { slope, momentum, size } = path.extra;
  const reach = look.words ? REACH.words : REACH.plain;
  /**
   * @param {string} text
   * @param {number} dx
   * @param {number} dy
   */
  const label = (text, dx, dy) => {
    if (!look.words) return;
    pen.font = "600 14px 'Source Sans', sans-serif";
    pen.fillStyle = look.ink;
    pen.strokeStyle = look.paper;
    pen.lineWidth = 3;
    pen.textAlign = dx < 0 && x + dx - area.left > 100 ? "right" : "left";
    pen.textBaseline = "middle";
    pen.strokeText(text, x + dx, y + dy);
    pen.fillText(text, x + dx, y + dy);
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
    arrow(pen, x, y, (dx / length) * reach, (dy / length) * reach, colour, look, dash);
    label(text, (dx / length) * reach + 10, (dy / length) * reach - 4);
  };
  if (slope && shows.includes("uphill")) pointing(slope, 1, [2, 3], "∇J, uphill", UPHILL);
  /** @param {string} part */
  const dim = (part) => (pen.globalAlpha = light && light !== part ? 0.2 : 1);
  /**
   * @param {Float32Array} values
   * @param {number[]} dash
   */
  const scaled = (values, dash) => {
    const [ux, uy] = project(
      path.theta[2 * i] - path.rate * values[2 * i],
      path.theta[2 * i + 1] - path.rate * values[2 * i + 1],
      path.loss[i],
    );
    const far = Math.min(1, 3000 / Math.hypot(ux - x, uy - y)); // beyond any screen a longer line is no longer drawn
    if (far > 0) arrow(pen, x, y, far * (ux - x), far * (uy - y), path.colour, look, dash);
  };
  dim("slope");
  if (slope && shows.includes("slope")) scaled(slope, [2, 3]);
  dim("momentum");
  if (momentum && shows.includes("momentum")) scaled(momentum, [8, 4]);
  dim("step");
  if (shows.includes("step") && i < path.end) {
    const [nx, ny] = point(path, i + 1, project);
    arrow(pen, x, y, nx - x, ny - y, look.words ? DOWNHILL : path.colour, look, []);
    if (look.words) {
      pen.beginPath();
      pen.arc(nx, ny, 7, 0, 7);
      pen.strokeStyle = look.ink;
      pen.lineWidth = 2;
      pen.stroke();
    }
    label("−η∇J", nx - x + 14, ny - y + 12);
  }
  if (shows.includes("height")) label(`J = ${Number(path.loss[i].toPrecision(3))}`, 20, 12);
  if (size && shows.includes("size")) {
    pen.fillStyle = path.colour;
    pen.globalAlpha = light === "size" ? 1 : light ? 0.15 : 0.5;
    for (const axis of [0, 1]) {
      const side = Math.max(1.5, (18 * size[2 * i + axis]) / path.largest);
      pen.fillRect(x + 12 + axis * 22, y + 12, side, side);
    }
  }
  pen.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {string} colour
 * @param {StageLook} look
 * @param {number[]} dash
 */
function arrow(pen, x, y, dx, dy, colour, { paper, words }, dash) {
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + dx, y + dy);
  pen.strokeStyle = colour;
  pen.lineWidth = words ? 3.5 : 2;
  pen.setLineDash(words ? [] : dash);
  pen.stroke();
  pen.setLineDash([]);
  head(pen, x + dx, y + dy, Math.atan2(dy, dx), Math.min(words ? 14 : 9, 4 + length / 6), colour, paper);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Area} area
 */
export function clip(pen, { left, top, width, height }) {
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
}
