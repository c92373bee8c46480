// @ts-check
// The only module that knows Streamlit's page: where its widgets are, how they take a value, whether it runs, and the address of its root.

const SCRIPTS = "static/js/"; // the folder of Streamlit's own scripts, which is in the root of the lab
const MOUNTED = 100; // ms in which several changes of the page count as one

// The container of a key.
/**
 * @param {string} key
 * @returns {HTMLElement | null}
 */
export function containerOf(key) {
  return document.querySelector(`.${className(key)}`);
}

/**
 * @param {Element} node
 * @param {string} key
 */
export function isContainerOf(node, key) {
  return node.classList.contains(className(key));
}

// The container around a node whose key begins like this.
/**
 * @param {Element | null | undefined} node
 * @param {string} start
 */
export function containerAround(node, start) {
  return node?.closest(`[class*=${className(start)}]`) ?? null;
}

// The node around everything that Streamlit shows.
/** @returns {HTMLElement} */
export function app() {
  return document.querySelector(".stApp") ?? document.body;
}

// Scrolls the page up, as a page that is opened stands.
export function toTop() {
  document.querySelector(".stMain")?.scrollTo(0, 0);
}

// Presses the button of a key, which need not be in sight. Returns whether there is one.
/** @param {string} key */
export function press(key) {
  const button = containerOf(key)?.querySelector("button");
  button?.click();
  return Boolean(button);
}

// Follows the link of a key, which need not be in sight. Returns whether there is one.
/** @param {string} key */
export function follow(key) {
  const link = containerOf(key)?.querySelector("a");
  link?.click();
  return Boolean(link);
}

// Puts a node at the end of the page, where it is not there already.
/** @param {() => HTMLElement} make */
export function atTheEnd(make) {
  const end = document.querySelector(".stMainBlockContainer");
  if (end && !end.querySelector(":scope > .lab-whole")) end.append(make());
}

/** @param {string} key */
function className(key) {
  return `st-key-${key.replaceAll(".", "-")}`;
}

// The paragraphs of the Markdown in a container.
/**
 * @param {Element} container
 * @returns {NodeListOf<HTMLElement>}
 */
export function paragraphs(container) {
  return container.querySelectorAll(".stMarkdown p");
}

// The text input or number input of a key, but not a slider of ours.
/**
 * @param {string} key
 * @returns {HTMLInputElement | null}
 */
export function inputOf(key) {
  return containerOf(key)?.querySelector("input:not([type=range])") ?? null;
}

// The box of a key that a text is typed into, of one line or of several.
/**
 * @param {string} key
 * @returns {HTMLInputElement | null} or a text area, which has all that is asked of it
 */
export function textBoxOf(key) {
  return containerOf(key)?.querySelector("input:not([type=range]), textarea") ?? null;
}

export function countNumberInputs() {
  return document.querySelectorAll(".stNumberInput").length;
}

// The widget that a number input belongs to.
/** @param {HTMLInputElement} input */
export function widgetOf(input) {
  return input.closest(".stNumberInput");
}

// Shows a text in an input without telling React, which replaces the browser's setter by its own.
/**
 * @param {HTMLInputElement} input
 * @param {string} text
 */
export function write(input, text) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
}

// Shows a value in the number input of a key without telling Streamlit.
/**
 * @param {string} key
 * @param {number} value
 */
export function preview(key, value) {
  const input = inputOf(key);
  if (input) write(input, String(value));
}

// Types a value into the number input or text input of a key, as a person would: React hears the events, and Streamlit validates the
// value. Returns whether there was an input.
/**
 * @param {string} key
 * @param {number | string} value
 */
export function commit(key, value) {
  const input = inputOf(key);
  if (!input) return false;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  input.focus({ preventScroll: true });
  for (const text of ["", String(value)]) {
    write(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const name of ["keydown", "keypress"]) input.dispatchEvent(new KeyboardEvent(name, { key: "Enter", code: "Enter", bubbles: true }));
  input.blur();
  focused?.focus?.({ preventScroll: true });
  return true;
}

// Calls `act` a moment after Streamlit has changed the page, until the function that this returns is called.
/** @param {() => void} act */
export function onChange(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  const observer = new MutationObserver(() => {
    due ??= setTimeout(() => {
      due = undefined;
      act();
    }, MOUNTED);
  });
  observer.observe(document.querySelector(".stApp") ?? document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    clearTimeout(due);
  };
}

// Whether Python runs. If it were asked again now, it would start over.
export function running() {
  /** @type {HTMLElement | null} */
  const app = document.querySelector(".stApp");
  const { testScriptState, testConnectionState } = app?.dataset ?? {};
  return testScriptState === "running" && testConnectionState === "CONNECTED";
}

// Says which of the links to the pages is the one to the page that is shown, and where each leads: Streamlit's own leads nowhere from
// the page that is shown, and elsewhere from below a prefix, if it is opened in another tab.
export function nameLinks() {
  const base = root();
  if (base === null) return;
  /** @param {string} address */
  const bare = (address) => address.replace(/\/$/, "");
  for (const link of document.querySelectorAll(".st-key-nav a")) {
    const leads = base + (link.getAttribute("href") ?? "").split("/").pop();
    link.setAttribute("href", leads);
    if (bare(leads) === bare(location.origin + location.pathname)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// The address of the root of the lab; null if this is not Streamlit's page.
export function root() {
  const script = [...document.scripts].map((each) => each.src).find((src) => src.includes(SCRIPTS));
  return script ? script.slice(0, script.indexOf(SCRIPTS)) : null;
}
