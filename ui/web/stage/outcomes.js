// @ts-check
// The list of outcomes at the playhead, which is also the legend; and the same sentences for a screen reader, once nothing moves.

import { marker } from "./draw.js";
import { last, state } from "./run_words.js";
import { short } from "./short_number.js";
import { write } from "../text.js";

const QUIET = 800; // ms of rest before the outcomes are read out

/** @type {[title: string, hint: string][]} */
const COLUMNS = [
  ["Line", "how the run is drawn"],
  ["Optimizer", ""],
  ["η", "learning rate"],
  ["Outcome", "where the run is at the playhead; at its end, what became of it"],
  ["Loss", "loss at the playhead"],
  ["Distance", "distance to the nearest of the lowest minima, at the playhead"],
  ["Steps", "steps until a thousandth of the starting height is left; a dash before that"],
];
const FIRST = 3; // the first column of those that change with the step
const CAPTIONS = ["said", "loss"]; // the columns from there on that stand beside the chart of a single run, too

// The text with no place to break a line after the first bar of |θ|.
/** @param {string} text */
const whole = (text) => text.replace("|θ", "|\u2060θ");

export class Outcomes {
  /**
   * @param {Element} place
   * @param {{ playing: boolean }} transport
   * @param {Pick<import("./focus.js").Focus, "point" | "hold">} focus hears of the rows that are pointed at, and of taps
   */
  constructor(place, transport, focus) {
    this.transport = transport;
    this.focus = focus;
    this.table = document.createElement("table");
    this.table.className = "lab-outcomes";
    this.live = document.createElement("div");
    this.live.className = "lab-unseen";
    this.live.setAttribute("aria-live", "polite");
    /** @type {Path[]} */
    this.paths = [];
    /** @type {number[][]} */
    this.window = [];
    /** @type {HTMLTableRowElement[]} */
    this.rows = [];
    /** @type {Text[][]} */
    this.places = []; // what is written into for every step: for each run the last four columns
    /** @type {[place: Text, path: number, column: number][]} */
    this.captions = []; // some of the same beside the charts of single runs
    /** @type {number | undefined} */
    this.step = undefined; // the step that the list speaks of
    /** @type {string[]} */
    this.sentences = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    place.append(this.table, this.live);
  }

  dispose() {
    clearTimeout(this.timer);
  }

  // Takes the runs of a picture, and writes what they are at time t.
  /**
   * @param {Path[]} paths
   * @param {Pick<StagePicture, "look" | "panels" | "start">} picture
   * @param {number} t
   */
  update(paths, { look: { paper }, panels, start }, t) {
    this.paths = paths;
    this.window = start.window;
    this.captions = this.find(panels);
    const other = this.table.rows.length !== paths.length + 1;
    if (other) this.build();
    paths.forEach((path, i) => {
      const [swatch, name, rate] = this.rows[i].cells;
      const marks = `${path.colour} ${path.marker} ${paper}`;
      if (swatch.dataset.marks !== marks) {
        swatch.dataset.marks = marks;
        draw(/** @type {HTMLCanvasElement} */ (swatch.firstChild), path, paper);
      }
      write(name, path.name);
      write(rate, path.rate ? short(path.rate, 3) : "–"); // a hand has none
    });
    // The columns of numbers have a width of their own: another text at the end would lay out the list in each frame of a drag.
    this.places = paths.map((path, i) =>
      last(path).map((end, k) => room(/** @type {HTMLElement} */ (this.rows[i].cells[FIRST + k].firstChild), k ? "0" : end)),
    );
    this.show(Math.round(t));
    if (other) for (const by of /** @type {const} */ (["pointer", "keyboard"])) this.focus.point(null, by); // the rows before are gone
  }

  // Finds the captions beside the charts of a single run.
  /**
   * @param {PanelRecord[]} panels
   * @returns {[Text, number, number][]}
   */
  find(panels) {
    return panels.flatMap(({ place, paths: [i] }) =>
      CAPTIONS.flatMap((name, k) => {
        /** @type {HTMLElement | null} */
        const caption = document.querySelector(`.lab-${name}-${place}`);
        return caption ? [/** @type {[Text, number, number]} */ ([room(caption, this.paths[i] ? last(this.paths[i])[k] : ""), i, k])] : [];
      }),
    );
  }

  // Writes the captions that Streamlit has mounted after the list, or anew.
  /** @param {PanelRecord[]} panels */
  settle(panels) {
    const found = this.find(panels);
    if (this.step === undefined || (found.length === this.captions.length && found.every(([place], k) => place === this.captions[k][0])))
      return;
    this.captions = found;
    this.show(this.step);
  }

