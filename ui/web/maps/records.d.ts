// Written by `python -m tests.twin` from `ui/maps/records.py`. Change it there.
/** Colours of the maps. */
interface MapLook {
  ink: string;
  paper: string;
  faint: string;
  line: string;
  accent: string;
  second: string;
  ramp: string[];
}

/** A minimum of the landscape. */
interface MapMinimum {
  colour: string;
  /** Its share of the sides, on a map of starts. */
  at: number[] | null;
  words: string;
}

/** A side of a map. */
interface MapAxis {
  key: string;
  title: string;
  low: number;
  high: number;
  scale: "linear" | "log" | "log of 1 - value";
  /** The value of each cell. */
  values: number[];
}

/** The stability bound across a map. */
interface MapBound {
  side: "x" | "y";
  share: number;
  words: string;
}

/** One map. */
interface MapRecord {
  place: string;
  name: string;
  x: MapAxis;
  y: MapAxis;
  bound: MapBound | null;
  values: Record<string, number>;
}

/** One pass of all maps. Its arrays: the places of the cells, and for each map their losses, the steps at which they ended, the steps at
    which they first passed their goals, their kinds and their minima. */
interface MapPass {
  seq: number;
  address: string | null;
  /** Whether this server has a socket. */
  wired: boolean;
  /** Whether a knob moves that the maps depend on. */
  moved: boolean;
  /** Whether the cells are hidden, because the visitor has to pick one first. */
  covered: boolean;
  number: number;
  passes: number;
  /** How many cells a side each cell stands for until the next pass. */
  stride: number;
  size: number;
  steps: number;
  colour: "steps" | "loss" | "where";
  /** The ends of the scale of losses, as powers of ten above the floor. */
  range: number[];
  /** Where the scale of steps begins. */
  soonest: number;
  /** What becomes of some of the runs. */
  kinds: string[];
  floor: number;
  look: MapLook;
  minima: MapMinimum[];
  maps: MapRecord[];
  /** What was mapped, in lines of text. */
  settings: string[];
}
