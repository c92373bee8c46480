// @ts-check
// The lesson that the reader makes. It is kept in this browser until it is saved as a file or cleared, and nowhere else.

import { Kept } from "../kept.js";

const NAME = "optimizer-lab-lesson";
const HEAD = "Optimizer Lab lesson 1";
export const MOST_STOPS = 40;
export const LONGEST_TITLE = 60; // letters
export const LONGEST_TEXT = 300; // letters of a sentence, and of a goal
export const MOST_MINUTES = 90;
const LONGEST_LINK = 1200;
const LONGEST_FILE = 20_000;

/** @typedef {{ link: string, minutes: number, says: string }} DraftStop a page below the lab's address, and what is to be done there */
/** @typedef {{ title: string, goal: string, stops: DraftStop[] }} Lesson */

export class Draft {
  kept = new Kept(NAME);

  get lesson() {
    return read(this.kept.text);
  }

  // Changes the lesson, which another tab may have changed meanwhile. Returns whether it can be kept: a file has an end, and so has a link.
  /** @param {(lesson: Lesson) => void} change */
  change(change) {
    const { lesson } = this;
    change(lesson);
    if (lesson.stops.length > MOST_STOPS || !lesson.stops.every(isStop) || file(lesson).length > LONGEST_FILE) return false;
    this.kept.keep(JSON.stringify(lesson));
    return true;
  }

  /** @param {DraftStop} stop */
  add({ link, minutes, says }) {
    return this.change(({ stops }) => void stops.push({ link, minutes, says: line(says, LONGEST_TEXT) }));
  }

  // Moves a stop up (-1) or down (1).
  /**
   * @param {number} at
   * @param {number} by
   */
  move(at, by) {
    return this.change(({ stops }) => {
      if (stops[at] && stops[at + by]) stops.splice(at + by, 0, ...stops.splice(at, 1));
    });
  }

  /** @param {number} at */
  remove(at) {
    return this.change(({ stops }) => void stops.splice(at, 1));
  }

  clear() {
    return this.change((lesson) => Object.assign(lesson, read("")));
  }
}

// The lesson that a text of the browser tells of. Anyone may have written it: what is not of this form is ignored.
/**
 * @param {string} text
 * @returns {Lesson}
 */
export function read(text) {
  /** @type {Record<string, unknown>} */
  let said = {};
  try {
    said = Object(JSON.parse(text));
  } catch {
    // No lesson is begun.
  }
  const stops = Array.isArray(said.stops) ? said.stops.filter(isStop).slice(0, MOST_STOPS) : [];
  const title = isText(said.title, LONGEST_TITLE) ? said.title : "";
  const goal = isText(said.goal, LONGEST_TEXT) ? said.goal : "";
  return { title, goal, stops: stops.map(({ link, minutes, says }) => ({ link, minutes, says })) };
}

/**
 * @param {unknown} value
 * @returns {value is DraftStop}
 */
function isStop(value) {
  const { link, minutes, says } = /** @type {Record<string, unknown>} */ (Object(value));
  const leads = typeof link === "string" && /^\/[^\s/]*$/.test(link) && link.length <= LONGEST_LINK;
  return leads && isText(says, LONGEST_TEXT) && Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= MOST_MINUTES;
}

/**
 * @param {unknown} value
 * @param {number} longest
 * @returns {value is string}
 */
function isText(value, longest) {
  return typeof value === "string" && value === line(value, longest);
}

// A text in one line, without what cannot be seen, and cut where it is too long: a line of its own would mean something else in a file.
/**
 * @param {string} text
 * @param {number} longest
 */
export function line(text, longest) {
  const seen = text.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return [...seen].slice(0, longest).join("").trim();
}

// The lesson as a file (`lessons/plans/lesson_file.py` reads it).
/** @param {Lesson} lesson */
export function file({ title, goal, stops }) {
  const head = [HEAD, `Title: ${title || "My lesson"}`, ...(goal ? [`Goal: ${goal}`] : [])];
  const blocks = stops.map(({ link, minutes, says }) => [link, `Minutes: ${minutes}`, ...(says ? [says] : [])]);
  return `${[head, ...blocks].map((block) => block.join("\n")).join("\n\n")}\n`;
}
