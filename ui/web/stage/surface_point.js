// @ts-check
// The point of a surface that is seen at a pixel.

const NEAR = 10; // px: corners of the grid this near to the pixel are taken for what is seen there, the one in front first
const FAR = 40; // px: beyond this the pointer is not on the surface

/**
 * @param {Mesh} mesh
 * @param {(x: number, y: number, z: number) => [x: number, y: number, depth: number]} place
 * @param {Point} pixel
 * @returns {Point | null}
 */
export function pointAt({ x, y, z }, place, [px, py]) {
  const depths = [0, x.length - 1].flatMap((i) => [0, y.length - 1].map((j) => place(x[i], y[j], 0)[2]));
  const slack = (4 * (Math.max(...depths) - Math.min(...depths))) / Math.min(x.length, y.length);
  /** @type {{ i: number, j: number, far: number, depth: number }[]} */
  const near = [];
  for (let j = 0; j < y.length; j++)
    for (let i = 0; i < x.length; i++) {
      const [a, b, depth] = place(x[i], y[j], z[j][i]);
      const far = Math.hypot(a - px, b - py);
      if (far < FAR) near.push({ i, j, far, depth });
    }
  if (!near.length) return null;
  const nearest = Math.min(...near.map(({ far }) => far));
  const here = near.filter(({ far }) => far <= Math.max(NEAR, nearest));
  // What lies more than a few cells behind the corner in front belongs to the far side of a ridge.
  const front = here.reduce((one, other) => (other.depth < one.depth ? other : one));
  const { i, j } = here.filter(({ depth }) => depth <= front.depth + slack).reduce((one, other) => (other.far < one.far ? other : one));
  // Between the corners the surface is nearly flat, so one step of Newton's method finds the point.
  const [i2, j2] = [i + 1 < x.length ? i + 1 : i - 1, j + 1 < y.length ? j + 1 : j - 1];
  const [a, b] = place(x[i], y[j], z[j][i]);
  const [ax, bx] = place(x[i2], y[j], z[j][i2]);
  const [ay, by] = place(x[i], y[j2], z[j2][i]);
  const turn = (ax - a) * (by - b) - (ay - a) * (bx - b);
  if (!(Math.abs(turn) > 1e-9)) return [x[i], y[j]]; // seen edge on
  const across = ((px - a) * (by - b) - (py - b) * (ay - a)) / turn;
  const up = ((ax - a) * (py - b) - (bx - b) * (px - a)) / turn;
  /** @param {number} share */
  const limited = (share) => Math.max(-1, Math.min(1, share));
  return [x[i] + limited(across) * (x[i2] - x[i]), y[j] + limited(up) * (y[j2] - y[j])];
}
