// @ts-check
// Starts Python in the worker, in the place of Pyodide's own module of that kind, which stlite asks for (`pyodideUrl` in `boot.js`).
// All files are asked for at once and unpacked by the browser, beside WebAssembly's compiler; they lie ready when Python begins.

const root = new URL("../../", import.meta.url);
const BLOCK = 512; // of a tar archive
const GZIP = 0x1f; // its first byte
const ARCHIVES = Promise.all(["stdlib", "packages", "numpy", "lab"].map((name) => unpacked(new URL(`${name}.tgz`, root))));
const STARTED = start();
STARTED.catch(() => {}); // whoever asks for Python is told

// Where stlite asks for Python, which is starting since this worker began (`counted_worker.js`).
/** @returns {Promise<Python>} */
export function loadPyodide() {
  return STARTED;
}

async function start() {
  /** @type {{ loadPyodide: (options: object) => Promise<Python> }} */
  const pyodide = await import(new URL("pyodide/pyodide.mjs", root).href);
  const begun = pyodide.loadPyodide({
    indexURL: new URL("pyodide/", root).href,
    stdout: console.log,
    stderr: console.error,
    fsInit,
  });
  const python = await Promise.race([begun, ARCHIVES.then(() => begun)]); // an archive that does not come is said, and not Python's trouble
  python.loadPackage = async () => []; // the installer's stand-in lies ready, too
  python.pyimport("late").install(new URL("late/", root).href);
  return Object.assign(self, { python }).python; // by this name tests ask for it
}

/** @param {Files} files where Python finds what it imports */
async function fsInit(files) {
  for (const archive of await ARCHIVES) {
    const folders = new Set();
    for (const [path, data] of entries(archive)) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      if (!folders.has(folder)) files.mkdirTree(folder);
      folders.add(folder);
      files.writeFile(path, data, { canOwn: true });
    }
  }
}

/** @param {URL} url of an archive; some hosts unpack it themselves */
async function unpacked(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} could not be fetched: the host answers ${answer.status}`);
  const packed = new Uint8Array(await answer.arrayBuffer());
  if (packed[0] !== GZIP) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The files of a tar archive, as `archives.py` writes it.
/** @param {Uint8Array} archive @returns {Generator<[string, Uint8Array]>} */
function* entries(archive) {
  /** @param {number} at @param {number} length */
  const text = (at, length) => new TextDecoder().decode(archive.subarray(at, at + length)).replace(/\0.*$/, "");
  for (let at = 0; archive[at];) {
    const [name, start, size] = [text(at, 100), text(at + 345, 155), parseInt(text(at + 124, 12), 8)];
    const data = at + BLOCK;
    yield [`/${start && `${start}/`}${name}`, archive.subarray(data, data + size)];
    at = data + Math.ceil(size / BLOCK) * BLOCK;
  }
}
