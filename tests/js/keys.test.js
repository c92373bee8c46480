// @ts-check
// The keys of the stage: what they do, where they work, and who comes before them.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { pass } from "./clock.js";
import { made } from "./made_stage.js";
import { Part } from "./part.js";
import { run } from "./runs.js";
import { places, press, root } from "./stage_page.js";

/** @type {ReturnType<typeof made>} */
let page;
const t = () => page.stage.transport.t;
const NAMES = ["one", "two", "three"];

beforeEach(() => {
  page = made(NAMES.map((name) => run(name, [5, 4, 3, 2, 1])));
  page.stage.transport.go(2);
});

// An element that has the focus.
/**
 * @param {string} tag
 * @param {{ type?: string, role?: string, className?: string, isContentEditable?: boolean }} [how]
 */
function focused(tag, { role, ...how } = {}) {
  const part = Object.assign(new Part(tag), how);
  if (role) part.setAttribute("role", role);
  return part;
}

test("keys step, go to both ends, and play", () => {
  for (const [key, expected] of /** @type {[string, number][]} */ ([
    ["ArrowRight", 3],
    ["ArrowLeft", 2],
    ["Home", 0],
    ["End", 4],
  ])) {
    assert.ok(press(key).defaultPrevented, "the page does not scroll");
    assert.equal(t(), expected);
  }
  press(" ");
  assert.equal(page.stage.transport.playing, true);
  press(" ");
  assert.equal(page.stage.transport.playing, false);
});

test("a key acts once, wherever the focus is: on a chart, too", () => {
  press("ArrowRight", { target: page.chart.plot });
  assert.equal(t(), 3);
  page.chart.plot.fire("keydown", { key: "ArrowRight" });
  assert.equal(t(), 3, "the chart has no keys of its own");
  let heard = 0;
  root.addEventListener("keydown", ({ cancelBubble }) => (heard += Number(cancelBubble)));
  press("r");
  assert.equal(heard, 1, "Streamlit, which listens further up, hears nothing of it");
});

test("R shows whole maps from the usual place, at the last step", () => {
  press("R");
  assert.deepEqual(page.chart.shown, [[-5, 5, -5, 5]]);
  assert.equal(t(), 4);
  assert.deepEqual(page.kept.at(-1), { views: [], eye: null });
  Object.assign(page.chart, { is3d: true, usualEye: [1, 2, 3, 0, 0, 0] });
  press("r");
  assert.deepEqual(page.chart.stood, [[1, 2, 3, 0, 0, 0]]);
  page.chart.alive = false;
  press("r");
  assert.equal(page.chart.stood.length, 1, "a chart that is gone is left alone");
});

test("a digit brings a run forward; the same again, 0 and Escape let it go", () => {
  for (const away of ["2", "0", "Escape"]) {
    assert.ok(press("2").defaultPrevented);
    assert.equal(page.stage.focus.run, 1);
    assert.ok(press(away).defaultPrevented);
    assert.equal(page.stage.focus.run, null);
  }
  for (const key of ["4", "0", "Escape"]) assert.equal(press(key).defaultPrevented, false, `there is nothing for ${key} to do`);
});

test("other keys, and those with Ctrl, Alt or Meta, are left to the browser", () => {
  const nothing = [press("q"), press("Tab"), press("toString")];
  for (const how of ["ctrlKey", "altKey", "metaKey"]) nothing.push(press("r", { [how]: true }), press("ArrowLeft", { [how]: true }));
  nothing.push(press("ArrowLeft", { stopped: true }));
  assert.deepEqual(page.chart.shown, []);
  assert.equal(t(), 2);
  assert.ok(nothing.slice(0, -1).every(({ defaultPrevented }) => !defaultPrevented));
  assert.equal(press("?", { shiftKey: true }).defaultPrevented, true);
});

test("a key that is held down steps on, and does nothing else twice", () => {
  press("ArrowRight", { repeat: true });
  assert.equal(t(), 3);
  assert.ok(press(" ", { repeat: true }).defaultPrevented, "the page does not scroll");
  assert.equal(page.stage.transport.playing, false);
});

const STEPPING = ["ArrowLeft", "ArrowRight", "Home", "End"];
const ALL = [" ", ...STEPPING, "r", "1", "?"];
/** @type {[what: string, node: Part, left: string[]][]} */
const USERS = [
  ["a text box", focused("input", { type: "text" }), ALL],
  ["a number box", focused("input", { type: "number" }), ALL],
  ["an input of a list", focused("input", { type: "text", role: "combobox" }), ALL],
  ["a text area", focused("textarea"), ALL],
  ["a select", focused("select"), ALL],
  ["an editable text", focused("div", { isContentEditable: true }), ALL],
  ["a slider", focused("input", { type: "range" }), STEPPING],
  ["a slider of Streamlit", focused("div", { role: "slider" }), STEPPING],
  ["a radio button", focused("input", { type: "radio" }), [" ", ...STEPPING]],
  ["a pill", focused("button", { role: "radio" }), [" ", ...STEPPING]],
  ["a tab", focused("button", { role: "tab" }), [" ", ...STEPPING]],
  ["the start point", focused("button", { className: "lab-start" }), [" ", ...STEPPING]],
  ["a button", focused("button"), [" "]],
  ["a link", focused("a"), [" "]],
  ["a summary", focused("summary"), [" "]],
  ["a checkbox", focused("input", { type: "checkbox" }), [" "]],
  ["a chart", focused("div", { role: "application" }), []],
  ["the list", focused("tr"), []],
];
for (const [what, node, left] of USERS)
  test(`where ${what} has the focus, the keys that it uses itself are left to it`, () => {
    for (const key of ALL) {
      const { defaultPrevented } = press(key, { target: node });
      assert.equal(defaultPrevented, !left.includes(key), JSON.stringify(key));
      page.stage.card.remove();
    }
  });

