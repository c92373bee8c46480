// @ts-check
// What a pointer does on a map: a click sets the start, a drag pans (Plotly does that), two fingers zoom, and buttons zoom and reset.
// One finger scrolls the page. Over a surface one finger turns it (Plotly does that), and two come closer.

const STILL = 5; // px: a pointer that moves less than this clicks
const CLOSER = 0.7; // the share of the view that stays in view when it is zoomed in

/** @typedef {import("../plotly.js").Chart} Chart */
/** @typedef {{ x: number, y: number }} Finger */

/**
 * @param {Chart} chart
 * @param {(point: Point) => void} onClick called with θ under the pointer
 * @param {() => void} onReset called when the usual view is asked for
 */
export function dressMap(chart, onClick, onReset) {
  listenForClicks(chart, onClick);
  const buttons = document.createElement("div");
  buttons.className = "lab-map-buttons";
  /**
   * @param {string} face
   * @param {string} title
   * @param {() => void} act
   */
  const button = (face, title, act) => {
    const node = Object.assign(document.createElement("button"), { type: "button", textContent: face, title });
    node.setAttribute("aria-label", title);
    node.addEventListener("click", act);
    buttons.appendChild(node);
  };
  if (chart.is3d) listenForFingersOverSurface(chart);
  else {
    listenForFingers(chart);
    button("+", "Zoom in", () => zoom(chart, CLOSER));
    button("−", "Zoom out", () => zoom(chart, 1 / CLOSER));
  }
  button("⟲", "The whole map", onReset);
  for (const event of ["pointerdown", "mousedown", "touchstart"]) buttons.addEventListener(event, (e) => e.stopPropagation());
  chart.put(buttons);
  chart.buttons?.remove();
  chart.buttons = buttons;
}

/**
 * @param {Chart} chart
 * @param {(point: Point) => void} onClick
 */
function listenForClicks(chart, onClick) {
  /** @type {{ id: number, x: number, y: number } | null} */
  let down = null;
  chart.listen("pointerdown", (event) => {
    const other = /** @type {Element} */ (event.target).closest("button") || !event.isPrimary || event.button !== 0;
    down = other ? null : { id: event.pointerId, x: event.clientX, y: event.clientY };
  });
  chart.listen("pointercancel", () => (down = null));
  // Plotly takes the pointer for a drag and lays a cover over the page, so the button comes up anywhere.
  chart.listenOnWindow("pointerup", (event) => {
    const from = down;
    if (event.pointerId !== from?.id) return;
    down = null;
    if (!chart.alive || Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) return;
    const point = chart.at(event.clientX, event.clientY);
    if (point && chart.holds(event.clientX, event.clientY)) onClick(point);
  });
}

// Zooms around the middle of the view.
/**
 * @param {Chart} chart
 * @param {number} share
 */
function zoom(chart, share) {
  const { view } = chart;
  if (!chart.alive || !view) return;
  const [x0, x1, y0, y1] = view;
  chart.show([...around(x0, x1, share), ...around(y0, y1, share)]);
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} share
 */
function around(low, high, share) {
  const [middle, half] = [(low + high) / 2, ((high - low) / 2) * share];
  return [middle - half, middle + half];
}

/**
 * @param {TouchEvent} event
 * @returns {Finger[]}
 */
function fingers({ targetTouches }) {
  return [...targetTouches].map(({ clientX: x, clientY: y }) => ({ x, y }));
}

// Plotly says nothing of a finger that turns the camera, and takes two fingers for one. It draws once a frame, before these look.
/** @param {Chart} chart */
function listenForFingersOverSurface(chart) {
  /** @type {{ from: number[], apart: number } | null} */
  let pinch = null;
  const look = () => requestAnimationFrame(chart.onMove);
  chart.listen(
    "touchstart",
    (event) => {
      const [one, other] = fingers(event);
      pinch = other && chart.eye ? { from: chart.eye, apart: distance(one, other) } : null;
      if (pinch) event.stopPropagation();
    },
    { capture: true, passive: true },
  );
  chart.listen(
    "touchmove",
    (event) => {
      const [one, other] = fingers(event);
      if (!pinch || !other) return look();
      event.stopPropagation();
      event.preventDefault(); // or the browser would zoom the page
      if (chart.alive) chart.stand(nearer(pinch.from, pinch.apart / distance(one, other)));
    },
    { capture: true, passive: false },
  );
  for (const name of /** @type {const} */ (["touchend", "touchcancel"]))
    chart.listen(name, () => {
      pinch = null;
      look();
    });
}

// A camera that looks at the same place from a share of the distance.
/**
 * @param {number[]} eye where it stands, and what it looks at
 * @param {number} share
 */
export function nearer([x, y, z, a, b, c], share) {
  return [a + (x - a) * share, b + (y - b) * share, c + (z - c) * share, a, b, c];
}

/** @param {Chart} chart */
function listenForFingers(chart) {
  /** @type {Pinch | null} */
  let pinch = null;
  chart.listen(
    "touchstart",
    (event) => {
      if (/** @type {Element} */ (event.target).closest("button")) return;
      event.stopPropagation(); // Plotly would take one finger for a drag, and the page could not be scrolled
      const [one, other] = fingers(event);
      pinch = other && chart.view ? new Pinch(chart.view, one, other) : null;
    },
    { capture: true, passive: true },
  );
  chart.listen(
    "touchmove",
    (event) => {
      if (!pinch) return;
      event.preventDefault(); // or the browser would scroll
      const [one, other] = fingers(event);
      if (other && chart.alive) chart.show(pinch.view(chart.area, chart.plot.getBoundingClientRect(), one, other));
    },
    { passive: false },
  );
  for (const name of /** @type {const} */ (["touchend", "touchcancel"])) chart.listen(name, () => (pinch = null));
}

// Two fingers on a map: what was under each of them stays there, as far as one scale for both axes allows.
export class Pinch {
  /**
   * @param {ViewBox} view the view when the second finger came
   * @param {Finger} one
   * @param {Finger} other
   */
  constructor(view, one, other) {
    this.from = view;
    this.middle = middle(one, other);
    this.apart = distance(one, other);
  }

  /**
   * @param {Area} area of the plot
   * @param {{ left: number, top: number }} box of the plot on the page
   * @param {Finger} one
   * @param {Finger} other
   * @returns {ViewBox}
   */
  view(area, box, one, other) {
    const share = this.apart / distance(one, other);
    const now = middle(one, other);
    const [x0, x1, y0, y1] = this.from;
    /** @type {(low: number, high: number, before: number, after: number) => number[]} */
    const moved = (low, high, before, after) => {
      const [size, fixed] = [(high - low) * share, low + (high - low) * before];
      return [fixed - size * after, fixed + size * (1 - after)];
    };
    /** @param {Finger} finger */
    const across = ({ x }) => (x - box.left - area.left) / area.width;
    /** @param {Finger} finger */
    const up = ({ y }) => 1 - (y - box.top - area.top) / area.height;
    return [...moved(x0, x1, across(this.middle), across(now)), ...moved(y0, y1, up(this.middle), up(now))];
  }
}

/**
 * @param {Finger} one
 * @param {Finger} other
 */
function middle(one, other) {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

// How far two fingers are apart, in pixels: at least one, by which a share can be had.
/**
 * @param {Finger} one
 * @param {Finger} other
 */
function distance(one, other) {
  return Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
}
