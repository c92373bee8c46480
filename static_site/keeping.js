// @ts-check
// Has the browser keep the site (`service_worker.js`), and lets a newer build begin. Browsers offer it over TLS, and on loopback.

const { serviceWorker } = navigator;

/** @param {URL} root keep what lies there, for the next visit */
export async function keep(root) {
  await serviceWorker?.register(new URL("service_worker.js", root));
}

/** @param {URL} root if a newer build lies ready there and no other tab is open, load this page from it */
export async function renew(root) {
  const kept = await serviceWorker?.getRegistration(root);
  if (!kept?.waiting) return;
  serviceWorker.addEventListener("controllerchange", () => location.reload());
  kept.waiting.postMessage("begin");
}
