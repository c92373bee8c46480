// @ts-check
// What became of the run of a cell, in words.

import { AT_MINIMUM, CYCLING, DIVERGED, HOVERING, KINDS, LEFT, NEVER, NOT_FOLLOWED, NOWHERE, SLOPELESS, UNDEFINED } from "./cell_grid.js";
import { short } from "../stage/short_number.js";

/**
 * @param {MapPass} header
 * @param {import("./cell_grid.js").Cells} cells
 * @param {number} cell
 */
export function became({ minima, range }, cells, cell) {
  const [t, kind, passed] = [cells.t[cell], cells.kind[cell], cells.passed[cell]];
  if (kind === NOWHERE) return "";
  const least = 10 ** (range[1] - 12); // below this a loss is only a rounding error beside the highest in view
  const loss = `loss ${short(cells.loss[cell], 3, least)}`;
  const minimum = minima[cells.minimum[cell] - 1]?.words;
  /** @type {Record<number, string>} */
  const ends = {
    [DIVERGED]: `diverged at step ${t}`,
    [UNDEFINED]: `ended at step ${t}, where the function is not defined`,
    [SLOPELESS]: `ended at step ${t}, where the slope is not defined`,
    [LEFT]: `out of view after ${t} steps, ${loss}`,
    [AT_MINIMUM]: `at the minimum ${minimum}`,
    [HOVERING]: minimum ? `hovering around the minimum ${minimum}` : `hovering around a local minimum, ${loss}`,
    [CYCLING]: minimum ? `cycling around the minimum ${minimum}` : `cycling, ${loss}`,
    [NOT_FOLLOWED]: "",
  };
  const first = passed === NEVER ? "" : `a thousandth of the height left after ${passed} steps`;
  return [ends[kind] ?? `${KINDS[kind]}, ${loss}`, first].filter(Boolean).join("; ");
}
