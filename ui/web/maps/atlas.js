// @ts-check
// Maps beside each other, coarse first and finer as the passes come. A visitor points at cells to read them, and chooses one.

import { Cells, DIVERGED, NEVER, SLOPELESS, UNDEFINED, put } from "./cell_grid.js";
import { Tip } from "../stage/tip.js";
import { legend } from "./legend.js";
import { save } from "./export_png.js";
import { MapView } from "./map_view.js";
import { Channel } from "../channel.js";
import { unpack } from "../protocol.js";

export class Atlas {
  // `onTake(values)` is called with the values, by key, of the cell that was chosen.
  /**
   * @param {Element} parent
   * @param {import("../gesture_sender.js").Sender} sender
   * @param {(values: Values) => void} onTake
   */
  constructor(parent, sender, onTake) {
    this.sender = sender;
    this.onTake = onTake;
    /** @type {MapView[]} */
    this.views = [];
    this.header = /** @type {MapPass} */ (/** @type {unknown} */ (undefined)); // there from the first pass on
    this.done = 0; // passes that have come
    this.again = false; // whether something moved again while the coarse maps were awaited
    this.waiting = 0;
    /** @type {number | "live" | null} */
    this.wanted = null; // the pass that is awaited; "live" is the coarse pass for a knob that moves
    this.root = document.createElement("div");
    this.root.className = "lab-atlas";
    this.root.innerHTML = `<div class="lab-atlas-row"><progress aria-label="Runs computed"></progress><span class="lab-atlas-count"></span>
      <button type="button" class="lab-atlas-png">PNG</button></div><div class="lab-atlas-key"></div>
      <div class="lab-atlas-words"></div><div class="lab-unseen" aria-live="polite"></div>`;
    parent.appendChild(this.root);
    this.part(".lab-atlas-png").addEventListener("click", () => save(this.views, this.header));
    this.heard = this.part("[aria-live]");
    /** @type {Channel<PassRequest>} */
    this.channel = new Channel(
      (bytes) => this.arrived(/** @type {Message<MapPass>} */ (unpack(bytes))),
      (way) => this.failed(way),
    );
    this.tip = new Tip();
    this.onSent = () => this.follow();
    window.addEventListener("lab-sent", this.onSent);
    this.onSeen = () => this.header && this.ask(); // maps in a hidden tab wait until the tab is shown
    document.addEventListener("visibilitychange", this.onSeen);
  }

  // An element that the constructor has made.
  /** @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }

  // Takes a pass that came through Streamlit: of these maps, or of others.
  /** @param {Uint8Array} bytes */
  update(bytes) {
    const message = /** @type {Message<MapPass>} */ (unpack(bytes));
    const { record: header } = message;
    if (this.header?.address !== header.address) this.begin(header);
    else for (const view of this.views) view.settle(header);
    this.channel.at(header.wired ? header.address : null);
    this.arrived(message);
    this.mount();
  }

  // Begins other maps.
  /** @param {MapPass} header */
  begin(header) {
    this.header = header;
    this.done = 0;
    for (const gone of this.views.splice(header.maps.length)) gone.dispose();
    while (this.views.length < header.maps.length) this.views.push(new MapView(this.views.length, this));
    for (const view of this.views) view.begin(header);
    this.part(".lab-atlas-key").innerHTML = legend(header);
    this.root.hidden = header.covered;
  }

  /** @param {Message<MapPass>} message */
  arrived({ record: header, arrays }) {
    if (header.address !== this.header?.address) return; // a pass of earlier maps
    this.wanted = null;
    this.channel.answered();
    const moved = header.moved && this.depends; // false if the drag has ended meanwhile
    for (const view of this.views) view.moving = moved ? new Cells(header.size) : null;
    if (moved || (!header.moved && header.number === this.done)) {
      put(
        arrays,
        header.stride,
        this.views.map((view) => view.shown),
      );
      if (!moved) this.done += 1;
    }
    for (const view of this.views) view.paint();
    this.progress();
    if (this.again) this.follow();
    else if (!moved) this.ask();
    window.dispatchEvent(new CustomEvent("lab-mapped", { detail: moved ? "moving" : this.done === header.passes ? "whole" : "coarse" }));
  }

  // Asks for the next pass, unless there are no more or one is awaited.
  ask() {
    if (this.wanted !== null || this.done >= this.header.passes || this.header.covered || document.hidden) return;
    if (this.header.wired && this.channel.opening) setTimeout(() => this.ask(), 30);
    else {
      this.wanted = this.done;
      if (this.channel.ready) this.channel.askSocket({ piece: this.done });
      else this.askStreamlit();
    }
  }

  // Asks through Streamlit, unless other maps have come before Streamlit can take the message.
  askStreamlit() {
    this.channel.askStreamlit(() => (this.wanted === this.done ? { address: this.header.address, piece: this.done } : null));
  }

