"""The site without a server beside the lab on a server, in one run: `make bench-site`. The host of the site compresses, as most do."""

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.browser import AT_REST, CHANGES, DRAG, KNOB, SECONDS, SETTING, open_adam
from bench.maps import MAPS
from bench.tab import Tab, chromium
from tests.browser import find
from tests.servers import free_port, serve
from tests.site import FOLDER, built, served

VISITS = 3
MAP = "/maps?landscape=Rosenbrock&noise=0&steps=500"
MAP_KNOB = ".st-key-adam-beta2 input.lab-knob"
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
MAP_DONE = ".lab-atlas progress[hidden]"
STILL = "[data-testid=stApp][data-test-script-state=notRunning]"

# The longest time between two frames while this is done: whether the picture answers meanwhile.
MEANWHILE = """async (selector) => {
  let longest = 0, over = false;
  const watch = (before) => requestAnimationFrame((now) => {
    longest = Math.max(longest, now - before);
    if (!over) watch(now);
  });
  watch(performance.now());
  const [coarse, whole] = await (MAPS)(selector);
  over = true;
  return [coarse, whole, longest];
}""".replace("MAPS", MAPS)


class Figures(NamedTuple):
    """What one visitor felt; the fields are the rows of the table."""

    painted: float
    cold: float
    again: float
    megabytes: float
    knob: float
    drag: float
    map: float
    longest: float
    memory: float


ROWS = (
    ("first paint, never here before", "ms", "500"),
    ("first paths, never here before", "s", "6"),
    ("first paths, second visit", "s", "3.5"),
    ("bytes until then, never here before", "MB", "15"),
    ("knob changed -> paths repainted, median", "ms", "30"),
    ("start dragged: repaints a second", "", "25"),
    ("200x200 map of 500 steps, whole, median", "s", "0.8"),
    ("longest frame meanwhile", "ms", "-"),
    ("memory of the tab", "MB", "350"),
)


def visit(page: Tab, address: str) -> float:
    """Open the page that is measured; seconds until its paths are there."""
    began = time.perf_counter()
    page.open(address + SETTING, "canvas.lab-paths")
    return time.perf_counter() - began


def memory(profile: Path) -> float:
    """Megabytes that the largest tab of this browser has for itself, as Chromium's own task manager counts."""
    found = [0.0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_text()
            if "type=renderer" in command and str(profile) in command:
                status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
                found.append((int(status["RssAnon"].split()[0]) + int(status["VmSwap"].split()[0])) / 1e3)
        except OSError:
            continue  # it has ended
    return max(found)


def measured(path: str, address: str, sent: Sequence[int]) -> Figures:
    """What a visitor of this address feels."""
    painted, cold, again = [], [], []
    for _ in range(VISITS):
        before = len(sent)
        with chromium(path) as browser:
            with browser.tab() as page:
                cold.append(visit(page, address))
                megabytes = sum(sent[before:]) / 1e6
                painted.append(float(page.evaluate(PAINTED)))
                page.wait(5000)  # until it has all files
            with browser.tab() as page:
                again.append(visit(page, address))
                if len(again) < VISITS:
                    continue
                page.wait_for(STILL)
                page.wait(4000)
                held = memory(browser.profile)
                open_adam(page)
                knob = page.evaluate(CHANGES, KNOB)
                page.evaluate(AT_REST)
                drag = page.evaluate(DRAG, [".lab-start", SECONDS])
                page.open(address + MAP, MAP_DONE)
                page.wait(4000)
                _, whole, longest = page.evaluate(MEANWHILE, MAP_KNOB)
    return Figures(
        statistics.median(painted),
        statistics.median(cold),
        statistics.median(again),
        megabytes,
        statistics.median(knob),
        len(drag) / SECONDS,
        statistics.median(whole) / 1000,
        longest,
        held,
    )


def measure() -> None:
    path = find()
    if path is None:
        print("no Chromium: what a visitor feels was not measured")
        return
    port = free_port()
    server = serve(port)
    sent: list[int] = []
    try:
        with tempfile.TemporaryDirectory() as space, pytest.MonkeyPatch.context() as patch:
            built(Path(space, FOLDER), patch)
            with served(Path(space), sent) as host:
                site = measured(path, f"{host}/{FOLDER}", sent)
                lab = measured(path, f"http://localhost:{port}", ())
    finally:
        server.kill()
    print(f"the site without a server, beside the server{'':>9}site  server")
    for (what, unit, must), here, there in zip(ROWS, site, lab, strict=True):
        digits = 1 if unit in {"s", "MB"} and here < 100 else 0
        other = f"{there:8.{digits}f}" if there else "       -"
        print(f"  {what:<46} {here:8.{digits}f}{other} {unit:<3} (must: {must})")


if __name__ == "__main__":
    measure()
