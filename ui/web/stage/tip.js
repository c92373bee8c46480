// @ts-check
// A line of words beside the pointer.

import { point } from "./draw.js";

const NEAR = 14; // px: the greatest distance from the pointer to a path that is described

export class Tip {
  constructor() {
    this.node = Object.assign(document.createElement("div"), { className: "lab-tip", hidden: true });
    document.body.appendChild(this.node);
  }

  // Shows words beside the pointer; null hides them.
  /**
   * @param {string | null} words
   * @param {{ clientX: number, clientY: number }} at
   */
  show(words, { clientX, clientY }) {
    this.node.hidden = words === null;
    this.node.textContent = words;
    this.node.style.left = `${Math.min(clientX + 14, innerWidth - 260)}px`;
    this.node.style.top = `${clientY + 16}px`;
  }

  hide() {
    this.node.hidden = true;
  }

  remove() {
    this.node.remove();
  }
}

// The nearest iterate under the pointer: optimizer, t, θ, loss.
/**
 * @param {import("../plotly.js").Chart} chart
 * @param {Path[]} paths
 * @param {PointerEvent} event
 */
export function nearest(chart, paths, event) {
  const box = chart.plot.getBoundingClientRect();
  const [mx, my] = [event.clientX - box.left, event.clientY - box.top];
  const project = chart.projection();
  let [words, best] = [/** @type {string | null} */ (null), NEAR];
  for (const path of paths)
    for (let t = 0; t <= path.end; t++) {
      const [x, y] = point(path, t, project);
      const far = Math.hypot(x - mx, y - my);
      if (far < best) [words, best] = [said(path, t), far];
    }
  return words;
}

/**
 * @param {Path} path
 * @param {number} t
 */
function said({ name, theta, loss }, t) {
  const [x, y, height] = [theta[2 * t], theta[2 * t + 1], loss[t]].map((value) => Number(value.toPrecision(4)));
  return `${name}, t = ${t}: θ = (${x}, ${y}), loss ${height}`;
}