test("no key acts while a dialog is open", () => {
  places.set("dialog[open], [aria-modal=true]", new Part("dialog"));
  for (const key of [...ALL, "Escape"]) assert.equal(press(key).defaultPrevented, false);
  assert.equal(t(), 2);
});

test("a stage without a transport has no keys, nor has one that is not on the page", () => {
  page.show([run("one", [2, 1])], { bare: true });
  assert.equal(press("Home").defaultPrevented, false);
  page.show([run("one", [2, 1])]);
  assert.equal(press("Home").defaultPrevented, true);
  page.stage.root.remove();
  assert.equal(press("Home").defaultPrevented, false);
});

// The card of keys, where it is on the page.
const card = () => Part.page.children.find(({ tagName }) => tagName === "DIALOG");

test("the card of keys opens once, names every key, and closes by its button, a click outside, and the browser", () => {
  press("?");
  press("?");
  assert.equal(Part.page.children.filter(({ tagName }) => tagName === "DIALOG").length, 1);
  const first = card() ?? assert.fail("there is no card");
  assert.equal(first.modal, true, "the browser keeps the focus in it, and gives it back");
  const text = first.textContent;
  for (const key of ["Space", "← →", "Home", "End", "1 to 9", "0", "Esc", "R", "?"]) assert.ok(text.includes(key), key);
  const [inner] = first.children;
  inner.children[2].fire("click");
  assert.equal(card(), undefined);
  for (const close of [
    (/** @type {Part} */ dialog) => dialog.fire("click"), // what it hears of itself comes from the backdrop
    (/** @type {Part} */ dialog) => dialog.close(),
  ]) {
    press("?");
    close(card() ?? assert.fail("it does not open again"));
    assert.equal(card(), undefined);
  }
});

// What a browser keeps: a map, or one that keeps nothing and says so.
/** @type {Map<string, string> | null} */
let kept = null;
const refused = () => {
  throw new Error("SecurityError");
};
Object.defineProperty(globalThis, "localStorage", {
  configurable: true,
  value: {
    getItem: (/** @type {string} */ name) => (kept ? (kept.get(name) ?? null) : refused()),
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => (kept ? kept.set(name, value) : refused()),
  },
});

// Opens the card, sets its switch and closes it.
/** @param {boolean} on */
function setSwitch(on) {
  page.stage.card.show();
  const box = card()?.children[0].children[1].children[0] ?? assert.fail("there is no card");
  assert.deepEqual([box.type, box.getAttribute("role"), box.checked], ["checkbox", "switch", !on]);
  Object.assign(box, { checked: on }).fire("change");
  card()?.close();
}

for (const keeps of [true, false])
  test(`the keys on the whole page can be switched off, also where the browser keeps ${keeps ? "it" : "nothing"}`, () => {
    kept = keeps ? new Map() : null;
    setSwitch(false);
    let heard = 0;
    root.addEventListener("keydown", ({ cancelBubble }) => (heard += Number(cancelBubble)));
    for (const key of ALL) assert.equal(press(key).defaultPrevented, false, key);
    assert.deepEqual([t(), page.chart.shown, card(), heard], [2, [], undefined, ALL.length]);
    const chart = focused("div", { role: "application" });
    press("ArrowRight", { target: chart });
    press("2", { target: chart });
    assert.deepEqual([t(), page.stage.focus.run], [3, 1], "they work on a chart that has the focus");
    press("Escape");
    assert.equal(page.stage.focus.run, null, "Esc works everywhere");
    page.stage.dispose();
    page = made([run("one", [5, 4, 3, 2, 1])]);
    page.stage.transport.go(2);
    press("ArrowRight");
    assert.equal(t(), keeps ? 2 : 3, "the next page knows, if it can");
    if (keeps) setSwitch(true);
    press("Home");
    assert.equal(t(), 0);
    kept = null;
  });

test("a click inside the card leaves it open", () => {
  press("?");
  const event = new Event("click");
  Object.defineProperty(event, "target", { value: card()?.children[0] });
  card()?.dispatchEvent(event);
  assert.ok(card());
});

test("the transport ends with a button for the card", () => {
  const buttons = page.transport.children.filter(({ tagName }) => tagName === "BUTTON");
  const last = buttons.at(-1) ?? assert.fail("there are no buttons");
  assert.equal(last.getAttribute("aria-label"), "Keys (?)");
  last.fire("click");
  assert.ok(card());
});

test("the playhead rests at last", async () => {
  page.kept.length = 0;
  press("Home");
  await pass(1000);
  assert.deepEqual(page.kept, [{ t: 0 }]);
});
