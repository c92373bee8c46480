"""A page in a frame of another site leaves out what leads to other pages; and the words that stand on saved pictures."""

import json
from typing import Any

import pytest

from landscapes import LANDSCAPES
from landscapes.noisy import default_noise
from landscapes.table import TableLine
from optim_core import OPTIMIZERS, Run
from tests.pages import run
from ui.pages import PAGES
from ui.stage.about import about

WITH_RUNS = [page.path for page in PAGES if page.runs]
MARKUP = "<img src=x onerror=alert(1)>"


def buttons(app: Any) -> list[str]:
    return [block.proto.label for block in app.get("download_button")]


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_in_a_frame_there_is_no_row_of_links(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> tuple[int, int, bool]:
        app = run(page)
        style = next(block.proto.body for block in app.get("html") if "<style>" in block.proto.body)
        pictures = sum(bool(block.proto.bytes) for block in app.get("bidi_component"))
        return len(app.get("page_link")), pictures, "In a frame of another site" in style

    links, pictures, framed = shown()
    assert not framed
    monkeypatch.setattr("ui.page.embedded", lambda: True)
    assert shown() == (links - len(PAGES), pictures, True)


@pytest.mark.parametrize("page", WITH_RUNS)
def test_every_page_with_runs_offers_them_as_files(page: str) -> None:
    assert buttons(run(page))[:2] == ["Runs, CSV", "Runs, JSON"]


def test_a_page_without_runs_offers_none() -> None:
    assert buttons(run("pages/maps.py", kind="Noise floor")) == []


def test_present_is_part_of_a_link_and_nothing_else() -> None:
    app = run("pages/compare.py", present="1", steps="100")
    assert not app.warning
    (said,) = [json.loads(block.proto.json) for block in app.get("bidi_component") if '"opened"' in block.proto.json]
    assert said["query"] == "steps=100"
    app = run("pages/compare.py", present="yes")
    assert "`present` must be 1" in app.warning[0].value


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.__name__)
def test_a_picture_says_all_that_determines_its_runs(cls: Any) -> None:
    landscape = default_noise(cls())
    runs = [Run(method.suited_to(landscape), landscape, (1.5, -0.25), 120, 16, 3) for method in OPTIMIZERS]
    said = about(landscape, [(run.optimizer.name, run) for run in runs])
    assert said.name == cls.name
    assert all(part in said.settings for part in ("start (1.5, -0.25)", "120 steps", "batch 16", "seed 3"))
    assert ("noise σ = " in said.settings) is (cls().examples == 1)
    assert [each.name for each in said.methods] == [method.name for method in OPTIMIZERS]
    assert all(each.formula.startswith("Δθₜ = ") and each.knobs.startswith("η = ") for each in said.methods)


def test_the_words_of_a_visitor_are_no_markup() -> None:
    landscape = TableLine((1.0, 2.0, 3.5, 4.0), (2.0, 1.0, 5.0, 4.5), True, (MARKUP, "b&c"))
    said = about(landscape, [(MARKUP, Run(OPTIMIZERS[0](), landscape, (0, 0), 10))])
    assert MARKUP in said.settings
    html = said.html()
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; and b&amp;c" in html


def test_a_picture_without_runs_has_a_name() -> None:
    said = about(LANDSCAPES[0](), [])
    assert (said.name, said.methods) == (LANDSCAPES[0].name, ())
