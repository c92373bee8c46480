// @ts-check
// A map's cells as a picture in pixels, so that hatching is as fine as the screen. What has no colour has a pattern.

import {
  AT_LOCAL_MINIMUM,
  AT_MINIMUM,
  AT_SADDLE,
  DIVERGED,
  HOVERING,
  LEFT,
  NEARLY_STILL,
  NEVER,
  NOWHERE,
  SLOPELESS,
  UNDEFINED,
} from "./cell_grid.js";

export const RESTING = 22; // percent of ink where a run rests that is at none of the lowest minima
export const ON_ITS_WAY = 6; // where it does not

const BROKEN = new Set([DIVERGED, UNDEFINED, SLOPELESS]);
const RESTS = new Set([AT_LOCAL_MINIMUM, AT_SADDLE, NEARLY_STILL, HOVERING]);

/** @typedef {import("./cell_grid.js").Cells} Cells */
/** @typedef {number[]} Rgb red, green and blue, from 0 to 255 */

/**
 * @param {MapPass} header
 * @param {Cells} cells
 * @param {number} width
 * @param {number} height
 */
export function picture(header, cells, width, height) {
  const { size, look, colour } = header;
  const shades = shaded(header, cells);
  const [paper, ink] = [rgb(look.paper), rgb(look.ink)];
  const [bare, hatch, dot, line] = [0.13, 0.42, 0.34, 0.26].map((share) => pack(mix(paper, ink, share)));
  const blank = pack(paper);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = pen.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const column = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * size) / width));
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((height - 1 - y) * size) / height) * size;
    for (let x = 0; x < width; x++) {
      const cell = row + column[x];
      const kind = cells.kind[cell];
      let pixel = shades[cell];
      if (kind === DIVERGED) pixel = (x + y) % 6 < 2 ? hatch : bare;
      else if (kind === UNDEFINED && y % 5 === 0) pixel = line;
      else if (kind === SLOPELESS && x % 5 === 0) pixel = line;
      else if (kind === LEFT && colour !== "loss" && x % 5 === 0 && y % 5 === 0) pixel = dot;
      else if (kind === HOVERING && colour === "where" && y % 4 === 0) pixel = blank;
      pixels[y * width + x] = pixel;
    }
  }
  pen.putImageData(image, 0, 0);
  return canvas;
}

// The colour of each cell, patterns aside.
/**
 * @param {MapPass} header
 * @param {Cells} cells
 */
export function shaded({ size, steps, colour, look, minima, range, floor, soonest }, cells) {
  const ramp = look.ramp.map(rgb);
  const [paper, ink] = [rgb(look.paper), rgb(look.ink)];
  const hues = minima.map((each) => rgb(each.colour));
  const [low, high] = range;
  const [soon, late] = [Math.log(soonest + 1), Math.log(steps + 1)];
  const [none, rest] = [ON_ITS_WAY, RESTING].map((percent) => pack(mix(paper, ink, percent / 100)));
  const shades = new Uint32Array(size * size);
  for (let cell = 0; cell < shades.length; cell++) {
    const [kind, minimum, passed] = [cells.kind[cell], cells.minimum[cell], cells.passed[cell]];
    if (kind === NOWHERE) continue;
    shades[cell] = none;
    const slow = passed === NEVER ? 1 : Math.max(0, Math.log(passed + 1) - soon) / (late - soon || 1);
    if (colour === "loss") {
      if (BROKEN.has(kind)) continue;
      const power = Math.log10(Math.max(cells.loss[cell] - floor, 1e-300));
      shades[cell] = pack(along(ramp, (power - low) / (high - low)));
    } else if (colour === "steps") {
      if (passed !== NEVER) shades[cell] = pack(along(ramp, slow));
    } else if (minimum) shades[cell] = pack(mix(hues[minimum - 1], paper, kind === AT_MINIMUM ? 0.8 * slow : 0.4));
    else if (RESTS.has(kind)) shades[cell] = rest;
  }
  return shades;
}

/**
 * @param {string} hex
 * @returns {Rgb}
 */
function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/**
 * @param {Rgb} a
 * @param {Rgb} b
 * @param {number} share
 * @returns {Rgb}
 */
function mix(a, b, share) {
  return a.map((each, k) => each + (b[k] - each) * share);
}

/**
 * @param {Rgb[]} ramp
 * @param {number} share
 */
function along(ramp, share) {
  const at = Math.max(0, Math.min(1, share)) * (ramp.length - 1);
  const k = Math.min(ramp.length - 2, Math.floor(at));
  return mix(ramp[k], ramp[k + 1], at - k);
}

// The colour between two, as CSS: 0 percent is the first, 100 the second.
/**
 * @param {string} from
 * @param {string} to
 * @param {number} percent
 */
export function mixture(from, to, percent) {
  return `rgb(${mix(rgb(from), rgb(to), percent / 100)
    .map(Math.round)
    .join(", ")})`;
}

/** @param {Rgb} colour */
function pack([r, g, b]) {
  return (255 << 24) | (b << 16) | (g << 8) | r;
}
