// @ts-check
// “Make a lesson”: the link that comes of what is ticked, and the lesson that the browser keeps.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Draft, file, line, read } from "../../ui/web/share/draft.js";
import { LessonDialog } from "../../ui/web/share/lesson_dialog.js";
import { below, framed } from "../../ui/web/share/lesson_link.js";
import { empty, item, press } from "./nodes.js";

const LINK = "http://localhost:8501/compare?adam.beta1=0.5";
const FREE = { controls: null, locked: [], optimizers: [], landscapes: [], says: "", large: false };
const OFFERED = { optimizers: ["SGD", "Adam"], landscapes: ["Beale", "Penguins, raw units"] };
const STOP = { link: "/compare?adam.beta1=0.5", minutes: 3, says: "Look at Adam." };
/** @type {ControlRecord[]} */
const CONTROLS = [
  { key: "seed", label: "Seed", hidden: false, locked: false },
  { key: "*.x", label: "Start x", hidden: false, locked: true },
  { key: "adam.beta1", label: "Adam: β₁", hidden: true, locked: false },
];

/** @type {Map<string, string>} */
let kept;
let willing = true; // whether the browser keeps anything
beforeEach(() => {
  empty(`${LINK}&says=Go&optimizers=Adam&present=1`);
  kept = new Map();
  willing = true;
  const setItem = (/** @type {string} */ name, /** @type {string} */ text) => {
    if (!willing) throw new Error("no");
    kept.set(name, text);
  };
  const storage = { getItem: (/** @type {string} */ name) => kept.get(name) ?? null, setItem };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: storage });
});

test("a frame is written into a link, in place of the one before", () => {
  assert.equal(framed(`${LINK}&says=old&locked=a&present=1&plan=first-steps.2`, FREE), LINK);
  const narrow = {
    controls: ["*.x", "seed"],
    locked: ["seed"],
    optimizers: ["SGD"],
    landscapes: ["Penguins, raw units"],
    says: "a&b",
    large: true,
  };
  const found = new URL(framed(LINK, narrow)).searchParams;
  assert.deepEqual(
    [...found],
    [
      ["adam.beta1", "0.5"],
      ["controls", "*.x,seed"],
      ["locked", "seed"],
      ["optimizers", "SGD"],
      ["landscapes", "Penguins, raw units"],
      ["says", "a&b"],
      ["present", "1"],
    ],
  );
  assert.equal(new URL(framed(LINK, { ...FREE, controls: [] })).searchParams.get("controls"), "");
});

test("a page lies below the lab, wherever links begin", () => {
  assert.equal(below("https://lab.example.org/x/compare?a=1", "http://h/lab/compare?b=2#c", "http://h/lab/"), "/compare?a=1");
  assert.equal(below("http://h/?a=1", "http://h/?b=2", "http://h/"), "/?a=1");
});

/** @returns {{ dialog: LessonDialog, shown: string[] }} */
function opened() {
  /** @type {string[]} */
  const shown = [];
  const dialog = new LessonDialog((link) => shown.push(link));
  dialog.open(LINK, CONTROLS, OFFERED);
  return { dialog, shown };
}

test("it opens with the frame that the page has, and makes the same one", async () => {
  const { dialog, shown } = opened();
  assert.deepEqual(dialog.framing, {
    ...FREE,
    controls: ["seed", "*.x"],
    locked: ["*.x"],
    optimizers: ["Adam"],
    says: "Go",
    large: true,
  });
  assert.equal(dialog.controls.count.textContent, "(2 of 3)");
  await press("Show link and code");
  assert.deepEqual(shown, [framed(LINK, dialog.framing)]);
  assert.equal(dialog.dialog.node.open, false);
});

test("what is not seen cannot be locked, and all of it is no frame", () => {
  const { dialog } = opened();
  const [all, none] = item(dialog.controls.node).all.filter(({ tag }) => tag === "button");
  none.click();
  assert.deepEqual([dialog.framing.controls, dialog.framing.locked], [[], []]);
  assert.ok(dialog.controls.rows.every(({ boxes }) => boxes[1].disabled));
  all.click();
  assert.deepEqual([dialog.framing.controls, dialog.framing.locked], [null, ["*.x"]]);
  dialog.optimizers.all(false);
  assert.deepEqual(dialog.framing.optimizers, [], "with nothing to choose from, all can be chosen");
});

