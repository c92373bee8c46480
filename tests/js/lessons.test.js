// @ts-check
// The links of lessons: where a click leads, what the browser notes, and what it offers another day.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Lessons } from "../../ui/web/lessons/lessons.js";
import { keep, kept } from "../../ui/web/lessons/place.js";
import { Item, empty } from "./nodes.js";

const STOP = { link: "./compare?landscape=Beale&plan=first-steps.3", title: "How an optimizer learns", count: "3 of 9" };
/** @type {Map<string, string>} */
let stored;
/** @type {Record<string, Item | null>} */
let found;
/** @type {string[]} */
let travelled;
/** @type {(event: object) => void} */
let click;
/** @type {Lessons} */
let lessons;

beforeEach(() => {
  empty("http://localhost:8501/lab/compare");
  stored = new Map();
  found = {};
  travelled = [];
  const localStorage = { getItem: (/** @type {string} */ name) => stored.get(name) ?? null, setItem: stored.set.bind(stored) };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: localStorage });
  class MutationObserver {
    observe() {}
  }
  Object.assign(globalThis, { MutationObserver });
  Object.assign(globalThis.document, {
    querySelector: (/** @type {string} */ selectors) => found[selectors] ?? null,
    addEventListener: (/** @type {string} */ _, /** @type {typeof click} */ act) => (click = act),
  });
  const address = /** @type {import("../../ui/web/address.js").Address} */ (
    /** @type {unknown} */ ({ travel: (/** @type {string} */ href) => travelled.push(href) })
  );
  lessons = new Lessons(address);
});

// A click on a link of a lesson. Returns whether the browser is kept from following it.
function clicked(href = "", half = "ways-1", how = {}) {
  let prevented = false;
  const link = Object.assign(new Item("a"), { href, dataset: { half } });
  click({ target: { closest: () => (href ? link : null) }, button: 0, ...how, preventDefault: () => (prevented = true) });
  return prevented;
}

// Streamlit's half of a link; returns how often it was pressed.
function half() {
  let pressed = 0;
  found[".st-key-ways-1"] = Object.assign(new Item("div"), { querySelector: () => ({ click: () => pressed++ }) });
  return () => pressed;
}

test("a stop of the page that is shown is asked for, and that of another page is opened by Streamlit", () => {
  const pressed = half();
  assert.ok(clicked("http://localhost:8501/lab/compare/?plan=a.2"));
  assert.deepEqual([travelled, pressed()], [["http://localhost:8501/lab/compare/?plan=a.2"], 0]);
  assert.ok(clicked("http://localhost:8501/lab/maps?plan=a.3"));
  assert.deepEqual([travelled.length, pressed()], [1, 1]);
});

test("the browser follows what opens in another tab, what Streamlit has no half of, and what is no link of a lesson", () => {
  const pressed = half();
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
    assert.ok(!clicked("http://localhost:8501/lab/maps", "ways-1", how));
  assert.ok(!clicked("http://localhost:8501/lab/maps", ""));
  assert.ok(!clicked());
  assert.deepEqual([travelled, pressed()], [[], 0]);
});

test("the stop that is open is noted, and offered another day", () => {
  const offer = (found[".lab-lessons .lab-go-on"] = new Item("a"));
  lessons.look();
  assert.ok(offer.hidden);
  found[".lab-lesson"] = Object.assign(new Item("nav"), { dataset: STOP });
  lessons.look();
  found[".lab-lesson"] = Object.assign(new Item("nav"), { dataset: {} }); // away from the stop nothing is noted
  lessons.look();
  assert.deepEqual(kept(), STOP);
  assert.ok(!offer.hidden);
  assert.equal(offer.textContent, "Go on: How an optimizer learns, 3 of 9");
  assert.equal(offer.attributes.href, STOP.link);
});

test("a lesson that has been gone through is not offered", () => {
  keep({ ...STOP, count: "9 of 9" });
  const offer = (found[".lab-lessons .lab-go-on"] = new Item("a"));
  lessons.look();
  assert.ok(offer.hidden);
});

test("what others have written there is no stop", () => {
  const wrong = [
    "",
    "{",
    "null",
    "[]",
    '"x"',
    ...[
      { link: "javascript:alert(1)" },
      { link: "//evil.example/?x" },
      { link: ".//evil.example/?x" },
      { link: "./compare" },
      { link: `./?${"x".repeat(2000)}` },
      { link: 1 },
      { title: "x".repeat(101) },
      { title: null },
      { count: "3 of" },
      { count: "<b>" },
    ].map((change) => JSON.stringify({ ...STOP, ...change })),
  ];
  for (const text of wrong) {
    stored.set("optimizer-lab-stop", text);
    assert.equal(kept(), null, text);
  }
});

test("where the browser keeps nothing, nothing fails", () => {
  const refuse = () => {
    throw new Error("refused");
  };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: { getItem: refuse, setItem: refuse } });
  keep(STOP);
  assert.equal(kept(), null);
});
