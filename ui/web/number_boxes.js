// @ts-check
// Reads numbers as people write them. A browser's number box drops every sign that it does not know, without a word: `0,5` becomes 5,
// `1/2` becomes 12. Here a text with one meaning is read, and any other is refused with a sentence. Nothing is dropped.
//
// The boxes are Streamlit's, so this listens to them from outside: to all boxes of the page, now and later.

import { widgetOf, write } from "./streamlit.js";

const ALL_SIGNS = /^[0-9.eE+-]+$/; // the signs that a number box knows
const OTHER_SIGNS = /[^0-9.eE+-]/g;
const LONGEST = 60; // the most letters of a number
const STEPS = ["ArrowUp", "ArrowDown"];
const MOVES = ["ArrowLeft", "ArrowRight", "Home", "End", "Backspace", "Delete", "Escape", ...STEPS];
const COMMA = "A comma is read as a decimal point.";
const WRITE = "Write it as in 0.5, 1000 or 1e-3.";

// The text with plain signs in place of those of other keyboards and books: ０ − ， and spaces.
/** @param {string} text */
function plainSigns(text) {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2013\u2212\ufe63]/g, "-")
    .replace(/[\u066b]/g, ",")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s/g, " ");
}

// A number that was pasted, in the signs that a number box knows; null if the text has no meaning, or two.
/** @param {string} text */
export function plain(text) {
  if (text.length > LONGEST) return null;
  const said = plainSigns(text).trim().replace(/^\+/, "");
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(said)) return said.replace(/\.$/, "");
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(said)) return null; // either thousands, or three decimals
  if (/^-?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i.test(said)) return said.replace(/,$/, "").replace(",", ".");
  // Thousands: one kind of mark between groups of three, and another before the decimals. A single mark may be of either kind, unless
  // no decimals begin with it.
  const [, sign, whole, mark, decimals = ""] = /^(-?)([1-9]\d{0,2}(?:([ .,'])\d{3})(?:\3\d{3})*)([.,]\d*)?$/.exec(said) ?? [];
  if (!whole || decimals[0] === mark) return null;
  return sign + whole.replaceAll(mark, "") + decimals.replace(/^[.,]$/, "").replace(",", ".");
}

// What the box gets for one typed sign; null if it is no part of a number.
/** @param {string} text */
export function sign(text) {
  const said = plainSigns(text).replace(",", ".").trim();
  return said === "" || ALL_SIGNS.test(said) ? said : null;
}

// Listens to every number box.
export function readNumbers() {
  /** @type {WeakMap<HTMLInputElement, State>} */
  const states = new WeakMap();
  /**
   * @template {keyof WindowEventMap} Name
   * @param {Name} name
   * @param {(state: State, event: WindowEventMap[Name]) => void} act
   */
  const on = (name, act) => {
    /** @param {WindowEventMap[Name]} event */
    const hear = (event) => {
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.type !== "number") return;
      const state = states.get(box) ?? new State(box);
      states.set(box, state);
      act(state, event);
    };
    window.addEventListener(name, hear, true); // before Streamlit
  };
  on("focusin", (state) => state.begin());
  on("beforeinput", (state, event) => state.edit(event));
  on("compositionend", (state, event) => state.compose(event));
  on("keydown", (state, event) => state.key(event));
  on("pointerdown", (state) => state.resume());
  on("focusout", (state) => state.spoilt && state.restore());
}

// What is being typed into one box.
class State {
  /** @param {HTMLInputElement} box */
  constructor(box) {
    this.box = box;
    this.pressed = ""; // the last key
    /** @type {(() => void)[]} */
    this.unread = []; // reads what came without a key
    this.begin();
  }

  // The present value is kept until there is a better one.
  begin() {
    /** @type {string} */
    this.kept = this.box.value;
    this.edited = false;
    this.resume();
  }

  // Called when the visitor goes back to what was typed, and so has seen what was refused.
  resume() {
    this.refused = false; // whether something was left out of what is being typed
    this.went = false; // whether typing went on after that, so that the box does not hold what was meant
  }

  // Whether what is in the box is not what was meant.
  get spoilt() {
    return this.went || this.box.validity.badInput;
  }

  /** @param {InputEvent} event */
  edit(event) {
    if (!this.edited) this.kept = this.box.value;
    this.edited = true;
    const text = event.data ?? event.dataTransfer?.getData("text/plain");
    if (!event.inputType.startsWith("insert") || !text) return this.resume();
    if (!event.cancelable) return; // composed of several keys: `compose` reads the whole
    const typed = [...text].length === 1;
    if (typed && /\d/.test(text) && !this.refused) return;
    event.preventDefault();
    const take = () => this.take(text, typed ? sign(text) : plain(text));
    if (this.refused && typed) this.went = true;
    else if (text === this.pressed) take();
    else {
      this.unread.push(take); // what comes without a key, such as a paste, has to end before Chromium says what it inserts instead
      setTimeout(() => this.readAll());
    }
  }

  readAll() {
    for (const take of this.unread.splice(0)) take();
  }

  // Reads what was composed of several keys; the box has kept its digits and dropped the rest.
  /** @param {CompositionEvent} event */
  compose(event) {
    const said = plainSigns(event.data);
    if (ALL_SIGNS.test(said) || !said) return;
    const alone = this.box.value === said.replace(OTHER_SIGNS, "");
    const read = alone ? plain(said) : null; // among other signs its place is not known
    if (read === null) this.went = true;
    else this.box.select();
    this.take(event.data, read);
  }

  // Puts into the box what was read of a text, and checks that the box has taken all of it: it drops a second decimal point, too.
  /**
   * @param {string} text
   * @param {string | null} read
   */
  take(text, read) {
    /** @type {string | null} */
    let taken = "";
    /** @param {Event} event */
    const hear = (event) => (taken = /** @type {InputEvent} */ (event).data);
    this.box.addEventListener("input", hear);
    if (read) document.execCommand("insertText", false, read);
    this.box.removeEventListener("input", hear);
    if (read === taken) this.note(plainSigns(text) === "," ? COMMA : "");
    else {
      this.refused = true;
      this.went ||= Boolean(taken);
      this.note(`${quoted(text)} cannot be read here as part of a number. ${WRITE}`);
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    this.readAll(); // on a busy page the key can be faster
    this.pressed = event.key;
    if (STEPS.includes(event.key)) this.edited = false; // the box steps to another value
    if (event.key !== "Enter") {
      if (MOVES.includes(event.key) || event.ctrlKey || event.metaKey) this.resume();
    } else if (this.spoilt) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.restore();
    } else this.begin();
  }

  // Gives the box its value from before, and says why.
  restore() {
    const said = this.went ? "" : `This is not a number. ${WRITE}`;
    write(this.box, this.kept);
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    if (said) this.note(`${said} The box shows the value from before.`);
    this.begin();
  }

  // Shows a text under the box; an empty text removes it.
  /** @param {string} text */
  note(text) {
    const place = widgetOf(this.box);
    let note = place?.parentElement?.querySelector(".lab-note");
    if (!text) note?.remove();
    else if (place) {
      if (!note) {
        note = Object.assign(document.createElement("div"), { className: "lab-note" });
        note.setAttribute("role", "alert");
        place.after(note);
      }
      note.textContent = text;
    }
  }
}

/** @param {string} text */
function quoted(text) {
  return `“${text.length > 20 ? `${text.slice(0, 20)}…` : text}”`;
}
