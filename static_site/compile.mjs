// Compiles the modules of the site with the Python that runs them: node compile.mjs PYODIDE FOLDER
// The lab keeps its sources, which its pages show. Of packages there is only what is compiled, in its place.
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
python.FS.mkdirTree("/packages");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/packages");
python.runPython(`
from compileall import compile_dir
from pathlib import Path
from py_compile import PycInvalidationMode

def compiled(name, **more):
    folder = f"/packages/{name}"
    compile_dir(folder, quiet=2, stripdir=folder, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH, **more)

compiled("lab")
for name in ("packages", "numpy"):
    compiled(name, legacy=True)
    for module in Path(f"/packages/{name}").rglob("*.py"):
        if module.with_suffix(".pyc").exists():
            module.unlink()
`);
