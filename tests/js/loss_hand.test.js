// @ts-check
// The hand on the loss curves: what it reads, what it brings forward, and where it moves the playhead.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Focus } from "../../ui/web/stage/focus.js";
import { Loss } from "../../ui/web/stage/loss.js";
import { LossHand } from "../../ui/web/stage/loss_hand.js";
import { Part } from "./part.js";
import { picture, run } from "./runs.js";
import { openPage, resize } from "./stage_page.js";

/** @type {Loss} */
let loss;
/** @type {Part} */
let node;
/** @type {Focus} */
let focus;
/** @type {number[]} */
let went;
/** @type {string[] | null} */
let said; // the lines of the tip
/** @type {() => boolean} */
let there;

beforeEach(() => {
  openPage();
  loss = new Loss(/** @type {Element} */ (/** @type {unknown} */ (Part.page)));
  node = /** @type {Part} */ (/** @type {unknown} */ (loss.node));
  resize(node, 500, 210);
  [focus, went, said] = [new Focus(() => {}), [], null];
  const tip = {
    /** @type {import("../../ui/web/stage/tip.js").Tip["show"]} */
    show: (words, _, alive) => {
      const lines = /** @type {Part[]} */ (/** @type {unknown} */ (words));
      said = lines.map((line) =>
        (line.children.length ? line.children : [line])
          .map((each) => each.textContent)
          .join(" ")
          .trim(),
      );
      there = alive;
    },
    hide: () => (said = null),
  };
  new LossHand(loss, { go: (t) => went.push(t) }, tip, focus);
});

/**
 * @param {Path[]} paths
 * @param {Partial<LossAxis>} [axis]
 */
function update(paths, axis) {
  loss.update(paths, picture(paths, { loss: { floor: 0, per: false, ...axis } })[0]);
  return loss.scale ?? assert.fail("there is no scale");
}

const TWO = [run("SGD", [100, 10, 1]), run("Adam", [100, 0.1, 0.001234])];

/**
 * @param {"pointerdown" | "pointermove" | "pointerup" | "pointercancel" | "lostpointercapture" | "pointerleave"} name
 * @param {number} offsetX
 * @param {object} [more]
 */
function hand(name, offsetX, more) {
  const buttons = name === "pointerup" || name === "pointerleave" ? 0 : 1;
  node.fire(name, { ...{ pointerId: 1, pointerType: "mouse", button: 0, buttons, offsetX, offsetY: 90, clientX: 0, clientY: 0 }, ...more });
}
/**
 * @param {number} x
 * @param {number} y
 */
const hover = (x, y) => hand("pointermove", x, { buttons: 0, offsetY: y });

test("pointing reads the step and each run's loss there, and brings the nearest curve forward", () => {
  const scale = update(TWO);
  hover(scale.px(2) - 9, scale.py(Math.log10(0.001234)) - 9);
  assert.deepEqual(said, ["t = 2", "SGD 1", "Adam 0.00123"]);
  assert.equal(focus.run, 1);
  hover(scale.px(1), scale.py(1));
  assert.deepEqual(said, ["t = 1", "SGD 10", "Adam 0.1"]);
  assert.equal(focus.run, 0);
  hover(scale.px(1.9), scale.py(2));
  assert.deepEqual([said?.[0], focus.run], ["t = 2", null], "no curve is near");
  hand("pointerleave", 0);
  assert.deepEqual([said, focus.run], [null, null]);
  assert.deepEqual(went, [], "pointing moves nothing");
});

test("the tip is there while the curves are", () => {
  update(TWO);
  hover(200, 90);
  assert.equal(there(), true);
  node.hidden = true;
  assert.equal(there(), false);
  node.hidden = false;
  node.remove();
  assert.equal(there(), false);
});

test("nothing is read beside the curves", () => {
  update(TWO);
  hover(200, 90);
  hover(20, 90);
  assert.equal(said, null);
  hover(200, 205);
  assert.equal(said, null);
  update([]);
  hover(200, 90);
  hand("pointerdown", 200);
  assert.deepEqual([said, went], [null, []]);
});

test("of many runs the nearest are read, in the order of the list, and the one in focus among them", () => {
  const many = Array.from({ length: 12 }, (_, i) => run(`run ${i}`, [10 ** i, 10 ** i]));
  const scale = update(many);
  hover(200, scale.py(9));
  assert.deepEqual(
    said?.slice(1).map((line) => line.split(" ")[1]),
    ["5", "6", "7", "8", "9", "10", "11"],
  );
  assert.equal(said?.length, 8);
  assert.equal(focus.run, 9);
});

