// Written by `python -m tests.twin` from `ui/records.py`. Change it there.
/** What the visitor's pointer or keys do now. The browser sends it through Streamlit or on the socket. */
interface GestureMessage {
  /** Values that move, by key: the value under the pointer, and the value that Python has, if it has one. */
  live?: Record<string, [number, number | null]>;
  arrows?: boolean;
  /** The opening of a page that this belongs to. */
  opened?: number;
  /** Counts the gestures of a page. A picture says which one it answers. */
  seq?: number;
  /** The pass of the maps that is asked for. */
  piece?: number;
}

/** The pass of the maps that the browser asks for through Streamlit. */
interface PassRequest {
  address: string | null;
  piece: number;
}

/** A link that the browser asks Python to open. */
interface LinkRequest {
  number: number;
  page: string;
  query: string;
}

/** What a link keeps of the stage. null is the default. */
interface Kept {
  /** Where the playhead rests. null: at the end. */
  t: number | null;
  /** The part of each map in view: x from, x to, y from, y to. One alone is the view of all maps. */
  views: (number[] | null)[];
  /** Where the camera stands, and what it looks at: six numbers. */
  eye: number[] | null;
  arrows: boolean;
}

/** What the browser writes into the URL. */
interface LinkData extends Kept {
  visit: string;
  page: string;
  opened: number;
  /** The settings that are not at their defaults. */
  query: string;
  /** The controls of the page, those that a frame hides among them. */
  controls: ControlRecord[];
}

/** A number input that the browser works with. A coordinate of the start has no ticks, and gets no slider. */
interface KnobSpec {
  key: string;
  label: string;
  ticks?: number[];
  /** The keys of the containers whose formulas have its symbol. */
  formulas?: string[];
  value: number;
  default: number;
  /** Whether a frame fixes it: neither a hand nor a key moves it. */
  locked: boolean;
}

/** The text box that is watched while something is typed. */
interface TypingData {
  key: string;
  entered: string;
}

/** The task that is open, and the answer that is judged, if one is. */
interface TaskData {
  task: string;
  answer: string | null;
  right: boolean;
}

/** Numbers nearer to 0 are only rounding errors beside what is in view, and are written 0. */
interface Least {
  loss: number;
  distance: number;
}

/** One run on the stage. `shares`, `theta`, `loss`, `distances` and `extra` are indices of arrays. */
interface PathRecord {
  name: string;
  colour: string;
  /** Lengths of strokes and gaps, in pixels. */
  dash: number[];
  /** A path of SVG. */
  marker: string;
  steps: number;
  /** Gradients that one step evaluates. */
  evaluations: number;
  /** The learning rate. */
  rate: number;
  /** The share of it that each step has, where it has a schedule. */
  shares: number | null;
  theta: number;
  loss: number;
  /** The distance to the nearest of the lowest minima at each step; NaN where none is known. */
  distances: number;
  /** What arrows and squares at the playhead show of a step, two numbers a step each; or an ellipse, of a symmetric matrix: three. */
  extra: Partial<Record<"slope" | "momentum" | "size" | "matrix", number>>;
  least: Least;
  /** What became of the run. */
  sentence: string;
  /** The loss at the end, as the list writes it. */
  final: string;
  /** The distance at the end, as the list writes it. */
  distance: string;
  /** The step at which the run came within the tolerance of a minimum. */
  reached: number | null;
}

/** A chart, by the key of the container it stands in, and the paths on it, by their place in the list. */
interface PanelRecord {
  place: string;
  paths: number[];
}

/** Colours and sizes of what is drawn on the stage. */
interface StageLook {
  ink: string;
  faint: string;
  line: string;
  paper: string;
  /** Whether words stand beside the arrows. */
  words: boolean;
  /** The width of the window. */
  span: number;
}

/** How the loss curves are drawn. */
interface LossAxis {
  /** The lowest loss of the landscape, if it has a minimum. */
  floor: number | null;
  /** Whether the curves run over gradient evaluations instead of steps. */
  per: boolean;
}

/** How the height of a surface is drawn. */
interface Scale3d {
  floor: number;
  unit: number;
}

/** The start point: the keys of its coordinates, their values, and the window that it lies in. Where one weight moves it has one. A
    start that cannot be moved has no keys. */
interface StartRecord {
  keys: string[];
  value: number[];
  window: number[][];
}

/** A picture of the stage. */
interface StagePicture extends Kept {
  /** The number of the gesture that this answers. */
  seq: number;
  /** Where the socket can ask for more pictures of this scene. */
  address: string | null;
  paths: PathRecord[];
  panels: PanelRecord[];
  look: StageLook;
  loss: LossAxis;
  scale3d: Scale3d;
  start: StartRecord;
  opened: number;
  /** Whose runs these are: the beginning of the keys of its start. Its map says the same. */
  landscape: string;
  usual_view: number[];
  /** Whether all maps zoom together. */
  together: boolean;
  /** What is shown. null leaves the choice to the visitor. */
  shows: string[] | null;
  /** The name of what η does over time. null: it stays as it is, or does not do the same in all runs. */
  schedule: string | null;
  /** Whether the stage has no transport, curves or list. */
  bare: boolean;
  /** Whether the page chooses where the playhead stands. */
  fixed: boolean;
  /** What the page tells now. When another chapter begins, the run is played. */
  chapter: string;
  fit: FitRecord | null;
  cut: CutRecord | null;
  sketch: SketchRecord | null;
  taken: TakenRecord | null;
  inspected: Inspected[];
}
