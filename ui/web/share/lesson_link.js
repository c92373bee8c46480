// @ts-check
// What a link says of how its page is used, as `ui/controls/frame.py` reads it, and where a page lies below the lab.

import { root } from "../streamlit.js";

const KEYS = ["controls", "locked", "optimizers", "landscapes", "says", "present"];
const PLAN = "plan"; // where a learner is in a lesson (`ui/lessons/plan.py`): what is made there is no stop of it

/**
 * @typedef {object} Framing
 * @property {string[] | null} controls the keys of those that are seen; null: all
 * @property {string[]} locked
 * @property {string[]} optimizers those that can be chosen; none: all
 * @property {string[]} landscapes
 * @property {string} says
 * @property {boolean} large whether the page opens for an audience
 */

// The link to the same page in this frame.
/**
 * @param {string} link
 * @param {Framing} framing
 */
export function framed(link, { controls, locked, optimizers, landscapes, says, large }) {
  const url = new URL(link);
  for (const key of [...KEYS, PLAN]) url.searchParams.delete(key);
  if (controls) url.searchParams.append("controls", controls.join(","));
  if (locked.length) url.searchParams.append("locked", locked.join(","));
  for (const name of optimizers) url.searchParams.append("optimizers", name);
  for (const name of landscapes) url.searchParams.append("landscapes", name);
  if (says) url.searchParams.append("says", says);
  if (large) url.searchParams.append("present", "1");
  return url.href;
}

// What can be chosen on the page that is open, and what is said there.
export function frameOf(here = location.href) {
  const { searchParams } = new URL(here);
  return {
    optimizers: searchParams.getAll("optimizers"),
    landscapes: searchParams.getAll("landscapes"),
    says: searchParams.get("says") ?? "",
    large: searchParams.get("present") === "1",
  };
}

// A link to the page that is open, from the root of the lab on: `/compare?view=3D`.
/** @param {string} link */
export function below(link, here = location.href, home = root() ?? new URL("/", here).href) {
  return `/${new URL(here.split(/[?#]/)[0]).href.slice(home.length)}${new URL(link).search}`;
}
