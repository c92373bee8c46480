// @ts-check
// Runs and pictures of the stage, made up.

export const LOOK = { ink: "ink", faint: "faint", line: "line", paper: "paper", words: false, span: 10 };
const START = {
  keys: ["x", "y"],
  value: [0, 0],
  window: [
    [-5, 5],
    [-5, 5],
  ],
};

// A run with these losses, along the x axis.
/**
 * @param {string} name which is its colour, too
 * @param {number[]} losses
 * @param {Partial<Path>} [more]
 * @returns {Path}
 */
export function run(name, losses, more) {
  const end = losses.length - 1;
  return {
    ...{
      name,
      colour: name,
      dash: [],
      marker: "",
      steps: end,
      evaluations: 1,
      shares: null,
      rate: 0.1,
      extra: {},
      end,
      largest: 1,
      reached: null,
    },
    least: { loss: 0, distance: 0 },
    ...{ sentence: "still moving", final: "1", distance: "2" },
    theta: Float32Array.from(losses.flatMap((_, t) => [t / end, 0])),
    loss: Float32Array.from(losses),
    distances: new Float32Array(end + 1),
    ...more,
  };
}

// The picture of some runs, and its arrays.
/**
 * @param {Path[]} paths
 * @param {Partial<StagePicture>} [more]
 * @returns {[StagePicture, NumberArray[]]}
 */
export function picture(paths, more) {
  /** @type {NumberArray[]} */
  const arrays = [];
  /** @param {NumberArray} array */
  const put = (array) => arrays.push(array) - 1;
  const records = paths.map((path) => ({
    ...path,
    ...{ theta: put(path.theta), loss: put(path.loss), distances: put(path.distances), extra: {}, shares: null },
  }));
  /** @type {StagePicture} */
  const header = {
    ...{ seq: 1, address: null, paths: records, panels: [], look: LOOK, loss: { floor: 0, per: false }, scale3d: { floor: 0, unit: 1 } },
    ...{ start: START, opened: 1, t: null, views: [], eye: null, arrows: false, landscape: "himmelblau" },
    ...{ usual_view: [-5, 5, -5, 5], together: true },
    ...{
      shows: null,
      schedule: null,
      bare: false,
      fixed: false,
      chapter: "",
      fit: null,
      cut: null,
      sketch: null,
      taken: null,
      inspected: [],
    },
    ...more,
  };
  return [header, arrays];
}
