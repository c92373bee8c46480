// A slider under each number input that belongs to a knob. The number input stays the one that holds the value (URL, validation,
// typing are Streamlit's); the slider streams while it is dragged and hands its last value over on release.

export class Knobs {
  constructor(sender) {
    this.sender = sender;
    this.rows = new Map();
  }

  // `specs`: [{key, ticks, value, default}], anew whenever Python has run.
  update(specs) {
    this.specs = new Map(specs.map((spec) => [spec.key, spec]));
    for (const [key, live] of Object.entries(this.sender.hand.live ?? {})) {
      // Python has the value now: what streamed it may be forgotten.
      const spec = this.specs.get(key);
      if (!this.dragging && (!spec || spec.value !== live[1])) this.forget(key);
    }
    this.mount();
  }

  forget(key) {
    const { [key]: gone, ...live } = this.sender.hand.live;
    this.sender.settle(live);
  }

  // Whether a knob's number input stands there without its slider: Streamlit mounts them in its own time.
  missing() {
    const inputs = document.querySelectorAll(".stNumberInput").length;
    if (inputs === this.inputs) return false;
    this.inputs = inputs;
    return true;
  }

  mount() {
    for (const spec of this.specs.values()) {
      const place = document.querySelector(`.st-key-${spec.key.replaceAll(".", "-")}`);
      if (!spec.ticks || !place?.querySelector(".stNumberInput")) continue; // it comes a moment later, and the slider goes below it
      let slider = place.querySelector("input.lab-knob");
      if (!slider) {
        slider = this.build(spec.key);
        place.appendChild(slider);
        const label = place.querySelector("label");
        if (label) {
          label.title = "Double-click: back to the default";
          label.addEventListener("dblclick", () => this.reset(spec.key));
        }
      }
      slider.max = spec.ticks.length - 1;
      slider.setAttribute("aria-label", spec.label);
      if (this.dragging !== spec.key) this.place(slider, spec, spec.value);
    }
  }

  build(key) {
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, step: 1, className: "lab-knob" });
    slider.title = "Double-click: back to the default";
    slider.addEventListener("input", () => {
      const spec = this.specs.get(key);
      this.dragging = key;
      const value = spec.ticks[Number(slider.value)];
      this.dress(slider, value); // its own value is left alone: set here, the browser would see no change on release
      preview(key, value);
      this.sender.send({ live: { ...this.sender.hand.live, [key]: [value, spec.value] } });
    });
    slider.addEventListener("change", () => {
      this.dragging = null;
      const value = this.specs.get(key).ticks[Number(slider.value)];
      this.sender.quietly(() => commit(key, value));
    });
    slider.addEventListener("dblclick", () => this.reset(key));
    return slider;
  }

  reset(key) {
    const spec = this.specs.get(key);
    this.place(document.querySelector(`.st-key-${key.replaceAll(".", "-")} input.lab-knob`), spec, spec.default);
    this.sender.quietly(() => commit(key, spec.default));
  }

  place(slider, spec, value) {
    const index = spec.ticks.findIndex((tick) => tick >= value * (1 - 1e-12));
    slider.value = index < 0 ? spec.ticks.length - 1 : index;
    this.dress(slider, value);
  }

  dress(slider, value) {
    slider.setAttribute("aria-valuetext", String(value));
    slider.style.setProperty("--filled", `${(100 * slider.value) / slider.max}%`);
  }
}

export function typed(key) {
  return document.querySelector(`.st-key-${key.replaceAll(".", "-")} input:not(.lab-knob)`);
}

// Shows a value in the number input without telling Streamlit.
function preview(key, value) {
  const input = typed(key);
  if (input) Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
}

// Types the value into the number input as a hand would: React hears the event, Streamlit validates and binds it to the URL.
export function commit(key, value) {
  const input = typed(key);
  if (!input) return;
  const hand = document.activeElement;
  input.focus({ preventScroll: true });
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, "");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, String(value));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", code: "Enter", bubbles: true }));
  input.blur();
  hand?.focus?.({ preventScroll: true });
}
