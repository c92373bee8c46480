// @ts-check
// What the colours and patterns of maps mean, as HTML. It holds no text of a stranger.

import { ON_ITS_WAY, RESTING } from "./colormap.js";

/** @param {MapPass} header */
export function legend({ colour, look, steps, minima, range, maps, soonest, kinds }) {
  const { ink, paper, ramp } = look;
  /** @param {number} percent */
  const mixed = (percent) => `color-mix(in srgb, ${ink} ${percent}%, ${paper})`;
  /**
   * @param {string} from
   * @param {string} to
   */
  const bar = (from, to) =>
    `<span>${from}</span><i class="lab-atlas-ramp" style="background:linear-gradient(to right, ${ramp.join(", ")})"></i><span>${to}</span>`;
  /**
   * @param {string} style
   * @param {string} text
   */
  const patch = (style, text) => `<span class="lab-atlas-patch"><i style="${style}"></i>${text}</span>`;
  /** @param {number} p */
  const power = (p) => Number((10 ** p).toPrecision(1)).toString();
  const moving = `background:${mixed(ON_ITS_WAY)}`;
  const parts = [];
  if (colour === "steps") parts.push(bar(`first arrives after ${soonest}`, `${steps} steps`), patch(moving, "later or never"));
  else if (colour === "loss") parts.push(bar(`${power(range[0])} above the lowest`, power(range[1])));
  else {
    minima.forEach((each, k) => parts.push(patch(`background:${each.colour}`, `${k + 1} at ${each.words}`)));
    if (minima.length) parts.push("<span>fainter: later near it</span>");
    if (kinds.includes("hovering"))
      parts.push(patch(`background:repeating-linear-gradient(${mixed(42)} 0 3px, ${paper} 3px 4px)`, "hovers around a minimum"));
    if (kinds.some((kind) => ["at a local minimum", "at a saddle", "nearly still"].includes(kind)))
      parts.push(patch(`background:${mixed(RESTING)}`, "rests elsewhere"));
    parts.push(patch(moving, `still on its way after ${steps}`));
  }
  if (colour !== "loss")
    parts.push(patch(`background:radial-gradient(${ink} 1px, transparent 1.5px) 0 0 / 5px 5px; opacity:.7`, "out of view"));
  parts.push(patch(`background:repeating-linear-gradient(135deg, ${mixed(42)} 0 2px, ${mixed(13)} 2px 4.5px)`, "diverged"));
  if (kinds.includes("undefined"))
    parts.push(patch(`background:repeating-linear-gradient(${mixed(26)} 0 1px, ${mixed(6)} 1px 5px)`, "entered a hole: not defined there"));
  if (kinds.includes("no slope"))
    parts.push(
      patch(`background:repeating-linear-gradient(90deg, ${mixed(26)} 0 1px, ${mixed(6)} 1px 5px)`, "ended where the slope is not defined"),
    );
  if (maps.some((map) => map.bound))
    parts.push(patch(`border:0; height:0; border-top:2px dashed ${ink}`, "2/λ: above it none of the lowest minima holds gradient descent"));
  return parts.join(" ");
}
