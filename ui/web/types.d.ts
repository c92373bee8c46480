// The types of what the browser makes of the records in `records.d.ts` and `maps/records.d.ts`, and of the parts of Plotly and Streamlit
// that the modules touch.
// The type checker reads this file; it is not sent to the browser.

// ---- Shared by the stage and the maps

/** A place in two dimensions: θ, or pixels. */
type Point = [x: number, y: number];

/** The part of a map in view: x from, x to, y from, y to. */
type ViewBox = number[];

/** Values by the key of their number input. */
type Values = Record<string, number>;

/** An array of a message (`protocol.js`). */
type NumberArray = Float64Array | Float32Array | Uint32Array | Uint16Array | Int8Array;

/** A message from Python, unpacked. */
interface Message<Record> {
  record: Record;
  arrays: NumberArray[];
}

/** Looks up the value that Python has for a key. */
type Known = (key: string) => number | undefined;

/** What an arrow or a square at the playhead shows of a step. */
type ExtraName = keyof PathRecord["extra"];

/** How the cells of a map are coloured. */
type MapColour = MapPass["colour"];

// ---- What the browser makes of the records

/** A run that can be drawn: its record, with the numbers from the message. */
interface Path extends Omit<PathRecord, "shares" | "theta" | "loss" | "distances" | "extra"> {
  /** The share of η that the step to each θ has; null where all have the whole. */
  shares: Float32Array | null;
  /** x and y, alternating. */
  theta: Float32Array;
  loss: Float32Array;
  distances: Float32Array;
  /** Two numbers a step, as in `theta`. */
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

// ---- The parts of the browser that the tests replace

/** The part of a drawing context that draws runs. */
type Pen = Pick<
  CanvasRenderingContext2D,
  | ("save" | "restore" | "translate" | "rotate" | "scale")
  | ("beginPath" | "moveTo" | "lineTo" | "arc" | "closePath" | "stroke" | "fill")
  | ("fillRect" | "strokeText" | "fillText" | "font" | "textAlign" | "textBaseline")
  | ("setLineDash" | "lineJoin" | "lineWidth" | "strokeStyle" | "fillStyle" | "globalAlpha")
> & {
  /** Makes a path of a text of SVG, where the pen has paths of its own. */
  shape?(text: string): Path2D;
  measureText(text: string): { width: number };
};

/** The part of a drawing context that draws a map and its key. */
type MapPen = Pen & Pick<CanvasRenderingContext2D, "rect" | "clip" | "drawImage" | "createLinearGradient">;

/** The part of a WebSocket that `socket.js` uses. Its handlers do not use `this`, and all that it sends is text. */
interface Wire extends Pick<WebSocket, "binaryType" | "readyState" | "close"> {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<string | ArrayBuffer>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
}

// ---- Streamlit

/** What Streamlit hands to a component whenever its data changes. */
interface Component<Data> {
  data: Data;
  parentElement: HTMLElement;
  setStateValue(name: string, value: unknown): void;
}

// ---- The parts of Plotly that `plotly.js` and `maps/export_png.js` touch; most of them are internal.

interface PlotlyAxis {
  range: number[];
  scaleanchor?: string;
  /** Where the axis begins, and how long it is, in pixels. */
  _offset: number;
  _length: number;
  /** The part of the chart that the axis may take, where it has to keep a scale. */
  _inputDomain?: number[];
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
  glplot: { cameraParams: Record<"model" | "view" | "projection", ArrayLike<number>>; canvas?: HTMLCanvasElement; redraw?(): void };
  dataScale: number[];
  fullSceneLayout: { domain: { x: number[]; y: number[] } };
  getCamera?(): { eye: PlotlyVector; center: PlotlyVector };
}

/** The grid of a surface: its lines, and the height at each of their crossings. */
interface Mesh {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  z: ArrayLike<ArrayLike<number>>;
}

interface PlotlyMap {
  /** Whose map it is (`ui.compute.ground`). */
  meta?: string;
  width: number;
  height: number;
  xaxis: PlotlyAxis;
  yaxis: PlotlyAxis;
  scene?: undefined;
}

/** A chart in three dimensions has no `xaxis` and `yaxis`. */
interface PlotlySurface {
  meta?: undefined;
  width: number;
  height: number;
  xaxis?: undefined;
  yaxis?: undefined;
  scene: { _scene: PlotlyScene };
}

type PlotlyLayout = PlotlyMap | PlotlySurface;

interface PlotlyPlot extends HTMLElement {
  /** Missing before the chart is drawn, and after Streamlit has purged it. */
  _fullLayout?: PlotlyLayout;
  _fullData: Mesh[];
  on(event: string, act: () => void): void;
  removeListener?(event: string, act: () => void): void;
}

interface Window {
  /** The channel on which Python listens, where it runs in a worker of this page. */
  optimizerLabChannel?: string;
  Plotly?: {
    Fx: { unhover(plot: PlotlyPlot): void };
    relayout(plot: PlotlyPlot, change: object): void;
    toImage(plot: PlotlyPlot, options: { format: string; width: number; height: number; scale?: number }): Promise<string>;
  };
}

interface WindowEventMap {
  /** A gesture was sent; the detail is its number. */
  "lab-sent": CustomEvent<number>;
}
