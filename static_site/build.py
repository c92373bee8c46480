"""Builds the lab as a static site, in `static_site/dist/`: `make site`.

The site is a folder of files. A page of it brings along Streamlit's front end and Python (stlite and Pyodide), and runs the lab's own
files in a worker of the visitor's browser. Nothing is fetched from elsewhere.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from static_site.archives import PLACES, pack
from static_site.fetch import HERE, Parts, UnavailableError, WrongHashError, fetch, lock
from static_site.front_page import INLINE, write_missing, write_pages
from static_site.installable import write_manifest
from static_site.offline import NAME, write_service_worker
from tests import node
from ui.pages import FOLDER, IN_BROWSER

LAB = HERE.parent
DIST = HERE / "dist"
PARTS = ("app.py", "in_browser.py", ".streamlit", "ui", "figures", "lessons", "landscapes", "optim_core", "rooms")
"""The files and folders of the lab that a browser runs, and `pages/`."""
SCRIPTS = "static/js"
"""The folder of the page's own script. `ui/web/streamlit.js` knows by this name where the root of the lab is, here as on a server."""
UNUSED = (
    *(".dist-info/RECORD", ".dist-info/LICEN", ".dist-info/licen"),
    *("/tests/", "/testing/", ".data/", "streamlit/static/", "streamlit/hello/", "streamlit/.agents/"),
    *("numpy/f2py/", "numpy/distutils/", "numpy/_pyinstaller/", "numpy/_core/include/"),
    *("plotly/labextension/", "plotly/package_data/datasets/", "plotly/package_data/widgetbundle.js"),
    *("plotly/matplotlylib/", "plotly/figure_factory/", "plotly/express/", "plotly/data/"),
)
"""Parts of paths in wheels. Nothing that the lab needs imports what is there."""
NOT_RUN = {".pyi", ".h", ".a", ".lib", ".proto", ".map", ".typed", ".c", ".pyx", ".pxd"}


def build(dist: Path = DIST) -> None:
    """Build the site anew."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        site = work / "site"
        parts = fetch(work / "npm")
        front_end(parts.stlite, site)
        python(parts.pyodide, site)
        unpack([*parts.wheels, *sorted((parts.stlite / "wheels").glob("*.whl"))], work / "python/packages")
        shutil.copytree(HERE / "stand_ins", work / "python/packages", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        unpack([parts.pyodide / "python_stdlib.zip"], work / "python/stdlib")
        unpack([parts.numpy], work / "python/numpy")
        lab(work / "python/lab")
        compiled(parts.pyodide, work / "python")
        pack({name: work / "python" / name for name in PLACES}, json.loads((work / "python/started.json").read_text()), site)
        scripts(site)
        write_manifest(site)
        write_pages(site)
        write_missing(site)
        licences(parts, site)
        write_service_worker(site)
        shutil.rmtree(dist, ignore_errors=True)
        shutil.move(site, dist)


def front_end(stlite: Path, site: Path) -> None:
    """Copy Streamlit's front end, whose worker becomes a file: the page begins it in its own way (`loading.js`)."""

    def left_out(_: str, names: Sequence[str]) -> set[str]:
        return {name for name in names if name.endswith((".map", ".d.ts")) or name == "wheels"}

    there = shutil.copytree(stlite, site / "stlite", ignore=left_out)
    for script in there.glob("index-*.js"):
        text = script.read_text(encoding="utf-8")
        if found := re.search(r"data:text/javascript;base64,([A-Za-z0-9+/=]+)", text):
            (there / "worker.js").write_bytes(base64.b64decode(found[1]))
            script.write_text(text.replace(found[0], "worker.js"), encoding="utf-8")


def python(pyodide: Path, site: Path) -> None:
    """Copy Python itself. It finds all packages in its file system, so its lock file names none."""
    there = site / "pyodide"
    there.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm"):
        shutil.copy(pyodide / name, there / name)
    known = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    (there / "pyodide-lock.json").write_text(json.dumps({"info": known["info"], "packages": {}}), encoding="utf-8")
    zipfile.ZipFile(there / "python_stdlib.zip", "w").close()  # Python looks here first, and then where `stdlib.tgz` puts it


def unpack(wheels: Iterable[Path], into: Path) -> None:
    """Unpack wheels, without what is not used."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(into, [name for name in opened.namelist() if used(name)])


def used(name: str) -> bool:
    """Whether a file of a wheel is used."""
    return PurePosixPath(name).suffix not in NOT_RUN and not any(part in name for part in UNUSED)


def lab(into: Path) -> None:
    """Copy what a browser runs of the lab: every file there that Git does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *PARTS, FOLDER]
    listed = subprocess.run(command, cwd=LAB, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        path = PurePosixPath(name)
        to = into / (IN_BROWSER / path.relative_to(FOLDER) if path.is_relative_to(FOLDER) else path)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(LAB / path, to)


def compiled(pyodide: Path, folder: Path) -> None:
    """Compile all modules in this folder with the Python that will run them."""
    _, path = node.find()
    subprocess.run(["node", str(HERE / "compile.mjs"), str(pyodide), str(folder)], check=True, env={**os.environ, "PATH": path})


def scripts(site: Path) -> None:
    """Copy the site's own scripts, and what helps to serve it."""
    (site / SCRIPTS).mkdir(parents=True)
    for path in (*HERE.glob("*.js"), HERE / "python.mjs"):
        if path.name not in {NAME, *INLINE.values()}:
            shutil.copy(path, site / SCRIPTS)
    for name in ("README.txt", "serve.ps1"):
        shutil.copy(HERE / name, site)


def licences(parts: Parts, site: Path) -> None:
    """Write what the site holds of others: names, versions and licences, and the texts that came along."""
    pins = lock()
    said = [f"{pin['name']} {pin['version']}: {pin['licence']}" for pin in (*pins["npm"], *pins["wheels"])]
    texts = [f"The Optimizer Lab\n\n{(LAB / 'LICENSE').read_text(encoding='utf-8')}"]
    for wheel in (*parts.wheels, parts.numpy):
        with zipfile.ZipFile(wheel) as opened:
            names = [name for name in sorted(opened.namelist()) if re.search(r"\.dist-info/(.*/)?(LICEN|COPYING)[^/]*$", name)]
            texts += [f"{name}\n\n{opened.read(name).decode()}" for name in names]
    all_of_it = ["\n".join([*said, f"numpy: {pins['numpy']['licence']}"]), *texts]
    (site / "licences.txt").write_text(f"\n\n{'-' * 80}\n\n".join(all_of_it), encoding="utf-8")


if __name__ == "__main__":
    try:
        build()
    except (UnavailableError, WrongHashError) as error:
        sys.exit(str(error))
