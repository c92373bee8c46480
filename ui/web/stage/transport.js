// @ts-check
// Play, pause, step, scrub, speed, loop: time runs in the browser, and no frame needs the server.

import { write } from "../text.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const ARRIVAL = 2; // seconds for the whole run at speed 1

const ICONS = {
  start: "M3 2h2v12H3zM14 2v12L6 8z",
  back: "M12 2v12L4 8z",
  play: "M4 2v12l9-6z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
  forward: "M4 2v12l8-6z",
  end: "M11 2h2v12h-2zM2 2v12l8-6z",
};

export class Transport {
  // `onTime(t)` is called for every change of t, `onRest(t)` when t stays where it is.
  /**
   * @param {Element} place
   * @param {(t: number) => void} onTime
   * @param {(t: number) => void} onRest
   * @param {(on: boolean) => void} onArrows
   * @param {() => void} onKeys
   */
  constructor(place, onTime, onRest, onArrows, onKeys) {
    this.onTime = onTime;
    this.onRest = onRest;
    this.steps = 0;
    this.t = 0;
    /** @type {number | undefined} */
    this.shown = undefined; // the step that the label names
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.speed = 1;
    this.node = document.createElement("div");
    this.node.className = "lab-transport";
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", "Playback");
    this.scrub = this.add("input", { type: "range", min: 0, step: 1, className: "lab-scrub" });
    this.scrub.setAttribute("aria-label", "Step t");
    this.scrub.addEventListener("input", () => this.go(Number(this.scrub.value)));
    this.button("start", "To the start (Home)", () => this.go(0));
    this.button("back", "One step back (left arrow)", () => this.step(-1));
    this.playing = false;
    this.playButton = this.button("play", "Play (space)", () => this.toggle());
    this.button("forward", "One step forward (right arrow)", () => this.step(1));
    this.button("end", "To the end (End)", () => this.go(this.steps));
    this.label = this.add("output", { className: "lab-t" });
    const speed = this.add("select", { title: "Speed" });
    speed.setAttribute("aria-label", "Speed");
    for (const each of SPEEDS) speed.add(new Option(`${each}×`, String(each), each === 1, each === 1));
    speed.addEventListener("change", () => (this.speed = Number(speed.value)));
    this.loop = this.check("Loop", () => {});
    /** @type {HTMLElement} */ (this.loop.parentElement).className = "lab-loop";
    this.arrows = this.check("Arrows", onArrows);
    const keys = this.add("button", { type: "button", title: "Keys (?)", textContent: "?", className: "lab-keys-button" });
    keys.setAttribute("aria-label", "Keys (?)");
    keys.addEventListener("click", onKeys);
    this.legend = this.add("div", { className: "lab-legend", hidden: true });
    this.legend.textContent =
      "Solid: the next step. Dotted: −η∇J, the step of plain gradient descent. Dashed: −ηm. All to scale. Squares: step size per axis, beside the run's largest; an ellipse: by direction.";
    place.appendChild(this.node);
  }

  // Puts the transport into the page's place for it, or else above the curves. If the page chooses what is shown, there is no arrow switch.
  /**
   * @param {StagePicture} header
   * @param {Element} root
   */
  fit(header, root) {
    const place = document.querySelector(".lab-transport-place") ?? root;
    if (this.node.parentNode !== place) place.prepend(this.node);
    this.node.hidden = header.bare;
    const plain = !header.arrows || Boolean(header.shows);
    if (this.legend.hidden !== plain) this.legend.hidden = plain;
    /** @type {HTMLElement} */ (this.arrows.parentElement).hidden = Boolean(header.shows);
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {object} properties
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  add(tag, properties) {
    const node = Object.assign(document.createElement(tag), properties);
    this.node.appendChild(node);
    return node;
  }

  /**
   * @param {keyof typeof ICONS} icon
   * @param {string} title
   * @param {() => void} act
   */
  button(icon, title, act) {
    const node = this.add("button", { type: "button", title, className: `lab-to-${icon}` });
    node.setAttribute("aria-label", title);
    node.innerHTML = `<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="${ICONS[icon]}" fill="currentColor"/></svg>`;
    node.addEventListener("click", act);
    return node;
  }

  /**
   * @param {string} text
   * @param {(on: boolean) => void} act
   */
  check(text, act) {
    const label = this.add("label", {});
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    box.addEventListener("change", () => act(box.checked));
    label.append(box, text);
    return box;
  }

  // Sets the number of steps. A playhead at the end stays at the end.
  /** @param {number} steps */
  resize(steps) {
    const atEnd = this.t >= this.steps;
    if (steps !== this.steps) this.scrub.max = String(steps);
    this.steps = steps;
    if (atEnd || this.t > steps) this.t = steps;
    this.show();
  }

  show() {
    const t = Math.round(this.t);
    if (t === this.shown && this.scrub.value === String(t)) return;
    this.shown = t;
    this.scrub.value = String(t);
    write(this.label, `t = ${t}`);
  }

  /** @param {number} t */
  go(t) {
    this.pause();
    this.set(Math.max(0, Math.min(this.steps, t)));
    this.rest();
  }

  // Goes to the next whole step, or the one before.
  /** @param {1 | -1} by */
  step(by) {
    this.go(by > 0 ? Math.floor(this.t) + 1 : Math.ceil(this.t) - 1);
  }

  /** @param {number} t */
  set(t) {
    this.t = t;
    this.show();
    this.onTime(t);
  }

  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.onRest(Math.round(this.t)), 350);
  }

  toggle() {
    if (this.playing) {
      this.pause();
      this.rest();
    } else this.play(this.t >= this.steps ? 0 : this.t);
  }

  /** @param {number} from */
  play(from) {
    clearTimeout(this.resting); // where it rested before is no setting of what is played now
    this.set(from);
    this.playing = true;
    this.face();
    let before = performance.now();
    /** @param {number} now */
    const frame = (now) => {
      if (!this.playing) return;
      if (!this.node.isConnected) return this.pause();
      let t = this.t + (Math.max(0, now - before) / 1000) * (this.steps / ARRIVAL) * this.speed;
      before = now;
      if (t >= this.steps && this.loop.checked) t = 0;
      this.set(Math.min(t, this.steps));
      if (t >= this.steps) {
        this.pause();
        return this.rest();
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  // Stops. Where it rested before is not reported any more: a hand may move it from there.
  pause() {
    clearTimeout(this.resting);
    this.playing = false;
    this.face();
  }

  // Stops, because the page is left.
  dispose() {
    this.pause();
    this.node.remove(); // its place may stay for the next page
  }

  face() {
    this.playButton.querySelector("path")?.setAttribute("d", ICONS[this.playing ? "pause" : "play"]);
    this.playButton.setAttribute("aria-label", this.playing ? "Pause (space)" : "Play (space)");
  }
}
