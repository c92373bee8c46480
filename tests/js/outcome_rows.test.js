// @ts-check
// The rows of the list of outcomes: how they bring their runs forward.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Focus } from "../../ui/web/stage/focus.js";
import { Outcomes } from "../../ui/web/stage/outcomes.js";
import { Part } from "./part.js";
import { picture, run } from "./runs.js";
import { openPage } from "./stage_page.js";

/** @type {Part} */
let place;
/** @type {Outcomes} */
let list;
/** @type {Focus} */
let focus;

beforeEach(() => {
  openPage();
  place = new Part();
  focus = new Focus(() => list.mark(focus.run));
  list = new Outcomes(/** @type {Element} */ (/** @type {unknown} */ (place)), { playing: false }, focus);
});
afterEach(() => list.dispose());

/** @param {string[]} names */
function update(...names) {
  const paths = names.map((name) => run(name, [2, 1]));
  list.update(paths, picture(paths)[0], 1);
}

// The rows that stand forward.
const forward = () => place.children[0].rows.slice(1).flatMap((row, i) => (row.classList.contains("lab-forward") ? [i] : []));

test("a row brings its run forward, under the pointer or with the focus of the keyboard", () => {
  update("SGD", "Adam");
  const [, first, second] = place.children[0].rows;
  second.fire("pointerenter", { pointerType: "mouse" });
  assert.deepEqual(forward(), [1]);
  second.fire("pointerleave");
  assert.deepEqual(forward(), []);
  first.fire("focus");
  assert.deepEqual(forward(), [], "a click gives the focus of the browser, too");
  first.visible = true;
  first.fire("focus");
  assert.deepEqual(forward(), [0]);
  second.fire("pointerenter", { pointerType: "mouse" });
  assert.deepEqual(forward(), [1], "the pointer comes before the keyboard");
  second.fire("pointerleave");
  assert.deepEqual(forward(), [0]);
  first.fire("blur");
  assert.deepEqual(forward(), []);
});

test("a tap of a finger brings a row forward, and a second one lets it go", () => {
  update("SGD", "Adam");
  /** @param {Part} row */
  const tap = (row) => {
    for (const name of ["pointerenter", "pointerdown"]) row.fire(name, { pointerType: "touch" });
    row.fire("pointerleave");
    row.fire("focus");
    row.fire("click");
  };
  const [, first, second] = place.children[0].rows;
  second.fire("pointerenter", { pointerType: "touch" });
  assert.deepEqual(forward(), [], "it may be about to scroll the page");
  tap(second);
  assert.deepEqual(forward(), [1]);
  tap(first);
  assert.deepEqual(forward(), [0]);
  tap(first);
  assert.deepEqual(forward(), []);
  first.fire("pointerdown", { pointerType: "mouse" });
  first.fire("click");
  assert.deepEqual(forward(), [], "a mouse points already");
});

test("a row that is pointed at stays so when another picture comes", () => {
  update("SGD", "Adam");
  const [, , second] = place.children[0].rows;
  second.fire("pointerenter", { pointerType: "mouse" });
  update("SGD", "AMSGrad");
  assert.deepEqual(forward(), [1]);
});

test("rows that are gone are not pointed at any more", () => {
  update("SGD", "Adam");
  const [, first] = place.children[0].rows;
  first.visible = true;
  first.fire("focus");
  first.fire("pointerenter", { pointerType: "mouse" });
  update("SGD");
  assert.equal(focus.run, null);
});

test("a run without a learning rate has none in its row", () => {
  const paths = [run("you", [2, 1], { rate: 0 }), run("SGD", [2, 1])];
  list.update(paths, picture(paths)[0], 1);
  const [, ...rows] = place.children[0].rows;
  assert.deepEqual(
    rows.map((row) => row.cells[2].textContent),
    ["–", "0.1"],
  );
});
