// @ts-check
// Writes the page's URL; nothing else does. Python says which settings are not at their defaults, the stage where playhead, view and
// camera rest, and the presentation whether it is on, from page to page. The URL replaces the present entry of the history, so that there is one entry for each page visited.

import { running } from "./streamlit.js";

const STREAMLITS_OWN = ["embed", "embed_options"];
const LOST = 500; // ms after which a link is asked for again, unless Python runs: Streamlit drops what a part of the page says that it takes away

const PRESENT = "present";

export class Address {
  constructor() {
    /** @type {number | null} */
    this.opened = null; // the opening of a page that `kept` belongs to
    /** @type {Kept} */
    this.kept = { t: null, views: [], eye: null, arrows: false };
    this.query = ""; // the settings, as Python had them in the opening `confirmed`
    /** @type {number | null} */
    this.confirmed = null;
    /** @type {string | null} */
    this.wanted = null; // the query that Back or Forward has brought, until Python shows it
    this.demanded = 0; // the number of the link that was asked for last
    /** @type {number | null} */
    this.asked = null; // the opening in which Python was asked for another query, until that is opened
    this.present = presents(location.search); // whether the page is shown to an audience
    /** @type {string | null} */
    this.page = null; // the one that Python has shown last
    this.again = () => {}; // compares what that shows with what is wanted once more
    /** @type {(link: LinkRequest) => void} */
    this.ask = () => {}; // makes Python open another link of that page
    this.onPresent = () => {}; // called when Back or Forward has changed that
    this.onPop = () => {
      this.wanted = location.search;
      const before = this.present;
      this.present = presents(this.wanted);
      if (before !== this.present) this.onPresent();
      this.look();
    };
    window.addEventListener("popstate", this.onPop);
  }

  // Called when a page has been opened; `kept` is what its link says of the stage. Further calls for the same opening change nothing.
  /**
   * @param {number} opened
   * @param {Kept} kept
   */
  open(opened, { t, views, eye, arrows }) {
    if (opened === this.opened) return;
    this.opened = opened;
    this.kept = { t, views, eye, arrows };
  }

  // Called when something of the stage has come to rest.
  /** @param {Partial<Kept>} change */
  keep(change) {
    Object.assign(this.kept, change);
    this.write();
  }

  // Called when a presentation begins or ends.
  /** @param {boolean} on */
  presents(on) {
    this.present = on;
    this.write();
  }

  // Called when Python has run; `shown` is what it shows. `ask(link)` makes it open another link of this page.
  /**
   * @param {LinkData} shown
   * @param {(link: LinkRequest) => void} ask
   */
  settle(shown, ask) {
    this.page = shown.page;
    this.ask = ask;
    this.again = () => this.settle(shown, this.ask);
    if (this.wanted !== null) {
      const { wanted } = this;
      this.wanted = null;
      if (sorted(wanted) !== sorted(String(compose(shown.query, shown)))) {
        return this.demand(shown, wanted);
      }
    }
    if (this.asked === shown.opened) return undefined;
    this.asked = null;
    this.open(shown.opened, shown);
    this.query = shown.query;
    this.confirmed = shown.opened;
    return this.write();
  }

  // Asks Python for a link of the page that it shows, until another opening comes.
  /**
   * @param {Pick<LinkData, "opened" | "page">} shown
   * @param {string} query
   */
  demand({ opened, page }, query) {
    this.asked = opened;
    const number = Math.max(Date.now(), this.demanded + 1);
    this.demanded = number;
    this.ask({ number, page, query });
    const look = () => {
      if (this.asked !== opened || this.demanded !== number) return;
      if (running()) setTimeout(look, LOST);
      else this.demand({ opened, page }, query);
    };
    setTimeout(look, LOST);
  }

  // Opens another link of the page that is shown, with an entry of its own in the history.
  /** @param {string} href */
  travel(href) {
    if (href === location.href) return; // a second click
    history.pushState(history.state, "", href);
    this.wanted = location.search;
    this.look();
  }

  // Asks for what is wanted of the page that Python shows already, because it has nothing else to say of it.
  look() {
    if (pageOf(location.pathname) === this.page) this.again();
  }

  // Whether Python has confirmed what the open page shows.
  get settled() {
    return this.wanted === null && this.asked === null && this.confirmed !== null && this.confirmed === this.opened;
  }

  write() {
    if (!this.settled) return;
    const url = new URL(location.href);
    const query = compose(this.query, this.kept);
    if (this.present) query.append(PRESENT, "1");
    for (const key of STREAMLITS_OWN) for (const value of url.searchParams.getAll(key)) query.append(key, value);
    url.search = String(query);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }
}

// The settings, and the values of the stage that are not at their defaults.
/**
 * @param {string} query
 * @param {Kept} kept
 */
export function compose(query, { t, views, eye, arrows }) {
  const composed = new URLSearchParams(query);
  if (t !== null) composed.append("t", String(t));
  if (views.some(Boolean)) composed.append("at", views.map((view) => (view ?? []).join(",")).join(";"));
  if (eye) composed.append("eye", eye.join(","));
  if (arrows) composed.append("arrows", "1");
  return composed;
}

// The page at a path, as Python names it; that of Start, at the root, has no name.
/** @param {string} path */
function pageOf(path) {
  return path.split("/").pop();
}

/** @param {string} query */
function presents(query) {
  return new URLSearchParams(query).get(PRESENT) === "1";
}

/** @param {string} query */
function sorted(query) {
  const parameters = new URLSearchParams(query);
  for (const key of [...STREAMLITS_OWN, PRESENT]) parameters.delete(key);
  parameters.sort();
  return parameters.toString();
}
