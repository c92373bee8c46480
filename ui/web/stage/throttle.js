// @ts-check
// Calls a function at most once in a number of milliseconds, and always after the last request.

export class Throttle {
  /**
   * @param {number} gap in ms
   * @param {() => void} act
   */
  constructor(gap, act) {
    this.gap = gap;
    this.act = act;
    this.last = -Infinity; // when it was last done
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.due = undefined;
  }

  request() {
    if (this.due !== undefined) return;
    const wait = this.last + this.gap - performance.now();
    if (wait <= 0) this.now();
    else this.due = setTimeout(() => this.now(), wait);
  }

  now() {
    this.cancel();
    this.last = performance.now();
    this.act();
  }

  cancel() {
    clearTimeout(this.due);
    this.due = undefined;
  }
}
