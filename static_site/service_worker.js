// @ts-check
// Keeps the site, so that it opens again without a network. The build (`offline.py`) puts the name and the files in. Another build has
// another name, and with it a cache of its own: what a tab has begun with stays until no tab needs it.

{
  const NAME = "NAME_OF_THE_BUILD";
  /** @type {string[]} */
  const FILES = JSON.parse(`FILES_OF_THE_BUILD`);

  const worker = /** @type {KeepingWorker} */ (/** @type {unknown} */ (self));
  const root = new URL(worker.registration.scope);
  const ours = `optimizer-lab ${root.pathname} `; // other sites of this host have caches, too
  const kept = ours + NAME;

  worker.addEventListener("install", (event) => event.waitUntil(keep()));
  worker.addEventListener("activate", (event) => event.waitUntil(take()));
  worker.addEventListener("message", (event) => event.waitUntil(begin())); // a page asks for it (`keeping.js`)
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method === "GET" && request.url.startsWith(root.href)) event.respondWith(answer(event));
  });

  async function keep() {
    const cache = await caches.open(kept);
    // The host is asked whether it has anything newer; what it has not is taken from the browser's own cache, and travels once only.
    await cache.addAll(FILES.map((path) => new Request(new URL(path, root), { cache: "no-cache" })));
  }

  async function take() {
    const old = (await caches.keys()).filter((name) => name.startsWith(ours) && name !== kept);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  /** @param {Asking} event */
  async function answer(event) {
    const { request } = event;
    const page = request.mode === "navigate";
    const url = new URL(request.url);
    url.search = "";
    if (page) url.pathname = url.pathname.replace(/index\.html$/, "");
    const cache = await caches.open(kept);
    const found = await cache.match(url);
    if (found) return found;
    const folder = new URL(`${url.href}/`);
    if (page && (await cache.match(folder))) return Response.redirect(folder.href + new URL(request.url).search);
    const fresh = await fetch(request);
    if (fresh.ok) event.waitUntil(cache.put(url, fresh.clone())); // what nobody expected is there the next time, and so is a poster
    return fresh;
  }

  /** Take the place of the older build, when no other tab needs it. */
  async function begin() {
    const open = await worker.clients.matchAll({ includeUncontrolled: true });
    if (open.filter(({ url }) => url.startsWith(root.href)).length < 2) await worker.skipWaiting();
  }
}
