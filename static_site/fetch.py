"""Brings the files that `lock.json` names: from the cache, else from their registries. A file with another hash is refused.

A registry is asked through its own client, as it is set up on this machine, so no host is named here.
"""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypedDict

from tests import node

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
NUMPY_WHEEL = "NUMPY_WHEEL"
"""The environment variable that names a wheel of NumPy to take instead of Pyodide's own."""
Bring = Callable[[Path], object]
"""Writes a file to a path."""


class Pinned(TypedDict):
    """A package of a registry: one file of it."""

    name: str
    version: str
    licence: str
    sha256: str


class Lock(TypedDict):
    """What the site is made of, besides the lab."""

    npm: list[Pinned]
    wheels: list[Pinned]
    numpy: dict[str, str]
    """Under `from` the address of Pyodide's wheels; which one, and its hash, says the lock file inside of Pyodide's package."""


class Parts(NamedTuple):
    """The files of all that."""

    stlite: Path
    """A folder: Streamlit's front end, and the wheels of its Python."""
    pyodide: Path
    wheels: list[Path]
    numpy: Path


class UnavailableError(Exception):
    """A file cannot be had here."""


class WrongHashError(Exception):
    """A file is not the one that the lock names."""


def lock() -> Lock:
    """What `lock.json` says."""
    read: Lock = json.loads((HERE / "lock.json").read_text(encoding="utf-8"))
    return read


def fetch(into: Path) -> Parts:
    """Bring everything; packages of npm are unpacked into this folder. After the first time nothing is asked of a network."""
    pins = lock()
    for pin in pins["npm"]:
        with tarfile.open(kept(_tarball(pin), pin["sha256"], _from_npm(pin))) as opened:
            opened.extractall(into / pin["name"], filter="data")
    wheels = [kept(f"{pin['name']}-{pin['version']}.whl", pin["sha256"], _from_pypi(pin)) for pin in pins["wheels"]]
    pyodide = into / "pyodide/package"
    return Parts(into / "@stlite/browser/package/build", pyodide, wheels, numpy(pyodide, pins["numpy"]["from"]))


def numpy(pyodide: Path, address: str) -> Path:
    """NumPy's wheel for Pyodide: its own, which is at this address; or the one that NUMPY_WHEEL names, whatever is in it."""
    official = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]["numpy"]
    if given := os.environ.get(NUMPY_WHEEL):
        wheel = Path(given)
        if sha256(wheel.read_bytes()) != official["sha256"]:
            print(f"{given} is not Pyodide's own wheel of NumPy: do not publish this site.")
        return wheel
    return kept(official["file_name"], official["sha256"], lambda to: urllib.request.urlretrieve(address + official["file_name"], to))


def sha256(data: bytes) -> str:
    """The hash of these bytes, as a lock names it."""
    return hashlib.sha256(data).hexdigest()


def kept(name: str, expected: str, bring: Bring) -> Path:
    """The file of this name in the cache. Where there is none `bring` writes it; one with another hash is refused and not kept."""
    path = CACHE / name
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            new = Path(folder, "new")
            try:
                bring(new)
            except (OSError, subprocess.CalledProcessError) as error:
                raise UnavailableError(f"{name} cannot be had: {error}") from error
            if (found := sha256(new.read_bytes())) != expected:
                raise WrongHashError(f"{name}: its SHA-256 should be {expected}, and is {found}")
            new.rename(path)
    elif (found := sha256(path.read_bytes())) != expected:
        raise WrongHashError(f"{path}: its SHA-256 should be {expected}, and is {found}. Delete it to have it brought anew.")
    return path


def _tarball(pin: Pinned) -> str:
    """What npm calls the file of a package."""
    return f"{pin['name'].removeprefix('@').replace('/', '-')}-{pin['version']}.tgz"


def _from_npm(pin: Pinned) -> Bring:
    def bring(to: Path) -> None:
        npm, path = node.find()
        command = [*npm, "pack", "--silent", f"{pin['name']}@{pin['version']}", "--pack-destination", str(to.parent)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PATH": path})
        to.with_name(_tarball(pin)).rename(to)

    return bring


def _from_pypi(pin: Pinned) -> Bring:
    def bring(to: Path) -> None:
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps"]
        pure = ["--only-binary", ":all:", "--platform", "any", "--implementation", "py", "--python-version", "3.13"]
        subprocess.run([*pip, *pure, "--dest", str(to.parent), f"{pin['name']}=={pin['version']}"], check=True)
        next(to.parent.glob("*.whl")).rename(to)

    return bring
