// @ts-check
// The list of outcomes, which is also the legend; and the same sentences for a screen reader, once nothing moves.

import { marker } from "./draw.js";

const QUIET = 800; // ms of rest before the outcomes are read out

export class Outcomes {
  /**
   * @param {Element} place
   * @param {(index: number | null) => void} onFocus called with the place of the path under the pointer, or null
   */
  constructor(place, onFocus) {
    this.onFocus = onFocus;
    this.table = document.createElement("table");
    this.table.className = "lab-outcomes";
    this.live = document.createElement("div");
    this.live.className = "lab-unseen";
    this.live.setAttribute("aria-live", "polite");
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    place.append(this.table, this.live);
  }

  dispose() {
    clearTimeout(this.timer);
  }

  // Writes the outcomes into the list, and beside each chart of a single run.
  /**
   * @param {Path[]} paths
   * @param {StagePicture} picture
   */
  update(paths, { look, panels }) {
    for (const panel of panels) {
      const said = document.querySelector(`.lab-said-${panel.place}`);
      if (said) said.textContent = paths[panel.paths[0]]?.sentence ?? "";
    }
    if (this.table.rows.length !== paths.length + 1) this.build(paths);
    paths.forEach((path, i) => {
      const [swatch, name, sentence, loss, distance, steps] = this.table.rows[i + 1].cells;
      const marks = `${path.colour} ${path.marker} ${look.paper}`;
      if (swatch.dataset.marks !== marks) {
        swatch.dataset.marks = marks;
        draw(/** @type {HTMLCanvasElement} */ (swatch.firstChild), path, look.paper);
      }
      write(name, path.name);
      write(sentence, path.sentence);
      write(loss, path.final);
      write(distance, path.distance);
      write(steps, path.reached);
      this.table.rows[i + 1].title =
        `${path.name}: final loss ${path.final}, distance ${path.distance}, steps to tolerance ${path.reached}`;
    });
    clearTimeout(this.timer);
    const text = paths.map((path) => `${path.name}: ${path.sentence}.`).join(" ");
    this.timer = setTimeout(() => write(this.live, text), QUIET);
  }

  /** @param {Path[]} paths */
  build(paths) {
    this.table.replaceChildren();
    const titles = ["", "Optimizer", "Outcome", "Loss", "Distance", "Steps"];
    const hints = [
      "",
      "",
      "",
      "final loss",
      "distance to the nearest of the lowest minima",
      "steps until a thousandth of the starting height is left",
    ];
    const head = this.table.createTHead().insertRow();
    titles.forEach((title, i) => {
      const cell = document.createElement("th");
      cell.textContent = title;
      cell.title = hints[i];
      cell.scope = "col";
      head.appendChild(cell);
    });
    const body = this.table.createTBody();
    paths.forEach((_, i) => {
      const row = body.insertRow();
      for (let k = 0; k < titles.length; k++) row.insertCell();
      row.cells[0].appendChild(Object.assign(document.createElement("canvas"), { width: 88, height: 32 }));
      row.tabIndex = 0;
      for (const event of ["pointerenter", "focus"]) row.addEventListener(event, () => this.onFocus(i));
      for (const event of ["pointerleave", "blur"]) row.addEventListener(event, () => this.onFocus(null));
    });
  }
}

/**
 * @param {Element} node
 * @param {string} text
 */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
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
