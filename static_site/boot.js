// @ts-check
// Starts the lab in a worker of this page. Everything lies beside: this file is ROOT/static/js/boot.js (`build.py` says why).

import { saveDownloads } from "./downloads.js";
import { keep, renew } from "./keeping.js";
import { Loading } from "./loading.js";
import { LongWork } from "./long_work.js";

const root = new URL("../../", import.meta.url);
/** @param {string} path */
const at = (path) => new URL(path, root).href;

// Where the stage and Python find each other, past Streamlit (`ui/web/wire_in_page.js`, `ui/channel/in_page.py`). Another tab has another.
const channel = `optimizer-lab-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
window.optimizerLabChannel = channel;

/** @type {Lab} */
const lab = {
  entrypoint: "in_browser.py",
  files: {},
  archives: [], // `python.mjs` brings them
  requirements: [],
  wheelUrls: false, // they are in packages.tgz
  pyodideUrl: at("static/js/python.mjs"),
  env: { OPTIMIZER_LAB_WIRE: channel },
  disableProgressToasts: true, // `loading.js` says it
  disableErrorToasts: true,
};

// The address of the page without the slash that a host puts behind the name of a folder: when Back led there, Streamlit would show Start.
function pageAddress() {
  const { pathname, search, hash } = location;
  return (pathname === root.pathname ? pathname : pathname.replace(/\/$/, "")) + search + hash;
}

void renew(root);
const loading = new Loading(root);
try {
  const worker = loading.begin(); // Python starts beside Streamlit's front end
  /** @type {Stlite} */
  const { mount } = await import(at("stlite/stlite.js"));
  // What these lead to is written from the page's first address, which is about to change.
  /** @type {NodeListOf<HTMLLinkElement>} */
  const links = document.querySelectorAll("link:not([rel=stylesheet])");
  for (const link of links) link.setAttribute("href", link.href);
  for (const script of document.scripts) if (script.src) script.setAttribute("src", script.src); // it has run; the lab finds its root by it
  // stlite takes the address at which it is mounted for the root of the lab.
  const asked = pageAddress();
  history.replaceState(history.state, "", root);
  const { Worker } = window;
  window.Worker = new Proxy(Worker, { construct: () => worker }); // stlite makes its own
  const { _kernel } = mount(lab, document.getElementById("root"));
  window.Worker = Worker;
  worker.postMessage({ type: "mounted" });
  history.replaceState(history.state, "", asked);
  /** @type {HTMLElement | null} */
  const place = document.querySelector(".long");
  if (place) new LongWork(worker, loading.over, place);
  _kernel.addEventListener("loadError", ({ detail }) => loading.fail(detail));
  saveDownloads(_kernel, root);
  // While Python starts, this thread has time for what the page will show.
  /** @type {NodeListOf<HTMLLinkElement>} */
  const early = document.querySelectorAll("link[rel=modulepreload]");
  for (const { href } of early) void import(href);
  await loading.over; // what is kept for a visit without a network must not travel before the first picture
  await keep(root);
} catch (error) {
  loading.fail(error);
}
