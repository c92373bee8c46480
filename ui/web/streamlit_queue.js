// @ts-check
// Streamlit gathers what widgets say at one moment into one request, and runs one fragment for it, whichever spoke first: what the others
// said is heard, and not acted on. So everything of ours that speaks to Streamlit has a moment of its own.

export const PATIENCE = 3000; // ms without an answer after which something is said again, as after a lost connection
export const GAP = 80; // ms that keep two of them apart

/** @param {number} ms */
export const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/** @type {Promise<unknown>} */
let last = Promise.resolve();

// `act` speaks as soon as all before it have; where it returns a promise, those after it wait until that is kept.
/**
 * @template T
 * @param {() => T | Promise<T>} act
 * @returns {Promise<T>}
 */
export function inTurn(act) {
  const mine = last.then(act);
  last = mine.catch(() => {}).then(() => rest(GAP));
  return mine;
}
