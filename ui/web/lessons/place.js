// @ts-check
// The stop of a lesson at which the reader was last. It is kept in this browser, where it may keep anything, and nowhere else.

const NAME = "optimizer-lab-stop";
const LONGEST = 2000; // characters of a link

/**
 * A stop: its link below the page, the title of its lesson, and "3 of 9".
 *
 * @typedef {{ link: string, title: string, count: string }} Stop
 */

/** @param {Stop} stop */
export function keep({ link, title, count }) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ link, title, count }));
  } catch {
    // Where the browser keeps nothing, Start does not offer to go on.
  }
}

// The stop that is kept. Anyone may have written it: what is not of this form, or leads out of the lab, is none.
/** @returns {Stop | null} */
export function kept() {
  try {
    /** @type {unknown} */
    const said = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return isStop(said) ? said : null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} said
 * @returns {said is Stop}
 */
function isStop(said) {
  if (typeof said !== "object" || said === null) return false;
  const { link, title, count } = /** @type {Record<string, unknown>} */ (said);
  if (typeof link !== "string" || typeof title !== "string" || typeof count !== "string") return false;
  return link.length <= LONGEST && /^\.\/[a-z_]*\?\S*$/.test(link) && title.length <= 100 && /^\d{1,2} of \d{1,2}$/.test(count);
}
