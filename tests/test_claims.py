"""Every sentence that a page shows is a claim, whose experiment is run here, or a remark that no experiment could check."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import ui
from landscapes import LANDSCAPES, STAGED, Expression, Landscape, Noisy, OneWeight, Rotated, Scaled
from landscapes.table import TableLine, TableLogistic, TableNetwork
from lessons import lab as laboratory
from lessons.challenges import CHALLENGES
from lessons.lab import METHODS, NAMES, Lab
from lessons.ladder import LADDERS, pairs
from lessons.plans import LESSONS
from optim_core import EVERY, SCHEDULES, SHELVED, knobs
from optim_core.claims import Claim, Remark, Words
from optim_core.symbols import plain
from tests.laboratories import Confused, Crooked, Frozen, Nudged, Shaken
from tests.servers import ROOT


def lessons() -> Iterator[tuple[str, Landscape, Words]]:
    """Everything that is said of landscapes, methods, rungs and programs: where, the landscape to stand on, and the words."""
    first = LANDSCAPES[0]()
    for landscape in (*LANDSCAPES, *STAGED):
        yield landscape.name, landscape(), landscape.lesson
    for wrapper in (Noisy, OneWeight, Rotated, Scaled, Expression):
        yield wrapper.name, first, wrapper.lesson
    for table in (TableLine, TableLogistic):
        yield table.__name__, first, table.lesson
    for method in METHODS.values():
        for part in ("what", "where", "difference"):
            yield f"{method.name}, {part}", first, getattr(method, part)
        if method.scene:
            yield f"{method.name}, scene", first, method.scene.says
        for library, there in method.elsewhere.items():
            yield f"{method.name}, {library}", first, there.note
    for schedule in SCHEDULES:
        yield f"{schedule.name}, what", first, schedule.what
    for ladder, rungs in LADDERS.items():
        for rung in rungs:
            yield f"{ladder}, {rung.adds}", first, rung.look
        for before, term in pairs(rungs):
            yield f"{ladder}, {term.adds}, where it wins", first, term.wins.words(before, term)
            yield f"{ladder}, {term.adds}, where it does not", first, term.not_here.words(before, term)
    for challenge in CHALLENGES:
        scene = challenge.scene
        for words in challenge.words:
            yield f"challenge {challenge.name}", NAMES[scene.landscape](**scene.values), words
    for lesson in LESSONS:
        for i, stop in enumerate(lesson.stops, start=1):
            assert isinstance(stop.says, Words)
            yield f"lesson {lesson.name}, stop {i}", first, stop.says
            yield f"lesson {lesson.name}, stop {i}, seen", first, stop.seen
    for name in sorted(module.name for module in pkgutil.walk_packages(ui.__path__, "ui.")):
        for constant, value in vars(importlib.import_module(name)).items():
            for words in value.values() if isinstance(value, dict) else [value]:
                if isinstance(words, Words):
                    yield f"{name}.{constant}", first, words


WORDS = list(lessons())
SENTENCE = re.compile(r"(\w+\W+){3,}\w+\.( |$)")
ABOUT_INPUT = {
    *(f"ui/controls/{name}.py" for name in ("own_formula", "own_table", "linked")),
    "ui/uploads.py", "ui/channel/server.py", "ui/page.py", "ui/components.py",
}  # fmt: skip
"""Modules that speak to visitors of what they have typed or sent, or hold code and style sheets."""
CLAIMS = [
    pytest.param(landscape, sentence, id=f"{place}: {sentence.text[:50]}")
    for place, landscape, words in WORDS
    for sentence in words.sentences
    if isinstance(sentence, Claim)
]
REMARKS = [
    pytest.param(sentence, id=f"{place}: {sentence.text[:50]}")
    for place, _, words in WORDS
    for sentence in words.sentences
    if isinstance(sentence, Remark)
]


@pytest.mark.parametrize(("landscape", "claim"), CLAIMS)
def test_what_is_claimed_is_so(landscape: Landscape, claim: Claim) -> None:
    assert claim.holds(Lab(landscape)), claim.text


@pytest.mark.parametrize(("landscape", "claim"), CLAIMS)
def test_what_is_claimed_does_not_hang_on_rounding(landscape: Landscape, claim: Claim) -> None:
    """What another computer's last digit decides is no lesson."""
    for hairs in (-1, 1, 3):
        assert claim.holds(Nudged(landscape, hairs)), (hairs, claim.text)


@pytest.mark.parametrize(("landscape", "claim"), CLAIMS)
def test_no_claim_holds_whatever_happens(landscape: Landscape, claim: Claim) -> None:
    """In one of the broken laboratories it is false, or cannot be examined at all."""

    def fails(lab: Lab) -> bool:
        try:
            return not claim.holds(lab)
        except (ArithmeticError, IndexError, ValueError, TypeError):
            return True

    with np.errstate(all="ignore"):
        assert any(fails(broken(landscape)) for broken in (Frozen, Confused, Shaken, Crooked)), claim.text


@pytest.mark.parametrize("remark", REMARKS)
def test_what_no_experiment_can_check_has_a_source(remark: Remark) -> None:
    assert remark.kind != "use" or (remark.source and remark.source.url.startswith("https://"))


@pytest.mark.parametrize(("place", "words"), [(place, words) for place, _, words in WORDS])
def test_words_are_sentences(place: str, words: Words) -> None:
    """What was written as plain text is neither claim nor remark."""
    assert isinstance(words, Words), place
    assert not words or words == " ".join(sentence.text for sentence in words.sentences)
    assert not words or words.endswith((".", "?"))


def loose(path: Path) -> Iterator[str]:
    """Sentences in the code of a page that are neither claim nor remark; docstrings and what reports numbers are not meant."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    meant: set[int] = set()
    for node in ast.walk(tree):
        words = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Claim", "Remark")
        if words or isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            meant |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in meant and SENTENCE.search(node.value):
            yield node.value


def test_no_page_says_a_sentence_that_is_neither_claim_nor_remark() -> None:
    pages = {path.relative_to(ROOT).as_posix(): path for folder in ("ui", "pages") for path in (ROOT / folder).rglob("*.py")}
    assert len(pages) > 50
    found = {name: said for name, path in pages.items() if name not in ABOUT_INPUT and (said := list(loose(path)))}
    assert found == {}


def test_a_loose_sentence_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    said, remark = 'st.caption("Adam is always the best of them.")', 'st.info(Remark("Choose one of the two.", "instruction"))'
    page.write_text(f'"""A page of its own."""\n{said}\n{remark}\n', encoding="utf-8")
    assert list(loose(page)) == ["Adam is always the best of them."]


def test_a_false_claim_is_found() -> None:
    false = Claim("Adam climbs.", lambda lab: bool(lab.run("Adam").loss[-1] > lab.run("Adam").loss[0]))
    assert not false.holds(Lab(LANDSCAPES[0]()))


@pytest.mark.parametrize("method", SHELVED)
def test_every_method_has_a_scene_that_can_be_shown(method: Any) -> None:
    scene = method.scene
    assert scene.landscape in {cls.name for cls in LANDSCAPES}, "the page can choose it"
    assert {scene.drag, *scene.settings} <= set(knobs(method))
    replace(method.suited_to(laboratory.NAMES[scene.landscape]()), **scene.settings)
    assert f"Drag {plain(knobs(method)[scene.drag].symbol)}:" in scene.says


def test_the_laboratory_knows_all_methods_and_landscapes() -> None:
    assert len(laboratory.METHODS) == len(EVERY)
    assert len(laboratory.NAMES) == len(LANDSCAPES) + len(STAGED)
    assert TableNetwork.lesson
