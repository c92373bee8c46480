"""What a browser sends is read with suspicion."""

import math
from typing import Any

import pytest

from landscapes import Himmelblau, Noisy
from optim_core import OPTIMIZERS, SHORTHANDS, Optimizer, knobs
from ui.controls.optimizer import Choice, within
from ui.controls.setting import Setting
from ui.stage.comparison import Comparison
from ui.stage.gesture import LINK, MOST_LIVE, Gesture, from_link, read, to_link

SWITCHES = {"arrows": True, "present": True}
WHOLE = {"seq": 7, "live": {"adam.beta1": [0.5, 0.9]}, "t": 12, "views": [[-1, 1, 0, 2]], "eye": [1, 2, 3, 0, 0, 0.5], **SWITCHES}


def test_a_whole_hand_is_read() -> None:
    assert read(WHOLE) == Gesture(7, {"adam.beta1": (0.5, 0.9)}, 12, ((-1.0, 1.0, 0.0, 2.0),), (1.0, 2.0, 3.0, 0.0, 0.0, 0.5), **SWITCHES)


@pytest.mark.parametrize("said", [None, 5, "hand", [1], [], {"seq": "7"}, {"seq": math.nan}, {"seq": True}, {"other": 1}])
def test_what_is_no_hand_counts_as_nothing_said(said: Any) -> None:
    assert read(said) == Gesture()


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("t", [-1, 10_001, 1.5, "3", math.inf, True, [1]]),
        (
            "views",
            [
                *([view] for view in [[1, 0, 0, 1], [0, 1, 2, 2], [0, 1, 2], [0, 1, 0, math.nan], "0101", [0, 1e300, 0, 1], {"a": 1}]),
                *([[0, 1, 0, 1], "1"], [None], [[0, 1, 0, 1]] * 100, "0101", {"a": 1}),
            ],
        ),
        ("eye", [[1, 2, 3], [0, 0, 0, 0, 0, math.nan], [1e3] * 6, "123456"]),
        *((switch, ["true", 1, [True]]) for switch in SWITCHES),
    ],
)
def test_a_part_that_is_wrong_is_left_out_and_the_rest_stays(part: str, values: list[Any]) -> None:
    for value in values:
        gesture = read(WHOLE | {part: value})
        assert getattr(gesture, part) == getattr(Gesture(), part)
        assert gesture.live == {"adam.beta1": (0.5, 0.9)}


@pytest.mark.parametrize("pair", [[0.5], [0.5, "0.9"], 0.5, None, [math.nan, 0.9], [math.inf, 0.9], [True, 0.9], {"a": 1}])
def test_values_under_the_hand_that_are_no_numbers_are_left_out(pair: Any) -> None:
    assert read({"live": {"adam.beta1": pair, "adam.beta2": [0.5, 0.999]}}).live == {"adam.beta2": (0.5, 0.999)}


def test_the_hand_moves_only_what_it_took_up() -> None:
    values = {"a": 1.0, "b": 2.0}
    gesture = Gesture(live={"a": (1.5, 1.0), "b": (9.0, 5.0), "unknown": (1.0, 1.0)})
    assert gesture.over(values, lambda key, value: 10 * value) == {"a": 15.0, "b": 2.0}

    def refuse(key: str, value: float) -> float:
        raise ValueError(f"{key} must not be {value}")

    assert gesture.over(values, refuse) == values


HUGE = [10**400, -(10**400), 10**5000, 10**18, 2**63, 2**64, 1e300, -1e300, 5e-324, math.inf, -math.inf, math.nan]
DEEP: Any = []
for _ in range(10_000):
    DEEP = [DEEP]
EVERY_KNOB = [(form, name) for form in (*OPTIMIZERS, *SHORTHANDS.values()) for name in knobs(form)]


@pytest.mark.parametrize("value", [*HUGE, DEEP], ids=lambda value: str(value)[:12] if isinstance(value, float) else type(value).__name__)
@pytest.mark.parametrize("part", [*WHOLE, "piece"])
def test_no_number_is_too_large_to_be_read(part: str, value: Any) -> None:
    read({part: value})
    read({part: [value] * 6})
    read({part: {"adam.beta1": [value, 0.9], "adam.beta2": [0.9, value]}})


def test_a_hand_in_very_many_places_is_none() -> None:
    assert read({"live": {str(i): [1, 2] for i in range(MOST_LIVE + 1)}}).live is None


def one_optimizer(form: type[Optimizer[Any]], noise: bool = True) -> Comparison:
    """A comparison of one optimizer, with every knob at its default."""
    landscape = Noisy(Himmelblau(), 1.0) if noise else Himmelblau()
    values: dict[str, float] = {name: getattr(form(), name) for name in knobs(form)}
    choice = Choice(form, form, {name: name for name in values})
    setting = Setting(landscape, 3, None, 0, ("x", "y"))
    limited = {name: within(knob, landscape) for name, knob in knobs(form).items()}
    return Comparison([choice], setting, {**values, "x": 0.4, "y": -0.8}, limited)


@pytest.mark.parametrize(("form", "name"), EVERY_KNOB)
def test_every_knob_takes_every_place_of_its_slider_as_a_browser_says_it(form: type[Optimizer[Any]], name: str) -> None:
    comparison = one_optimizer(form)
    before = comparison.values[name]
    for tick in comparison.knobs[name].ticks(before):
        (run,) = comparison.runs(Gesture(live={name: (float(tick), float(before))}))
        assert getattr(run.optimizer, name) == tick
        run.record()


@pytest.mark.parametrize("noise", [True, False], ids=["examples", "one function"])
@pytest.mark.parametrize(("form", "name"), EVERY_KNOB)
def test_no_value_that_a_knob_refuses_reaches_an_optimizer(form: type[Optimizer[Any]], name: str, noise: bool) -> None:
    comparison = one_optimizer(form, noise)
    before = comparison.values[name]
    for value in [*HUGE, *(-1.0, 0.0, 0.5, 1.0, 8.5, 9.0, 65.0, 1e6, 1e8)]:
        gesture = read({"live": {name: [value, before], "x": [value, 0.4]}})
        (run,) = comparison.runs(gesture)
        run.record()
        used = getattr(run.optimizer, name)
        assert type(used) is type(before)
        assert used in (before, value)


def test_a_link_keeps_what_the_hand_leaves_behind() -> None:
    gesture = read(WHOLE)
    kept = {key: value for key, value in to_link(gesture).items() if value}
    assert set(kept) == set(LINK)
    again = from_link(kept)
    assert again.kept() == gesture.kept()
    several = read({"views": [None, [0, 1, 2, 3], None, [1e9 - 1, 1e9 - 0.5, 0, 1]]})
    assert from_link({"at": str(to_link(several)["at"])}) == several
    assert from_link({}) == from_link(dict.fromkeys(LINK, "nonsense")) == Gesture()


@pytest.mark.parametrize("digits", [20, 400, 5000])
def test_a_link_with_a_number_of_any_length_is_read(digits: int) -> None:
    nines = "9" * digits
    assert from_link(dict.fromkeys(LINK, nines)) == from_link({"at": ",".join([nines] * 4), "eye": ",".join([nines] * 6)}) == Gesture()
