// @ts-check
// Begins the worker in which Python runs: before stlite's own code, so that the page hears how much of Python has come.
// `loading.js` starts it as a blob, because such a worker keeps the page's Content-Security-Policy. It also answers the page, as soon as
// Python leaves it the time (`long_work.js`).

{
  const { fetch } = self;
  /** @param {Came} came */
  const say = (came) => self.postMessage({ type: "came", ...came });

  self.addEventListener("message", (event) => {
    if (event.data.type !== "there") return;
    event.stopImmediatePropagation(); // stlite knows no such message
    self.postMessage({ type: "here" });
  });

  self.fetch = async (asked, how) => {
    const found = await fetch(asked, how);
    const url = found.url;
    if (!found.ok) throw new TypeError(`Failed to fetch ${url} (${found.status})`);
    if (!found.body || /\.wasm$/.test(url)) return found; // what is compiled is kept by the browser, if nobody touches it
    let bytes = 0;
    const count = new TransformStream({
      transform(chunk, next) {
        say({ url, bytes: (bytes += chunk.byteLength) });
        next.enqueue(chunk);
      },
    });
    return new Response(found.body.pipeThrough(count), found);
  };

  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) say({ url: name, whole: true });
  }).observe({ type: "resource", buffered: true });

  // Python need not wait for stlite, which asks for it when Streamlit's front end has begun, and says what is wrong with it.
  import("./python.mjs").catch(() => {});
}
