// @ts-check
// Points in the space of a surface: from coordinates to pixels, as WebGL does it.

// A function from a point in the space of a surface to [pixel x, pixel y, depth].
/**
 * @param {PlotlySurface} layout
 * @returns {(x: number, y: number, z: number) => [x: number, y: number, depth: number]}
 */
export function spatial({ width, height, scene }) {
  const { glplot, dataScale, fullSceneLayout } = scene._scene;
  const { model, view, projection } = glplot.cameraParams;
  const whole = [projection, view, model].reduce((a, b) => times(a, b));
  const { domain } = fullSceneLayout;
  const [left, top] = [domain.x[0] * width, (1 - domain.y[1]) * height];
  const [wide, high] = [(domain.x[1] - domain.x[0]) * width, (domain.y[1] - domain.y[0]) * height];
  return (x, y, z) => {
    const [a, b, , w] = apply(whole, [x * dataScale[0], y * dataScale[1], z * dataScale[2], 1]);
    return [left + (wide * (1 + a / w)) / 2, top + (high * (1 - b / w)) / 2, w];
  };
}

// 4x4 matrices, column by column, as WebGL keeps them.
/**
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 */
export function times(a, b) {
  const c = new Float64Array(16);
  for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) for (let k = 0; k < 4; k++) c[j * 4 + i] += a[k * 4 + i] * b[j * 4 + k];
  return c;
}

/**
 * @param {ArrayLike<number>} a
 * @param {number[]} v
 */
export function apply(a, v) {
  return [0, 1, 2, 3].map((i) => a[i] * v[0] + a[4 + i] * v[1] + a[8 + i] * v[2] + a[12 + i] * v[3]);
}
