// @ts-check
// The stage: one for a page. Ties the charts, the transport, the loss curves and the outcomes to what Python sends, and the hand to Python.

import { Chart, drawnIn } from "../plotly.js";
import { arrows, clip, marker, paths as decode, playhead, point, trace } from "./draw.js";
import { unpack } from "../protocol.js";
import { containerOf } from "../streamlit.js";
import { Inspector } from "./inspector.js";
import { Loss } from "./loss.js";
import { Outcomes } from "./outcomes.js";
import { Start } from "./start.js";
import { Traces } from "./traces.js";
import { Transport } from "./transport.js";
import { Views } from "./views.js";

const NEAR = 14; // px: how near the pointer has to be for a path to answer

export class Stage {
  /**
   * @param {Element} parent
   * @param {import("../send.js").Sender} sender
   * @param {import("../address.js").Address} address
   */
  constructor(parent, sender, address) {
    this.parent = parent;
    this.sender = sender;
    this.address = address;
    /** @type {Map<string, Chart>} */
    this.charts = new Map(); // place name -> Chart
    this.views = new Views(address, this.charts);
    this.header = /** @type {StagePicture} */ (/** @type {unknown} */ (undefined)); // there from the first picture on
    /** @type {Path[]} */
    this.paths = [];
    /** @type {number | null} */
    this.focus = null; // the path that the reader points at in the list
    /** @type {string | null} */
    this.light = null; // the part that a line of the formula draws
    /** @type {string[]} */
    this.shows = []; // what stands at the playhead and along the paths
    /** @type {number | null | undefined} */
    this.fixed = undefined; // where the page puts the playhead
    /** @type {boolean | undefined} */
    this.wasWhole = undefined;
    this.writing = 0;
    this.waiting = 0;
    /** @type {ReturnType<typeof setTimeout> | null} */
    this.due = null;
    /** @type {number | undefined} */
    this.followed = undefined; // when curves and list were last drawn
    this.root = document.createElement("div");
    this.root.className = "lab-stage";
    parent.appendChild(this.root);
    this.transport = new Transport(
      this.root,
      (t) => this.drawTime(t),
      (t) => this.rested(t),
      (on) => {
        this.address.keep({ arrows: on });
        this.sender.send({ arrows: on });
      },
    );
    this.loss = new Loss(this.root);
    this.outcomes = new Outcomes(this.root, (i) => {
      this.focus = i;
      this.drawPaths();
      this.loss.draw();
    });
    this.inspector = new Inspector((part) => {
      this.light = part;
      this.drawTime(this.transport.t);
    });
    this.traces = new Traces();
    this.start = new Start(sender, this);
    this.tip = Object.assign(document.createElement("div"), { className: "lab-tip", hidden: true });
    document.body.appendChild(this.tip);
  }

  // A picture that came through Streamlit: of this scene or a new one.
  /** @param {Uint8Array} bytes */
  update(bytes) {
    const { record: header, arrays } = /** @type {Message<StagePicture>} */ (unpack(bytes));
    this.sender.wire.at(header.address);
    const opened = this.sender.gesture.opened !== header.opened;
    if (opened) {
      this.address.open(header.opened, header.fixed ? { ...header, t: null } : header); // a step that the page chooses is no setting
      const { arrows } = this.address.kept;
      this.sender.gesture = { opened: header.opened, arrows };
      this.transport.arrows.checked = arrows;
      for (const chart of this.charts.values()) chart.dispose(); // as far as they are still there, they were those of the page before
      this.charts.clear();
    }
    this.show(header, arrays, opened);
  }

  // A picture that came on the wire; where Streamlit has shown another scene or a newer hand meanwhile, it comes too late.
  /** @param {Uint8Array} bytes */
  draw(bytes) {
    const { record: header, arrays } = /** @type {Message<StagePicture>} */ (unpack(bytes));
    if (header.address === this.header.address && header.seq > this.header.seq) this.show(header, arrays);
    else this.sender.answered(header.seq);
  }

