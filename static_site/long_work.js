// @ts-check
// Offers to end Python where it works for long: what a stranger's link asks for may take more time than its reader wants to give. Python
// in a worker can be interrupted only through memory that both share, which web spaces like GitHub Pages do not allow. So the worker is
// ended, and the lab can start again: with the same settings, or with the usual ones.

// The worker is asked one question at a time, and has to answer within some ticks. They are counted and not read from a clock: while the
// page is busy itself, it hears no answer.
const TICK = 1000; // ms
const LONG = 8; // ticks
const STARTING = 60; // ticks while the lab starts: Python itself takes its time on a small machine

export class LongWork {
  /**
   * @param {Worker} worker in which Python runs
   * @param {Promise<void>} started
   * @param {HTMLElement} place of the words
   */
  constructor(worker, started, place) {
    this.worker = worker;
    this.silent = 0; // ticks
    this.patience = STARTING;
    this.place = place;
    void started.then(() => (this.patience = LONG));
    worker.addEventListener("message", ({ data }) => data.type === "here" && this.wait(0));
    part(this.place, "button").addEventListener("click", () => this.stop());
    this.ticking = setInterval(() => this.tick(), TICK);
  }

  tick() {
    this.wait(this.silent + 1);
    if (this.silent === 1) this.worker.postMessage({ type: "there" });
  }

  /** @param {number} silent */
  wait(silent) {
    this.silent = silent;
    this.place.hidden = silent <= this.patience;
  }

  stop() {
    clearInterval(this.ticking);
    this.patience = -1; // an answer may be on its way, and the words stay
    this.worker.terminate();
    part(this.place, ".working").hidden = true;
    const stopped = part(this.place, ".stopped");
    stopped.hidden = false;
    part(stopped, "a").focus();
  }
}

/** @param {HTMLElement} place @param {string} selector */
const part = (place, selector) => /** @type {HTMLElement} */ (place.querySelector(selector));
