// @ts-check
// The stage, one on each page. Shows what Python sends on charts, transport, loss curves and outcomes, and sends gestures to Python.

import { dress } from "./chart_hand.js";
import { Charts } from "./charts.js";
import { Cut } from "./cut.js";
import { paths as decode } from "./draw.js";
import { Everywhere } from "./everywhere.js";
import { Fit } from "./fit.js";
import { Focus } from "./focus.js";
import { Frames } from "./frames.js";
import { Inside } from "./inside.js";
import { KeyCard } from "./key_card.js";
import { Keys, acts } from "./keys.js";
import { drawNow, drawWhole } from "./layers.js";
import { Loss } from "./loss.js";
import { LossHand } from "./loss_hand.js";
import { Made } from "./made.js";
import { Outcomes } from "./outcomes.js";
import { Rate } from "./rate.js";
import { Start } from "./start.js";
import { Tip } from "./tip.js";
import { Transport } from "./transport.js";
import { Views } from "./views.js";
import { unpack } from "../protocol.js";

export class Stage {
  /**
   * @param {Element} parent
   * @param {import("../gesture_sender.js").Sender} sender
   * @param {import("../address.js").Address} address
   */
  constructor(parent, sender, address) {
    this.sender = sender;
    this.address = address;
    this.charts = new Charts();
    this.views = new Views(address, this.charts);
    this.header = /** @type {StagePicture} */ (/** @type {unknown} */ (undefined)); // set by the first picture
    /** @type {Path[]} */
    this.paths = [];
    /** @type {string | null} */
    this.light = null; // the part that a line of the formula draws
    /** @type {string[]} */
    this.shows = []; // what is drawn at the playhead and along the paths
    this.fixed = /** @type {number | null | undefined} */ (undefined); // where the page puts the playhead
    this.wasWhole = /** @type {boolean | undefined} */ (undefined);
    this.waiting = 0;
    this.focus = new Focus(() => this.bringForward());
    this.root = Object.assign(document.createElement("div"), { className: "lab-stage" });
    parent.appendChild(this.root);
    this.transport = new Transport(
      this.root,
      (t) => this.drawTime(t),
      (t) => this.rested(t),
      (on) => {
        this.address.keep({ arrows: on });
        this.sender.send({ arrows: on });
      },
      () => this.card.show(),
    );
    this.frames = new Frames((/** @type {Message<StagePicture>} */ picture) => this.drawLive(picture));
    this.tip = new Tip(() => this.focus.point(null));
    this.loss = new Loss(this.root);
    this.hand = new LossHand(this.loss, this.transport, this.tip, this.focus);
    this.outcomes = new Outcomes(this.root, this.transport, this.focus);
    this.inside = new Inside(
      (part) => {
        this.light = part;
        this.drawTime(this.transport.t);
      },
      () => this.root.isConnected,
    );
    this.start = new Start(sender, this);
    this.made = new Made(this);
    this.beside = [new Fit(this.root), (this.cut = new Cut(this.root, this.start)), new Rate(this.loss)];
    const everywhere = new Everywhere();
    this.card = new KeyCard(everywhere);
    this.keys = new Keys(acts(this), () => this.root.isConnected && this.header?.bare === false, everywhere);
  }

  // Takes a picture that came through Streamlit: of this scene or a new one.
  /** @param {Uint8Array} bytes */
  update(bytes) {
    const { record: header, arrays } = /** @type {Message<StagePicture>} */ (unpack(bytes));
    this.sender.channel.at(header.address);
    const opened = this.sender.gesture.opened !== header.opened;
    if (opened) {
      this.address.open(header.opened, header.fixed ? { ...header, t: null } : header); // a step that the page chooses is not a setting
      this.sender.gesture = { opened: header.opened, arrows: this.address.kept.arrows };
      this.transport.arrows.checked = this.address.kept.arrows;
      this.charts.dispose(); // those that are still there belong to the page before
    }
    this.sender.brought(header.seq); // Python may work on the next gesture while this one is drawn
    if (!opened && this.start.halfway(header))
      this.header = header; // the picture of the whole place comes next: this one would only flash
    else this.show(header, arrays, opened);
  }

  // Takes a picture that came by the socket.
  /** @param {Uint8Array} bytes */
  draw(bytes) {
    const picture = /** @type {Message<StagePicture>} */ (unpack(bytes));
    this.sender.answered(picture.record.seq);
    this.frames.add(picture);
  }

  // Shows one of these, unless Streamlit has shown another scene or a newer gesture meanwhile.
  /** @param {Message<StagePicture>} picture */
  drawLive({ record: header, arrays }) {
    if (header.address === this.header.address && header.seq > this.header.seq) this.show(header, arrays);
  }

