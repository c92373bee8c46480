// @ts-check
// What Streamlit still holds of the run before. It may mount that anew, beside what the new run shows and after it, until the run has ended.

/** @typedef {Component<Uint8Array>} Mounted */

export class LeftOvers {
  constructor() {
    /** @type {Map<(component: Mounted) => void, Mounted>} */
    this.waiting = new Map();
  }

  // Whether a component is of the run before. Then it waits, and `show` is called with it only if it stays.
  /**
   * @param {(component: Mounted) => void} show
   * @param {Mounted} component
   */
  keep(show, component) {
    if (!goes(component)) return false;
    this.waiting.set(show, component);
    return true;
  }

  // Shows what has stayed, and forgets what has gone. Called when Streamlit has changed the page.
  settle() {
    for (const [show, component] of this.waiting) {
      const { isConnected } = component.parentElement;
      if (isConnected && goes(component)) continue;
      this.waiting.delete(show);
      if (isConnected) show(component);
    }
  }
}

/** @param {Mounted} component */
function goes({ parentElement }) {
  return parentElement.closest("[data-stale=true]") !== null;
}