test("the curve in focus is read, although at this step others are nearer", () => {
  const steep = run(
    "steep",
    Array.from({ length: 101 }, (_, t) => (t <= 50 ? 1e5 : 1e-5)),
  );
  const flat = [-9, -8, -7, -6, 6, 7, 8, 9].map((level) => run(`flat ${level}`, Array(101).fill(10 ** (level / 10))));
  const scale = update([...flat, steep]);
  hover((scale.px(50) + scale.px(51)) / 2, scale.py(0));
  assert.equal(focus.run, 8);
  assert.match(said?.at(-1) ?? "", /^steep/);
  assert.equal(said?.length, 8);
});

test("a run that has left all bounds has a dash for its loss", () => {
  const gone = run("gone", [1, 1e30, NaN], { end: 1 });
  const scale = update([...TWO, gone]);
  hover(scale.px(2), 90);
  assert.equal(said?.[3], "gone –");
});

test("pressing jumps, dragging scrubs with the pointer held, and letting go ends it", () => {
  const scale = update([run("SGD", Array(101).fill(1))]);
  hover(200, 90);
  hand("pointerdown", scale.px(40) + 1);
  assert.deepEqual(went, [40]);
  assert.equal(said, null, "a tip hides when a drag begins");
  assert.equal(focus.run, null);
  assert.deepEqual(node.captured, [1]);
  hand("pointermove", scale.px(70));
  hand("pointermove", 9999);
  assert.deepEqual(went, [40, 70, 100]);
  assert.equal(said, null);
  hand("pointerup", scale.px(20));
  hand("pointermove", scale.px(30));
  assert.deepEqual(went, [40, 70, 100, 20]);
});

for (const end of /** @type {const} */ (["pointercancel", "lostpointercapture"]))
  test(`a drag ends at ${end}`, () => {
    const scale = update(TWO);
    hand("pointerdown", scale.px(1));
    hand(end, 0);
    hand("pointermove", scale.px(2));
    assert.deepEqual(went, [1]);
    hand("pointerdown", scale.px(2), { pointerId: 7 });
    assert.deepEqual(went, [1, 2], "another may begin");
  });

test("one pointer only, its first button, and only on the curves", () => {
  const scale = update(TWO);
  hand("pointerdown", scale.px(1), { button: 2 });
  hand("pointerdown", 20);
  assert.deepEqual(went, []);
  hand("pointerdown", scale.px(1));
  hand("pointerdown", scale.px(2), { pointerId: 2 });
  hand("pointermove", scale.px(2), { pointerId: 2 });
  hand("pointerup", scale.px(2), { pointerId: 2 });
  hand("pointermove", scale.px(2), { pointerId: 2, buttons: 0 });
  assert.deepEqual([went, said], [[1], null]);
  hand("pointermove", scale.px(0));
  assert.deepEqual(went, [1, 0], "the first still drags");
  hand("pointerup", scale.px(0));
  hand("pointermove", scale.px(1));
  assert.equal(said, null, "nothing is read for a pointer that drags something else across");
});

test("over gradient evaluations, the playhead goes where the longest run has spent them", () => {
  const scale = update([run("SGD", Array(101).fill(1)), run("Twice", Array(101).fill(1), { evaluations: 2 })], { per: true });
  hand("pointerdown", scale.px(Math.log10(120)));
  assert.deepEqual(went, [60]);
  hand("pointerup", scale.px(Math.log10(120)));
  hover(scale.px(Math.log10(50)), 20);
  assert.equal(said?.[0], "50 gradient evaluations");
});

test("over gradient evaluations, each run's loss is that of its own step", () => {
  const losses = Array.from({ length: 101 }, (_, t) => t);
  const scale = update([run("SGD", losses), run("Twice", losses, { evaluations: 2 })], { per: true });
  hover(scale.px(Math.log10(50)), 20);
  assert.deepEqual(said, ["50 gradient evaluations", "SGD 50", "Twice 25"]);
});

test("a finger that scrolls the page moves no playhead; to the side it scrubs, and a tap jumps", () => {
  const scale = update([run("SGD", Array(101).fill(1))]);
  const finger = { pointerType: "touch" };
  const [from, to] = [scale.px(40), scale.px(60)];
  hand("pointerdown", from, finger);
  hand("pointermove", from + 2, { ...finger, offsetY: 110 });
  hand("pointercancel", from, finger);
  assert.deepEqual(went, []);
  hand("pointerdown", from, finger);
  hand("pointermove", to, finger);
  hand("pointermove", to, { ...finger, offsetY: 200 });
  assert.deepEqual(went, [60, 60], "once it scrubs, it goes on");
  hand("pointerup", to, finger);
  went = [];
  hand("pointerdown", from, finger);
  hand("pointerup", from, finger);
  assert.deepEqual(went, [40]);
});
