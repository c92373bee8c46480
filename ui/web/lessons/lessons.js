// @ts-check
// The links of lessons, which Python writes: they open a stop without loading everything anew, and the browser remembers where the reader is.

import { follow, onChange, toTop } from "../streamlit.js";
import { write } from "../text.js";
import { keep, kept } from "./place.js";

const LINKS = ".lab-lesson a[href], .lab-lessons a[href]";

export class Lessons {
  /** @param {import("../address.js").Address} address */
  constructor(address) {
    this.address = address;
    document.addEventListener("click", (event) => this.clicked(event), true);
    onChange(() => this.look());
  }

  // Notes the stop that is open, and offers the one that was open last. This may be called at any time.
  look() {
    /** @type {HTMLElement | null} */
    const bar = document.querySelector(".lab-lesson");
    const { link, title, count } = bar?.dataset ?? {};
    if (link && title && count) keep({ link, title, count });
    /** @type {HTMLAnchorElement | null} */
    const offer = document.querySelector(".lab-lessons .lab-go-on");
    if (offer) this.offer(offer);
  }

  // To a lesson that has been gone through there is no way on.
  /** @param {HTMLAnchorElement} offer */
  offer(offer) {
    const stop = kept();
    const [at, of] = stop?.count.split(" of ") ?? [];
    offer.hidden = !stop || at === of;
    if (!stop || offer.hidden) return;
    offer.setAttribute("href", stop.link);
    write(offer, `Go on: ${stop.title}, ${stop.count}`);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const target = /** @type {Element | null} */ (event.target);
    /** @type {HTMLAnchorElement | null | undefined} */
    const link = target?.closest(LINKS);
    const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; // in a tab of its own
    if (!link || elsewhere) return;
    const { pathname } = new URL(link.href);
    if (bare(pathname) === bare(location.pathname)) this.address.travel(link.href);
    else if (!follow(link.dataset.half ?? "")) return; // one of another day has no half: the browser follows it
    event.preventDefault();
    toTop();
  }
}

/** @param {string} path */
function bare(path) {
  return path.replace(/\/$/, "");
}
