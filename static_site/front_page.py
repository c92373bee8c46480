"""What one sees of the site before Python is there: `index.html`, in a copy for each page of the lab."""

import json
import re
import zlib
from dataclasses import asdict
from html import escape
from pathlib import Path

from figures.theme import MARGIN, THEMES, Mode
from static_site.fetch import HERE
from ui.pages import PAGES, Page

COLOURS = ("paper", "ink", "second", "border", "accent")
FIRST = ("pyodide/*", "*.zip", "stlite/stlite.*")
"""The files of a first visit, and those that its first scripts import."""
PACKED = {".js", ".mjs", ".css", ".json", ".wasm"}
"""What a host sends packed."""


def write_pages(site: Path) -> None:
    """Write the page, and a copy of it at the address of each page of the lab, so that every link and every reload finds one."""
    text = (HERE / "index.html").read_text(encoding="utf-8")
    common = {"STYLE": style(), "SIZES": escape(json.dumps(sizes(site))), "LIGHT": THEMES["light"].paper, "DARK": THEMES["dark"].paper}
    for place, root, page in [("", "./", PAGES[0]), *((page.name, "../", page) for page in PAGES)]:
        (site / place).mkdir(exist_ok=True)
        (site / place / "index.html").write_text(
            filled(text, common | {"ROOT/": root, "PAGE": page.name, "NAV": links(page)}), encoding="utf-8"
        )


def filled(text: str, values: dict[str, str]) -> str:
    """A text with values in the places that are named in it."""
    return re.sub("|".join(values), lambda found: values[found[0]], text)


def style() -> str:
    """The style sheet of the loading page, in the colours of both themes."""
    light, dark = (variables(mode) for mode in ("light", "dark"))
    margin = " ".join(f"{MARGIN[side]}px" for side in "trbl")
    return f":root {{ {light} --map-margin: {margin}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n" + (
        HERE / "loading.css"
    ).read_text(encoding="utf-8")


def variables(mode: Mode) -> str:
    """The colours of a theme as variables."""
    theme = asdict(THEMES[mode])
    return " ".join(f"--{name}: {theme[name]};" for name in COLOURS)


def links(shown: Page) -> str:
    """The row of pages as the lab will show it; nothing leads from it yet."""
    return "".join(
        f"<{'b' if page is shown else 'span'}>{escape(page.short or page.title)}</{'b' if page is shown else 'span'}>" for page in PAGES
    )


def sizes(site: Path) -> dict[str, int]:
    """The bytes that travel for each file of a first visit."""
    first = {path for pattern in FIRST for path in site.glob(pattern)}
    scripts = [path for path in first if path.parent.name == "stlite" and path.suffix == ".js"]
    first |= {path.parent / name for path in scripts for name in re.findall(r'from "\./([^"]+)"', path.read_text(encoding="utf-8"))}
    return {path.relative_to(site).as_posix(): sent(path) for path in sorted(first)}


def sent(path: Path) -> int:
    """The bytes that travel for a file."""
    data = path.read_bytes()
    return len(zlib.compress(data, 6)) if path.suffix in PACKED else len(data)
