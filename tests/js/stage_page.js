// @ts-check
// A page for the parts of the stage: its frames, observers and events are those of the test.

import { pretend } from "./browser.js";
import { Part } from "./part.js";

/** @type {Map<number, () => void>} */
const frames = new Map();
/** @type {Observer[]} */
let observers = [];
/** @type {Map<string, Part>} */
export let places; // what is found in the page, by its selector
/** @type {EventTarget} */
export let root; // the root element, which hears the keys that nobody below has stopped
/** @type {EventTarget} */
export let view; // the window

class Observer {
  /** @type {object[]} */
  nodes = [];
  /** @param {(entries: { contentRect: { width: number, height: number } }[]) => void} act */
  constructor(act) {
    this.act = act;
    observers.push(this);
  }
  /** @param {object} node */
  observe(node) {
    this.nodes.push(node);
  }
  disconnect() {
    this.nodes = [];
  }
}

// Before each test.
export function openPage() {
  frames.clear();
  observers = [];
  [places, root, view] = [new Map(), new EventTarget(), new EventTarget()];
  Part.page = new Part("body");
  let count = 0;
  pretend({
    window: view,
    document: {
      createElement: (tag) => new Part(tag),
      createTextNode: () => new Part("#text"),
      querySelector: (selector) => /** @type {HTMLElement | null} */ (/** @type {unknown} */ (places.get(selector) ?? null)),
      addEventListener: () => {},
      documentElement: Object.assign(root, { classList: { contains: () => false } }), // no page is presented
      body: Part.page,
    },
    requestAnimationFrame: (act) => {
      frames.set((count += 1), act);
      return count;
    },
    cancelAnimationFrame: (frame) => frames.delete(frame),
    ResizeObserver: Observer,
    Option: class {},
    matchMedia: () => ({ matches: true }),
    innerWidth: 1000,
    innerHeight: 800,
  });
}

// Lets the next frame come; returns how many wanted it.
export function frame() {
  const acts = [...frames.values()];
  frames.clear();
  for (const act of acts) act();
  return acts.length;
}

// Gives a node another size.
/**
 * @param {object} node
 * @param {number} width
 * @param {number} height
 */
export function resize(node, width, height) {
  for (const each of observers) if (each.nodes.includes(node)) each.act([{ contentRect: { width, height } }]);
}

// How many nodes are observed.
export const observed = () => observers.flatMap((each) => each.nodes).length;

// A key is pressed where a part has the focus.
/**
 * @param {string} key
 * @param {{ target?: object, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean, shiftKey?: boolean, repeat?: boolean, stopped?: boolean }} [how]
 */
export function press(key, { target = Part.page, stopped = false, ...how } = {}) {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...how });
  Object.defineProperty(event, "target", { value: target });
  if (stopped) event.preventDefault();
  root.dispatchEvent(event);
  return event;
}