test("pages are added to a lesson, moved, removed and cleared", async () => {
  const { dialog } = opened();
  dialog.says.value = " First\nof all. ";
  await press("Add to the lesson");
  assert.match(dialog.said.textContent ?? "", /page 1/);
  const [first] = new Draft().lesson.stops;
  assert.deepEqual([first.minutes, first.says], [2, "First of all."]);
  assert.deepEqual([...new URLSearchParams(first.link.split("?")[1]).keys()], ["adam.beta1", "controls", "locked", "optimizers"]);
  dialog.says.value = "Second.";
  await press("Add to the lesson");
  const said = () => new Draft().lesson.stops.map(({ says }) => says);
  await press("Move up page 2");
  assert.deepEqual(said(), ["Second.", "First of all."]);
  await press("Move down page 1");
  assert.deepEqual(said(), ["First of all.", "Second."]);
  await press("Remove page 1");
  assert.deepEqual(said(), ["Second."]);
  await press("Clear");
  assert.deepEqual(said(), ["Second."], "it asks first");
  await press("Clear the whole lesson?");
  assert.deepEqual([said(), dialog.list.node.hidden], [[], true]);
});

test("what does not fit is not added, and that is said", async () => {
  const { dialog } = opened();
  dialog.minutes.value = "0";
  await press("Add to the lesson");
  assert.match(dialog.said.textContent ?? "", /^Not added/);
  const draft = new Draft();
  for (let i = 0; i < 40; i++) assert.ok(draft.add(STOP));
  assert.ok(!draft.add(STOP), "40 pages at most");
  draft.clear();
  const long = { ...STOP, says: "a".repeat(300), link: `/compare?${"a".repeat(1100)}` };
  while (draft.add(long)) assert.ok(draft.lesson.stops.length < 40);
  assert.ok(file(draft.lesson).length <= 20_000);
  assert.ok(draft.lesson.stops.length > 10);
  assert.ok(!draft.add({ ...STOP, link: `/compare?${"a".repeat(1200)}` }));
});

test("a file has the form that the lab reads", () => {
  const lesson = { title: "η", goal: "Know η.", stops: [STOP, { link: "/", minutes: 2, says: "" }] };
  assert.equal(
    file(lesson),
    "Optimizer Lab lesson 1\nTitle: η\nGoal: Know η.\n\n/compare?adam.beta1=0.5\nMinutes: 3\nLook at Adam.\n\n/\nMinutes: 2\n",
  );
  assert.equal(file(read("")), "Optimizer Lab lesson 1\nTitle: My lesson\n");
});

test("a text is one line of letters that can be seen", () => {
  assert.equal(line(" a\n\nMinutes: 9\u0000\u202e\tb ", 300), "a Minutes: 9 b");
  assert.equal(line("😀".repeat(9), 3), "😀😀😀");
});

test("what the browser has kept is not trusted", () => {
  const odd = [
    ...["", "{", "null", "5", "[]", '{"stops":5}', '{"title":5,"goal":"a\\nb"}', `{"title":"${"a".repeat(61)}"}`],
    ...["//evil.example", "javascript:alert(1)", "https://evil.example", "/a b", "/a\nb", "", 5, `/${"a".repeat(1200)}`].map((link) =>
      JSON.stringify({ stops: [{ ...STOP, link }] }),
    ),
    ...[0, 91, 1.5, "3", null].map((minutes) => JSON.stringify({ stops: [{ ...STOP, minutes }] })),
    ...["a\nb", "a".repeat(301), 5].map((says) => JSON.stringify({ stops: [{ ...STOP, says }] })),
  ];
  for (const text of odd) assert.deepEqual(read(text), { title: "", goal: "", stops: [] }, text);
  const sent = { title: "a", goal: "b", stops: [{ ...STOP, more: 1 }, 7], more: 2 };
  assert.deepEqual(read(JSON.stringify(sent)), { title: "a", goal: "b", stops: [STOP] });
});

test("a browser that keeps nothing holds the lesson until the page is left", () => {
  willing = false;
  const draft = new Draft();
  assert.ok(draft.add(STOP));
  assert.deepEqual(draft.lesson.stops, [STOP]);
  assert.deepEqual(new Draft().lesson.stops, []);
});
