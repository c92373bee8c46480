// The types of what travels between Python and the browser, and of the parts of Plotly and Streamlit that the modules touch.
// The type checker reads this file; it is not sent to the browser.

// ---- Shared by the stage and the maps

/** A place in two dimensions: θ, or pixels. */
type Point = [x: number, y: number];

/** The part of a map in view: x from, x to, y from, y to. */
type ViewBox = number[];

/** A value of a knob or of a coordinate that moves: the value under the hand, and the value that Python has, if it has one. */
type LivePair = [value: number, before: number | undefined];

/** Values by the key of their number input. */
type Values = Record<string, number>;

/** Looks up the value that Python has for a key. */
type Known = (key: string) => number | undefined;

// ---- From the browser to Python (`ui/stage/gesture.py` reads it)

/** What the visitor's hand does now. */
interface HandState {
  /** Values that move, by key. */
  live?: Record<string, LivePair>;
  /** Whether the arrows are shown. */
  arrows?: boolean;
  /** The opening of a page that this belongs to. */
  opened?: number;
}

/** A hand as it is sent through Streamlit or on the wire. */
interface HandMessage extends HandState {
  seq?: number;
  /** The pass of the maps that is asked for. */
  piece?: number;
}

/** The pass of the maps that is asked for through Streamlit. */
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

// ---- From Python to the browser

/** What the link keeps of the stage; null for what is at its default. */
interface Kept {
  t: number | null;
  /** A view for each map, or one for all. */
  views: (ViewBox | null)[];
  /** Where the camera stands, and what it looks at: six numbers. */
  eye: number[] | null;
  arrows: boolean;
}

/** What the URL has to say (`ui.controls.visit.show`). */
interface LinkData extends Kept {
  visit: string;
  page: string;
  opened: number;
  /** The settings that are not at their defaults. */
  query: string;
}

/** A number input that the browser works with (`ui.controls.widgets`). A coordinate of the start has no ticks, and gets no slider. */
interface KnobSpec {
  key: string;
  label: string;
  ticks?: number[];
  value: number;
  default: number;
}

/** The text box that is watched while something is typed. */
interface TypingData {
  key: string;
  entered: string;
}

/** What an arrow or a square at the playhead shows of a step. */
type ExtraName = "slope" | "momentum" | "size";

/** One run (`ui.stage.picture`); its numbers stand in the blob from `offset`. */
interface PathMeta {
  name: string;
  colour: string;
  dash: number[];
  marker: string;
  steps: number;
  evaluations: number;
  rate: number;
  offset: number;
  extra: ExtraName[];
  sentence: string;
  final: string;
  distance: string;
  reached: string;
}

/** A chart, by the key of its container, and the paths on it, by their place in the list. */
interface Panel {
  place: string;
  paths: number[];
}

interface StageLook {
  ink: string;
  faint: string;
  line: string;
  paper: string;
  /** The shape of a disc, as a path of SVG. */
  dot: string;
  /** Whether words stand beside the arrows. */
  words: boolean;
  /** The width of the window. */
  span: number;
}

/** How the height of a surface is drawn. */
interface Scale3d {
  floor: number;
  unit: number;
}

/** The start point: its two keys, its values, and the window that it lies in. */
interface StartSpec {
  keys: string[];
  value: number[];
  window: number[][];
}

/** A place in a formula: kind, name, steps back, coordinate, and when brackets are needed. */
type SlotPlace = [kind: string, name: string, lag: number, axis: number, guard: string];

/** A quantity whose course over time is drawn. */
interface TraceSpec {
  name: string;
  label: string;
  log: boolean;
}

/** What the inspector needs of one path (`ui.stage.inspection`). */
interface Inspected {
  path: number;
  /** Where the numbers of a quantity begin, counted in doubles. */
  at: Record<string, number>;
  knobs: Record<string, number>;
  places: SlotPlace[];
  /** What each line of the formula draws. */
  parts: string[];
  charts: TraceSpec[];
  /** The largest pressure at which a step is stable; null where none is known. */
  bound: number | null;
}

/** The header of a picture of the stage (`ui.stage.picture.encode`). */
interface StageHeader extends Kept {
  seq: number;
  address: string | null;
  scene: string;
  paths: PathMeta[];
  panels: Panel[];
  look: StageLook;
  loss: { floor: number | null; per: boolean };
  scale3d: Scale3d;
  start: StartSpec;
  opened: number;
  usual_view: ViewBox;
  /** Whether all maps zoom together. */
  together: boolean;
  /** What is shown; null leaves the choice to the visitor. */
  shows: string[] | null;
  bare: boolean;
  /** Whether the page chooses where the playhead stands. */
  fixed: boolean;
  inspected: Inspected[];
  doubles: number;
}

