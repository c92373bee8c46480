"""What of Python travels first and what comes late, and that nothing is lost between the two."""

import gzip
import importlib
import json
import pkgutil
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from static_site import archives
from static_site.stand_ins import late

PACKAGES = ("used/__init__.pyc", "used/first.pyc", "used/other.pyc", "used/data.json", "spaces/inner/leaf.pyc", "alone.pyc")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of a few files, of which one module travels first."""
    for name in archives.PLACES:
        (tmp_path / name).mkdir()
    for path in PACKAGES:
        file = tmp_path / "packages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    (tmp_path / "stdlib/started.pyc").write_text("started")
    (tmp_path / "lab/any.py").write_text("any")
    monkeypatch.setattr(archives, "FIRST", tmp_path / "first.txt")
    monkeypatch.setattr(archives, "DATA", {PurePosixPath("used/big.js"): "big"})
    (tmp_path / "packages/used/big.js").write_text("big")
    archives.FIRST.write_text("used.first\n")
    archives.pack({name: tmp_path / name for name in archives.PLACES}, ["started"], tmp_path / "site")
    return tmp_path / "site"


def held(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as opened:
        return {name: file.read() for name in opened.getnames() if (file := opened.extractfile(name))}


def test_a_module_travels_first_with_its_packages_and_all_data(site: Path) -> None:
    place = archives.PLACES["packages"]
    names = {PurePosixPath(name) for name in held(site / "packages.tgz")}
    assert names == {place / name for name in ("used/__init__.pyc", "used/first.pyc", "used/data.json", "late.json")}
    assert held(site / "lab.tgz") == {"home/pyodide/any.py": b"any"}
    assert held(site / "stdlib.tgz") == {"lib/python3.13/started.pyc": b"started"}


def test_nothing_is_lost_and_the_hook_knows_where_the_rest_is(site: Path) -> None:
    rest = {path.stem: {PurePosixPath(name) for name in held(path)} for path in (site / archives.LATE).iterdir()}
    place = archives.PLACES["packages"]
    assert rest == {
        "alone": {place / "alone.pyc"},
        "big": {place / "used/big.js"},
        "spaces": {place / "spaces/inner/leaf.pyc"},
        "used": {place / "used/other.pyc"},
    }
    known = json.loads(held(site / "packages.tgz")[str(place / "late.json")])
    spaces = dict.fromkeys(("spaces", "spaces.inner", "spaces.inner.leaf"), "spaces")
    assert known == {"alone": "alone", "used.other": "used", "used": "used", "used/big.js": "big", **spaces}


def test_an_archive_depends_on_its_files_only(tmp_path: Path) -> None:
    files = {PurePosixPath(name): name.encode() for name in ("b", "a/c", "a/b")}
    for name, order in (("one", list(files)), ("two", sorted(files))):
        archives.write(tmp_path / name, {path: files[path] for path in order})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert {PurePosixPath(name): data for name, data in held(tmp_path / "one").items()} == files


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The import hook with two archives; the addresses that it has asked for."""
    asked: list[str] = []
    packages = tmp_path / "packages"
    (packages / "late_package").mkdir(parents=True)
    (packages / "late_package/__init__.py").touch()
    contents = {"module": ("late_package/module.py", b"came = True"), "data": ("late_package/data.txt", b"data")}

    def fetched(address: str) -> bytes:
        asked.append(address)
        name, data = contents[address.removeprefix("there/").removesuffix(".tgz")]
        archives.write(tmp_path / "archive", {PurePosixPath(name): data})
        packed = (tmp_path / "archive").read_bytes()
        return gzip.decompress(packed) if name.endswith("data.txt") else packed  # some hosts unpack what is asked for

    monkeypatch.setattr(late, "fetched", fetched)
    monkeypatch.setattr(late, "ROOT", str(packages))
    monkeypatch.setattr(late, "__file__", str(tmp_path / "late.py"))
    monkeypatch.setattr(pkgutil, "get_data", pkgutil.get_data)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.syspath_prepend(packages)
    (tmp_path / "late.json").write_text(json.dumps({"late_package.module": "module", "late_package/data.txt": "data"}))
    late.install("there/")
    yield asked
    for name in [name for name in sys.modules if name.startswith("late_package")]:
        del sys.modules[name]


def test_a_module_comes_when_it_is_imported_and_once(asked: list[str]) -> None:
    importlib.import_module("late_package")
    assert asked == []
    assert importlib.import_module("late_package.module").came
    assert asked == ["there/module.tgz"]
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("late_package.nowhere")
    assert asked == ["there/module.tgz"]
    assert pkgutil.get_data("late_package", "data.txt") == b"data"
    assert asked == ["there/module.tgz", "there/data.tgz"]


def test_what_cannot_be_fetched_may_come_later(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(address: str) -> bytes:
        raise ImportError(f"{address} could not be fetched")

    with monkeypatch.context() as offline:
        offline.setattr(late, "fetched", fails)
        with pytest.raises(ImportError, match=r"there/module\.tgz could not be fetched"):
            importlib.import_module("late_package.module")
    assert importlib.import_module("late_package.module").came
