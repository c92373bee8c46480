// @ts-check
// The list of tasks: its marks, what counts as the reader's own answer, and what its buttons do.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { TaskList } from "../../ui/web/tasks/list.js";
import { Item, empty, item, page, press } from "./nodes.js";

const NAMES = ["one", "two"];
/** @type {Item[]} */
let links;
/** @type {Item} */
let solved;
/** @type {(event: object) => void} */
let click;
/** @type {TaskList} */
let list;

beforeEach(() => {
  empty("http://localhost:8501/challenges");
  /** @type {Map<string, string>} */
  const kept = new Map();
  const localStorage = { getItem: (/** @type {string} */ name) => kept.get(name) ?? null, setItem: kept.set.bind(kept) };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: localStorage });
  links = NAMES.map((name) => {
    const link = Object.assign(new Item("a"), { dataset: { task: name } });
    link.append(...["lab-mark", "lab-state"].map((className) => Object.assign(new Item("span"), { className })));
    return link;
  });
  page.found[".lab-solved"] = solved = new Item("p");
  Object.assign(globalThis.document, {
    querySelectorAll: (/** @type {string} */ selectors) => (selectors === ".lab-tasks [data-task]" ? links : []),
    addEventListener: (/** @type {string} */ _, /** @type {typeof click} */ act) => (click = act),
  });
  list = new TaskList();
  list.place(/** @type {HTMLElement} */ (/** @type {unknown} */ (page.root)));
});

// A click on the button that plays the runs, or on the link of a task.
/** @param {"reveal" | Item} what */
function clicked(what, how = {}) {
  let prevented = false;
  const found = { "[class*=st-key-reveal]": what === "reveal" ? what : null, ".lab-tasks [data-task]": what === "reveal" ? null : what };
  const closest = (/** @type {keyof typeof found} */ selectors) => found[selectors];
  click({ target: { closest }, button: 0, ...how, preventDefault: () => (prevented = true) });
  return prevented;
}

const marks = () => links.map((link) => [link.dataset.state, link.textContent]);

test("a verdict that a link has opened solves nothing: what counts is what the reader has asked to see", () => {
  list.take({ task: "one", answer: "A", right: true });
  assert.deepEqual(
    marks(),
    NAMES.map(() => ["not tried", "○(not tried)"]),
  );
  assert.deepEqual([solved.textContent, list.buttons.hidden], ["0 of 2 solved", true]);
  list.take({ task: "one", answer: null, right: false });
  clicked("reveal");
  list.take({ task: "two", answer: "A", right: true });
  assert.equal(solved.textContent, "0 of 2 solved", "it was another task");
  list.take({ task: "one", answer: "B", right: false });
  assert.deepEqual(marks()[0], ["tried", "◐(tried)"]);
  list.take({ task: "one", answer: "C", right: true });
  assert.deepEqual(marks()[0], ["solved", "✓(solved)"], "the reader has turned on while the verdict stands");
  assert.deepEqual([solved.textContent, list.buttons.hidden], ["1 of 2 solved", false]);
  assert.deepEqual(list.progress.tasks.get("one"), { solved: true, first: false, tried: ["B", "C"], last: "C" });
});

test("the marks come back when Streamlit has written the list anew", () => {
  list.take({ task: "one", answer: null, right: false });
  clicked("reveal");
  list.take({ task: "one", answer: "C", right: true });
  for (const each of links.flatMap((link) => link.children)) each.textContent = "";
  list.fill();
  assert.deepEqual(marks(), [
    ["solved", "✓(solved)"],
    ["not tried", "○(not tried)"],
  ]);
});

test("answers are copied, and forgotten when the reader has been asked once", async () => {
  list.take({ task: "one", answer: null, right: false });
  clicked("reveal");
  list.take({ task: "one", answer: "C", right: true });
  assert.match(list.field.value, /^task,.*\r\none,yes,1,C,yes,C\r\n$/);
  await press("Copy my answers");
  assert.ok(item(list.field).selected);
  assert.equal(page.focused?.textContent, "Copied", "the focus is where the reader was");
  await press("Forget my answers");
  await press("Keep");
  assert.equal(solved.textContent, "1 of 2 solved");
  await press("Forget my answers");
  await press("Forget");
  list.take({ task: "one", answer: "C", right: true });
  assert.deepEqual([solved.textContent, list.dialog.node.open], ["0 of 2 solved", false], "nor does the verdict that stands count again");
  assert.equal(list.buttons.hidden, false, "the focus goes back to a button");
});

test("a click opens a task without leaving the page, and one for another tab does not", () => {
  /** @type {string[]} */
  const opened = [];
  list.open = (task) => opened.push(task);
  let top = 0;
  page.found[".stMain"] = Object.assign(new Item("div"), { scrollTo: () => (top += 1) });
  assert.ok(clicked(links[1]));
  assert.deepEqual([opened, top], [["two"], 1]);
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
    assert.ok(!clicked(links[0], how));
  assert.deepEqual(opened, ["two"]);
});
