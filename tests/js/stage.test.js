// @ts-check
// The stage as a whole: a picture is drawn at once, and one run is in focus everywhere.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Stage } from "../../ui/web/stage/stage.js";
import { pass } from "./clock.js";
import { made } from "./made_stage.js";
import { Part } from "./part.js";
import { run } from "./runs.js";
import { frame, observed, places, press, view } from "./stage_page.js";

/** @type {ReturnType<typeof made>} */
let page;
const runs = () => [run("red", [4, 2, 1]), run("blue", [4, 3, 2], { theta: Float32Array.of(0, 0, 0, 0.5, 0, 1) })];

beforeEach(() => {
  page = made(runs());
});

// What stands forward: in the list, among the curves, and on the map.
function forward() {
  const rows = page.list.rows.slice(1).flatMap((row, i) => (row.classList.contains("lab-forward") ? [i] : []));
  /** @param {Part} canvas */
  const strong = ({ pen }) =>
    pen.strokes.filter(({ colour, alpha }) => ["red", "blue"].includes(colour) && alpha === 1).map((each) => each.colour);
  return [rows, strong(page.curves), strong(page.chart.under)];
}
const NONE = [[], ["red", "blue"], ["red", "blue"]];
const RED = [[0], ["red"], ["red"]];
const BLUE = [[1], ["blue"], ["blue"]];

/**
 * @param {string} name
 * @param {number} clientX
 * @param {number} clientY
 */
const onMap = (name, clientX, clientY, buttons = 0) => page.chart.plot.fire(name, { clientX, clientY, buttons });

test("paths, curves and list of a picture are drawn when it comes, however soon after another", () => {
  for (const losses of [
    [4, 1, 0.5],
    [4, 1, 0.25],
  ]) {
    /** @type {unknown[]} */
    const heard = [];
    view.addEventListener("lab-drawn", () => {
      heard.push(
        page.list.rows[1].cells[1].textContent,
        page.curves.pen.strokes.at(-1)?.colour,
        page.chart.under.pen.strokes.at(-1)?.colour,
      );
    });
    const name = `run ${losses[2]}`;
    page.show([run(name, losses)]);
    assert.deepEqual(heard.slice(0, 3), [name, name, name]);
  }
});

test("a picture asks for no size, and writes nothing into the list that stays", () => {
  page.show(runs());
  [Part.reads, Part.writes] = [0, 0];
  page.show(runs());
  assert.deepEqual([Part.reads, Part.writes], [0, 0]);
});

test("pointing at a path brings its run forward, until the pointer leaves it", () => {
  assert.deepEqual(forward(), NONE);
  onMap("pointermove", 50, 104);
  assert.deepEqual(forward(), RED);
  assert.match(page.stage.tip.node.textContent ?? "", /^red, t = 1: θ = \(0.5, 0\), loss 2$/);
  onMap("pointermove", 4, 50);
  assert.deepEqual(forward(), BLUE);
  onMap("pointermove", 200, 50);
  assert.deepEqual(forward(), NONE);
  assert.equal(page.stage.tip.node.hidden, true);
  onMap("pointermove", 50, 104);
  onMap("pointerleave", 50, 104);
  assert.deepEqual(forward(), NONE);
});

for (const name of ["pointerdown", "scroll", "blur"])
  test(`a path that is pointed at goes back with its tip, at ${name}`, () => {
    onMap("pointermove", 50, 104);
    view.dispatchEvent(new Event(name));
    assert.deepEqual(forward(), NONE);
    assert.equal(page.stage.tip.node.hidden, true);
    onMap("pointermove", 50, 104, 1);
    assert.deepEqual(forward(), NONE, "nor does a drag bring it back");
  });

test("a path that is pointed at goes back with its tip, when the chart is gone", () => {
  onMap("pointermove", 50, 104);
  frame();
  assert.deepEqual(forward(), RED);
  page.chart.alive = false;
  frame();
  assert.deepEqual([page.stage.tip.node.hidden, page.stage.focus.run], [true, null]);
});

test("rows, curves and digits bring the same run forward", () => {
  const [, red, blue] = page.list.rows;
  blue.fire("pointerenter", { pointerType: "mouse" });
  assert.deepEqual(forward(), BLUE);
  blue.fire("pointerleave");
  const { scale, node } = page.stage.loss;
  const at = { offsetX: scale?.px(2), offsetY: scale?.py(Math.log10(2)), clientX: 0, clientY: 0, buttons: 0 };
  /** @type {Part} */ (/** @type {unknown} */ (node)).fire("pointermove", at);
  assert.deepEqual(forward(), BLUE);
  /** @type {Part} */ (/** @type {unknown} */ (node)).fire("pointerleave");
  assert.deepEqual(forward(), NONE);
  press("2");
  assert.deepEqual(forward(), BLUE);
  red.fire("pointerenter", { pointerType: "mouse" });
  assert.deepEqual(forward(), RED, "another row comes before it while it is pointed at");
  red.fire("pointerleave");
  assert.deepEqual(forward(), BLUE);
  page.show(runs());
  assert.deepEqual(forward(), BLUE, "in the next picture, too");
  page.show(runs().reverse());
  assert.deepEqual(forward()[0], [0], "wherever it is in the list");
});

test("a stage that is left hears no key, observes nothing and leaves nothing on the page", async () => {
  places.set(".lab-traces-place", new Part());
  const inside = { path: 0, at: { m: 0 }, knobs: {}, places: [], parts: [], charts: [], bound: null };
  page.show(runs(), { inspected: [inside] });
  onMap("pointermove", 50, 104);
  press("?");
  assert.equal(observed(), 5);
  page.stage.dispose();
  assert.equal(observed(), 0);
  assert.deepEqual(Part.page.children, []);
  Part.page.append(/** @type {Part} */ (/** @type {unknown} */ (page.stage.root)));
  assert.equal(press("Home").defaultPrevented, false);
  await pass(5000);
});

test("the stage shows in the list the time that it draws, and new runs at that time", () => {
  /** @type {number[]} */
  const shown = [];
  const stage = {
    ...{
      header: { inspected: [] },
      inside: { at() {} },
      wasWhole: false,
      transport: { steps: 4 },
      loss: { t: 1, at() {} },
      drawable: () => [],
    },
    beside: [],
    outcomes: { at: /** @param {number} t */ (t) => shown.push(t) },
  };
  for (const t of [1, 1.5, 2]) Stage.prototype.drawTime.call(stage, t);
  assert.deepEqual(shown, [1, 1.5, 2]);
  const outcomes = {
    update: /** @type {import("../../ui/web/stage/outcomes.js").Outcomes["update"]} */ (_paths, _header, t) => void shown.push(t),
  };
  Stage.prototype.follow.call({
    outcomes: { ...outcomes, mark() {} },
    loss: { update() {}, at() {} },
    transport: { t: 2.5 },
    recede() {},
    focus: {},
  });
  assert.equal(shown.at(-1), 2.5);
});