  // Without an answer of the socket, Streamlit is asked, and makes the maps known again. If it does not answer, Python runs from the top.
  /** @param {import("../channel.js").Way} way */
  failed(way) {
    if (way === "streamlit") this.sender.insist();
    else if (typeof this.wanted === "number") this.askStreamlit();
    else {
      this.wanted = null;
      if (this.header) this.ask();
    }
  }

  // Called when a knob or the start moves: the coarse maps follow, if they depend on it.
  follow() {
    this.again = false;
    if (!this.header) return;
    for (const view of this.views) view.cross();
    if (!this.depends) this.stand();
    else if (this.wanted === "live") this.again = true;
    else if (this.channel.ready) {
      this.wanted = "live";
      this.channel.askSocket({ live: this.sender.gesture.live, piece: 0 });
    }
  }

  // Whether the maps depend on what moves.
  get depends() {
    const along = new Set(this.header.maps.flatMap((map) => [map.x.key, map.y.key]));
    return Object.keys(this.sender.gesture.live ?? {}).some((key) => !along.has(key) || this.header.maps.length > 1);
  }

  // Shows the maps themselves again, because nothing moves that they depend on.
  stand() {
    const moving = this.views.filter((view) => view.moving);
    for (const view of moving) {
      view.moving = null;
      view.paint();
    }
    if (moving.length) this.ask();
  }

  // The value of a knob while it is dragged.
  /** @param {string} key */
  standing(key) {
    return this.sender.gesture.live?.[key]?.[0];
  }

  // Puts the maps into their frames, as soon as these are there.
  mount() {
    cancelAnimationFrame(this.waiting);
    const missing = this.views.filter((view) => !view.mount()).length;
    if (missing && this.root.isConnected) this.waiting = requestAnimationFrame(() => this.mount());
  }

  // Shows the words of the cell that is pointed at, or none. With the keyboard, a screen reader reads them, too.
  /**
   * @param {MapView} view
   * @param {number | null} cell
   */
  point(view, cell, clientX = 0, clientY = 0, aloud = false) {
    view.under = cell;
    view.cross();
    const words = cell === null ? null : view.words(cell);
    this.tip.show(words, { clientX, clientY }, () => Boolean(view.chart?.alive));
    if (aloud) this.heard.textContent = words;
  }

  /**
   * @param {MapView} view
   * @param {number | null} cell
   */
  choose(view, cell) {
    if (cell !== null) this.onTake(view.values(cell));
  }

  // How large its charts are, as far as they are there.
  get layouts() {
    return this.views.flatMap(({ chart }) => (chart?.alive ? [chart.layout] : []));
  }

  // Shows how far the computing has come, and then what became of the runs.
  progress() {
    const { size, passes, colour } = this.header;
    const all = size * size * this.views.length;
    const known = this.views.reduce((sum, { cells }) => sum + cells.known, 0);
    /** @param {number} many */
    const count = (many) => many.toLocaleString("en");
    Object.assign(this.part("progress"), { max: all, value: known, hidden: this.done >= passes });
    this.part(".lab-atlas-count").textContent = this.done < passes ? `${count(known)} of ${count(all)} runs` : `${count(all)} runs`;
    // The words are of a whole map: those of the map before are not said of this one, but keep their room.
    const words = this.part(".lab-atlas-words");
    words.style.visibility = this.done < passes ? "hidden" : "visible";
    if (this.done < passes) return;
    /** @param {number} part */
    const percent = (part) => (part > 0 && part < 0.005 ? "under 1 %" : `${Math.round(100 * part)} %`);
    const lines = this.views.map(({ map, cells }) => {
      const { kind, minimum, passed } = cells;
      const diverge = `${percent(cells.share((cell) => kind[cell] === DIVERGED))} diverge`;
      const first = {
        loss: diverge,
        where: `${percent(cells.share((cell) => minimum[cell] > 0))} of the runs end at or around a lowest minimum, ${diverge}`,
        steps: `${percent(cells.share((cell) => passed[cell] !== NEVER))} of the runs come to a thousandth of their first height, ${diverge} before`,
      }[colour];
      /**
       * @param {number} what
       * @param {string} where
       */
      const ended = (what, where) => {
        const share = cells.share((cell) => kind[cell] === what);
        return share ? `, ${percent(share)} end where ${where}` : "";
      };
      return `${map.name}: ${first}${ended(UNDEFINED, "the function is not defined")}${ended(SLOPELESS, "the slope is not defined")}.`;
    });
    if (words.textContent !== lines.join(" ")) words.textContent = this.heard.textContent = lines.join(" ");
  }

  dispose() {
    cancelAnimationFrame(this.waiting);
    window.removeEventListener("lab-sent", this.onSent);
    document.removeEventListener("visibilitychange", this.onSeen);
    for (const view of this.views) view.dispose();
    this.channel.close();
    this.tip.remove();
    this.root.remove();
  }
}
