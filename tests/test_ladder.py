"""The ladders: each term opens where it wins, and the page shows the very runs that its claims are about."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lessons import lab as laboratory
from lessons.lab import Lab
from lessons.ladder import LADDERS, Case, Rung, Term, pairs
from tests.pages import run
from tests.test_visit import query
from ui.controls.keys import url_name
from ui.protocol import unpack

TERMS = [pytest.param(ladder, before, term, id=f"{ladder}: {term.adds}") for ladder in LADDERS for before, term in pairs(LADDERS[ladder])]


def opened(ladder: str, term: Term, **more: str) -> AppTest:
    return run("pages/step_by_step.py", lesson="One term at a time", ladder=ladder, rung=term.adds, **more)


def chosen(app: AppTest) -> str:
    return str(app.selectbox(key="landscape").value)


def words(app: AppTest) -> str:
    return " ".join(block.value for block in app.markdown)


def are_shown(app: AppTest, case: Case, before: Rung, term: Term) -> None:
    """The two runs of a case are on the stage, to the last bit of what is drawn, and no others."""
    (picture,) = [block.proto.bytes for block in app.get("bidi_component") if block.proto.bytes]
    shown, arrays = unpack(picture)
    assert [path["name"] for path in shown["paths"]] == [before.adds, term.adds]
    for path, rung in zip(shown["paths"], (before, term), strict=True):
        walk: Any = case.run(Lab(laboratory.NAMES[case.landscape]()), rung)
        with np.errstate(over="ignore"):
            expected = walk.theta.astype(np.float32)
        np.testing.assert_array_equal(arrays[path["theta"]].reshape(-1, 2), expected)


@pytest.mark.parametrize(("ladder", "before", "term"), TERMS)
def test_a_term_opens_where_it_wins(ladder: str, before: Rung, term: Term) -> None:
    app = opened(ladder, term)
    assert not app.warning
    assert chosen(app) == term.wins.landscape
    are_shown(app, term.wins, before, term)
    at = LADDERS[ladder].index(term) + 1
    place = url_name(laboratory.NAMES[term.wins.landscape])
    boxes = {box.key: box.value for box in app.number_input}
    for number in (at - 1, at):
        assert {field: boxes[f"{place}.rung{number}.{field}"] for field in term.wins.settings} == term.wins.settings
    assert term.wins.says in words(app)
    assert f"**Not everywhere.** {term.not_here.says}" in words(app)


@pytest.mark.parametrize(("ladder", "before", "term"), TERMS)
def test_where_it_does_not_win_is_a_landscape_away(ladder: str, before: Rung, term: Term) -> None:
    assert not term.not_here.settings
    assert term.not_here.landscape != term.wins.landscape
    app = opened(ladder, term, landscape=term.not_here.landscape)
    assert not app.warning
    are_shown(app, term.not_here, before, term)
    assert term.not_here.says in words(app)
    assert term.wins.says not in words(app)


@pytest.mark.parametrize("ladder", LADDERS)
def test_another_rung_brings_its_own_landscape_unless_the_visitor_has_chosen_one(ladder: str) -> None:
    (_, first), *others = pairs(LADDERS[ladder])
    app = run("pages/step_by_step.py", lesson="One term at a time", ladder=ladder)
    stays = run("pages/step_by_step.py", lesson="One term at a time", ladder=ladder, landscape="Ackley")
    assert (chosen(app), chosen(stays)) == (first.wins.landscape, "Ackley")
    for before, term in others:
        for each in (app, stays):
            each.session_state["rung"] = term.adds
            assert not each.run().exception
            assert not each.warning
        assert chosen(app) == term.wins.landscape
        are_shown(app, term.wins, before, term)
        assert chosen(stays) == "Ackley"
        assert query(app)["rung"] == [term.adds]
        assert "landscape" not in query(app)


def test_other_ladders_and_other_lessons_have_other_landscapes() -> None:
    """A rung that the next ladder does not have, or that the next lesson does not show, is no mistake."""
    term = LADDERS["Gradient descent to Adam"][1:][1]
    app = opened("Gradient descent to Adam", term)
    app.session_state["ladder"] = "Adagrad to Adadelta"
    assert not app.run().warning
    assert chosen(app) == LADDERS["Adagrad to Adadelta"][1:][0].wins.landscape
    app.session_state["lesson"] = "What changes nothing"
    assert not app.run().exception
    assert not app.warning
    assert chosen(app) == "Himmelblau"
    link = {"lesson": "What changes nothing", "ladder": "Adagrad to Adadelta", "rung": "+ the sum fades"}
    assert not run("pages/step_by_step.py", **link).warning
    assert "`rung`" in opened("Adam to Adamax", term).warning[0].value
