// @ts-check
// Pictures that come while a hand moves, each shown in a frame of its own. They do not come as evenly as frames: none during one, and two
// during the next. Both of these are shown, one after the other, so that what is dragged moves evenly; of more, the oldest are left out.
// And a frame lays out the page once, because nothing is written between two frames.

const WAITING = 2; // pictures at most

/** @template Picture */
export class Frames {
  // `show(picture)` is called in the frame of a picture.
  /** @param {(picture: Picture) => void} show */
  constructor(show) {
    this.show = show;
    /** @type {Picture[]} */
    this.pictures = [];
    /** @type {number | null} */
    this.next = null; // the frame that is asked for
  }

  /** @param {Picture} picture */
  add(picture) {
    this.pictures.push(picture);
    if (this.pictures.length > WAITING) this.pictures.shift();
    this.ask();
  }

  ask() {
    this.next ??= requestAnimationFrame(() => {
      this.next = null;
      const picture = this.pictures.shift();
      if (this.pictures.length) this.ask();
      if (picture) this.show(picture);
    });
  }

  dispose() {
    if (this.next !== null) cancelAnimationFrame(this.next);
    this.pictures = [];
  }
}
