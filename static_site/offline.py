"""The service worker of the site: which files a browser keeps, and a name that changes when any of them does."""

import hashlib
import json
from fnmatch import fnmatch
from pathlib import Path

from static_site.fetch import HERE

NAME = "service_worker.js"
"""Its file, at the root: a service worker answers for what lies beside it and below."""
NOT_KEPT = (
    *(NAME, "posters/*", "licences.txt", "README.txt", "serve.ps1", "404.html", "*.woff", "*.ttf"),
    *("stlite/*iagram*", "stlite/mermaid*", "stlite/cytoscape*", "stlite/cynefin*", "stlite/cose-*", "stlite/dagre*", "stlite/elk*"),
    *("stlite/DeckGl*", "stlite/GraphViz*", "stlite/ArrowVega*", "stlite/DataFrame*", "stlite/pandasStyler*", "stlite/assets/*.wasm"),
    *("stlite/Snow*", "stlite/Balloons*", "stlite/wavesurfer*", "stlite/Audio*", "stlite/Video*", "stlite/Camera*", "stlite/Chat*"),
)
"""Files that no page of the lab asks for, and posters, of which one visitor sees few. Whoever has a network gets them all the same."""


def write_service_worker(site: Path) -> None:
    """Write it. Everything else has to be there."""
    text = (HERE / NAME).read_text(encoding="utf-8")
    values = {"NAME_OF_THE_BUILD": digest(site), "FILES_OF_THE_BUILD": json.dumps(kept(site))}
    for place, value in values.items():
        text = text.replace(place, value)
    (site / NAME).write_text(text, encoding="utf-8")


def kept(site: Path) -> list[str]:
    """The addresses of what is kept, from the root. A page is kept under the address of its folder."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    return [name.removesuffix("index.html") or "./" for name in names if not any(fnmatch(name, pattern) for pattern in NOT_KEPT)]


def digest(site: Path) -> str:
    """A name for all that the site holds."""
    found = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(site).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:16]
