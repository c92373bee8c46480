// @ts-check
// Drawing on a canvas over a chart: paths, markers, the arrow at the edge where a run left the view.

const FAR = 1e15; // points beyond this are not drawn
const WIDTH = 2.5; // pixels of a path
export const OUTLINE = 1.5; // pixels of the outline on either side; `figures/overlay.py` has the same

// The runs of a picture with their numbers.
/**
 * @param {Pick<StagePicture, "paths">} picture
 * @param {NumberArray[]} arrays
 * @returns {Path[]}
 */
export function paths(picture, arrays) {
  /** @param {number} index */
  const numbers = (index) => /** @type {Float32Array} */ (arrays[index]);
  return picture.paths.map((meta) => {
    const rows = meta.steps + 1;
    const [theta, loss, distances] = [numbers(meta.theta), numbers(meta.loss), numbers(meta.distances)];
    /** @type {Path["extra"]} */
    const extra = Object.fromEntries(Object.entries(meta.extra).map(([name, index]) => [name, numbers(index)]));
    let end = 0; // the last step that can be drawn
    while (end + 1 < rows && Math.abs(theta[2 * end + 2]) < FAR && Math.abs(theta[2 * end + 3]) < FAR) end += 1;
    const shares = meta.shares === null ? null : numbers(meta.shares);
    const largest = (extra.size ?? new Float32Array()).reduce((most, each) => Math.max(most, each), 1e-300);
    return { ...meta, shares, theta, loss, distances, extra, end, largest };
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
 * @param {Pen} pen
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 * @param {string} paper
 * @param {number} strong how opaque it is, from 0 to 1
 * @param {number} wide how much thicker than usual
 */
export function trace(pen, path, t, project, paper, strong, wide = 1) {
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
    if (i < last && Math.abs(x - px) + Math.abs(y - py) < 1.5) continue;
    if (i) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    px = x;
    py = y;
  }
  pen.lineJoin = "round";
  pen.globalAlpha = strong;
  pen.setLineDash([]);
  pen.strokeStyle = paper;
  pen.lineWidth = (WIDTH + 2 * OUTLINE) * wide;
  pen.stroke();
  pen.setLineDash(path.dash.map((each) => each * wide));
  pen.strokeStyle = path.colour;
  pen.lineWidth = WIDTH * wide;
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/**
 * `shape` is a path of SVG in units of `size` around (0, 0), as in `figures/theme.py`.
 *
 * @param {Pen} pen
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
  const path = pen.shape ? pen.shape(shape) : new Path2D(shape);
  pen.lineWidth = (2 * OUTLINE) / size;
  pen.strokeStyle = paper;
  pen.stroke(path);
  pen.fillStyle = colour;
  pen.fill(path);
  pen.restore();
}

// Draws a run at time t: its marker or, outside the view, an arrow at the edge where it left.
/**
 * @param {Pen} pen
 * @param {Path} path
 * @param {number} t
 * @param {Projection} project
 * @param {Area} area
 * @param {string} paper
 * @param {number} wide how much larger than usual
 */
export function playhead(pen, path, t, project, area, paper, wide = 1) {
  const at = Math.min(t, path.end);
  const low = Math.floor(at);
  const [ax, ay] = point(path, low, project);
  const [bx, by] = point(path, Math.min(low + 1, path.end), project);
  const [x, y] = [ax + (at - low) * (bx - ax), ay + (at - low) * (by - ay)];
  if (inside(x, y, area)) return marker(pen, path.marker, x, y, path.colour, paper, 7 * wide);
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
 * @param {Pen} pen
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
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 * @param {number} angle
 * @param {number} size
 * @param {string} colour
 * @param {string} paper
 */
export function head(pen, x, y, angle, size, colour, paper) {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(-size, -size * 0.5);
  pen.lineTo(-size, size * 0.5);
  pen.closePath();
  pen.lineWidth = 2 * OUTLINE;
  pen.strokeStyle = paper;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  pen.restore();
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
