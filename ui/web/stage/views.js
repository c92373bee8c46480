// @ts-check
// Which part of each map is in view, and where the camera stands: what the reader has set. The URL keeps it, and charts that are
// mounted anew get it.

const REST = 400; // ms without a move, after which a view is kept

/** @typedef {import("../plotly.js").Chart} Chart */

export class Views {
  // `address` keeps them; `charts` are those of the stage, by place.
  /**
   * @param {import("../address.js").Address} address
   * @param {Map<string, Chart>} charts
   */
  constructor(address, charts) {
    this.address = address;
    this.charts = charts;
    this.header = /** @type {StagePicture} */ (/** @type {unknown} */ (undefined)); // set by the first picture
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.due = undefined;
  }

  // Takes another picture. With other panels it keeps their views; on another landscape it forgets the views, which mean nothing there.
  /** @param {StagePicture} header */
  update(header) {
    const moved = this.header && this.header.landscape !== header.landscape;
    if (moved && this.address.opened === this.header.opened) this.address.keep({ views: [] });
    const before = this.header?.panels.map(({ place }) => place) ?? [];
    this.header = header;
    const places = header.panels.map(({ place }) => place);
    const { views } = this.address.kept;
    if (views.length > 1 && before.length && String(before) !== String(places))
      this.address.keep({ views: places.map((place) => views[before.indexOf(place)] ?? null) });
    if (moved) for (const chart of this.charts.values()) if (chart.alive && this.means(chart)) chart.show(header.usual_view);
  }

  // Whether the view of a chart means something for the runs: it is that of their landscape, or a camera, which means the same over all.
  /** @param {Chart} chart */
  means(chart) {
    return chart.is3d || chart.layout.meta === this.header.landscape;
  }

  // The view kept for a panel; null: the whole map.
  /** @param {number} index */
  of(index) {
    const { views } = this.address.kept;
    return (views.length === 1 ? views[0] : views[index]) ?? null;
  }

  // Gives a new chart the view, or the camera, that is kept for it.
  /**
   * @param {Chart} chart
   * @param {number} index
   */
  restore(chart, index) {
    const view = this.means(chart) ? this.of(index) : null;
    if (view) chart.show(view);
    else if (this.means(chart) && chart.view && this.rounded(chart.view)) chart.show(this.header.usual_view);
    chart.usualEye = chart.eye;
    chart.stand(this.address.kept.eye);
    this.mark(chart);
  }

  // Marks a chart whose buttons have nothing to put back: where they always show, they would cover the picture for nothing.
  /** @param {Chart} chart */
  mark(chart) {
    const { view, eye, usualEye } = chart;
    chart.buttons?.classList.toggle("lab-usual", view ? !this.rounded(view) : String(eye) === String(usualEye));
  }

  // Shows the whole map, or puts the camera back.
  /** @param {Chart} chart */
  reset(chart) {
    if (chart.is3d) chart.stand(chart.usualEye);
    else chart.show(this.header.usual_view);
  }

  // The same for all charts, and for those that are mounted later.
  resetAll() {
    this.address.keep({ views: [], eye: null });
    for (const chart of this.charts.values()) if (chart.alive) this.reset(chart);
  }

  // Called when a chart was zoomed, moved or turned. If all zoom together, the others follow. The runs of another landscape may come
  // before its map does: until then the map of the one before stands there, and its view means nothing.
  /** @param {Chart} chart */
  moved(chart) {
    if (!this.means(chart)) return;
    this.mark(chart);
    const { view } = chart;
    if (view && this.header.together) for (const other of this.charts.values()) if (other !== chart && other.alive) other.show(view);
    clearTimeout(this.due);
    this.due = setTimeout(() => this.keep(chart), REST);
  }

  /** @param {Chart} chart */
  keep(chart) {
    if (!chart.alive || !this.means(chart)) return undefined;
    const { view } = chart;
    if (!view) {
      const { eye } = chart;
      return this.change({ eye: String(eye) === String(chart.usualEye) ? null : eye });
    }
    const views = this.header.panels.map(({ place }, index) => {
      const other = this.charts.get(place);
      return other?.alive && other.view ? this.rounded(other.view) : this.of(index);
    });
    return this.change({ views: this.header.together || views.length === 1 ? [this.rounded(view)] : views });
  }

  // Keeps only what has changed, because a chart also moves when it is mounted.
  /** @param {Partial<Pick<Kept, "views" | "eye">>} kept */
  change(kept) {
    const [[name, value]] = /** @type {["views" | "eye", (number | ViewBox | null)[] | null][]} */ (Object.entries(kept));
    /** @param {(number | ViewBox | null)[] | null} views */
    const empty = (views) => JSON.stringify(views?.some(Boolean) ? views : null);
    if (empty(value) !== empty(this.address.kept[name])) this.address.keep(kept);
  }

  // A view rounded to a thousandth of its width; null for the whole map.
  /**
   * @this {{ header: Pick<StagePicture, "usual_view"> }}
   * @param {ViewBox} view
   */
  rounded(view) {
    const usual = this.header.usual_view;
    const same = view.every((end, i) => Math.abs(end - usual[i]) < 1e-3 * Math.abs(usual[1] - usual[0]));
    if (same) return null;
    const width = Math.min(Math.abs(view[1] - view[0]), Math.abs(view[3] - view[2]));
    const digits = Math.max(0, 4 - Math.floor(Math.log10(width)));
    return view.map((end) => (digits > 20 ? Number(end.toPrecision(12)) : Number(end.toFixed(digits))));
  }

  dispose() {
    clearTimeout(this.due);
  }
}
