// @ts-check
// Places for words beside arrows: over no arrow, no disc and no other words, and inside the map.

/**
 * What words may not cover: everything nearer than `radius` to the line from one point to the other.
 *
 * @typedef {{ from: Point, to: Point, radius: number }} Obstacle
 */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

// Parts of a turn from the arrow's own direction, which is the first choice.
const TURNS = [0, 2, -2, 4, -4, 1, -1, 3, -3, 6, -6, 5, -5, 7, -7, 8].map((part) => (part * Math.PI) / 8);
const FAR = [10, 20, 34, 52, 75, 100]; // pixels between the anchor and the words, the first choice first
const EDGE = 3; // pixels between words and the edge of the map

// The place for words of this size beside an anchor: the first that covers nothing, or else the one that covers least.
/**
 * @param {Point} anchor
 * @param {number} angle the direction in which the words would rather stand
 * @param {{ width: number, height: number }} size
 * @param {Obstacle[]} obstacles
 * @param {Box[]} words where others stand already
 * @param {Area} area
 * @returns {Box}
 */
export function beside([x, y], angle, { width, height }, obstacles, words, area) {
  let [best, least] = [/** @type {Box | null} */ (null), Infinity];
  for (const far of FAR)
    for (const turn of TURNS) {
      const [dx, dy] = [Math.cos(angle + turn), Math.sin(angle + turn)];
      const out = far + reach(dx, dy, width, height);
      const box = inside({ left: x + out * dx - width / 2, top: y + out * dy - height / 2, width, height }, area);
      const covered =
        obstacles.filter((each) => distance(box, each.from, each.to) < each.radius).length +
        words.filter((other) => meet(box, other)).length;
      if (covered < least) [best, least] = [box, covered];
      if (!covered) return box;
    }
  return /** @type {Box} */ (best);
}

// How far the edge of a box is from its middle in this direction.
/**
 * @param {number} dx
 * @param {number} dy
 * @param {number} width
 * @param {number} height
 */
function reach(dx, dy, width, height) {
  return Math.min(width / 2 / Math.max(1e-9, Math.abs(dx)), height / 2 / Math.max(1e-9, Math.abs(dy)));
}

/**
 * @param {Box} box
 * @param {Area} area
 */
function inside(box, { left, top, width, height }) {
  return {
    ...box,
    left: Math.max(left + EDGE, Math.min(left + width - EDGE - box.width, box.left)),
    top: Math.max(top + EDGE, Math.min(top + height - EDGE - box.height, box.top)),
  };
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function meet(one, other) {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}

// The distance between a box and a line from one point to another; 0 if they meet.
/**
 * @param {Box} box
 * @param {Point} from
 * @param {Point} to
 */
export function distance(box, from, to) {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  // The part of the line that is between both pairs of edges is from share `enter` to share `leave`.
  let [enter, leave] = [0, 1];
  for (const [at, d, low, high] of [
    [from[0], dx, box.left, right],
    [from[1], dy, box.top, bottom],
  ]) {
    if (d === 0 && (at < low || at > high)) leave = -1;
    if (d === 0) continue;
    const [a, b] = [(low - at) / d, (high - at) / d];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  if (enter <= leave) return 0;
  /** @type {Point[]} */
  const corners = [
    [box.left, box.top],
    [right, box.top],
    [box.left, bottom],
    [right, bottom],
  ];
  const length = dx * dx + dy * dy || 1;
  const toLine = corners.map(([x, y]) => {
    const share = Math.max(0, Math.min(1, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
    return Math.hypot(x - from[0] - share * dx, y - from[1] - share * dy);
  });
  const toBox = [from, to].map(([x, y]) => Math.hypot(Math.max(box.left - x, 0, x - right), Math.max(box.top - y, 0, y - bottom)));
  return Math.min(...toLine, ...toBox);
}
