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

from static_site.fetch import HERE, Parts, UnavailableError, WrongHashError, fetch, lock, sha256
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
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all files in archives, so that two builds are equal."""
UNUSED = (
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
        shutil.copy(HERE / "stand_ins/ssl.py", work / "python/packages")
        unpack([parts.numpy], work / "python/numpy")
        lab(work / "python/lab")
        compiled(parts.pyodide, work / "python")
        for archive in (work / "python").iterdir():
            write(site / f"{archive.name}.zip", contents(archive))
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
    """Copy Python itself. The only package that it has to find through its own lock file is the installer's stand-in."""
    there = site / "pyodide"
    there.mkdir()
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"):
        shutil.copy(pyodide / name, there / name)
    installer = there / "micropip.zip"
    write(installer, {PurePosixPath("micropip.py"): (HERE / "stand_ins/micropip.py").read_bytes()})
    known = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    entry = known["packages"]["micropip"] | {"file_name": installer.name, "sha256": sha256(installer.read_bytes())}
    (there / "pyodide-lock.json").write_text(json.dumps({"info": known["info"], "packages": {"micropip": entry}}), encoding="utf-8")


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


def contents(folder: Path) -> dict[PurePosixPath, bytes]:
    """The files of a folder."""
    return {PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(to: Path, files: dict[PurePosixPath, bytes]) -> None:
    """Write an archive that depends on these files only."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        for path in sorted(files):
            opened.writestr(zipfile.ZipInfo(str(path), EPOCH), files[path], zipfile.ZIP_DEFLATED, 9)


def scripts(site: Path) -> None:
    """Copy the site's own scripts, and what helps to serve it."""
    (site / SCRIPTS).mkdir(parents=True)
    for path in HERE.glob("*.js"):
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
