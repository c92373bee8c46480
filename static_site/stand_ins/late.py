"""Brings modules that no first picture needs when they are first imported. Which archive has a module, `late.json` says.

The list of what travels first (`static_site/first.txt`) may be old: then this costs time, and nothing else.
"""

import gzip
import importlib
import io
import json
import pkgutil
import sys
import tarfile
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

COMES = "comes late"
"""What the console says of what was not there; `tests/site_first.py` hears it."""
GZIP = b"\x1f\x8b"
"""How a compressed file begins."""
ROOT = "/"
"""The folder from which archives count."""


class Late(MetaPathFinder):
    """Finds modules in archives that are still at the site. Asked last, for what is nowhere else."""

    def __init__(self, address: str, archives: dict[str, str]) -> None:
        self.address = address
        self.archives = archives
        """The archive of each module, and of each file of data, that has not come yet."""

    def bring(self, name: str) -> bool:
        """Bring the archive that has this; whether there is one."""
        archive = self.archives.get(name)
        if archive is None:
            return False
        print(f"{name} {COMES}")
        packed = fetched(f"{self.address}{archive}.tgz")
        unpacked = gzip.decompress(packed) if packed.startswith(GZIP) else packed  # some hosts unpack it themselves
        with tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:") as opened:
            opened.extractall(ROOT, filter="data")
        self.archives = {each: other for each, other in self.archives.items() if other != archive}
        importlib.invalidate_caches()
        return True

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        return PathFinder.find_spec(fullname, path, target) if self.bring(fullname) else None


def fetched(address: str) -> bytes:
    """The file at this address. Python waits for it; the page, which is not this thread, does not."""
    import js

    request = js.XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception as error:  # the browser's own error, whose class is known inside it only
        raise ImportError(f"{address} could not be fetched: is there a connection?") from error
    if request.status != 200:
        raise ImportError(f"{address} could not be fetched: the host answers {request.status}")
    return request.response.to_bytes()


def install(address: str) -> None:
    """Bring what is imported from the archives in this folder from now on, and data that `pkgutil` is asked for."""
    late = Late(address, json.loads(Path(__file__).with_name("late.json").read_text(encoding="utf-8")))
    get_data = pkgutil.get_data

    def get_late_data(package: str, resource: str) -> bytes | None:
        late.bring(f"{package}/{resource}")
        return get_data(package, resource)

    pkgutil.get_data = get_late_data
    sys.meta_path.append(late)
