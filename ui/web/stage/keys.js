// @ts-check
// The keys of a stage. They work wherever on the page the focus is, unless what has the focus uses the key itself. Where that is switched
// off, they work on a chart that has the focus.

const STEPPING = ["ArrowLeft", "ArrowRight", "Home", "End"];

/** @type {[who: string[], keys: string[] | null][]} which keys belong to which role, tag or type of an input; null: all keys */
const USED = [
  [["textbox", "searchbox", "combobox", "listbox", "spinbutton", "grid", "menu", "textarea", "select", "iframe"], null],
  [
    ["radio", "tab", "option", "menuitem", "menuitemradio", "treeitem", "lab-start"],
    [" ", ...STEPPING],
  ],
  [["slider", "range"], STEPPING],
  [["button", "link", "switch", "menuitemcheckbox", "a", "summary", "checkbox", "submit", "reset", "file", "color", "image"], [" "]],
];
const PLAIN = ["range", "radio", "checkbox", "button", "submit", "reset", "file", "color", "image"]; // the inputs that nobody types into

export class Keys {
  // An act returns false where there is nothing for it to do: then the key is left to the browser.
  /**
   * @param {Record<string, () => unknown>} acts by key, letters small
   * @param {() => boolean} works
   * @param {{ on: boolean }} everywhere
   */
  constructor(acts, works, everywhere) {
    this.acts = acts;
    this.works = works;
    this.everywhere = everywhere;
    this.gone = new AbortController();
    // On the root element and not on the document: there Streamlit listens, and for an R it would run Python again.
    document.documentElement.addEventListener("keydown", (event) => this.press(event), this.gone);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const key = event.key?.length === 1 ? event.key.toLowerCase() : event.key;
    const act = Object.hasOwn(this.acts, key ?? "") ? this.acts[key] : null;
    if (!act || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!this.works() || uses(event.target, key) || document.querySelector("dialog[open], [aria-modal=true]")) return;
    if (!this.everywhere.on && key !== "Escape" && !onChart(event.target)) {
      event.stopPropagation(); // nor does Streamlit hear an R
      return;
    }
    const held = event.repeat && !key.startsWith("Arrow"); // a key that is held down steps on, but does nothing else twice
    if (!held && act() === false) return;
    event.preventDefault();
    event.stopPropagation();
  }

  dispose() {
    this.gone.abort();
  }
}

// What the keys of a stage do.
/** @param {Pick<import("./stage.js").Stage, "transport" | "views" | "focus" | "paths" | "card">} stage */
export function acts(stage) {
  const { transport, views, focus, card } = stage;
  /** @type {Record<string, () => unknown>} */
  const found = {
    " ": () => transport.toggle(),
    ArrowLeft: () => transport.step(-1),
    ArrowRight: () => transport.step(1),
    Home: () => transport.go(0),
    End: () => transport.go(transport.steps),
    r: () => {
      views.resetAll();
      transport.go(transport.steps);
    },
    0: () => focus.letGo(),
    Escape: () => focus.letGo(),
    "?": () => card.show(),
  };
  for (let row = 1; row <= 9; row++)
    found[row] = () => {
      const path = stage.paths[row - 1];
      return Boolean(path) && focus.hold(row - 1, path.name);
    };
  return found;
}

/** @param {EventTarget | null} target */
const onChart = (target) => /** @type {Element | null} */ (target)?.getAttribute?.("role") === "application";

// Whether a node that has the focus uses this key.
/**
 * @param {EventTarget | null} target
 * @param {string} key
 */
function uses(target, key) {
  const node = /** @type {HTMLInputElement | null} */ (target);
  if (!node?.tagName) return false; // the document
  if (node.isContentEditable) return true;
  const tag = node.tagName.toLowerCase();
  const kinds = [node.getAttribute("role") ?? "", tag === "input" ? (PLAIN.includes(node.type) ? node.type : "textbox") : tag];
  if (node.classList.contains("lab-start")) kinds.push("lab-start");
  return USED.some(([who, keys]) => kinds.some((kind) => who.includes(kind)) && (keys?.includes(key) ?? true));
}
