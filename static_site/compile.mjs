// Compiles the modules of the site with the Python that runs them: node compile.mjs PYODIDE FOLDER
// The lab keeps its sources, which its pages show. Of all else there is only what is compiled, in its place, without what functions say of
// themselves: that is a third of some packages. FOLDER/started.json gets the modules that Python has loaded before the import hook works.
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
python.FS.mkdirTree("/packages");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/packages");
python.runPython(`
import ast
import json
import sys
from pathlib import Path

sys.path.append("/packages/packages")
import late  # the hook itself needs what it imports

Path("/packages/started.json").write_text(json.dumps(sorted(sys.modules)))

import marshal
from compileall import compile_dir
from importlib.util import MAGIC_NUMBER, source_hash
from py_compile import PycInvalidationMode

UNCHECKED = (1).to_bytes(4, "little")

def without_words(source):
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node, clean=False) is not None:
            said = node.body.pop(0)
            node.body = node.body or [ast.copy_location(ast.Pass(), said)]
    return tree

compile_dir("/packages/lab", quiet=2, stripdir="/packages/lab", invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
for name in ("stdlib", "packages", "numpy"):
    folder = Path("/packages", name)
    for module in folder.rglob("*.py"):
        source = module.read_bytes()
        try:
            code = compile(without_words(source), str(module.relative_to(folder)), "exec", dont_inherit=True)
        except SyntaxError:  # a template, or a test of the compiler
            continue
        module.with_suffix(".pyc").write_bytes(MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code))
        module.unlink()
`);
