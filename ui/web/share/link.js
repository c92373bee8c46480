// @ts-check
// The link to what the page shows, and what is made of it.

import { root } from "../streamlit.js";

export const LONGEST_CODE = 600; // characters of a link that has a QR code, as in `ui/share/qr.py`
const NOT_SHARED = ["embed", "embed_options", "present"]; // how the page is shown here says nothing of what it shows
const LOOPBACK = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

// The link to what the page shows now.
/** @param {string | null} base the address that the operator lets links begin with */
export function linkTo(base, here = location.href, home = root()) {
  const url = new URL(here);
  for (const key of NOT_SHARED) url.searchParams.delete(key);
  url.hash = "";
  return base !== null && home !== null && url.href.startsWith(home) ? `${base}/${url.href.slice(home.length)}` : url.href;
}

// The same page as a frame of another site shows it.
/** @param {string} link */
export function embedded(link) {
  return `${link}${link.includes("?") ? "&" : "?"}embed=true`;
}

// HTML that shows the page in a frame.
/** @param {string} link */
export function snippet(link) {
  const address = embedded(link).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${address}" width="100%" height="720" title="Optimizer Lab" loading="lazy"></iframe>`;
}

// Whether a link leads to the computer that it is opened on, whichever that is.
/** @param {string} link */
export function leadsHome(link) {
  return LOOPBACK.test(new URL(link).hostname);
}
