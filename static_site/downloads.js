// @ts-check
// Saves the files that Python makes when they are asked for. Streamlit looks for one at its address and then leads the browser there;
// here only the worker has it, and stlite 1.9.2 names a host that does not exist. So what is asked of that host is asked of the worker.

const NOWHERE = "stlite.invalid";
const KEPT = 60_000; // ms in which a browser has begun to save

/**
 * @param {Kernel} kernel the worker
 * @param {URL} root of the lab, whose path precedes that of a file
 */
export function saveDownloads(kernel, root) {
  const { fetch } = window;
  const { click } = HTMLAnchorElement.prototype;

  window.fetch = (asked, how) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, location.href);
    return url.hostname === NOWHERE ? ask(url) : fetch(asked, how);
  };
  HTMLAnchorElement.prototype.click = function () {
    const url = new URL(this.href, location.href);
    if (url.hostname === NOWHERE) void save(url, this.download);
    else click.call(this);
  };

  /** @param {URL} url @returns {Promise<Response>} */
  async function ask({ pathname, search }) {
    const path = `/${pathname.replace(root.pathname, "")}${search}`.replace("//", "/");
    const { statusCode, body, headers } = await kernel.sendHttpRequest({ method: "GET", path, headers: {}, body: "" });
    return new Response(body, { status: statusCode, headers: [...headers] });
  }

  /** @param {URL} url @param {string} usual the name of the file where Python names none */
  async function save(url, usual) {
    const found = await ask(url);
    const href = URL.createObjectURL(await found.blob());
    const download = /filename="?([^";]+)/.exec(found.headers.get("content-disposition") ?? "")?.[1] ?? usual;
    click.call(Object.assign(document.createElement("a"), { href, download }));
    setTimeout(() => URL.revokeObjectURL(href), KEPT);
  }
}
