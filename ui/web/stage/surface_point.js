// @ts-check
// The point of a surface that is seen at a pixel.

const FAR = 40; // px: beyond this the pointer is not on the surface

/**
 * @param {Mesh} mesh
 * @param {(x: number, y: number, z: number) => [x: number, y: number, depth: number]} place
 * @param {Point} pixel
 * @returns {Point | null}
 */
export function pointAt({ x, y, z }, place, [px, py]) {
  const corners = Array.from(y, (up, j) => Array.from(x, (across, i) => place(across, up, z[j][i])));
  /** @type {Point | null} */
  let front = null;
  let [depth, far] = [Infinity, FAR];
  /** @type {Point | null} */
  let nearest = null; // the corner of the grid nearest to a pixel beside the surface
  for (let j = 0; j < y.length; j++)
    for (let i = 0; i < x.length; i++) {
      const here = corners[j][i];
      const off = Math.hypot(here[0] - px, here[1] - py);
      if (off < far) [nearest, far] = [[x[i], y[j]], off];
      for (const side of [1, -1]) {
        // The two triangles at this corner: with the neighbours to the right and above, and with those to the left and below.
        const [right, above] = [corners[j]?.[i + side], corners[j + side]?.[i]];
        const shares = right && above && sharesOf(here, right, above, px, py);
        if (!shares) continue;
        const there = here[2] + shares[0] * (right[2] - here[2]) + shares[1] * (above[2] - here[2]);
        if (there < depth) {
          depth = there;
          front = [x[i] + shares[0] * (x[i + side] - x[i]), y[j] + shares[1] * (y[j + side] - y[j])];
        }
      }
    }
  return front ?? nearest;
}

// How far a pixel lies along two sides of a triangle, from their common corner; null outside, and where the triangle is seen edge on.
/**
 * @param {number[]} corner
 * @param {number[]} one
 * @param {number[]} other
 * @param {number} px
 * @param {number} py
 * @returns {[along: number, across: number] | null}
 */
function sharesOf([a, b], [ax, bx], [ay, by], px, py) {
  const turn = (ax - a) * (by - b) - (ay - a) * (bx - b);
  const along = ((px - a) * (by - b) - (py - b) * (ay - a)) / turn;
  const across = ((ax - a) * (py - b) - (bx - b) * (px - a)) / turn;
  return along >= 0 && across >= 0 && along + across <= 1 ? [along, across] : null; // false where a number is none
}