/** How the cells of a map are coloured. */
type MapColour = "steps" | "loss" | "where";

interface MapLook {
  ink: string;
  paper: string;
  faint: string;
  line: string;
  accent: string;
  second: string;
  ramp: string[];
}

/** A minimum of the landscape: its colour, its share of the sides on a map of starts, its coordinates in words. */
interface MapMinimum {
  colour: string;
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

/** The stability bound across a map: the side it is on, and its share of that side. */
interface MapBound {
  side: "x" | "y";
  share: number;
  words: string;
}

/** One map (`ui.maps.atlas`). */
interface MapSpec {
  place: string;
  name: string;
  x: MapAxis;
  y: MapAxis;
  bound: MapBound | null;
  values: Values;
}

/** The header of a pass of the maps (`ui.maps.atlas.Atlas.picture`). */
interface AtlasHeader {
  seq: number;
  address: string | null;
  wired: boolean;
  /** Whether a knob moves that the maps depend on. */
  moved: boolean;
  pass: number;
  passes: number;
  count: number;
  /** How many cells a side each cell stands for until the next pass. */
  stride: number;
  size: number;
  steps: number;
  colour: MapColour;
  /** The ends of the scale of losses, as powers of ten above the floor. */
  range: [low: number, high: number];
  soonest: number;
  holes: boolean;
  slopeless: boolean;
  floor: number;
  look: MapLook;
  minima: MapMinimum[];
  maps: MapSpec[];
}

// ---- What the browser makes of it

/** A run that can be drawn: its meta data with the numbers from the blob. */
interface Path extends Omit<PathMeta, "extra"> {
  /** x and y in turns. */
  theta: Float32Array;
  loss: Float32Array;
  /** Two numbers a step, as θ has. */
  extra: Partial<Record<ExtraName, Float32Array>>;
  /** The last step that can be drawn. */
  end: number;
  /** The largest effective step size of the run. */
  largest: number;
  /** Whether another path is in focus. */
  back?: boolean;
}

/** From θ and its loss to pixels. In two dimensions the coefficients of x and y are given as well: both are linear. */
interface Projection {
  (x: number, y: number, loss: number): Point;
  affine?: [ax: number, bx: number, ay: number, by: number];
}

/** The plotted area of a chart, in pixels. */
interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

// ---- Streamlit

/** What Streamlit hands to a component whenever its data changes. */
interface Component<Data> {
  data: Data;
  parentElement: HTMLElement;
  setStateValue(name: string, value: unknown): void;
}

// ---- The parts of Plotly that `chart.js` and `poster.js` touch; most of them are internal.

interface PlotlyAxis {
  range: number[];
  scaleanchor?: string;
  /** Where the axis begins, and how long it is, in pixels. */
  _offset: number;
  _length: number;
  /** From pixels to data. */
  p2d(pixels: number): number;
}

interface PlotlyVector {
  x: number;
  y: number;
  z: number;
}

interface PlotlyScene {
  /** Missing until WebGL has begun: the stage waits for it. */
  glplot: { cameraParams: Record<"model" | "view" | "projection", ArrayLike<number>> };
  dataScale: number[];
  fullSceneLayout: { domain: { x: number[]; y: number[] } };
  getCamera?(): { eye: PlotlyVector; center: PlotlyVector };
}

interface PlotlyLayout {
  width: number;
  height: number;
  xaxis: PlotlyAxis;
  yaxis: PlotlyAxis;
  /** Of charts in three dimensions only, which have no axes of their own. */
  scene?: { _scene: PlotlyScene };
}

interface PlotlyPlot extends HTMLElement {
  /** Missing before the chart is drawn, and after Streamlit has purged it. */
  _fullLayout?: PlotlyLayout;
  on(event: string, act: () => void): void;
  removeListener?(event: string, act: () => void): void;
}

interface Window {
  Plotly?: {
    relayout(plot: PlotlyPlot, change: object): void;
    toImage(plot: PlotlyPlot, options: { format: string; width: number; height: number }): Promise<string>;
  };
}

interface WindowEventMap {
  /** A hand was sent; the detail is its number. */
  "lab-sent": CustomEvent<number>;
}
