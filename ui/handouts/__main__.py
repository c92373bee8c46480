"""Writes what a teacher prints, and the guide `docs/teachers.md`: `make handouts`."""

from pathlib import Path

from ui.handouts.guide import guide
from ui.handouts.sheets import every_sheet
from ui.share.public_url import PUBLIC_URL

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/teachers.md"
FOLDER = ROOT / "handouts"
HERE = "http://localhost:8501"
"""What links begin with where `PUBLIC_URL` names no address: a lab on this machine."""

if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
    FOLDER.mkdir(exist_ok=True)
    for sheet in every_sheet():
        (FOLDER / sheet.name).write_text(sheet.html(PUBLIC_URL or HERE), encoding="utf-8")
