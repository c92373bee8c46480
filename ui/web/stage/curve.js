// @ts-check
// Curves in pixels. A curve is a list of x and y, alternating; NaN and NaN stand between two pieces of it.

// Of the points in one column of pixels only the lowest and the highest can be told apart, so these are kept, and the ends of each piece.
/**
 * @param {number} from the first point
 * @param {number} to the last one
 * @param {(i: number) => number} x grows with i
 * @param {(i: number) => number} y the curve is broken where it is not finite
 */
export function thin(from, to, x, y) {
  /** @type {number[]} */
  const line = [];
  let column = NaN; // of the points that are not in the line yet; NaN: there are none
  let low = 0; // the place of the lowest of them, and where it is
  let [lowX, lowY] = [0, 0];
  let high = 0;
  let [highX, highY] = [0, 0];
  let last = 0;
  let [lastX, lastY] = [0, 0];
  const flush = () => {
    if (low < high) line.push(lowX, lowY, highX, highY);
    else if (high < low) line.push(highX, highY, lowX, lowY);
    else line.push(lowX, lowY);
  };
  const end = () => {
    if (Number.isNaN(column)) return;
    flush();
    if (last > low && last > high) line.push(lastX, lastY);
    line.push(NaN, NaN);
    column = NaN;
  };
  // One statement for each number, and not a list for all: this runs for every point of every picture.
  for (let i = from; i <= to; i++) {
    const at = y(i);
    if (!Number.isFinite(at)) {
      end();
      continue;
    }
    last = i;
    lastX = x(i);
    lastY = at;
    const here = Math.floor(lastX);
    const begins = here !== column;
    if (begins && !Number.isNaN(column)) flush();
    column = here;
    if (begins || at < lowY) {
      low = i;
      lowX = lastX;
      lowY = at;
    }
    if (begins || at > highY) {
      high = i;
      highX = lastX;
      highY = at;
    }
  }
  end();
  return line.slice(0, -2);
}

// Leads a pen along a curve.
/**
 * @param {Pick<Pen, "moveTo" | "lineTo">} pen
 * @param {number[]} line
 */
export function lead(pen, line) {
  let down = false;
  for (let i = 0; i < line.length; i += 2) {
    const begins = !down;
    down = !Number.isNaN(line[i]);
    if (!down) continue;
    if (begins) pen.moveTo(line[i], line[i + 1]);
    else pen.lineTo(line[i], line[i + 1]);
  }
}

// How far a point is from a curve.
/**
 * @param {number[]} line
 * @param {number} x
 * @param {number} y
 */
export function distance(line, x, y) {
  let best = Infinity;
  for (let i = 0; i < line.length; i += 2) {
    const [ax, ay] = [line[i], line[i + 1]];
    const [dx, dy] = [line[i + 2] - ax, line[i + 3] - ay];
    // Where along the stretch to the next point is nearest: from 0 to 1. A piece may end here, or be this point alone.
    const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) || 0;
    const far = Math.hypot(ax + share * (dx || 0) - x, ay + share * (dy || 0) - y);
    if (far < best) best = far;
  }
  return best;
}
