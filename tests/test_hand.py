"""What a browser sends is read with suspicion."""

import math
from typing import Any

import pytest

from ui.stage.hand import LINK, Hand, from_link, read, to_link

WHOLE = {"seq": 7, "live": {"adam.beta1": [0.5, 0.9]}, "t": 12, "view": [-1, 1, 0, 2], "eye": [1, 2, 3, 0, 0, 0.5], "arrows": True}


def test_a_whole_hand_is_read() -> None:
    assert read(WHOLE) == Hand(7, {"adam.beta1": (0.5, 0.9)}, 12, (-1.0, 1.0, 0.0, 2.0), (1.0, 2.0, 3.0, 0.0, 0.0, 0.5), True)


@pytest.mark.parametrize("said", [None, 5, "hand", [1], [], {"seq": "7"}, {"seq": math.nan}, {"seq": True}, {"other": 1}])
def test_what_is_no_hand_counts_as_nothing_said(said: Any) -> None:
    assert read(said) == Hand()


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("t", [-1, 10_001, 1.5, "3", math.inf, True, [1]]),
        ("view", [[1, 0, 0, 1], [0, 1, 2, 2], [0, 1, 2], [0, 1, 0, math.nan], "0101", [0, 1e300, 0, 1], [0, 1, 0, "1"], {"a": 1}]),
        ("eye", [[1, 2, 3], [0, 0, 0, 0, 0, math.nan], [1e3] * 6, "123456"]),
        ("arrows", ["true", 1, [True]]),
    ],
)
def test_a_part_that_is_wrong_is_left_out_and_the_rest_stays(part: str, values: list[Any]) -> None:
    for value in values:
        hand = read(WHOLE | {part: value})
        assert getattr(hand, part) == getattr(Hand(), part)
        assert hand.live == {"adam.beta1": (0.5, 0.9)}


@pytest.mark.parametrize("pair", [[0.5], [0.5, "0.9"], 0.5, None, [math.nan, 0.9], [math.inf, 0.9], [True, 0.9], {"a": 1}])
def test_values_under_the_hand_that_are_no_numbers_are_left_out(pair: Any) -> None:
    assert read({"live": {"adam.beta1": pair, "adam.beta2": [0.5, 0.999]}}).live == {"adam.beta2": (0.5, 0.999)}


def test_the_hand_moves_only_what_it_took_up() -> None:
    values = {"a": 1.0, "b": 2.0}
    hand = Hand(live={"a": (1.5, 1.0), "b": (9.0, 5.0), "unknown": (1.0, 1.0)})
    assert hand.over(values, lambda key, value: True) == {"a": 1.5, "b": 2.0}
    assert hand.over(values, lambda key, value: value < 1.2) == values


def test_a_link_keeps_what_the_hand_leaves_behind() -> None:
    hand = read(WHOLE)
    kept = {key: value for key, value in to_link(hand).items() if value}
    assert set(kept) == set(LINK)
    again = from_link(kept)
    assert (again.t, again.view, again.eye, again.arrows) == (hand.t, hand.view, hand.eye, hand.arrows)
    assert from_link({}) == from_link(dict.fromkeys(LINK, "nonsense")) == Hand()
