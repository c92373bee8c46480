"""What an accessibility checker finds: nothing serious, on any page, in either theme. axe-core, https://github.com/dequelabs/axe-core."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.colours import contrast
from tests.conftest import Window, at_both
from tests.servers import ROOT
from tests.walks import rest

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    "/",
    "/optimizers?optimizer=Adam",
    "/compare?t=120",
    "/compare?layout=Side+by+side",
    "/compare?view=Both&arrows=1",
    "/compare?rates=Each+at+its+best",
    "/compare?landscape=Your+own+%E2%80%A6",
    "/compare?landscape=Your+own+data+%E2%80%A6",
    "/step_by_step",
    "/step_by_step?lesson=One+term+at+a+time",
    "/step_by_step?lesson=What+changes+nothing",
    "/maps",
    "/maps?kind=Noise+floor",
    "/challenges",
    "/challenges?longer-than-eta.seen=1",
    "/challenges?play=Be+the+optimizer",
    "/compare?landscape=Beale&plan=first-steps.9",
]
IN_DARK = ["/", "/optimizers?optimizer=Adam", "/compare?t=120", "/step_by_step", "/maps", "/challenges", "/?plan=first-steps.2"]
"""One of each page: in the dark only colours differ."""
STREAMLITS: Mapping[str, str] = {}
"""Nodes that are Streamlit's own and that the lab cannot change, by a part of their selector, and why each is left."""

MINOR = ["empty-table-header"]
"""Rules that axe holds for less serious, and that the lab keeps."""
SERIOUS = f"""axe.run(document, {{ resultTypes: ["violations"] }}).then(({{ violations }}) => violations
    .filter(({{ id, impact }}) => ["serious", "critical"].includes(impact) || {MINOR}.includes(id))
    .flatMap(({{ id, nodes }}) => nodes.map(({{ target, html }}) => [id, target.join(" "), html.slice(0, 200)])))"""


@pytest.fixture(scope="session")
def axe() -> str:
    if not Path(AXE).exists():
        if os.environ.get("CI"):
            pytest.fail("no axe-core: see make test")
        pytest.skip("no axe-core: see make test")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "theme"), [*((path, "light") for path in PAGES), *((path, "dark") for path in IN_DARK)])
def test_nothing_serious_is_found(window: Window, axe: str, path: str, theme: str) -> None:
    page = window(dark=theme == "dark", motion=False).open(path)
    rest(page)
    page.evaluate(axe)
    found = [each for each in page.evaluate(SERIOUS) if not any(part in each[1] for part in STREAMLITS)]
    assert not found


RING = """() => {
  const [options] = document.querySelectorAll(".stRadio [role=radiogroup]");
  const shadows = [...options.querySelectorAll("label div")].map((each) => getComputedStyle(each).boxShadow);
  const rings = shadows.filter((each) => each !== "none");
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  const hex = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return "#" + [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
  };
  return [rings.length, hex(rings[0]?.match(/^(.+?\\))/)?.[1]), hex(getComputedStyle(document.querySelector(".stApp")).backgroundColor)];
}"""


@at_both
@pytest.mark.parametrize("dark", [False, True])
def test_the_ring_of_an_answer_is_seen(window: Window, dark: bool) -> None:
    """What axe does not look at: 3 to 1, for what has to be seen of a control (WCAG 1.4.11)."""
    page = window(dark=dark, motion=False).open("/challenges?task=%CE%B7+inside")
    rest(page)
    count, ring, paper = page.evaluate(RING)
    assert count == 5, "each of the answers, none of them chosen"
    assert contrast(ring, paper) >= 3
