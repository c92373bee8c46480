// @ts-check
// Streamlit gathers what widgets send at one moment into one request, and runs only the fragment of the first: the values of the others
// arrive, but nothing runs for them. So the lab sends its messages to Streamlit one at a time.

export const PATIENCE = 3000; // ms without an answer after which a message is sent again, for example after a lost connection
export const GAP = 80; // ms between two messages

/** @param {number} ms */
export const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/** @type {Promise<unknown>} */
let last = Promise.resolve();

// Calls `act` after all those before it. If it returns a promise, the next ones wait until that is settled.
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
