// @ts-check
// A clock that a test moves by hand, for the timers and promises of a module.

import { mock } from "node:test";

mock.timers.enable({ apis: ["setTimeout", "setInterval"] });

// Lets this many milliseconds pass, and everything happen that was waiting for them.
/** @param {number} ms */
export async function pass(ms) {
  await settled();
  for (let left = ms; left > 0; left -= 10) {
    mock.timers.tick(Math.min(10, left));
    await settled();
  }
}

// setImmediate is the real one: it comes after all promises that can be kept now.
/** @returns {Promise<void>} */
function settled() {
  return new Promise((done) => setImmediate(done));
}
