// @ts-check
// Leads from an address at which nothing is to the page that was meant. The build puts it into 404.html, which a host shows at any depth:
// only here the root of the site has to be found.

/** @type {string[]} */
const pages = JSON.parse(document.body.dataset.pages ?? "[]");
const MARK = "manifest.webmanifest"; // lies at the root

/** @returns {Promise<URL | null>} the nearest folder above this address that holds the site */
async function rootOfSite() {
  for (let at = new URL("./", location.href); ; at = new URL("../", at)) {
    const found = await fetch(new URL(MARK, at), { method: "HEAD" }).catch(() => null);
    if (found?.ok) return at;
    if (at.pathname === "/") return null;
  }
}

async function lead() {
  const root = await rootOfSite();
  if (!root) return;
  const asked = location.pathname.slice(root.pathname.length).toLowerCase().split(/[/.]/);
  const meant = pages.find((page) => asked.includes(page));
  if (meant) location.replace(new URL(`${meant}/${location.search}${location.hash}`, root));
  for (const link of document.querySelectorAll("a")) link.href = new URL(link.dataset.page ?? "", root).href;
}

void lead();
