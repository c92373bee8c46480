"""Schedules: the formula is executed, every loop over time reads the same rates, and methods know nothing of them."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import Noisy, Ravine, Rosenbrock
from optim_core import FORMS, SCHEDULES, SGD, Adam, Knob, Run, Schedule, descend, final, knobs, record, record_all
from optim_core.batch.clouds import clouds
from optim_core.batch.ends import ends
from optim_core.batch.maps import Axis, Map
from optim_core.batch.tuning import search
from optim_core.schedules import schedule as base
from optim_core.schedules.exponential import Exponential
from optim_core.schedules.schedule import at_step, rates
from optim_core.schedules.warmup_stable_decay import WarmupStableDecay
from tests.catalogue import same
from tests.tex import evaluate

EACH = pytest.mark.parametrize("cls", SCHEDULES, ids=lambda cls: cls.__name__)
METHODS = pytest.mark.parametrize("method", FORMS, ids=lambda cls: cls.__name__)
GOLDEN = np.load(Path(__file__).parent / "golden/schedules.npz")
START, STEPS = (-1.2, 1.0), 400
STEPS_OF_TIME = np.arange(1.0, 1001.0)


def unlike(cls: type[Schedule]) -> Schedule:
    """The schedule with every knob off its default, so that no default passes for a setting."""
    return cls(**{name: getattr(cls(), name) + 0.25 * (knob.slider[1] - getattr(cls(), name)) for name, knob in knobs(cls).items()})


@EACH
@pytest.mark.parametrize("made", [lambda cls: cls(), unlike], ids=["default", "unlike"])
def test_the_formula_is_executed(cls: type[Schedule], made: Any) -> None:
    schedule = made(cls)
    letters = {str(knob.symbol): getattr(schedule, name) for name, knob in knobs(cls).items()}
    left, right = cls.line.split(" = ", 1)
    said = evaluate(right, {**letters, r"\eta": 0.3, "t": STEPS_OF_TIME})
    assert left == r"\eta_t"
    found = rates(0.3, schedule, 1000)
    np.testing.assert_allclose(np.broadcast_to(said, 1000), found, rtol=1e-13, atol=1e-16)
    values = {name: repr(getattr(schedule, name)) for name in knobs(cls)}
    code = cls.code.format(learning_rate=0.3, **values)
    np.testing.assert_allclose([eval(code, {"np": np, "t": t}) for t in range(1, 1001)], found, rtol=1e-12, atol=1e-16)


@EACH
def test_a_thousand_rates_and_paths_agree_with_optax(cls: type[Schedule]) -> None:
    np.testing.assert_allclose(rates(0.1, cls(), 1000), GOLDEN[f"{cls.__name__}.rates"], rtol=0, atol=1e-9)
    for method in (SGD, Adam):
        run = Run(method(learning_rate=1e-3 if method is SGD else 0.1), Ravine(), (-0.8, 0.7), 1000, schedule=cls())
        np.testing.assert_allclose(run.record().theta[::10], GOLDEN[f"{cls.__name__}.{method.__name__}"], rtol=0, atol=1e-9)


def test_optax_has_been_asked_about_every_schedule() -> None:
    assert set(GOLDEN) == {f"{cls.__name__}.{what}" for cls in SCHEDULES for what in ("rates", "SGD", "Adam")}


@EACH
def test_eta_is_never_negative_and_the_knob_is_its_unit(cls: type[Schedule]) -> None:
    for schedule in (cls(), unlike(cls)):
        found = rates(1.0, schedule, 1000)
        assert (found >= 0).all()
        assert found.max() <= 1
        np.testing.assert_allclose(rates(0.3, schedule, 1000), 0.3 * found, rtol=1e-12)


@METHODS
def test_a_constant_schedule_changes_no_bit(method: Any) -> None:
    usual = Run(method(), Rosenbrock(), START, STEPS)
    same(vars(replace(usual, schedule=SCHEDULES[0]()).record()), vars(usual.record()))


@METHODS
def test_code_and_numpy_have_the_same_bits_under_a_schedule(method: Any) -> None:
    runs = [Run(method(), Rosenbrock(), START, STEPS, schedule=unlike(cls)) for cls in SCHEDULES]
    for run, found in zip(runs, record_all(runs), strict=True):
        same(vars(found), vars(run.record()))


@METHODS
def test_the_first_step_has_the_first_rate(method: Any) -> None:
    schedule = WarmupStableDecay(200.0)  # a twentieth of η at first
    there = record(descend(method(), Rosenbrock(), START, schedule=schedule), 1)
    slow = record(descend(replace(method(), learning_rate=rates(method().learning_rate, schedule, 1)[0]), Rosenbrock(), START), 1)
    same(there.theta, slow.theta)
    same(there.quantities, slow.quantities)


@EACH
def test_a_batch_equals_its_runs_one_by_one(cls: type[Schedule]) -> None:
    """The rate and every knob of the schedule are swept together."""
    shares = np.linspace(0, 1, 7)
    low, high = cls(), unlike(cls)
    swept = {name: getattr(low, name) + shares * (getattr(high, name) - getattr(low, name)) for name in knobs(cls)}
    etas = 0.01 * (1 + shares)
    together = final(descend(Adam(learning_rate=etas), Rosenbrock(), START, schedule=cls(**swept)), 300)
    found = ends(Adam(learning_rate=etas), Rosenbrock(), np.broadcast_to(np.array(START)[:, None], (2, 7)), 300, schedule=cls(**swept))
    for i in range(len(shares)):
        alone = cls(**{name: float(values[i]) for name, values in swept.items()})
        run = Run(Adam(learning_rate=float(etas[i])), Rosenbrock(), START, 300, schedule=alone)
        same(together.theta[:, i], run.record().theta[-1])
        same(found.theta[:, i], run.record().theta[-1])


@EACH
def test_runs_that_go_on_keep_their_schedules_when_others_end(cls: type[Schedule]) -> None:
    etas, shares = np.geomspace(1e-4, 10, 12), np.linspace(0, 1, 12)
    low, high = cls(), unlike(cls)
    swept = {name: getattr(low, name) + shares * (getattr(high, name) - getattr(low, name)) for name in knobs(cls)}
    start = np.broadcast_to(np.array(START)[:, None], (2, 12))
    found = ends(SGD(learning_rate=etas), Rosenbrock(), start, 200, schedule=cls(**swept))
    assert len(set(found.t.tolist())) > 2
    for i, eta in enumerate(etas):
        alone = Run(SGD(float(eta)), Rosenbrock(), START, 200, schedule=cls(**{name: float(values[i]) for name, values in swept.items()}))
        same(found.theta[:, i], alone.record().theta[found.t[i]])


@EACH
def test_maps_have_its_knobs_as_sides(cls: type[Schedule]) -> None:
    for name, knob in knobs(cls).items():
        chart = Map(Adam(), Rosenbrock(), START, 60, Axis("learning_rate", 1e-3, 1.0, "log"),
                    Axis(f"schedule.{name}", *knob.slider, knob.scale), stop=False, size=25, schedule=cls())  # fmt: skip
        cells = chart.run(np.array([7, 300, 611]))
        for i, cell in enumerate((7, 300, 611)):
            paced = cls(**{**{each: getattr(cls(), each) for each in knobs(cls)}, name: float(chart.y.cells(25)[cell // 25])})
            alone = Run(Adam(learning_rate=float(chart.x.cells(25)[cell % 25])), Rosenbrock(), START, 60, schedule=paced).record()
            same(cells.theta[:, i], alone.theta[-1])


@pytest.mark.parametrize(
    ("name", "schedule", "said"),
    [
        ("schedule.gamma", None, "must be one of"),
        ("schedule.gamma", SCHEDULES[0](), "must be one of"),
        ("gamma", SCHEDULES[1](), "must be"),
    ],
)
def test_maps_refuse_what_is_no_knob(name: str, schedule: Schedule | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Map(Adam(), Rosenbrock(), START, 60, Axis("x", -1, 1), Axis(name, 0.1, 0.9), schedule=schedule)


def test_clouds_and_searches_follow_the_schedule() -> None:
    noisy, decays = Noisy(Ravine(), 1.0), SCHEDULES[2]()
    cloud = clouds(SGD(learning_rate=np.array([0.001])), noisy, (-0.8, 0.7), 200, 5, schedule=decays)
    for seed in range(5):
        alone = Run(SGD(learning_rate=0.001), noisy, (-0.8, 0.7), 200, seed=seed, schedule=decays).record()
        same(cloud[:, 0, seed], alone.theta[-1])
    usual, decayed = (search(Adam(), Rosenbrock(), START, 100, schedule=each) for each in (None, decays))
    assert not np.array_equal(usual.share, decayed.share)


def test_a_walk_checks_no_knob_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(Adam(), Noisy(Rosenbrock(), 1.0), START, 50, batch_size=4, schedule=SCHEDULES[4]())

    def read(self: Knob, name: str, value: object) -> Any:
        raise AssertionError(name)

    monkeypatch.setattr(Knob, "read", read)
    run.record()
    record_all([run])


def test_the_method_of_a_step_is_the_method_at_another_rate() -> None:
    adam = Adam(beta1=0.7)
    adam.cache_key()
    halved = at_step(adam, SCHEDULES[3](), 4)
    assert halved == replace(adam, learning_rate=adam.learning_rate / 2)
    assert halved.cache_key() == replace(adam, learning_rate=adam.learning_rate / 2).cache_key() != adam.cache_key()
    assert at_step(adam, None, 4) is adam


def test_a_schedule_refuses_what_its_knobs_refuse() -> None:
    for cls in SCHEDULES:
        for field in fields(cls):
            with pytest.raises(ValueError, match=rf"{cls.__name__}\.{field.name} must lie in"):
                cls(**{field.name: -1.0})
    with pytest.raises(ValueError, match="schedule of batch"):
        descend(Adam(learning_rate=np.ones(3)), Rosenbrock(), START, schedule=Exponential(np.full(4, 0.9)))


def test_letters_do_not_meet() -> None:
    """A letter of a schedule stands beside those of any method, so it is none of theirs, nor η or t."""
    assert base.USUAL_LENGTH == 300
    theirs = {str(knob.symbol) for cls in FORMS for knob in knobs(cls).values()} | {"t", r"\eta"}
    assert [str(knob.symbol) for cls in SCHEDULES for knob in knobs(cls).values() if str(knob.symbol) in theirs] == []
