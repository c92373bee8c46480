// @ts-check
// The symbols of knobs in formulas: which of them belong to which knob, and what the hand does with them.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Symbols, symbolsIn } from "../../ui/web/symbols.js";
import { pretend } from "./browser.js";
import { Tag, braces, hat, katex, letter, scripts } from "./formula.js";

const LABEL = "memory of the mean";
const WIDE = 114; // the thumb has 100 px from one end to the other
const MOST = 50;
/** @param {string} index */
const beta = (index, base = letter("β")) => scripts(base, letter(index));

/** @type {EventTarget} */
let view;
/** @type {Tag} */
let page;
/** @type {Symbols} */
let symbols;
/** @type {[eta: Tag, beta1: Tag, power: Tag]} */
let [eta, beta1, power] = [letter(""), letter(""), letter("")]; // in the formula of a page
/** @type {Tag | null} */
let focused;
/** @type {string[]} */
let reset;
/** @type {string[]} */
let heard; // of the sliders

// A knob as the page shows it: its label, and its slider in the middle.
/**
 * @param {string} key
 * @param {Tag} symbol
 */
function knob(key, symbol) {
  const slider = Object.assign(new Tag("input", "lab-knob"), { name: key, value: "25", max: String(MOST), clientWidth: WIDE });
  for (const name of ["input", "change"]) slider.addEventListener(name, () => heard.push(`${key} ${name} ${slider.value}`));
  return new Tag("div", `st-key-${key}`, new Tag("label", "", katex(symbol)), slider);
}

// Opens a page with these parts, and its knobs' symbols found.
/** @param {Tag[]} parts */
function open(...parts) {
  page = new Tag("body", "", ...parts);
  view = new EventTarget();
  [heard, reset, focused] = [[], [], null];
  pretend({
    window: view,
    document: {
      querySelector: (selector) => /** @type {HTMLElement | null} */ (/** @type {unknown} */ (page.querySelector(selector))),
      querySelectorAll: (selector) => page.querySelectorAll(selector),
      get activeElement() {
        return focused;
      },
    },
    Element: Tag,
    HTMLInputElement: Tag,
  });
  const keys = page.querySelectorAll("input.lab-knob").map(({ name }) => name);
  const specs = keys.map((key) => [key, { key, label: LABEL, ticks: [], formulas: ["formula", "lines"], value: 0, default: 0 }]);
  symbols = new Symbols({
    specs: new Map(/** @type {[string, KnobSpec][]} */ (specs)),
    pointers: new Map(),
    reset: (key) => void reset.push(key),
  });
  symbols.mark();
}

/** @param {Tag[]} nodes */
const formula = (...nodes) => new Tag("div", "st-key-formula", katex(...nodes));

// What stands in the page as symbols of knobs.
const marked = () => page.querySelectorAll(".lab-symbol").map((node) => `${node.textContent}: ${node.dataset.knob}`);
const lit = () => page.querySelectorAll(".lab-lit").map((node) => node.name || node.textContent);

/**
 * @param {string} name
 * @param {Tag} target
 * @param {number} [x]
 * @param {{ pointerId?: number, button?: number, buttons?: number }} [how]
 */
function point(name, target, x = 0, how = {}) {
  const event = Object.assign(new Event(name, { cancelable: true }), { pointerId: 1, button: 0, buttons: 1, clientX: x, ...how });
  Object.defineProperty(event, "target", { value: target });
  view.dispatchEvent(event);
  return event;
}

const slider = (/** @type {string} */ key) => /** @type {Tag} */ (page.querySelector(`.st-key-${key}`)?.querySelector("input"));
beforeEach(() => {
  [eta, beta1, power] = [letter("η"), beta("1"), scripts(letter("β"), letter("1"), letter("t"))];
  open(knob("eta", letter("η")), knob("one", beta("1")), knob("two", beta("2")), formula(eta, beta1, beta("2"), power));
});

/** @param {Tag[]} nodes */
const read = (...nodes) => {
  const found = symbolsIn(/** @type {Element} */ (/** @type {unknown} */ (new Tag("div", "", katex(...nodes)))));
  return [...found.values()].map((each) => each.trim());
};

test("a symbol is its letter with its accent and its index, and without its power", () => {
  assert.deepEqual(read(letter("η"), beta("1"), beta("2")), ["η", "β 1", "β 2"]);
  assert.deepEqual(read(power), ["β 1", "t"], "a power may hold symbols of its own, an index none");
  assert.deepEqual(read(scripts(letter("ρ"), null, letter("2"))), ["ρ", "2"]);
  assert.deepEqual(read(scripts(hat(letter("m")), letter("t"))), ["m^ t"]);
  assert.deepEqual(read(braces(letter("1"), letter("m"))), ["1", "m"]);
});

test("each symbol belongs to the knob whose label has it", () => {
  assert.deepEqual(marked(), ["η: eta", "β1: one", "β2: two", "β1t: one"]);
  assert.equal(beta1.title, `${LABEL}. Drag it sideways.`);
});

test("what has an index is another symbol, and an index is none", () => {
  const m = letter("m");
  open(knob("m", letter("m")), formula(scripts(letter("m"), letter("t")), scripts(letter("a"), letter("m")), braces(m)));
  assert.deepEqual(marked(), ["m: m"]);
  assert.equal(m.parentElement?.classList.contains("lab-symbol"), true, "with its braces");
});

