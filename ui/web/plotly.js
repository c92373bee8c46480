// @ts-check
// A chart of Plotly's: lays canvases into it, and turns θ into pixels. Only this module and `plots.js` know Plotly's internals.

import { spatial } from "./space.js";
import { pointAt } from "./stage/surface_point.js";

export class Chart {
  // `onMove` is called whenever the pixels of θ change: after zoom, pan, resize, or a turn of the camera.
  /**
   * @param {Element} place
   * @param {Scale3d | null} scale3d needed for surfaces only
   * @param {(chart: Chart) => void} onMove
   * @param {[under: string, over: string]} layers the classes of the two canvases
   */
  constructor(place, scale3d, onMove, layers = ["lab-paths", "lab-playhead"]) {
    this.place = place;
    this.scale3d = scale3d;
    this.plot = /** @type {PlotlyPlot} */ (place.querySelector(".js-plotly-plot"));
    this.under = this.layer(layers[0]);
    this.over = this.layer(layers[1]);
    /** @type {HTMLButtonElement | null} */
    this.handle = null; // the disc of the start point, where there is one
    /** @type {HTMLElement | null} */
    this.buttons = null; // that zoom
    /** @type {number[] | null} */
    this.usualEye = null; // where the camera stood when the chart was found
    this.onMove = () => {
      if (!this.alive) return;
      this.spread();
      this.fit();
      onMove(this);
    };
    this.plot.on("plotly_relayout", this.onMove);
    this.plot.on("plotly_relayouting", this.onMove);
    this.plot.on("plotly_afterplot", this.onMove);
    this.gone = new AbortController();
    this.watch = new ResizeObserver(this.onMove);
    this.watch.observe(this.plot);
    this.spread();
    this.fit();
  }

  get alive() {
    return (
      Boolean(this.plot._fullLayout) &&
      this.plot.isConnected &&
      this.under.isConnected &&
      this.place.querySelector(".js-plotly-plot") === this.plot
    );
  }

  // Plotly's layout. A chart that Streamlit has purged is not alive, and has none.
  get layout() {
    return /** @type {PlotlyLayout} */ (this.plot._fullLayout);
  }

  /** @param {string} name */
  layer(name) {
    this.plot.querySelector(`canvas.${name}`)?.remove();
    const canvas = document.createElement("canvas");
    canvas.className = name;
    canvas.setAttribute("aria-hidden", "true");
    this.put(canvas);
    return canvas;
  }

  // Puts a node of ours over the chart.
  /** @param {HTMLElement} node */
  put(node) {
    /** @type {Element} */ (this.plot.querySelector(".plot-container")).appendChild(node);
  }

  // The chart as Plotly draws it, without the canvases: an address that holds an SVG, or a PNG of a surface.
  async address() {
    const { width, height } = this.layout;
    const how = this.is3d ? { format: "png", width, height, scale: 2 } : { format: "svg", width, height };
    return (await window.Plotly?.toImage(this.plot, how)) ?? "";
  }

  async image() {
    const image = new Image();
    image.src = await this.address();
    await image.decode();
    return image;
  }

  // Takes all of its place. Plotly writes into the figure what part of the place a square map takes, and begins with that part where
  // the figure is drawn anew, in this chart or another: a map that was in a narrow place once would stay small.
  spread() {
    const { scene, xaxis, yaxis } = this.layout;
    if (scene || [xaxis, yaxis].every(({ _inputDomain: part }) => !part || (part[0] === 0 && part[1] === 1))) return;
    window.Plotly?.relayout(this.plot, { "xaxis.domain": [0, 1], "yaxis.domain": [0, 1] });
  }

  fit() {
    const layout = this.plot._fullLayout;
    if (!layout) return; // Streamlit has purged the chart and will mount it anew
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [layout.width, layout.height];
    for (const canvas of [this.under, this.over]) {
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
    }
  }

  // A cleared drawing context in CSS pixels, clipped to the plotted area.
  /** @param {HTMLCanvasElement} canvas */
  context(canvas) {
    const ratio = window.devicePixelRatio || 1;
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    return pen;
  }

