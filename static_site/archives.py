"""Packs Python's files: what the first pictures need into archives that travel first, the rest into archives that come when imported.

`first.txt` names the modules of the first pictures. A browser knows them, and the build needs none, so the list is checked in:
`make first` writes it anew, and a test tells when it is old. A module that is missing there comes late, which costs time.
"""

import gzip
import io
import json
import tarfile
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from pathlib import Path, PurePosixPath

from static_site.fetch import HERE

FIRST = HERE / "first.txt"
"""The modules that the first pictures import, one a line."""
LATE = "late"
"""The folder of the archives that come late."""
LIBRARY = PurePosixPath("lib/python3.13")
PLACES = {
    "stdlib": LIBRARY,
    "packages": LIBRARY / "site-packages",
    "numpy": LIBRARY / "site-packages",
    "lab": PurePosixPath("home/pyodide"),
}
"""Where the files of each archive lie in the file system of the browser's Python."""
DATA = {PurePosixPath("plotly/package_data/plotly.min.js"): "plotly.js"}
"""Data that comes late, and its archive: what is read through `pkgutil`. Other data travels first: nothing would bring it later."""
MODULES = {".pyc", ".so"}
Files = dict[PurePosixPath, bytes]


def pack(folders: Mapping[str, Path], started: Iterable[str], site: Path) -> None:
    """Write the archives of these folders. Modules that Python has `started` with are there before any could be brought."""
    first = {*FIRST.read_text(encoding="utf-8").split(), *started}
    late: defaultdict[str, Files] = defaultdict(dict)
    archives: dict[str, str] = {}
    kept: dict[str, Files] = {}
    for name, place in PLACES.items():
        files = contents(folders[name])
        early = files.keys() if name == "lab" else travelling_first(files, first)
        kept[name] = {place / path: files[path] for path in early}
        for path in files.keys() - early:
            archive = DATA.get(path) or (name if name == "stdlib" else path.parts[0].partition(".")[0])
            late[archive][place / path] = files[path]
            archives |= dict.fromkeys([str(path)] if path in DATA else imported(path), archive)
    kept["packages"][PLACES["packages"] / "late.json"] = json.dumps(archives, sort_keys=True).encode()
    for name, files in kept.items():
        write(site / f"{name}.tgz", files)
    for name, files in late.items():
        write(site / LATE / f"{name}.tgz", files)


def travelling_first(files: Iterable[PurePosixPath], first: Container[str]) -> set[PurePosixPath]:
    """Those of these files that travel before they are asked for: data, and modules of `first` with the packages around them."""
    early = {path for path in files if (module_of(path) in first if path.suffix in MODULES else path not in DATA)}
    around = {folder / "__init__.pyc" for path in early for folder in path.parents}
    return early | around.intersection(files)


def imported(path: PurePosixPath) -> list[str]:
    """What Python imports when it imports this file: it, and the packages around it, which may be folders without a file of their own."""
    return [module_of(path), *(".".join(folder.parts) for folder in path.parents if folder.parts)]


def module_of(path: PurePosixPath) -> str:
    """The name under which a file is imported."""
    parts = [*path.parts[:-1], path.name.partition(".")[0]]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def contents(folder: Path) -> Files:
    """The files of a folder."""
    return {PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(to: Path, files: Files) -> None:
    """Write an archive that depends on these files only. One stream over all of them is a third smaller than a zip, file by file."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.USTAR_FORMAT) as opened:
        for path in sorted(files):
            entry = tarfile.TarInfo(str(path))
            entry.size = len(files[path])
            opened.addfile(entry, io.BytesIO(files[path]))
    to.parent.mkdir(exist_ok=True)
    to.write_bytes(gzip.compress(raw.getvalue(), 9, mtime=0))
