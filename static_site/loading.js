// @ts-check
// What stands on the page until the lab does: how much of Python has come, or what keeps it from starting.

const MB = 1e6;
const OUT_OF_MEMORY = /memory|allocat/i;
const NOT_COME = /fetch|network|load|import/i;

// What there is of the lab when its script has run and its charts, its stage and its buttons are drawn; and what there is not.
const HEAD = "h1, [data-testid=stException]";
const RESTS = "[data-testid=stApp][data-test-script-state=notRunning]";
const MISSING = `[data-testid=stSkeleton], .stPlotlyChart:not(:has(.main-svg)), .st-key-nav:not(:has(.lab-actions)),
  .st-key-workspace:not(:has(.lab-stage > *))`;

export class Loading {
  /** @param {URL} root of the site */
  constructor(root) {
    this.root = root;
    this.place = /** @type {HTMLElement} */ (document.getElementById("loading"));
    this.lab = /** @type {HTMLElement} */ (document.getElementById("root"));
    /** @type {Map<string, number>} the bytes that travel for each file of a first visit */
    this.sizes = new Map(
      Object.entries(JSON.parse(this.place.dataset.sizes ?? "{}")).map(([path, size]) => [new URL(path, root).href, size]),
    );
    /** @type {Map<string, number>} */
    this.come = new Map();
    /** @type {Promise<void>} the first picture of the lab is there */
    this.over = new Promise((over) => {
      this.end = over;
    });
    this.drawn = new MutationObserver(() => this.look());
    this.drawn.observe(this.lab, { childList: true, subtree: true, attributeFilter: ["data-test-script-state"] });
    this.files = new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) this.count({ url: name, whole: true });
    });
    this.files.observe({ type: "resource", buffered: true });
  }

  /** Begin the worker in which Python runs, and count what it fetches. Its first message is that stlite listens to it. */
  begin() {
    const [counted, stlite] = ["static/js/counted_worker.js", "stlite/worker.js"].map((path) => JSON.stringify(new URL(path, this.root)));
    const text = `importScripts(${counted}); addEventListener("message", () => importScripts(${stlite}), { once: true });`;
    const script = new Blob([text], { type: "text/javascript" });
    const worker = new Worker(URL.createObjectURL(script));
    worker.addEventListener("message", ({ data }) => data.type === "came" && this.count(data));
    return worker;
  }

  /** @param {Came} came a host that does not pack what it sends seems to be faster */
  count = ({ url, bytes = 0, whole }) => {
    const all = this.sizes.get(url);
    if (all === undefined) return;
    this.come.set(url, whole ? all : Math.min(bytes, all));
    this.say();
  };

  say() {
    const all = sum(this.sizes.values());
    const come = sum(this.come.values());
    const bar = /** @type {HTMLProgressElement} */ (this.place.querySelector("progress"));
    [bar.max, bar.value] = [all, come];
    this.write(".now", come === all ? "Starting" : "Getting Python");
    this.write(".bytes", come === all ? "" : `, ${Math.floor(come / MB)} of ${Math.ceil(all / MB)} MB`);
  }

  /** @param {string} part @param {string} text */
  write(part, text) {
    const node = this.place.querySelector(part);
    if (node && node.textContent !== text) node.textContent = text; // or it would be read aloud again
  }

  /** @param {unknown} error */
  fail(error) {
    const { message: text = String(error) } = /** @type {{ message?: string }} */ (Object(error)); // it comes from another thread
    const name = OUT_OF_MEMORY.test(text) ? "memory" : NOT_COME.test(text) ? "download" : "other";
    window.sayProblem(name, text);
  }

  /** Give way to the lab when all of its first picture is there. */
  look() {
    const { lab } = this;
    if (!lab.querySelector(HEAD) || !lab.querySelector(RESTS) || lab.querySelector(MISSING)) return;
    this.drawn.disconnect();
    this.files.disconnect();
    lab.inert = false;
    requestAnimationFrame(() => requestAnimationFrame(() => this.leave())); // it has been painted
  }

  leave() {
    this.place.remove();
    this.end?.();
  }
}

/** @param {Iterable<number>} numbers */
function sum(numbers) {
  return [...numbers].reduce((all, each) => all + each, 0);
}
