// @ts-check
// A slider under each number input that belongs to a knob. The number input holds the value (URL, validation and typing are
// Streamlit's); the slider sends values while it is dragged, and gives its last value to the number input on release.

import { commit, containerOf, countNumberInputs, inputOf, preview } from "./streamlit.js";

const BACK = "Double-click: back to the default";

export class Knobs {
  /** @param {import("./gesture_sender.js").Sender} sender */
  constructor(sender) {
    this.sender = sender;
    /** @type {Map<string, KnobSpec>} */
    this.specs = new Map();
    /** @type {Map<string, HTMLInputElement>} */
    this.held = new Map(); // key -> the slider that is dragged
    /** @type {Map<string, number>} */
    this.pointers = new Map(); // key -> the pointer that was last put on its slider
    /** @type {Map<string, number>} */
    this.said = new Map(); // key -> the value that the number input was given since Python last ran
    /** @type {number | undefined} */
    this.inputs = undefined; // how many number inputs there were at the last look
    this.page = location.pathname;
    // When another window takes the pointer, the values of the drag are committed, and the next move begins another drag.
    window.addEventListener("blur", () => [...this.held.keys()].forEach((key) => this.release(key)));
    window.addEventListener("pointermove", (event) => this.check(event));
  }

  // Called whenever Python has run.
  /** @param {KnobSpec[]} specs */
  update(specs) {
    this.specs = new Map(specs.map((spec) => [spec.key, spec]));
    this.said.clear();
    this.rescue();
    const { live = {} } = this.sender.gesture;
    // Python's values of these have changed, so their values of the drag are not needed any more.
    const known = Object.keys(live).filter((key) => !this.held.has(key) && this.specs.get(key)?.value !== live[key][1]);
    if (known.length) this.sender.settle(known);
    this.mount();
  }

  // Ends the drags of sliders that are gone: their expander was closed, or a run drew them anew.
  rescue() {
    this.leave();
    for (const [key, slider] of this.held) if (!slider.isConnected || !this.specs.has(key)) this.release(key);
  }

  // Ends the drags of a page that was left. Their values are not committed.
  leave() {
    if (this.page === location.pathname) return;
    this.page = location.pathname;
    this.held.forEach(endDrag); // Streamlit may keep the slider for a knob of the same name
    this.held.clear();
  }

  // Whether a knob's number input stands there without its slider: Streamlit mounts them in its own time.
  missing() {
    const inputs = countNumberInputs();
    if (inputs === this.inputs) return false;
    this.inputs = inputs;
    return true;
  }

  mount() {
    this.rescue();
    for (const spec of this.specs.values()) {
      const place = containerOf(spec.key);
      if (!spec.ticks || !place || !inputOf(spec.key)) continue; // it comes a moment later, and the slider goes below it
      let slider = sliderIn(place);
      if (slider?.name !== spec.key) {
        slider?.remove(); // of the knob that stood here before
        slider = this.build(spec.key);
        place.appendChild(slider);
      }
      const label = place.querySelector("label");
      if (label) {
        label.title = spec.locked ? "" : BACK;
        label.ondblclick = () => this.reset(spec.key);
      }
      slider.title = spec.locked ? "" : BACK;
      slider.disabled = spec.locked;
      slider.max = String(spec.ticks.length - 1);
      slider.setAttribute("aria-label", spec.label);
      if (!this.held.has(spec.key)) this.place(slider, spec, spec.value);
    }
  }

  /** @param {string} key */
  build(key) {
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, step: 1, className: "lab-knob", name: key });
    slider.addEventListener("input", () => {
      const spec = this.specs.get(key);
      if (!spec?.ticks) return; // Python is about to remove it
      this.held.set(key, slider);
      const value = spec.ticks[Number(slider.value)];
      this.dress(slider, value); // does not set the slider's value, or the browser would see no change on release
      preview(key, value);
      this.sender.move({ [key]: [value, spec.value] });
    });
    slider.addEventListener("pointerdown", (event) => this.pointers.set(key, event.pointerId));
    slider.addEventListener("change", () => this.release(key));
    slider.addEventListener("pointerup", () => this.release(key)); // without a change, if it is back where the drag began
    slider.addEventListener("pointercancel", () => this.release(key));
    slider.addEventListener("dblclick", () => this.reset(key));
    return slider;
  }

  // The browser's own slider goes on following the pointer if it could not see that the button came up.
  /** @param {PointerEvent} event */
  check(event) {
    if (event.buttons || !this.held.size) return;
    for (const [key, slider] of this.held) {
      if (this.pointers.get(key) !== event.pointerId) continue;
      endDrag(slider);
      this.release(key);
    }
  }

  // Ends the drag: the number input gets the value.
  /** @param {string} key */
  release(key) {
    const spec = this.specs.get(key);
    this.leave();
    const slider = this.held.get(key);
    if (!slider) return;
    this.held.delete(key);
    if (spec) this.commit(key, spec.ticks?.[Number(slider.value)] ?? spec.value);
    else this.sender.drop([key]);
  }

  /** @param {string} key */
  reset(key) {
    const spec = this.specs.get(key);
    if (!spec || spec.locked) return;
    const slider = sliderIn(containerOf(key));
    if (slider) this.place(slider, spec, spec.default);
    this.commit(key, spec.default);
  }

  // Gives a value to the number input. Python will not run if the input is gone, or has this value already.
  /**
   * @param {string} key
   * @param {number} value
   */
  async commit(key, value) {
    const page = location.pathname; // another page may have a knob of the same name by the time that its turn comes
    const ran = await this.sender.quietly(() => {
      const has = this.said.get(key) ?? this.specs.get(key)?.value;
      const said = has !== value && page === location.pathname && commit(key, value);
      if (said) this.said.set(key, value);
      return said;
    });
    if (ran && !this.held.has(key)) this.sender.drop([key]); // if Python has the value, this has no effect
  }

  /**
   * @param {HTMLInputElement} slider
   * @param {KnobSpec} spec
   * @param {number} value
   */
  place(slider, { ticks = [] }, value) {
    const index = ticks.findIndex((tick) => tick >= value * (1 - 1e-12));
    slider.value = String(index < 0 ? ticks.length - 1 : index);
    this.dress(slider, value);
  }

  /**
   * @param {HTMLInputElement} slider
   * @param {number} value
   */
  dress(slider, value) {
    slider.setAttribute("aria-valuetext", String(value));
    slider.style.setProperty("--filled", `${(100 * Number(slider.value)) / Number(slider.max)}%`);
  }
}

// Makes the browser's own slider stop following the pointer.
/** @param {HTMLInputElement} slider */
function endDrag(slider) {
  slider.disabled = true;
  slider.disabled = false;
}

/**
 * @param {Element | null} place
 * @returns {HTMLInputElement | null}
 */
export function sliderIn(place) {
  return place?.querySelector("input.lab-knob") ?? null;
}
