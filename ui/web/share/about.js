// @ts-check
// What the picture is of, in the words of Python (`ui/stage/about.py`).

/**
 * @typedef {object} Words
 * @property {string} name
 * @property {string} formula
 * @property {string} settings
 * @property {string[]} methods the formula and the hyperparameters of each run
 */

/** @returns {Words} */
export function words() {
  const about = document.querySelector(".lab-about");
  /** @param {string} selector */
  const said = (selector) => about?.querySelector(selector)?.textContent ?? "";
  const methods = [...(about?.querySelectorAll("li") ?? [])].map((item) =>
    ["span", "i"].map((part) => item.querySelector(part)?.textContent ?? "").join(", "),
  );
  return { name: said("h2"), formula: said(".lab-about-formula"), settings: said(".lab-about-settings"), methods };
}
