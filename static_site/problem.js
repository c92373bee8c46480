// @ts-check
// Says what keeps the lab from starting. A script of the old kind, because it also runs where modules do not: from a file, and in an old
// browser. The words are in index.html.

/** @type {typeof window.sayProblem} the first is said: those that follow come of it */
window.sayProblem = (name, details) => {
  const place = document.getElementById("loading");
  if (!place || document.querySelector(".problem:not([hidden])")) return;
  const said = place.querySelector(`.problem.${name}`);
  if (!(said instanceof HTMLElement)) return;
  said.hidden = false;
  const more = said.querySelector("code");
  if (more) more.textContent = details ?? "";
};

const canRun = typeof WebAssembly === "object" && "noModule" in HTMLScriptElement.prototype && typeof BroadcastChannel === "function";
if (location.protocol === "file:") window.sayProblem("file");
else if (!canRun) window.sayProblem("browser");

// Scripts and style sheets that do not come say so to themselves only.
addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLScriptElement) window.sayProblem("download", target.src);
    if (target instanceof HTMLLinkElement) window.sayProblem("download", target.href);
  },
  true,
);