  // Called in every frame of the playback, and when something else is drawn anew.
  /** @param {number} t */
  at(t) {
    const step = Math.round(t); // as the transport names it
    if (step !== this.step) this.show(step);
  }

  // Writes what the runs are at a step into the list, and beside each chart of a single run.
  /** @param {number} step */
  show(step) {
    this.step = step;
    const now = this.paths.map((path) => state(path, step, this.window));
    this.sentences = now.map(([sentence]) => sentence);
    now.forEach((texts, i) => texts.forEach((text, k) => put(this.places[i][k], whole(text))));
    for (const [place, i, k] of this.captions) put(place, whole(now[i]?.[k] ?? ""));
    this.wait();
  }

  // All that the list says of a run, for the pointer: a narrow list leaves some of it out.
  /** @param {number} i */
  title(i) {
    const [path, step] = [this.paths[i], this.step ?? 0];
    const [, loss, distance, reached] = state(path, step, this.window);
    const which = step < path.steps ? `step ${step}, loss` : "final loss";
    return `${path.name}: ${which} ${loss}, distance ${distance}, steps to tolerance ${reached}`;
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.speak(), QUIET);
  }

  speak() {
    if (this.transport.playing) return this.wait();
    return write(this.live, this.sentences.map((sentence, i) => `${this.paths[i].name}: ${sentence}.`).join(" "));
  }

  build() {
    this.table.replaceChildren();
    const head = this.table.createTHead().insertRow();
    for (const [title, hint] of COLUMNS) {
      const cell = document.createElement("th");
      cell.textContent = title;
      cell.title = hint;
      cell.scope = "col";
      head.appendChild(cell);
    }
    const body = this.table.createTBody();
    this.rows = this.paths.map((_, i) => {
      const row = body.insertRow();
      for (let k = 0; k < COLUMNS.length; k++) row.insertCell();
      row.cells[0].appendChild(Object.assign(document.createElement("canvas"), { width: 88, height: 32 }));
      for (const cell of [...row.cells].slice(FIRST))
        cell.appendChild(Object.assign(document.createElement("div"), { className: "lab-now" }));
      row.tabIndex = 0;
      this.listen(row, i);
      return row;
    });
  }

  // A finger points at nothing before it taps; a row that is clicked gets the browser's focus, too, which is not pointing with the keyboard.
  /**
   * @param {HTMLTableRowElement} row
   * @param {number} i
   */
  listen(row, i) {
    let finger = false;
    row.addEventListener("pointerenter", ({ pointerType }) => {
      row.title = this.title(i);
      if (pointerType !== "touch") this.focus.point(i);
    });
    row.addEventListener("pointerleave", () => this.focus.point(null));
    row.addEventListener("focus", () => {
      row.title = this.title(i);
      if (row.matches(":focus-visible")) this.focus.point(i, "keyboard");
    });
    row.addEventListener("blur", () => this.focus.point(null, "keyboard"));
    row.addEventListener("pointerdown", ({ pointerType }) => (finger = pointerType === "touch"));
    row.addEventListener("click", () => finger && this.focus.hold(i, this.paths[i].name));
  }

  // Shows which run stands forward.
  /** @param {number | null} run */
  mark(run) {
    this.rows.forEach((row, i) => row.classList.toggle("lab-forward", i === run));
  }
}

// Leaves room in a node for the text at the end, and returns the text that it has now: so nothing moves while a run is played. All digits
// are equally wide, so the room is the same while only they change.
/**
 * @param {HTMLElement} node
 * @param {string} end
 */
function room(node, end) {
  const wide = end.replace(/\d/g, "0");
  if (node.dataset.end !== wide) node.dataset.end = wide;
  const now = node.firstChild ?? node.appendChild(document.createElement("span"));
  return /** @type {Text} */ (now.firstChild ?? now.appendChild(document.createTextNode("")));
}

/**
 * @param {Text} place
 * @param {string} text
 */
function put(place, text) {
  if (place.data !== text) place.data = text;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Path} path
 * @param {string} paper
 */
function draw(canvas, path, paper) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(2, 0, 0, 2, 0, 0);
  pen.clearRect(0, 0, 44, 16);
  pen.beginPath();
  pen.moveTo(1, 8);
  pen.lineTo(43, 8);
  pen.strokeStyle = path.colour;
  pen.lineWidth = 2.5;
  pen.setLineDash(path.dash);
  pen.stroke();
  pen.setLineDash([]);
  marker(pen, path.marker, 22, 8, path.colour, paper, 6);
}