  /**
   * @param {StagePicture} header
   * @param {NumberArray[]} arrays
   */
  show(header, arrays, opened = false) {
    this.sender.answered(header.seq); // Python may work on the next place of the hand while this one is drawn
    const arriving = opened || !this.header;
    const moved = this.header?.scene !== header.scene;
    this.header = header;
    this.views.update(header);
    const place = document.querySelector(".lab-transport-place") ?? this.root;
    if (this.transport.node.parentNode !== place) place.prepend(this.transport.node);
    this.shows = header.shows ?? (header.arrows ? ["path", "slope", "momentum", "step", "size"] : ["path"]);
    this.transport.node.hidden = header.bare;
    this.transport.legend.hidden = !header.arrows || Boolean(header.shows);
    /** @type {HTMLElement} */ (this.transport.arrows.parentElement).hidden = Boolean(header.shows); // the page has chosen
    this.outcomes.table.hidden = header.bare;
    this.paths = decode(header, arrays);
    if (header.inspected.length) {
      this.inspector.update(header.inspected, arrays);
      this.traces.update(header.inspected, arrays, this.paths, header.look);
      this.inside();
    }
    this.loss.node.hidden = header.bare;
    this.transport.resize(Math.max(1, ...header.paths.map((path) => path.steps)));
    if ((this.address.kept.t ?? 0) > this.transport.steps) this.address.keep({ t: null }); // the run has become shorter
    this.wait(moved);
    if (arriving) this.arrive();
    else if (header.fixed && header.t !== this.fixed) this.transport.go(header.t ?? 0);
    else if (!header.fixed && this.fixed !== null) this.arrive(); // let go by the page: the paths grow
    this.fixed = header.fixed ? header.t : null;
    this.later();
    window.dispatchEvent(new CustomEvent("lab-drawn", { detail: { seq: header.seq, paths: this.paths } }));
  }

  // The numbers of the step; the formulas may arrive after the picture.
  inside() {
    cancelAnimationFrame(this.writing);
    this.traces.at(this.transport.t);
    if (!this.inspector.at(this.transport.t) && this.root.isConnected) this.writing = requestAnimationFrame(() => this.inside());
  }

  // Curves and list follow while Python is busy with the next place of the hand, ten times a second at the most.
  later() {
    if (this.due) return;
    const follow = () => {
      this.due = null;
      this.followed = performance.now();
      this.outcomes.update(this.paths, this.header.look);
      for (const { place, paths } of this.header.panels) {
        const said = document.querySelector(`.lab-said-${place}`);
        if (said) said.textContent = this.paths[paths[0]]?.sentence ?? "";
      }
      this.loss.update(this.paths, this.header);
      this.loss.at(this.transport.t);
    };
    const wait = (this.followed ?? 0) + 200 - performance.now();
    if (this.followed === undefined || wait <= 0) follow();
    else this.due = setTimeout(follow, wait);
  }

  // The playhead rests; where the page says where it stands, that is no setting.
  /** @param {number} t */
  rested(t) {
    if (!this.header.fixed) this.address.keep({ t: t === this.transport.steps ? null : t });
  }