  /**
   * @param {StagePicture} header
   * @param {NumberArray[]} arrays
   */
  show(header, arrays, opened = false) {
    const arriving = opened || !this.header || (!header.fixed && header.chapter !== this.header.chapter);
    this.header = header;
    this.views.update(header);
    this.transport.fit(header, this.root);
    this.shows = header.shows ?? (header.arrows ? ["path", "slope", "momentum", "step", "size"] : ["path"]);
    this.outcomes.table.hidden = this.loss.node.hidden = header.bare;
    this.paths = decode(header, arrays);
    this.focus.fit(this.paths.map((path) => path.name));
    this.inside.update(header, arrays, this.paths);
    for (const graph of this.beside) graph.update(this.paths, header, arrays);
    this.transport.resize(Math.max(1, ...header.paths.map((path) => path.steps)));
    if ((this.address.kept.t ?? 0) > this.transport.steps) this.address.keep({ t: null }); // the run has become shorter
    this.follow();
    this.wait();
    if (arriving) this.arrive();
    else if (header.cut?.weight) this.cut.hand.follow();
    else if (header.fixed && header.t !== this.fixed) this.transport.go(header.t ?? 0);
    this.fixed = header.fixed ? header.t : null;
    window.dispatchEvent(new CustomEvent("lab-drawn", { detail: { seq: header.seq, paths: this.paths } }));
  }

  // Updates curves and list, in the frame in which the paths are drawn.
  follow() {
    const { t } = this.transport;
    this.recede();
    this.loss.update(this.paths, this.header); // before the list: it measures text, for which the page must be laid out
    this.outcomes.update(this.paths, this.header, t);
    this.outcomes.mark(this.focus.run);
    this.loss.at(t);
  }

  // Lets the paths that are not in focus stand back.
  recede() {
    const { run } = this.focus;
    this.paths.forEach((path, i) => (path.back = run !== null && run !== i));
  }

  // Called when another run is in focus.
  bringForward() {
    if (!this.header) return;
    this.recede();
    this.outcomes.mark(this.focus.run);
    this.loss.draw();
    this.loss.at(this.transport.t);
    this.drawPaths();
  }

  // Called when the playhead rests. A step that the page chooses is not a setting.
  /** @param {number} t */
  rested(t) {
    if (!this.header.fixed) this.address.keep({ t: t === this.transport.steps ? null : t });
  }

  // When a page opens, the paths grow once, unless the link names a step or the reader prefers reduced motion.
  arrive() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const t = this.header.fixed ? this.header.t : this.address.kept.t;
    if (t !== null) this.transport.set(Math.min(t, this.transport.steps));
    else if (still) this.transport.set(this.transport.steps);
    else this.transport.play(0);
  }

  // Puts right what Streamlit has mounted anew since the picture came.
  look() {
    if (!this.header) return;
    this.transport.fit(this.header, this.root);
    for (const graph of this.beside) graph.settle();
    this.outcomes.settle(this.header.panels);
    this.inside.settle(this.transport.t);
    if (this.charts.lost) this.wait();
  }

  // Finds the charts, until they are all there.
  wait() {
    cancelAnimationFrame(this.waiting);
    const { found, missing } = this.charts.find(this.header.panels, this.header.scale3d, (chart) => {
      this.drawPaths();
      this.views.moved(chart);
    });
    for (const [chart, index] of found) {
      dress(chart, index, this);
      this.views.restore(chart, index);
    }
    this.drawPaths();
    if (missing && this.root.isConnected) this.waiting = requestAnimationFrame(() => this.wait());
  }

  drawable() {
    return this.header ? this.charts.drawable(this.header.panels, this.paths) : [];
  }

  drawPaths() {
    if (!this.header) return;
    const whole = this.transport.t >= this.transport.steps;
    this.made.place();
    for (const [chart, paths] of this.drawable())
      drawWhole(chart, this.shows.includes("path") ? paths : [], whole, this.header.look, this.made);
    this.start.place();
    this.drawTime(this.transport.t);
  }

  /** @param {number} t */
  drawTime(t) {
    if (!this.header) return;
    const whole = t >= this.transport.steps;
    if (whole !== this.wasWhole) {
      this.wasWhole = whole;
      this.drawPaths();
      return;
    }
    // In the step inspector the arrows are drawn where the step began.
    const from = this.header.inspected.length ? Math.max(0, Math.round(t) - 1) : t;
    for (const [chart, paths] of this.drawable())
      drawNow(
        chart,
        paths.filter((path) => !path.back),
        { t, whole, from, shows: this.shows, light: this.light, look: this.header.look },
      );
    if (t !== this.loss.t) this.loss.at(t);
    for (const graph of this.beside) graph.at(t);
    this.outcomes.at(t);
    this.inside.at(t);
  }

  dispose() {
    cancelAnimationFrame(this.waiting);
    for (const part of [this.keys, this.views, this.inside, this.loss, this.outcomes, ...this.beside]) part.dispose();
    for (const part of [this.frames, this.start, this.made, this.transport, this.charts]) part.dispose();
    for (const part of [this.tip, this.card, this.root]) part.remove();
  }
}
