"""What one sees of the site before Python is there: `index.html`, in a copy for each page of the lab."""

import base64
import hashlib
import json
import re
import shutil
import zlib
from dataclasses import asdict
from html import escape
from pathlib import Path
from urllib.parse import quote

from figures import icon
from figures.theme import MARGIN, THEMES, Mode
from static_site.fetch import HERE
from static_site.posters import sources
from ui.pages import PAGES, Page

COLOURS = ("paper", "ink", "second", "border", "accent")
ELEMENTS = ("PlotlyChart", "BidiComponent", "Selectbox", "NumberInput", "ButtonGroup", "Slider", "DownloadButton", "Html", "PageLink")
"""What all pages show. The page loads these parts of Streamlit's front end while Python starts, and not after it."""
FIRST = ("pyodide/*", "*.tgz", "stlite/stlite.*")
"""The files of a first visit, and those that its first scripts import."""
MISSING = "404.html"
"""The page for addresses at which nothing is."""
INLINE = {"index.html": "poster.js", MISSING: "missing.js"}
"""Scripts that stand in a page itself."""
POLICY = (
    "default-src 'self'",
    # Python is WebAssembly, begun in a blob; the modules of Streamlit's components are blobs, too.
    "script-src 'self' 'wasm-unsafe-eval' blob: SHOWN",
    "worker-src 'self' blob:",  # what keeps the site for a visit without a network is a file
    "style-src 'self' 'unsafe-inline'",  # Streamlit and Plotly write styles while they run
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
)
"""What a page of the site may do: a web space like GitHub Pages sends no headers of ours."""
PACKED = {".js", ".mjs", ".css", ".json", ".wasm"}
"""What a host sends packed."""


def write_pages(site: Path) -> None:
    """Write the page, and a copy of it at the address of each page of the lab, so that every link and every reload finds one."""
    text = (HERE / "index.html").read_text(encoding="utf-8")
    script = (HERE / INLINE["index.html"]).read_text(encoding="utf-8")
    common = {
        "POLICY": "; ".join(POLICY).replace("SHOWN", allowed(script)),
        "STYLE": style(),
        "SIZES": escape(json.dumps(sizes(site))),
        # Not the file beside it: stlite begins at another address of this page, where a relative one leads elsewhere.
        "ICON": f"data:image/svg+xml,{quote(icon.svg())}",
        "LIGHT": THEMES["light"].paper,
        "DARK": THEMES["dark"].paper,
        "SHOW": script,
    }
    shutil.copytree(HERE / "posters", site / "posters")
    for place, root, page in [("", "./", PAGES[0]), *((page.name, "../", page) for page in PAGES)]:
        (site / place).mkdir(exist_ok=True)
        (site / place / "index.html").write_text(
            filled(
                text.replace("EARLY", early(site)),
                common | {"ROOT/": root, "PAGE": page.name, "NAV": links(page), "POSTERS": sources(page.name, root)},
            ),
            encoding="utf-8",
        )


def write_missing(site: Path) -> None:
    """Write the page for addresses at which nothing is."""
    script = (HERE / INLINE[MISSING]).read_text(encoding="utf-8")
    policy = f"default-src 'none'; script-src {allowed(script)}; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'"
    rows = "\n".join(
        f'<li><a href="./" data-page="{"" if page is PAGES[0] else f"{page.name}/"}">{escape(page.title)}</a></li>' for page in PAGES
    )
    names = escape(json.dumps([page.name for page in PAGES]))
    values = {"POLICY": policy, "STYLE": style(), "NAMES": names, "LINKS": rows, "SCRIPT": script}
    (site / MISSING).write_text(filled((HERE / MISSING).read_text(encoding="utf-8"), values), encoding="utf-8")


def allowed(script: str) -> str:
    """The source of a Content-Security-Policy that allows this inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


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


def early(site: Path) -> str:
    """Links that load `ELEMENTS`."""
    found = [path.name for name in ELEMENTS for path in sorted((site / "stlite").glob(f"{name}-*.js"))]
    return "\n    ".join(f'<link rel="modulepreload" href="ROOT/stlite/{name}" />' for name in found)


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
