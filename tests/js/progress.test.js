// @ts-check
// What the browser keeps of the tasks: what counts, what is read back of what anyone may have written, and what a teacher gets.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Progress, csv, read } from "../../ui/web/tasks/progress.js";

const NAME = "optimizer-lab-tasks";

/** @type {Map<string, string>} */
let kept;
/** @type {boolean} */
let keeps; // whether the browser keeps anything
const refused = () => {
  throw new Error("SecurityError");
};
const storage = {
  getItem: (/** @type {string} */ name) => (keeps ? (kept.get(name) ?? null) : refused()),
  setItem: (/** @type {string} */ name, /** @type {string} */ value) => (keeps ? kept.set(name, value) : refused()),
};

/** @param {object | undefined} value */
const browserHas = (value) => Object.defineProperty(globalThis, "localStorage", { configurable: true, value });

beforeEach(() => {
  [kept, keeps] = [new Map(), true];
  browserHas(storage);
});

test("a task remembers its first answer, how many different ones were tried, the last, and that it was solved", () => {
  const progress = new Progress();
  progress.add("one", "A", false);
  assert.deepEqual(progress.tasks.get("one"), { solved: false, first: false, tried: ["A"], last: "A" });
  progress.add("one", "B", true);
  progress.add("one", "A", false);
  progress.add("two", "C", true);
  assert.deepEqual(progress.tasks.get("one"), { solved: true, first: false, tried: ["A", "B"], last: "A" });
  assert.deepEqual(progress.tasks.get("two"), { solved: true, first: true, tried: ["C"], last: "C" });
  assert.deepEqual(new Progress().tasks, progress.tasks, "the next page knows it");
  progress.forget();
  assert.equal(new Progress().tasks.size, 0);
});

test("what another tab has noted stays", () => {
  const [here, there] = [new Progress(), new Progress()];
  here.add("one", "A", true);
  there.add("two", "B", true);
  here.add("three", "C", true);
  assert.deepEqual([...there.tasks.keys()], ["one", "two", "three"]);
});

test("only so many answers are counted, and none that is too long; a task is still solved", () => {
  const progress = new Progress();
  for (let i = 0; i < 50; i += 1) progress.add("one", `eta=${i}`, false);
  progress.add("one", "eta=50", true);
  const one = progress.tasks.get("one");
  assert.deepEqual([one?.tried.length, one?.solved, one?.last], [30, true, "eta=50"]);
  progress.add("one", "x".repeat(3001), false);
  assert.equal(progress.tasks.get("one")?.last, "eta=50");
});

for (const [how, value] of /** @type {[string, object | undefined][]} */ ([
  ["refuses", storage],
  ["has none", undefined],
  ["is full", { getItem: () => null, setItem: refused }],
]))
  test(`a browser that ${how} keeps the answers until the page is left`, () => {
    keeps = false;
    browserHas(value);
    const progress = new Progress();
    assert.equal(progress.tasks.size, 0);
    progress.add("one", "A", false);
    progress.add("one", "B", true);
    assert.deepEqual(progress.tasks.get("one"), { solved: true, first: false, tried: ["A", "B"], last: "B" });
    progress.forget();
    assert.equal(progress.tasks.size, 0);
  });

const GOOD = { solved: true, first: false, tried: ["A", "B"], last: "B" };

test("what is not of the form is ignored, and the rest is read", () => {
  for (const text of [
    "",
    "{",
    "null",
    "1",
    '"one"',
    "[]",
    "[[]]",
    '{"one":null}',
    '{"one":[]}',
    '{"one":{}}',
    '{"__proto__":{"solved":true}}',
  ])
    assert.equal(read(text).size, 0, text);
  const broken = {
    solved: [1, "yes", null, false], // false: but one answer was right
    first: [0, null],
    tried: [[], "A", {}, null, ["A", "A"], ["A", 1], ["A", null], Array(31).fill(0).map(String), ["x".repeat(3001)]],
    last: [1, null, undefined, ["B"], "x".repeat(3001)],
  };
  for (const [field, values] of Object.entries(broken))
    for (const value of values) {
      const bad = { ...GOOD, first: field === "solved", [field]: value };
      assert.deepEqual([...read(JSON.stringify({ bad, good: GOOD })).keys()], ["good"], `${field}: ${JSON.stringify(value)}`);
    }
  const hostile = { "<b>": GOOD, "": GOOD, ["x".repeat(61)]: GOOD, ok: { ...GOOD, more: "<script>" } };
  assert.deepEqual([...read(JSON.stringify(hostile))], [["ok", GOOD]]);
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`t-${i}`, GOOD]));
  assert.equal(read(JSON.stringify(many)).size, 100);
  kept.set(NAME, "{broken");
  const progress = new Progress();
  progress.add("one", "A", true);
  assert.equal(new Progress().tasks.get("one")?.solved, true, "what was broken is replaced");
});

test("a teacher gets a line for each task that was tried, in the order of the list", () => {
  const progress = new Progress();
  progress.add("two", "eta=1", true);
  progress.add("one", "A", false);
  progress.add("one", "B", true);
  progress.add("gone", "C", true);
  assert.equal(
    csv(["one", "never", "two"], progress.tasks),
    "task,solved,tries,first answer,first answer right,last answer\r\none,yes,2,A,no,B\r\ntwo,yes,1,eta=1,yes,eta=1\r\n",
  );
});

test("a spreadsheet finds nothing to run in it", () => {
  /** @param {string} last */
  const cell = (last) =>
    csv(["one"], new Map([["one", { solved: false, first: false, tried: ["A"], last }]]))
      .slice(0, -2)
      .split("A,no,")[1];
  for (const start of ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t", "\u00a0="]) assert.equal(cell(`${start}a`), `'${start}a`);
  assert.equal(cell("-1,2;-3,4"), `"'-1,2;-3,4"`);
  assert.equal(cell("\n=a"), `"'\n=a"`);
  for (const same of ["-1.5", "+2", "-1e-8", "B", "a=1", "SGD; Adam", ""]) assert.equal(cell(same), same);
  assert.equal(cell('say "no"'), '"say ""no"""');
});
