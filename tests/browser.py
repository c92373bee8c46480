"""Finds a Chromium for the tests, and installs one where there is none: `python -m tests.browser`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def find() -> str | None:
    """The system's Chromium or Chrome first, Playwright's own second."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def ensure() -> None:
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, capture_output=True)
    if not find():
        print("No Chromium was found and none could be installed: the tests in a browser cannot run. Try: apt-get install chromium")
        sys.exit(1 if os.environ.get("CI") else 0)


if __name__ == "__main__":
    ensure()
