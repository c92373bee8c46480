"""What a browser needs to install the site as an app: a manifest and icons. All addresses are relative, so it lies below any path."""

import json
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from figures import icon
from figures.theme import THEMES

MANIFEST = "manifest.webmanifest"
ICONS = {"192": (192, 0.06), "512": (512, 0.06), "maskable": (512, 0.2)}
"""The pixels of each icon, and the share of it that stays free at each side. A maskable one may be cut to a circle."""
FINER = 4
"""Pixels are drawn this many times as small, and then averaged."""
SHADES = 64


def write_manifest(site: Path) -> None:
    """Write the manifest and its icons."""
    folder = site / "icons"
    folder.mkdir()
    (folder / "icon.svg").write_text(icon.svg(), encoding="utf-8")
    listed = [{"src": "icons/icon.svg", "sizes": "any", "type": "image/svg+xml"}]
    for name, (side, margin) in ICONS.items():
        pixels(side, margin).save(folder / f"{name}.png", optimize=True)
        purpose = {"purpose": "maskable"} if name == "maskable" else {}
        listed.append({"src": f"icons/{name}.png", "sizes": f"{side}x{side}", "type": "image/png"} | purpose)
    manifest = {
        "name": "Optimizer Lab",
        "short_name": "Optimizers",
        "description": "See how machine learning finds its way downhill.",
        "lang": "en",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": THEMES["light"].paper,
        "background_color": THEMES["light"].paper,
        "icons": listed,
    }
    (site / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def pixels(side: int, margin: float) -> Image.Image:
    """The icon on paper, so many pixels wide; `margin` is the share that stays free at each side."""
    fine = side * FINER
    image = Image.new("RGB", (fine, fine), THEMES["light"].paper)
    draw = ImageDraw.Draw(image)
    unit = fine * (1 - 2 * margin) / icon.SIDE

    def at(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(fine * margin + unit * x, fine * margin + unit * y) for x, y in points]

    for x, y, wide, high in icon.RINGS:
        right, low = wide + icon.RING / 2, high + icon.RING / 2
        draw.ellipse(at([(x - right, y - low), (x + right, y + low)]), outline=icon.GROUND, width=round(unit * icon.RING))
    draw.line(at(icon.PATH), fill=icon.LINE, width=round(unit * icon.STROKE), joint="curve")
    x, y = icon.PATH[-1]
    draw.ellipse(at([(x - icon.END, y - icon.END), (x + icon.END, y + icon.END)]), fill=icon.LINE)
    return image.resize((side, side), Image.Resampling.LANCZOS).quantize(SHADES, dither=Image.Dither.NONE)
