// Written by `python -m tests.twin` from `ui/stage/records.py`. Change it there.
/** A place in a formula: kind, name, steps back, coordinate, and when brackets are needed. */
type SlotPlace = [string, string, number, number, string];

/** A quantity whose course over time is drawn. */
interface TraceRecord {
  name: string;
  label: string;
  log: boolean;
}

/** What the step inspector needs of one path. */
interface Inspected {
  path: number;
  /** The index of each quantity's array. */
  at: Record<string, number>;
  knobs: Record<string, number>;
  places: SlotPlace[];
  /** What each line of the formula draws. */
  parts: string[];
  charts: TraceRecord[];
  /** The largest pressure at which a step is stable. null: unknown, or another one at each step, which then is in `at`. */
  bound: number | null;
}

/** The rows of a landscape over data. `x`, `y` and `side` are indices of arrays. */
interface FitRecord {
  /** The model that θ belongs to. */
  kind: "line" | "logistic" | "network" | "border";
  names: string[];
  /** How many rows there are. Of many, some are sent. */
  rows: number;
  /** Where the rows lie between the sides of the box, from 0 to 1. As numbers of their own they could lie too close for float32. */
  x: number;
  y: number;
  /** The class of each row, +1 or -1, where the model tells two apart. */
  side: number | null;
  /** What is shown: x from, x to, y from, y to. */
  box: number[];
}

/** The landscape cut open along each step of the first path. `heights`, `at` and `slope` are indices of arrays. */
interface CutRecord {
  /** The heights of each cut, at equal distances from one side of the box to the other. The cut of one weight is the same in each step. */
  samples: number;
  heights: number;
  /** How far the run has gone along the cuts before each step, and at the end. */
  at: number;
  /** The slope of each cut where its step begins. */
  slope: number;
  /** The name of the one weight that moves. It is along the bottom in place of the distance, and the ball can be dragged along it. */
  weight: string | null;
  /** What is shown: distance from, distance to, height from, height to. */
  box: number[];
}

/** The line that a visitor draws on the map. */
interface SketchRecord {
  /** The text box that holds it. */
  key: string;
  /** The start first. It stands alone where nothing is drawn yet. */
  points: number[][];
  /** Whether it can be drawn now. */
  open: boolean;
}

/** The steps that a visitor takes by hand. */
interface TakenRecord {
  /** The text box that takes the next one. */
  key: string;
  /** Where they led, the start first. */
  points: number[][];
  /** The tip of the arrow that points downhill from the last point. */
  downhill: number[];
  /** What is said of the last point and of the arrow. */
  height: string;
  slope: string;
  /** The sides of what the next step cannot leave. */
  reach: number[][];
}