test("a formula that is none of the knob's is left as it is, and each of those that are is found", () => {
  const other = new Tag("div", "st-key-formula-other", katex(letter("η")));
  open(knob("eta", letter("η")), formula(letter("η")), other, new Tag("div", "st-key-lines", katex(letter("η")), katex(letter("η"))));
  assert.deepEqual(marked(), ["η: eta", "η: eta", "η: eta"]);
  assert.equal(other.querySelector(".lab-symbol"), null);
});

test("a knob without a label yet, or a formula that is not there, does no harm", () => {
  open(new Tag("div", "st-key-eta", new Tag("label", ""), Object.assign(new Tag("input", "lab-knob"), { name: "eta" })), formula(eta));
  assert.deepEqual(marked(), []);
  open(knob("eta", letter("η")));
  assert.deepEqual(marked(), []);
});

test("a node that has become another symbol belongs to the other knob, and one that is none any more to no knob", () => {
  eta.text = "ϵ";
  /** @type {Tag} */ (beta1.querySelector(".vlist > span")).children[0].text = "2";
  symbols.mark();
  assert.deepEqual(marked(), ["β2: two", "β2: two", "β1t: one"]);
  assert.equal(eta.title, "");
  assert.equal(eta.dataset.knob, undefined);
});

test("a symbol that is dragged moves its slider as far as its thumb would move, and letting go is letting go of the slider", () => {
  assert.equal(point("mousedown", eta).defaultPrevented, true, "no text is selected");
  point("pointerdown", eta, 200);
  assert.deepEqual(eta.captured, [1]);
  assert.equal(symbols.knobs.pointers.get("eta"), 1);
  point("pointermove", eta, 220);
  point("pointermove", eta, 220.4);
  point("pointermove", page, 190);
  point("pointermove", page, 900);
  point("pointermove", page, -900);
  assert.deepEqual(heard, ["eta input 35", "eta input 20", `eta input ${MOST}`, "eta input 0"]);
  point("pointerup", page, 5);
  point("pointermove", page, 200);
  assert.deepEqual(heard.slice(4), ["eta change 0"]);
});

test("the page may take a finger back, and a button may come up unseen", () => {
  point("pointerdown", eta, 200);
  point("pointercancel", eta);
  point("pointerdown", power, 200);
  point("pointermove", page, 210, { buttons: 0 });
  assert.deepEqual(heard, ["eta change 25", "one change 25"]);
});

test("two fingers move two knobs", () => {
  point("pointerdown", eta, 0);
  point("pointerdown", power, 100, { pointerId: 2 });
  point("pointermove", page, 90, { pointerId: 2 });
  point("pointermove", page, 2);
  assert.deepEqual(heard, ["one input 20", "eta input 26"]);
});

test("nothing is taken by the second button, beside a symbol, or without a slider", () => {
  point("pointerdown", eta, 0, { button: 2 });
  point("pointermove", page, 50);
  point("pointerdown", page, 0);
  assert.equal(point("mousedown", page).defaultPrevented, false);
  slider("eta").classes.clear();
  point("pointerdown", eta, 0);
  point("pointermove", page, 50);
  assert.deepEqual(heard, []);
});

test("a drag ends when its slider is gone", () => {
  point("pointerdown", eta, 0);
  const gone = slider("eta");
  gone.classes.clear();
  point("pointermove", page, 50);
  gone.classes.add("lab-knob");
  point("pointermove", page, 60);
  assert.deepEqual(heard, []);
});

test("a slider out of sight has a length all the same", () => {
  slider("eta").clientWidth = 0;
  point("pointerdown", eta, 0);
  point("pointermove", page, 9);
  assert.deepEqual(heard, ["eta input 30"]);
});

test("what is being typed in a box is entered before a symbol is dragged", () => {
  focused = new Tag("input", "");
  point("pointerdown", eta);
  assert.equal(focused.blurred, 1);
});

test("a double click puts the knob back", () => {
  point("dblclick", eta);
  assert.deepEqual(reset, ["eta"]);
});

test("a knob is highlighted with its symbols, whichever of them is pointed at", () => {
  point("pointerover", power);
  assert.deepEqual(lit(), ["one", "β1", "β1t"]);
  point("pointerout", power);
  assert.deepEqual(lit(), []);
  point("pointerover", slider("eta"));
  assert.deepEqual(lit(), ["eta", "η"]);
  point("pointerover", page);
  assert.deepEqual(lit(), []);
});

test("what is dragged stays highlighted, wherever the pointer is", () => {
  point("pointerdown", eta);
  point("pointerout", eta);
  point("pointerover", power);
  assert.deepEqual(lit(), ["eta", "η"]);
  point("pointerup", power);
  point("pointerout", eta);
  assert.deepEqual(lit(), []);
});

test("the symbol of a locked knob is a letter as any other", () => {
  const [one] = [...symbols.knobs.specs.values()].filter(({ key }) => key === "one");
  assert.ok(marked().some((each) => each.endsWith("one")));
  one.locked = true;
  symbols.mark();
  assert.ok(!marked().some((each) => each.endsWith("one")));
});
