"""The page Start: one weight, two, and five steps, each with one sentence and one thing to do; and the rows and lines on Compare."""

import re
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS
from optim_core.claims import Claim, Remark
from tests.pages import OWN_DATA, run
from ui.protocol import unpack
from ui.start.five_steps import CHOICES, SHOWS, STEPS

PAGE = "pages/start.py"


def sent(app: AppTest) -> tuple[Any, list[Any]]:
    """What the stage was told."""
    (picture,) = [block.proto.bytes for block in app.get("bidi_component") if block.proto.bytes]
    return unpack(picture)


def test_the_page_opens_on_one_weight_a_ball_on_a_row_of_the_map() -> None:
    app = run(PAGE)
    record, arrays = sent(app)
    assert CHOICES[0] == "One weight"
    assert (record["chapter"], record["t"], record["fixed"], record["bare"]) == ("One weight", None, False, True)
    assert not record["panels"]
    assert not app.get("plotly_chart")
    assert record["cut"]["weight"] == "w"
    (path,) = record["paths"]
    theta = arrays[path["theta"]].reshape(-1, 2)
    assert theta[0] == pytest.approx(PenguinsStandardised().start)
    assert np.all(theta[:, 1] == theta[0, 1])
    assert theta[-1, 0] == pytest.approx(PenguinsStandardised().minima[0][0], abs=0.05)
    start = record["start"]
    assert (start["keys"], start["value"]) == (["penguinsstandardised.x"], [-0.4])
    assert [box.key for box in app.number_input] == ["eta", "penguinsstandardised.x"]


def test_the_second_weight_is_added_where_the_first_one_is() -> None:
    app = run(PAGE, penguinsstandardised__x="0.5", penguinsstandardised__y="-1", eta="0.2")
    assert not app.warning
    app.button(key="add").click().run()
    assert not app.exception
    record, arrays = sent(app)
    assert record["chapter"] == app.segmented_control(key="step").value == "Two weights"
    assert record["start"]["value"] == [0.5, 1], "the row that the ball was on"
    assert record["paths"][0]["rate"] == 0.2
    assert not app.get("button")
    assert np.ptp(arrays[record["paths"][0]["theta"]].reshape(-1, 2)[:, 1]) > 0.5


def test_two_weights_are_a_run_on_the_map() -> None:
    record, arrays = sent(run(PAGE, step="Two weights"))
    assert list(CHOICES[1:]) == ["Two weights", "1 Initialize", "2 Compute the loss", "3 Calculate gradients", "4 Update", "5 Repeat"]
    assert (record["chapter"], record["t"], record["fixed"], record["bare"]) == ("Two weights", None, False, False)
    (path,) = record["paths"]
    assert (path["steps"], path["rate"]) == (12, 0.3)
    assert record["fit"]["kind"] == "line"
    assert record["cut"] is None
    losses = arrays[path["loss"]]
    assert losses[-1] < 0.1 * losses[0]


@pytest.mark.parametrize("choice", CHOICES)
def test_each_choice_shows_what_its_words_are_about(choice: str) -> None:
    app = run(PAGE, step=choice)
    record, arrays = sent(app)
    assert not app.warning
    assert (record["chapter"], tuple(record["shows"])) == (choice, SHOWS[choice])
    plays = choice in ("One weight", "Two weights", "5 Repeat")
    assert (record["fixed"], record["bare"]) == (not plays, choice not in ("Two weights", "5 Repeat"))
    assert record["paths"][0]["steps"] == (12 if plays else 1)
    assert record["t"] == (None if plays else 0), "the line is that of the start until it is played"
    assert record["fit"] is not None
    assert (record["cut"] is not None) is (choice not in ("Two weights", "1 Initialize"))
    if record["cut"] and choice != "One weight":
        first = arrays[record["cut"]["slope"]][0]
        gradient = PenguinsStandardised().gradient(*(np.array([each]) for each in PenguinsStandardised().start))
        assert first == pytest.approx(-np.hypot(*gradient[:, 0]))


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_has_one_sentence_and_one_thing_to_do(choice: str) -> None:
    sentence, instruction = STEPS[choice].sentences
    assert isinstance(sentence, Claim)
    assert isinstance(instruction, Remark)
    assert instruction.kind == "instruction"
    assert len(re.findall(r"[\w∇']+", sentence.text)) <= 22
    assert len(re.findall(r"[\w∇']+", instruction.text)) <= 10
    shown = [block.value for block in run(PAGE, step=choice).markdown]
    assert shown[:2] == [sentence.text, f"**{instruction.text}**"]


def test_the_controls_come_after_the_words_in_the_order_of_a_phone() -> None:
    assert [box.key for box in run(PAGE, step="Two weights").number_input] == ["eta", "penguinsstandardised.x", "penguinsstandardised.y"]


def test_the_map_is_the_same_from_choice_to_choice() -> None:
    app = run(PAGE)
    seen = set()
    for choice in CHOICES[1:]:
        app.segmented_control(key="step").set_value(choice).run()
        assert not app.exception
        (chart,) = app.get("plotly_chart")
        seen.add((chart.proto.id, chart.proto.SerializeToString()))
        assert sent(app)[0]["chapter"] == choice
    assert len(seen) == 1


def test_compare_shows_ones_own_rows_with_a_curve_for_each_method() -> None:
    record, arrays = sent(run("pages/compare.py", landscape=OWN_DATA))
    assert record["fit"]["kind"] == "line"
    assert record["fit"]["rows"] == len(arrays[record["fit"]["x"]]) == 12
    assert record["fit"]["names"] == ["hours", "score"]
    assert len(record["paths"]) == len(OPTIMIZERS)
    assert record["cut"] is None


@pytest.mark.parametrize(
    ("landscape", "kind"),
    [
        ("Penguins, raw units", "line"),
        ("Penguins, standardised", "line"),
        ("Penguins, two species", "border"),
        ("Penguins, a small network", "network"),
        ("Himmelblau", None),
    ],
)
@pytest.mark.parametrize("layout", ["Overlaid", "Side by side"])
def test_compare_shows_the_rows_of_landscapes_over_data(landscape: str, kind: str | None, layout: str) -> None:
    fit = sent(run("pages/compare.py", landscape=landscape, layout=layout))[0]["fit"]
    assert (fit and fit["kind"]) == kind


def test_more_curves_than_can_be_told_apart_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.compare.layout.MOST_CURVES", 6)
    assert sent(run("pages/compare.py", landscape="Penguins, raw units"))[0]["fit"] is None
    assert sent(run("pages/compare.py", landscape="Penguins, raw units", show="Adam"))[0]["fit"] is not None