  /** @returns {Area} */
  get area() {
    const { layout } = this;
    if (layout.scene) return { left: 0, top: 0, width: layout.width, height: layout.height };
    const { xaxis, yaxis } = layout;
    return { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
  }

  // A function from (x, y, loss) to [pixel x, pixel y].
  /**
   * @this {Pick<Chart, "layout" | "scale3d">}
   * @returns {Projection}
   */
  projection() {
    const { scene, xaxis, yaxis } = this.layout;
    if (!scene) {
      // Both axes are linear, so two coefficients each replace the thousands of calls of a drawing.
      const [sx, sy] = [xaxis, yaxis].map((axis) => (axis.range[1] - axis.range[0]) / axis._length);
      const [bx, by] = [1 / sx, -1 / sy];
      const [ax, ay] = [xaxis._offset - xaxis.range[0] * bx, yaxis._offset - yaxis.range[1] * by];
      /** @type {Projection} */
      const project = (x, y) => [ax + bx * x, ay + by * y];
      project.affine = [ax, bx, ay, by];
      return project;
    }
    const place = spatial(/** @type {PlotlySurface} */ (this.layout));
    const { floor, unit } = /** @type {Scale3d} */ (this.scale3d);
    return (x, y, loss) => {
      const [a, b] = place(x, y, Math.log1p(Math.max(loss - floor, 0) / unit));
      return [a, b];
    };
  }

  // θ under a point of the page; null beside a surface.
  /**
   * @param {number} clientX
   * @param {number} clientY
   * @returns {Point | null}
   */
  at(clientX, clientY) {
    const { scene, xaxis, yaxis } = this.layout;
    const box = this.plot.getBoundingClientRect();
    if (scene)
      return pointAt(this.plot._fullData[0], spatial(/** @type {PlotlySurface} */ (this.layout)), [clientX - box.left, clientY - box.top]);
    return [xaxis.p2d(clientX - box.left - xaxis._offset), yaxis.p2d(clientY - box.top - yaxis._offset)];
  }

  get is3d() {
    return Boolean(this.layout.scene);
  }

  /** @returns {ViewBox | null} */
  get view() {
    const { scene, xaxis, yaxis } = this.layout;
    return scene ? null : [...xaxis.range, ...yaxis.range].map(Number);
  }

  // Makes the chart show this window, if it does not already.
  /** @param {ViewBox} view */
  show(view) {
    const shown = this.view;
    if (!shown || view.every((end, i) => Math.abs(end - shown[i]) < 1e-9)) return;
    window.Plotly?.relayout(this.plot, { "xaxis.range": view.slice(0, 2), "yaxis.range": view.slice(2, 4) });
  }

  // Where the camera stands over a surface, and what it looks at: six numbers; null in two dimensions.
  get eye() {
    const camera = this.layout.scene?._scene?.getCamera?.();
    return camera ? [camera.eye, camera.center].flatMap(({ x, y, z }) => [x, y, z].map((each) => Number(each.toPrecision(4)))) : null;
  }

  /** @param {number[] | null} eye */
  stand(eye) {
    if (!eye || !this.is3d) return;
    const [x, y, z, a, b, c] = eye;
    window.Plotly?.relayout(this.plot, { "scene.camera.eye": { x, y, z }, "scene.camera.center": { x: a, y: b, z: c } });
  }

  // Listens to the chart until `dispose`, because Plotly's chart may stay when the stage is removed.
  /**
   * @template {keyof HTMLElementEventMap} Name
   * @param {Name} name
   * @param {(event: HTMLElementEventMap[Name]) => void} act
   * @param {AddEventListenerOptions} options
   */
  listen(name, act, options = {}) {
    this.plot.addEventListener(name, act, { ...options, signal: this.gone.signal });
  }

  // The same for what may happen anywhere.
  /**
   * @param {"pointerup"} name
   * @param {(event: PointerEvent) => void} act
   */
  listenOnWindow(name, act) {
    window.addEventListener(name, act, { capture: true, signal: this.gone.signal });
  }

  // Whether a point of the page lies on the plotted area.
  /**
   * @param {number} clientX
   * @param {number} clientY
   */
  holds(clientX, clientY) {
    const { left, top, width, height } = this.area;
    const box = this.plot.getBoundingClientRect();
    const [x, y] = [clientX - box.left - left, clientY - box.top - top];
    return x >= 0 && y >= 0 && x <= width && y <= height;
  }

  dispose() {
    this.gone.abort();
    this.watch.disconnect();
    this.handle?.remove();
    this.buttons?.remove();
    for (const event of ["plotly_relayout", "plotly_relayouting", "plotly_afterplot"]) this.plot.removeListener?.(event, this.onMove);
    this.under.remove();
    this.over.remove();
  }
}
