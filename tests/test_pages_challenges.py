"""The page Challenges: nothing is shown before an answer, then the engine judges, and a link says all of it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Choose, Draw, PickCell, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.solutions import every
from lessons.lab import NAMES, Lab
from tests.pages import headers, run
from ui.challenges.acting import choices_of, setting_of, start_of
from ui.challenges.answering import line
from ui.stage.comparison import Comparison
from ui.stage.gesture import Gesture

PAGE = "pages/challenges.py"
LAB = Lab(next(iter(NAMES.values()))())
each = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.name)


def texts(challenge: Challenge, given: Any) -> dict[str, Any]:
    """An answer as a link writes it."""
    answer, key = challenge.answer, f"{challenge.name}.answer"
    if isinstance(answer, Choose):
        return {key: "ABCDE"[given]}
    if isinstance(answer, Rank):
        return {key: list(given)}
    if isinstance(answer, Place):
        return {f"{challenge.name}.{letter}": repr(at) for letter, at in zip("xy", given, strict=True)}
    if isinstance(answer, Draw):
        return {key: ";".join(f"{x:.4g},{y:.4g}" for x, y in given[1:])}
    return {f"{challenge.name}.{field}": repr(value) for field, value in given.items()}


def solution(challenge: Challenge) -> Any:
    """An answer that the engine calls right."""
    answer, scene = challenge.answer, challenge.scene
    if isinstance(answer, Draw):
        path = scene.walks(LAB)[0].theta
        return tuple(map(tuple, path[:: max(1, len(path) // 50)]))
    return next(given for given in every(challenge, LAB) if answer.judge(scene, LAB, given).right)


def opened(challenge: Challenge, **more: Any) -> AppTest:
    return run(PAGE, **{"task": challenge.title, **{key.replace(".", "__"): value for key, value in more.items()}})


def stage(app: AppTest) -> Any:
    """What the stage was told; there may be a map, too."""
    return next(told for told in headers(app) if "panels" in told)


@each
def test_before_an_answer_no_path_is_shown_and_nothing_is_given_away(challenge: Challenge) -> None:
    app = opened(challenge)
    assert not app.warning
    assert not app.success
    found = stage(app)
    assert found["bare"]
    assert [panel["paths"] for panel in found["panels"]] == [[]]
    reveal = app.button(key="reveal")
    assert reveal.disabled == isinstance(challenge.answer, Choose | Rank | Draw)
    assert challenge.why not in [each.value for each in app.markdown]
    assert [told["covered"] for told in headers(app) if "covered" in told] == [True] * isinstance(challenge.answer, PickCell)


@each
def test_a_right_answer_is_said_to_be_right_and_a_link_to_it_says_so_too(challenge: Challenge) -> None:
    app = opened(challenge, **texts(challenge, solution(challenge)))
    app.button(key="reveal").click().run()
    for seen in (app, opened(challenge, **texts(challenge, solution(challenge)), **{f"{challenge.name}.seen": "1"})):
        assert [each.value.startswith("**Right.**") for each in seen.success] == [True]
        assert not seen.warning
        assert not stage(seen)["bare"]
        assert challenge.why in [each.value for each in seen.markdown]


@each
def test_a_belief_is_answered_with_its_reason(challenge: Challenge) -> None:
    answer = challenge.answer
    wrong = (
        next((i, option.reason) for i, option in enumerate(answer.options) if option.reason)
        if isinstance(answer, Choose)
        else (answer.wrong[0].given, answer.wrong[0].reason)  # type: ignore[attr-defined]  # every other kind has it
    )
    app = opened(challenge, **texts(challenge, wrong[0]), **{f"{challenge.name}.seen": "1"})
    assert len(app.warning) == 1
    assert wrong[1] in app.warning[0].value


@each
def test_the_start_moves_where_it_is_the_answer_and_nowhere_else(challenge: Challenge) -> None:
    keys = stage(opened(challenge))["start"]["keys"]
    assert keys == ([f"{challenge.name}.x", f"{challenge.name}.y"] if isinstance(challenge.answer, Place) else [])
    sliders = [each.key for each in opened(challenge).number_input]
    fields = challenge.answer.fields if isinstance(challenge.answer, Turn) else ()
    assert [key for key in sliders if key and not key.endswith((".x", ".y"))] == [f"{challenge.name}.{field}" for field in fields]


@each
def test_the_runs_that_are_shown_are_those_that_are_judged(challenge: Challenge) -> None:
    """They have the same knobs, steps, noise, batch and seed."""
    setting, choices = setting_of(challenge), choices_of(challenge)
    values = dict(zip(setting.start_keys, start_of(challenge), strict=True))
    for choice in choices:
        usual = choice.cls.suited_to(setting.landscape)
        values |= {key: getattr(usual, field) for field, key in choice.keys.items()}
    turned = {i: {f: values[key] for f, key in choice.keys.items()} for i, choice in enumerate(choices)}
    shown = Comparison(choices, setting, values, {}).runs(Gesture())
    judged = challenge.scene.walks(LAB, turned=turned)
    assert [each.record().theta.tolist() for each in shown] == [each.theta.tolist() for each in judged]


@each
def test_a_line_is_drawn_where_it_is_the_answer_and_stays_while_the_runs_are_shown(challenge: Challenge) -> None:
    if not isinstance(challenge.answer, Draw):
        assert stage(opened(challenge))["sketch"] is None
        return
    start = [*start_of(challenge)]
    key = f"{challenge.name}.answer"
    assert stage(opened(challenge))["sketch"] == {"key": key, "points": [start], "open": True}
    app = opened(challenge, **{key: "1,2; 3,4", f"{challenge.name}.seen": "1"})
    assert stage(app)["sketch"] == {"key": key, "points": [start, [1, 2], [3, 4]], "open": False}
    assert app.text_input(key=key).disabled
    app.button(key="again").click().run()
    assert stage(app)["sketch"]["open"]
    assert not app.text_input(key=key).disabled
    assert not opened(challenge, **{key: "1", f"{challenge.name}.seen": "1"}).text_input(key=key).disabled, "it can be put right"


def test_after_the_last_task_comes_the_first_and_an_answer_can_be_taken_back() -> None:
    last = CHALLENGES[-1]
    app = opened(last, **texts(last, solution(last)), **{f"{last.name}.seen": "1"})
    app.button(key="again").click().run()
    assert stage(app)["bare"]
    app.button(key="reveal").click().run()
    app.button(key="next").click().run()
    assert app.title[0].value == CHALLENGES[0].title


@pytest.mark.parametrize("text", ["1", "1,2;3", "1,2;x,y", "nan,1", "1e999,1", "1,2,3", ";".join(["1,1"] * 61), "<b>,1"])
def test_a_line_that_is_none_is_refused(text: str) -> None:
    assert line(text, (0.0, 0.0)) is None


def test_a_line_begins_at_the_start() -> None:
    assert line(" 1,2 ; 3, 4;", (0.0, 0.5)) == ((0.0, 0.5), (1.0, 2.0), (3.0, 4.0))
