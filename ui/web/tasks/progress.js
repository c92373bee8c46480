// @ts-check
// What the reader has tried and solved of the tasks. It is kept in this browser, where it may keep anything, and nowhere else.

import { Kept } from "../kept.js";

const NAME = "optimizer-lab-tasks";
const NAMED = /^[a-z0-9-]{1,60}$/; // a task
const MOST_TASKS = 100;
const MOST_TRIES = 30; // different answers to a task; more are not counted
const LONGEST_ANSWER = 3000; // characters: a line of 60 points has fewer
const HEAD = ["task", "solved", "tries", "first answer", "first answer right", "last answer"];
// What a formula in a spreadsheet may begin with, as in `figures/export.py`.
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/**
 * What became of a task: whether an answer was right, whether the first one was, the different answers in their order, and the last one.
 *
 * @typedef {{ solved: boolean, first: boolean, tried: string[], last: string }} Tried
 */

export class Progress {
  kept = new Kept(NAME);

  get tasks() {
    return read(this.kept.text);
  }

  // Notes an answer that was judged.
  /**
   * @param {string} task
   * @param {string} answer
   * @param {boolean} right
   */
  add(task, answer, right) {
    if (!isAnswer(answer)) return;
    const { tasks } = this; // another tab may have changed them
    const { solved, first, tried } = tasks.get(task) ?? begun(right);
    const known = tried.includes(answer) || tried.length === MOST_TRIES;
    tasks.set(task, { solved: solved || right, first, tried: known ? tried : [...tried, answer], last: answer });
    this.kept.keep(JSON.stringify(Object.fromEntries(tasks)));
  }

  forget() {
    this.kept.keep("{}");
  }
}

// A task before its first answer.
/**
 * @param {boolean} first
 * @returns {Omit<Tried, "last">}
 */
function begun(first) {
  return { solved: false, first, tried: [] };
}

// The tasks that a text of the browser tells of. Anyone may have written it: what is not of this form is ignored.
/**
 * @param {string} text
 * @returns {Map<string, Tried>}
 */
export function read(text) {
  /** @type {unknown} */
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    return new Map();
  }
  const entries = Object.entries(said ?? {}).slice(0, MOST_TASKS);
  return new Map(
    entries
      .filter(([name, each]) => NAMED.test(name) && isTried(each))
      .map(([name, { solved, first, tried, last }]) => [name, { solved, first, tried, last }]),
  );
}

/**
 * @param {unknown} each
 * @returns {each is Tried}
 */
function isTried(each) {
  if (typeof each !== "object" || each === null) return false;
  const { solved, first, tried, last } = /** @type {Record<string, unknown>} */ (each);
  if (typeof solved !== "boolean" || typeof first !== "boolean" || (first && !solved) || !isAnswer(last)) return false;
  return (
    Array.isArray(tried) && tried.length > 0 && tried.length <= MOST_TRIES && tried.every(isAnswer) && new Set(tried).size === tried.length
  );
}

/** @param {unknown} value */
function isAnswer(value) {
  return typeof value === "string" && value.length <= LONGEST_ANSWER;
}

// What is copied and saved: CSV with a line for each of these tasks that was tried. It is short and can be read as it is, so there is no
// code of it that a teacher would have to decode, and those of many readers can be pasted into one sheet.
/**
 * @param {string[]} names
 * @param {Map<string, Tried>} tasks
 */
export function csv(names, tasks) {
  const rows = names.flatMap((name) => {
    const task = tasks.get(name);
    return task ? [[name, said(task.solved), String(task.tried.length), task.tried[0], said(task.first), task.last]] : [];
  });
  return [HEAD, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {boolean} whether */
function said(whether) {
  return whether ? "yes" : "no";
}

// A cell of CSV in which a spreadsheet finds nothing to run. A number is no formula.
/** @param {string} text */
function cell(text) {
  const harmless = FORMULA.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
