// @ts-check
// A map of four cells, for tests.

/** @type {MapAxis} */
export const AXIS = { key: "rate", title: "η, learning rate", low: 0.01, high: 1, scale: "log", values: [0.01, 1] };
/** @type {MapRecord} */
export const MAP = {
  place: "map-0",
  name: "SGD",
  x: AXIS,
  y: { ...AXIS, key: "beta", title: "β, memory", low: 0.9, high: 0.99, scale: "log of 1 - value", values: [0.9, 0.99] },
  bound: null,
  values: {},
};
/** @type {MapPass} */
export const HEADER = {
  seq: 1,
  address: null,
  wired: false,
  moved: false,
  covered: false,
  number: 0,
  passes: 1,
  stride: 1,
  size: 2,
  steps: 99,
  colour: "loss",
  range: [-1, 1],
  soonest: 9,
  kinds: [],
  floor: 0,
  look: {
    ink: "#000000",
    paper: "#ffffff",
    faint: "#777777",
    line: "#cccccc",
    accent: "#ff00ff",
    second: "#00ffff",
    ramp: ["#ff0000", "#0000ff"],
  },
  minima: [{ colour: "#00ff00", at: null, words: "(1, 2)" }],
  maps: [MAP],
  settings: [],
};
