"""Be the optimizer: what the fog hides, what a step costs, and what a link may say."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import Landscape
from landscapes.landscape import Point, Survey
from lessons import by_hand as game
from lessons.by_hand import BUDGETS, HIDDEN, LONGEST, ByHand
from optim_core import OPTIMIZERS, Run
from optim_core.marks import Marks
from optim_core.spec import Array, Rows, TeX
from tests.pages import headers, run
from tests.test_marks import told_apart
from ui.challenges.by_hand import compared

STEPS = ((0.25, -0.5), (0.125, 0.25), (-0.05, 0.01))
KEY = f"hand.1.{BUDGETS[1]}"
each = pytest.mark.parametrize("landscape", HIDDEN, ids=lambda landscape: landscape.name)


@dataclass(frozen=True)
class Impostor(Landscape):
    """A plane that has, at one point, the height and the slope of another landscape; and its window and start."""

    other: Landscape
    at: Point

    name = "Impostor"

    @property
    def survey(self) -> Survey:
        return Survey(TeX("x"), self.other.window, self.other.start, (), 3.0, 3.0, 17)

    def value(self, x: Array, y: Array) -> Array:
        height, (gx, gy), _ = game.here(self.other, self.at)
        return height + gx * (x - self.at[0]) + gy * (y - self.at[1])

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([np.full_like(x, each) for each in game.here(self.other, self.at).gradient])


def opened(**more: Any) -> AppTest:
    return run("pages/challenges.py", play="Be the optimizer", **{key.replace(".", "__"): value for key, value in more.items()})


def stage(app: AppTest) -> Any:
    return next(told for told in headers(app) if "panels" in told)


def sent(app: AppTest) -> str:
    """All that the browser gets, without the names that are made by chance."""

    def inside(node: Any) -> Any:
        yield str(node.proto)
        for child in getattr(node, "children", {}).values():
            yield from inside(child)

    text = "\n".join(inside(app.main)).replace(app.session_state["visit"].name, "")
    return re.sub(r'file_id: "\w+"', "", text)


@each
def test_nothing_of_the_landscape_is_sent_but_what_is_seen_at_the_point(landscape: Landscape, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = sent(opened(hand=f"Landscape {HIDDEN.index(landscape) + 1}"))
    assert "slope" in honest
    impostors = tuple(Impostor(each, each.start) for each in HIDDEN)
    monkeypatch.setattr("ui.challenges.by_hand.HIDDEN", impostors)
    assert sent(opened(hand=f"Landscape {HIDDEN.index(landscape) + 1}")) == honest


@each
def test_steps_make_a_trajectory_with_the_values_and_gradients_of_the_landscape(landscape: Landscape) -> None:
    found = Run(ByHand(STEPS), landscape, landscape.start, len(STEPS)).record()
    assert [*map(tuple, found.theta.tolist())] == [*game.points(landscape.start, STEPS)]
    for t, point in enumerate(game.points(landscape.start, STEPS)):
        there = game.here(landscape, point)
        assert found.loss[t] == pytest.approx(there.height, rel=1e-14)
        assert found.gradient[t].tolist() == pytest.approx(there.gradient, rel=1e-14)


@each
def test_a_step_costs_every_method_one_gradient(landscape: Landscape) -> None:
    assert all(Run(cls.suited_to(landscape), landscape, landscape.start, 1).evaluations_per_step == 1 for cls in (*OPTIMIZERS,))
    assert Run(ByHand(STEPS), landscape, landscape.start, 1).evaluations_per_step == 1


def test_a_link_says_the_steps_in_few_digits() -> None:
    landscape = HIDDEN[0]
    assert game.read("", landscape, 6) == ()
    assert game.read(" 0.1234567, -1e-5;;-0,2;", landscape, 6) == ((0.1235, -1e-5), (0.0, 2.0))
    steps = game.read("0.1234567,-0.00001234567", landscape, 6)
    assert game.read(game.write(steps), landscape, 6) == steps
    longest = ";".join(["-1.234e-300,-1.234e-300"] * BUDGETS[-1])
    assert len(longest) <= LONGEST
    assert game.write(game.read(longest, landscape, BUDGETS[-1])) == longest


HOSTILE = ["1", "1,2,3", "x,y", "nan,0", "inf,0", "1e999,1", "0,-1e9", "30,0;-30,0", ";".join(["0,0"] * 13), " " * LONGEST + "0,0", "<b>,1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_game_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        game.read(text, HIDDEN[0], 12)
    app = opened(**{KEY: text, f"{KEY}.lifted": "1"})
    assert [each.value.startswith("The steps in this link") for each in app.error] == [True]
    assert stage(app)["taken"]["points"] == [[*HIDDEN[0].start]], "the game begins anew"
    assert stage(app)["bare"]


@each
def test_the_arrow_points_downhill_and_is_longer_where_it_is_steeper(landscape: Landscape) -> None:
    spots = game.points(landscape.start, STEPS)
    seen = []
    for spot in spots:
        tip = np.subtract(game.downhill(landscape, spot, landscape.window), spot)
        _, gradient, slope = game.here(landscape, spot)
        assert tip @ np.array(gradient) == pytest.approx(-np.hypot(*tip) * slope)
        seen.append((slope, float(np.hypot(*(tip / np.ptp(landscape.window, axis=1))))))
    assert all(flat[1] < steep[1] for flat, steep in pairwise(sorted(seen)))
    assert all(game.ARROW[0] < far < game.ARROW[1] for _, far in seen)
    bottom = landscape.minima[0]
    if game.here(landscape, bottom).slope == 0:
        assert game.downhill(landscape, bottom, landscape.window) == bottom


def test_the_frame_grows_with_the_way() -> None:
    landscape = HIDDEN[0]
    (left, right), _ = landscape.window
    assert game.frame(landscape, [landscape.start]) == landscape.window
    for x in (right + 0.1, 4 * right, 9 * right):
        sides = game.frame(landscape, [landscape.start, (x, 0.0)])
        assert sides[0][0] < left
        assert x <= sides[0][1] <= 2.5 * x
    assert game.frame(landscape, [(10 * right, 0.0)]) == game.reach(landscape)


def test_steps_are_typed_refused_and_taken_until_none_is_left() -> None:
    app = opened(**{"hand.steps": "6"})
    key = "hand.1.6.next"
    assert app.button(key="lift").disabled
    app.text_input(key=key).set_value("0.123456,-0.5").run()
    assert stage(app)["taken"]["points"] == [[-1.8, 0.2], [-1.8 + 0.1235, -0.3]]
    assert app.text_input(key=key).value == ""
    app.text_input(key=key).set_value("30,0").run()
    assert [each.value.startswith("This step cannot be taken") for each in app.error] == [True]
    assert len(stage(app)["taken"]["points"]) == 2
    for _ in range(5):
        assert stage(app)["bare"]
        app.text_input(key=key).set_value("0.1,0.1").run()
    assert not app.error
    found = stage(app)
    assert [path["name"] for path in found["paths"]] == ["you", *(cls.name for cls in OPTIMIZERS)]
    assert {path["steps"] for path in found["paths"]} == {6}
    assert [path["name"] for path in found["paths"] if not path["rate"]] == ["you"], "a hand has no learning rate"
    assert not found["bare"]
    assert found["taken"] is None
    assert app.info[0].value.startswith("After six steps you are at height ")
    app.button(key="again").click().run()
    assert stage(app)["taken"]["points"] == [[-1.8, 0.2]]


def test_the_fog_is_lifted_early_and_a_link_says_so() -> None:
    app = opened(**{KEY: game.write(STEPS)})
    app.button(key="lift").click().run()
    linked = opened(**{KEY: game.write(STEPS), f"{KEY}.lifted": "1"})
    for seen in (app, linked):
        assert {path["steps"] for path in stage(seen)["paths"]} == {len(STEPS)}
        assert seen.session_state["visit"].query.endswith("lifted=1")
    assert stage(app)["paths"] == stage(linked)["paths"]
    assert not linked.warning
    app.button(key="next").click().run()
    assert stage(app)["bare"]
    assert app.selectbox(key="hand").value == "Landscape 2"
    assert not stage(opened(**{f"{KEY}.lifted": "1"}))["paths"], "without a step there is nothing to compare"


def test_one_sentence_compares() -> None:
    others = {"A": 1.0, "B": 2.0, "C": np.nan, "D": np.inf}
    assert compared(12, 1.0, others) == "After twelve steps you are at height 1: none of the four is lower."
    assert compared(1, 1.5, others) == "After one step you are at height 1.5: one of the four is lower (A)."
    assert compared(24, 3.0, others) == "After 24 steps you are at height 3: two of the four are lower (A, B)."
    assert compared(2, np.inf, {"A": 1.0, "B": 2.0}) == "After two steps you are at height –: all two are lower."
    assert game.lower(np.nan, others) == ["A", "B"]


def test_the_hand_is_told_apart_from_every_method() -> None:
    assert isinstance(ByHand.marks, Marks)
    assert all(told_apart(ByHand.marks, cls.marks) for cls in OPTIMIZERS)
