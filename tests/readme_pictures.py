"""Renews the README's pictures, as a visitor sees the pages: `make pictures`."""

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import FLAGS, find
from tests.conftest import Visitor
from tests.servers import ROOT, free_port, serve
from tests.walks import rest

FOLDER = ROOT / "docs"
WIDTH, HEIGHT = 1440, 900
MOST_BYTES = 250_000
PICTURES: Mapping[str, str] = MappingProxyType({"compare": "/compare", "maps": "/maps"})
"""The address of each picture's page, by its name."""


def written(page: Page, path: Path) -> None:
    """Write what a page shows, in 256 colours, which makes the file a third as large.

    Half of them are the most frequent ones, which the landscape needs, and half are apart from each other, which the paths need.
    """
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    halves = [shown.quantize(128, method).getpalette() or [] for method in (Image.Quantize.MEDIANCUT, Image.Quantize.MAXCOVERAGE)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for half in halves for channel in half[: 3 * 128]])
    shown.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Open each page on a server of its own and write its picture."""
    chromium = find() or sys.exit("No Chromium: see python -m tests.browser")
    port = free_port()
    server = serve(port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, address in PICTURES.items():
                context = browser.new_context(
                    viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce", bypass_csp=True
                )
                page = Visitor(context, f"http://localhost:{port}").open(address)
                rest(page)
                written(page, FOLDER / f"{name}.png")
                context.close()
            browser.close()
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
