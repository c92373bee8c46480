// @ts-check
// A picture as one standalone SVG: the charts, the key with the outcomes, and what the picture is of.

import { marker } from "../stage/draw.js";
import { SvgPen, escaped } from "./svg_pen.js";

const EDGE = 24; // pixels around everything, and between charts
const NARROWEST = 640;
const FONT = "'Source Sans', 'Source Sans Pro', sans-serif";
const SWATCH = 44;
const BREADTH = 0.52; // of a letter, in units of its size

/**
 * @typedef {object} Panel a chart, and what the stage has drawn over it
 * @property {string} title empty where there is one chart only
 * @property {number} width
 * @property {number} height
 * @property {Area} area
 * @property {string} ground the chart without the paths: the address of a picture that holds its data
 * @property {string} marks in SVG
 */

/**
 * @typedef {object} Entry a run in the key
 * @property {string} name
 * @property {string} colour
 * @property {number[]} dash
 * @property {string} marker
 * @property {string} method its formula and hyperparameters
 * @property {string} outcome
 */

/**
 * @typedef {object} Picture
 * @property {string} name of the landscape
 * @property {string} formula
 * @property {string} settings
 * @property {string} link
 * @property {Panel[]} panels
 * @property {Entry[]} runs
 * @property {{ ink: string, faint: string, paper: string }} look
 */

/**
 * @param {Picture} picture
 * @returns {{ svg: string, width: number, height: number }}
 */
export function pictureSvg({ name, formula, settings, link, panels, runs, look }) {
  const across = Math.max(1, Math.ceil(Math.sqrt(panels.length)));
  const [wide, high] = [Math.max(1, ...panels.map((each) => each.width)), Math.max(1, ...panels.map((each) => each.height))];
  const titled = panels.some((panel) => panel.title) ? 24 : 0;
  const width = Math.ceil(Math.max(NARROWEST, 2 * EDGE + across * wide + (across - 1) * EDGE));
  let [body, y] = ["", EDGE];
  /**
   * @param {string} text
   * @param {number} size
   * @param {{ weight?: number, colour?: string, left?: number }} [how]
   */
  const say = (text, size, { weight = 400, colour = look.ink, left = EDGE } = {}) => {
    for (const line of lines(text, (width - left - EDGE) / (BREADTH * size))) {
      y += 1.3 * size;
      body += `<text x="${left}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${escaped(colour)}">${escaped(line)}</text>`;
    }
  };
  say(name, 20, { weight: 600 });
  say(formula, 14);
  y += 10;
  panels.forEach((panel, i) => {
    const left = EDGE + (i % across) * (wide + EDGE);
    const top = y + titled + Math.floor(i / across) * (high + titled + 8);
    if (titled)
      body += `<text x="${left}" y="${(top - 6).toFixed(1)}" font-size="14" font-weight="600" fill="${escaped(look.ink)}">${escaped(panel.title)}</text>`;
    body += `<g transform="translate(${left} ${top.toFixed(1)})">${chart(panel, i)}</g>`;
  });
  y += Math.ceil(panels.length / across) * (high + titled + 8) + 6;
  for (const run of runs) {
    body += `<g transform="translate(${EDGE} ${(y + 3).toFixed(1)})">${swatch(run, look.paper)}</g>`;
    say(`${run.name}: ${run.outcome}`, 14, { weight: 600, left: EDGE + SWATCH + 10 });
    if (run.method) say(run.method, 12, { left: EDGE + SWATCH + 10 });
    y += 5;
  }
  y += 4;
  say(settings, 13);
  say(link, 12);
  say("Optimizer Lab", 12, { colour: look.faint });
  const height = Math.ceil(y + EDGE);
  const head = `xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const title = `<title>${escaped(name)}</title>`;
  const paper = `<rect width="${width}" height="${height}" fill="${escaped(look.paper)}"/>`;
  return { svg: `<svg ${head} font-family="${escaped(FONT)}">${title}${paper}${body}</svg>`, width, height };
}

/**
 * @param {Panel} panel
 * @param {number} index
 */
function chart({ width, height, area, ground, marks }, index) {
  const { left, top, width: wide, height: high } = area;
  const clip = `<clipPath id="lab-area-${index}"><rect x="${left}" y="${top}" width="${wide}" height="${high}"/></clipPath>`;
  return `${under(ground, width, height)}${clip}<g clip-path="url(#lab-area-${index})">${marks}</g>`;
}

// The chart itself. Plotly's SVG is put in as it is, so that it stays sharp and can be edited; a picture of a surface has pixels.
/**
 * @param {string} ground
 * @param {number} width
 * @param {number} height
 */
function under(ground, width, height) {
  const [kind, data] = [ground.slice(0, ground.indexOf(",")), ground.slice(ground.indexOf(",") + 1)];
  if (kind.startsWith("data:image/svg+xml")) return kind.endsWith(";base64") ? utf8(data) : decodeURIComponent(data);
  return `<image width="${width}" height="${height}" href="${escaped(ground)}"/>`;
}

/** @param {string} data */
function utf8(data) {
  return new TextDecoder().decode(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
}

// The line of a run with its dash and its marker, as in the list.
/**
 * @param {Entry} run
 * @param {string} paper
 */
function swatch({ colour, dash, marker: shape }, paper) {
  const pen = new SvgPen();
  pen.beginPath();
  pen.moveTo(1, 11);
  pen.lineTo(SWATCH - 1, 11);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
  marker(pen, shape, SWATCH / 2, 11, colour, paper, 6);
  return pen.markup;
}

// A text in lines of at most so many letters. A word that is longer, such as a link, is broken.
/**
 * @param {string} text
 * @param {number} most
 */
export function lines(text, most) {
  const room = Math.max(1, Math.floor(most));
  const words = text.split(" ").flatMap((word) => word.match(new RegExp(`.{1,${room}}`, "gsu")) ?? []);
  /** @type {string[]} */
  const found = [];
  for (const word of words) {
    const last = found.length - 1;
    if (last >= 0 && found[last].length + word.length < room) found[last] += ` ${word}`;
    else found.push(word);
  }
  return found;
}
