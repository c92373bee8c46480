// @ts-check
// The charts of a stage, by the key of their container. Streamlit may mount them before or after the stage, and anew at any time.

import { Chart } from "../plotly.js";
import { drawnIn } from "../plots.js";
import { containerOf } from "../streamlit.js";

/** @extends {Map<string, Chart>} */
export class Charts extends Map {
  // Finds the charts of these panels that are mounted, and drops all others. Returns the new ones, each with the place of its panel in the
  // list, and whether one is still missing.
  /**
   * @param {PanelRecord[]} panels
   * @param {Scale3d} scale3d
   * @param {(chart: Chart) => void} onMove
   */
  find(panels, scale3d, onMove) {
    /** @type {[chart: Chart, index: number][]} */
    const found = [];
    let missing = false;
    for (const [index, { place }] of panels.entries()) {
      const known = this.get(place);
      if (known?.alive) {
        known.scale3d = scale3d;
        continue;
      }
      this.drop(place);
      const container = containerOf(place);
      if (!container || !drawnIn(container)) {
        missing = true;
        continue;
      }
      const chart = new Chart(container, scale3d, onMove);
      this.set(place, chart);
      found.push([chart, index]);
    }
    for (const place of this.keys()) if (!panels.some((panel) => panel.place === place)) this.drop(place);
    return { found, missing };
  }

  // The charts that are mounted, with their paths. Streamlit is about to mount the others anew.
  /**
   * @param {PanelRecord[]} panels
   * @param {Path[]} paths
   * @returns {[Chart, Path[]][]}
   */
  drawable(panels, paths) {
    return panels.flatMap((panel) => {
      const chart = this.get(panel.place);
      return chart?.alive ? [/** @type {[Chart, Path[]]} */ ([chart, pathsOf(panel, paths)])] : [];
    });
  }

  // Whether a chart was taken away. Another may have come without another picture: map and surface show the same runs.
  get lost() {
    return [...this.values()].some((chart) => !chart.alive);
  }

  /** @param {string} place */
  drop(place) {
    this.get(place)?.dispose();
    this.delete(place);
  }

  dispose() {
    for (const place of this.keys()) this.drop(place);
  }
}

/**
 * @param {PanelRecord} panel
 * @param {Path[]} paths
 */
export function pathsOf(panel, paths) {
  return panel.paths.map((i) => paths[i]).filter(Boolean);
}
