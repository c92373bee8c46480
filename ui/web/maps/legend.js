// @ts-check
// What the colours and patterns of maps mean, for the page and for the picture that is saved. It holds no text of a stranger.

import { ON_ITS_WAY, RESTING, mixture } from "./colormap.js";

/**
 * How a patch is filled: with a colour, and over it stripes, dots or gaps of another, or nothing but a dashed line.
 *
 * @typedef {object} Fill
 * @property {"plain" | "diagonal" | "rows" | "columns" | "dots" | "gaps" | "line"} pattern
 * @property {string} ground
 * @property {string} over
 */
/**
 * An entry of the key: a patch or the ramp with words, or words alone.
 *
 * @typedef {object} Entry
 * @property {Fill | null} fill
 * @property {string[] | null} ramp
 * @property {string} before what stands before the ramp
 * @property {string} text
 */

/**
 * @param {MapPass} header
 * @returns {Entry[]}
 */
export function entries({ colour, look, steps, minima, range, maps, soonest, kinds }) {
  const { ink, paper, ramp } = look;
  /** @param {number} percent */
  const mixed = (percent) => mixture(paper, ink, percent);
  /**
   * @param {Fill["pattern"]} pattern
   * @param {string} ground
   * @param {string} over
   * @param {string} text
   * @returns {Entry}
   */
  const patch = (pattern, ground, over, text) => ({ fill: { pattern, ground, over }, ramp: null, before: "", text });
  /**
   * @param {string} before
   * @param {string} text
   * @returns {Entry}
   */
  const bar = (before, text) => ({ fill: null, ramp, before, text });
  /** @param {number} p */
  const power = (p) => Number((10 ** p).toPrecision(1)).toString();
  /** @param {string} text */
  const moving = (text) => patch("plain", mixed(ON_ITS_WAY), "", text);
  const found = [];
  if (colour === "steps") found.push(bar(`first arrives after ${soonest}`, `${steps} steps`), moving("later or never"));
  else if (colour === "loss") found.push(bar(`${power(range[0])} above the lowest`, power(range[1])));
  else {
    minima.forEach((each, k) => found.push(patch("plain", each.colour, "", `${k + 1} at ${each.words}`)));
    if (minima.length) found.push({ fill: null, ramp: null, before: "", text: "fainter: later near it" });
    if (kinds.includes("hovering")) found.push(patch("gaps", mixed(42), paper, "hovers around a minimum"));
    if (kinds.some((kind) => ["at a local minimum", "at a saddle", "nearly still"].includes(kind)))
      found.push(patch("plain", mixed(RESTING), "", "rests elsewhere"));
    found.push(moving(`still on its way after ${steps}`));
  }
  if (colour !== "loss") found.push(patch("dots", paper, mixed(70), "out of view"));
  found.push(patch("diagonal", mixed(13), mixed(42), "diverged"));
  if (kinds.includes("undefined")) found.push(patch("rows", mixed(6), mixed(26), "entered a hole: not defined there"));
  if (kinds.includes("no slope")) found.push(patch("columns", mixed(6), mixed(26), "ended where the slope is not defined"));
  if (maps.some((map) => map.bound))
    found.push(patch("line", paper, ink, "2/λ: above it none of the lowest minima holds gradient descent"));
  return found;
}

// The key as HTML.
/** @param {MapPass} header */
export function legend(header) {
  return entries(header)
    .map(({ fill, ramp, before, text }) => {
      if (ramp) {
        const run = `background:linear-gradient(to right, ${ramp.join(", ")})`;
        return `<span>${before}</span><i class="lab-atlas-ramp" style="${run}"></i><span>${text}</span>`;
      }
      return fill ? `<span class="lab-atlas-patch"><i style="${style(fill)}"></i>${text}</span>` : `<span>${text}</span>`;
    })
    .join(" ");
}

/** @param {Fill} fill */
function style({ pattern, ground, over }) {
  if (pattern === "line") return `border:0; height:0; border-top:2px dashed ${over}`;
  if (pattern === "dots") return `background:radial-gradient(${over} 1px, ${ground} 1.5px) 0 0 / 5px 5px`;
  const stripes = {
    plain: ground,
    gaps: `repeating-linear-gradient(${ground} 0 3px, ${over} 3px 4px)`,
    rows: `repeating-linear-gradient(${over} 0 1px, ${ground} 1px 5px)`,
    columns: `repeating-linear-gradient(90deg, ${over} 0 1px, ${ground} 1px 5px)`,
    diagonal: `repeating-linear-gradient(135deg, ${over} 0 2px, ${ground} 2px 4.5px)`,
  };
  return `background:${stripes[pattern]}`;
}