  // On arrival the paths grow, once, unless the link names a step or the reader prefers rest.
  arrive() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const t = this.header.fixed ? this.header.t : this.address.kept.t;
    if (t !== null) this.transport.set(Math.min(t, this.transport.steps));
    else if (still) this.transport.set(this.transport.steps);
    else this.transport.play(0);
  }

  // Finds the charts; Streamlit may mount them before or after the stage, and anew at any time.
  wait(moved = false) {
    cancelAnimationFrame(this.waiting);
    let missing = false;
    for (const [i, panel] of this.header.panels.entries()) {
      const known = this.charts.get(panel.place);
      if (known?.alive && !moved) continue;
      if (known?.alive) {
        known.scale3d = this.header.scale3d;
        continue;
      }
      known?.dispose();
      this.charts.delete(panel.place);
      const place = containerOf(panel.place);
      if (!place || !drawnIn(place)) {
        missing = true;
        continue;
      }
      const chart = new Chart(place, this.header.scale3d, (chart) => this.onMove(chart));
      this.charts.set(panel.place, chart);
      this.dress(chart, i);
      this.views.restore(chart, i);
    }
    for (const [name, chart] of this.charts)
      if (!this.header.panels.some((panel) => panel.place === name)) {
        chart.dispose();
        this.charts.delete(name);
      }
    this.drawPaths();
    if (missing && this.root.isConnected) this.waiting = requestAnimationFrame(() => this.wait());
  }

  // Focus, keys, hover and the handle of the start point.
  /**
   * @param {Chart} chart
   * @param {number} index
   */
  dress(chart, index) {
    const { plot } = chart;
    chart.fill();
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-label", "Stage: space plays, left and right step");
    chart.listen("keydown", (event) => {
      if (event.target === plot && this.transport.key(event.key)) event.preventDefault();
    });
    chart.listen("pointermove", (event) => this.hover(chart, index, event));
    chart.listen("pointerleave", () => (this.tip.hidden = true));
    if (!chart.is3d && this.header.start) this.start.handle(chart, this.header.panels[index].place);
  }

  /** @param {Chart} chart */
  onMove(chart) {
    this.drawPaths();
    this.views.moved(chart);
  }

  /** @param {PanelRecord} panel */
  pathsOf(panel) {
    return panel.paths.map((i) => this.paths[i]).filter(Boolean);
  }

  drawPaths() {
    if (!this.header) return;
    this.paths.forEach((path, i) => (path.back = this.focus !== null && this.focus !== i));
    const { look } = this.header;
    for (const panel of this.header.panels) {
      const chart = this.charts.get(panel.place);
      if (!chart?.alive) continue; // Streamlit is about to mount it anew
      const project = chart.projection();
      const pen = chart.context(chart.under);
      pen.save();
      clip(pen, chart.area);
      const order = [...this.pathsOf(panel)].sort((a, b) => Number(b.back) - Number(a.back));
      const whole = this.transport.t >= this.transport.steps;
      if (this.shows.includes("path"))
        for (const path of order) trace(pen, path, Infinity, project, look.paper, path.back ? 0.15 : whole ? 1 : 0.22);
      pen.restore();
    }
    this.start.place();
    this.drawTime(this.transport.t);
  }

  /** @param {number} t */
  drawTime(t) {
    if (!this.header) return;
    const { look } = this.header;
    const whole = t >= this.transport.steps;
    if (whole !== this.wasWhole) {
      this.wasWhole = whole;
      return this.drawPaths();
    }
    for (const panel of this.header.panels) {
      const chart = this.charts.get(panel.place);
      if (!chart?.alive) continue; // Streamlit is about to mount it anew
      const project = chart.projection();
      const pen = chart.context(chart.over);
      pen.save();
      clip(pen, chart.area);
      const front = this.pathsOf(panel).filter((path) => !path.back);
      if (!whole && this.shows.includes("path")) for (const path of front) trace(pen, path, t, project, look.paper, 1);
      for (const path of front) {
        // Inside a step the arrows stand where it began.
        const from = this.header.inspected.length ? Math.max(0, Math.round(t) - 1) : t;
        arrows(pen, path, from, project, chart.area, look, this.shows, this.light);
        playhead(pen, path, t, project, chart.area, look.paper);
      }
      if (chart.is3d) {
        for (const path of front.slice(0, 1)) marker(pen, look.dot, ...point(path, 0, project), look.ink, look.paper, 5);
      }
      pen.restore();
    }
    if (t !== this.loss.t) this.loss.at(t);
    if (this.header.inspected.length) this.inside();
    return undefined;
  }

  // The nearest iterate under the pointer: optimizer, t, θ, loss.
  /**
   * @param {Chart} chart
   * @param {number} index
   * @param {PointerEvent} event
   */
  hover(chart, index, event) {
    const panel = this.header.panels[index];
    if (!panel || event.buttons || !chart.alive) return;
    const box = chart.plot.getBoundingClientRect();
    const [mx, my] = [event.clientX - box.left, event.clientY - box.top];
    const project = chart.projection();
    /** @type {{ far: number, path: Path, t: number } | null} */
    let best = null;
    for (const path of this.pathsOf(panel))
      for (let t = 0; t <= path.end; t++) {
        const [x, y] = point(path, t, project);
        const far = Math.hypot(x - mx, y - my);
        if (far < (best?.far ?? NEAR)) best = { far, path, t };
      }
    this.tip.hidden = !best;
    if (!best) return;
    const { path, t } = best;
    /** @param {number} value */
    const number = (value) => Number(value.toPrecision(4));
    this.tip.textContent = `${path.name}, t = ${t}: θ = (${number(path.theta[2 * t])}, ${number(path.theta[2 * t + 1])}), loss ${number(path.loss[t])}`;
    this.tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 260)}px`;
    this.tip.style.top = `${event.clientY + 16}px`;
  }

  dispose() {
    cancelAnimationFrame(this.waiting);
    if (this.due !== null) clearTimeout(this.due);
    cancelAnimationFrame(this.writing);
    this.views.dispose();
    this.inspector.dispose();
    this.loss.dispose();
    this.outcomes.dispose();
    this.start.leave();
    this.transport.leave();
    for (const chart of this.charts.values()) chart.dispose();
    this.tip.remove();
    this.root.remove();
  }
}
