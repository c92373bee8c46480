"""A method that is typed is an optimizer like those of the catalogue, and says what those do where it says the same."""

import contextlib
import keyword
import pickle
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import Landscape, PenguinsLogistic, Ravine, Rosenbrock
from lessons.own_method import OwnMethod, as_text, own_method
from optim_core import EVERY, SGD, SHORTHANDS, Adam, MiniBatch, Optimizer, Run, descend, final, knobs, record_all
from optim_core.batch.ends import ends
from optim_core.batch.maps import Map, knob_axis
from optim_core.batch.workers import Workers
from optim_core.compiled import traced
from optim_core.judgement import goal
from optim_core.methods.full_matrix_adagrad import FullMatrixAdagrad
from optim_core.outcomes import outcome
from optim_core.schedules.exponential import Exponential
from optim_core.schedules.schedule import rates
from optim_core.spec import meanings
from optim_core.substitution import substituted
from tests.catalogue import same
from tests.own_texts import OWN, TEXTS, TYPED

ETA = "eta = 0.1 in [0.001, 10] log\n"
RATE: dict[str, Any] = {"learning_rate": 0.02}


def walks(*optimizers: Optimizer[Any], landscape: Landscape, steps: int = 200, start: Any = None) -> list[Any]:
    return record_all([Run(each, landscape, start or landscape.start, steps) for each in optimizers])


@pytest.mark.parametrize("landscape", [Rosenbrock(), Ravine(), PenguinsLogistic()], ids=lambda each: each.name)
@pytest.mark.parametrize("cls", EVERY)
def test_a_method_as_text_makes_the_steps_of_the_method_bit_for_bit(cls: Any, landscape: Landscape) -> None:
    usual = cls.suited_to(landscape)
    own = own_method(as_text(usual))()
    ours, theirs = walks(own, usual, landscape=landscape)
    same(ours.theta, theirs.theta)
    same(ours.gradient, theirs.gradient)
    by_matrix = cls is FullMatrixAdagrad  # its lines have two entries of the matrix, and its root in closed form
    computed = [found for name, found in zip(own.names, ours.quantities.values(), strict=True) if not name.endswith("_old")]
    for found, expected in zip(
        computed[-1:] if by_matrix else computed, [*theirs.quantities.values()][-1 if by_matrix else 0 :], strict=True
    ):
        wide = expected if expected.ndim == 2 else np.stack([expected, expected], axis=1)
        np.testing.assert_array_equal(found[1:], wide[1:])  # in row 0, Keras's Adagrad shows the sum that it begins with
    assert [knob.symbol for knob in knobs(type(own)).values()] == [knob.symbol for knob in knobs(cls).values()]
    assert [knob.scale for knob in knobs(type(own)).values()] == [knob.scale for knob in knobs(cls).values()]


@pytest.mark.parametrize("cls", [SGD, MiniBatch, Adam])
def test_the_gradient_of_examples_is_printed_as_in_the_catalogue(cls: Any) -> None:
    assert own_method(as_text(cls())).gradient_line == cls.gradient_line


@pytest.mark.parametrize("cls", EVERY)
def test_a_method_as_text_rests_where_the_method_rests(cls: Any) -> None:
    """At a minimum all gradients are 0, and what is divided by their sizes would be NaN."""
    ours, theirs = walks(own_method(as_text(cls()))(), cls(), landscape=Rosenbrock(), steps=5, start=(1.0, 1.0))
    same(ours.theta, theirs.theta)


def test_adam_without_the_bias_correction_is_what_cards_print() -> None:
    text = as_text(Adam(learning_rate=0.02))
    kept = [line for line in text.split("\n") if "_hat =" not in line]
    without = own_method("\n".join(kept).replace("_hat", ""))
    ours, card, whole = walks(without(), replace(SHORTHANDS[Adam](), **RATE), Adam(learning_rate=0.02), landscape=Rosenbrock(), steps=50)
    np.testing.assert_allclose(ours.theta, card.theta, rtol=1e-12)
    assert np.abs(ours.theta - whole.theta).max() > 0.1


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_typed_method_becomes_code(text: str) -> None:
    optimizer = own_method(text)()
    first = next(descend(optimizer, Rosenbrock(), (-1.5, 2.0)))
    assert traced(optimizer, Rosenbrock(), first.theta, first.state).lines == dict.fromkeys(optimizer.lines(), (2,))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_batch_is_its_runs_one_by_one(text: str) -> None:
    cls: Any = own_method(text)
    several = {name: knob for name, knob in knobs(cls).items() if not knob.whole}
    others = {name: np.array([knob.slider[0], getattr(cls(), name), knob.slider[1]]) for name, knob in several.items()}
    others.pop("learning_rate")
    many = cls(**others | {"learning_rate": np.array([[0.001], [0.02]])})
    found = final(descend(many, Rosenbrock(), (-0.5, 1.0)), 40)
    assert found.theta.shape == (2, 2, 3 if others else 1)
    for place in np.ndindex(found.theta.shape[1:]):
        one = cls(**{name: float(values[place[1]]) for name, values in others.items()} | {"learning_rate": (0.001, 0.02)[place[0]]})
        np.testing.assert_array_equal(found.theta[:, *place], final(descend(one, Rosenbrock(), (-0.5, 1.0)), 40).theta)


@pytest.mark.parametrize("cls", OWN, ids=TYPED)
def test_what_a_typed_method_says_of_itself(cls: type[OwnMethod]) -> None:
    assert cls.name == "Your own"
    assert cls.paper.authors == "You"
    assert list(meanings(cls.state)) == list(cls.lines())
    assert list(cls.lines())[-1] == "step"
    assert cls.suited_to(Rosenbrock()) == cls()
    again = own_method(cls.text)
    assert again() == cls()
    assert own_method(f"\r\n\n  {cls.text}  \n") is own_method(cls.text) is again


def test_a_method_is_equal_to_itself_though_its_class_was_forgotten() -> None:
    text = ETA + "step = -eta g/1e3"
    before = own_method(text)()
    for i in range(300):  # more than are kept
        own_method(f"{ETA}step = -eta g/{i + 1}")
    after = own_method(text)()
    assert type(after) is not type(before)
    assert (after, hash(after), after.cache_key()) == (before, hash(before), before.cache_key())
    assert pickle.loads(pickle.dumps(before)) == before != own_method(ETA + "step = -eta g/1e4")()
    assert before != replace(before, **RATE)


def test_another_text_is_another_key_in_every_process() -> None:
    texts = [*TEXTS.values(), ETA + "step = -eta g", ETA + "step = -eta*g", ETA + "step = -eta sign(g)"]
    keys = [own_method(text)().cache_key() for text in texts]
    assert len(set(keys)) == len(keys)
    code = "import sys; from lessons.own_method import own_method; print(own_method(sys.argv[1])().cache_key())"
    said = subprocess.run([sys.executable, "-c", code, texts[0]], check=True, capture_output=True, text=True).stdout.strip()
    assert said == keys[0]


def test_a_map_of_a_typed_method_is_computed_by_worker_processes() -> None:
    cls = own_method(TEXTS["AdamW"])
    axes = [knob_axis(name, knobs(cls)[name]) for name in ("learning_rate", "lambda_")]
    asked = Map(cls(), Ravine(), Ravine().start, 20, axes[0], axes[1], size=25)
    workers = Workers(1)
    try:
        found = next(iter(workers.map(asked.run, [np.arange(60)])))
    finally:
        workers.close()
    same(found._asdict(), asked.run(np.arange(60))._asdict())
    assert pickle.loads(pickle.dumps(asked)).optimizer == asked.optimizer
    alone = ends(replace(cls(), **RATE), Ravine(), Ravine().start, 20, goal(Ravine(), Ravine().start))
    assert np.isfinite(alone.theta).all()


def test_a_run_without_numbers_is_a_run_that_diverges() -> None:
    for step in ("step = -eta g/(t - 3)", "step = -eta log(-abs(g) - 1)", "step = eta g*10^20", "step = -eta exp(exp(t^2 + g^2))"):
        run = walks(own_method(ETA + step)(), landscape=Rosenbrock(), steps=30)[0]
        assert run.steps == 30
        assert outcome(run, Rosenbrock()).kind == "diverged", step


def named(name: str) -> Any:
    """A method with a knob, or a quantity, of this name; None where no name is so spelled."""
    with contextlib.suppress(ValueError):
        return own_method(f"{ETA}{name} = 0.5 in [0, 1]\nstep = -eta {name} g"), own_method(f"{ETA}{name} = g\nstep = -eta {name}")
    return None


def test_a_knob_may_have_the_name_of_what_python_or_the_lab_has() -> None:
    names = {*dir(OwnMethod), *OwnMethod.__annotations__, *Optimizer.__annotations__, *dir(tuple), *keyword.kwlist}
    words = {name for name in names if name.isalpha() and name not in ("and", "if", "in", "from", "step")}
    assert {"state", "text", "names", "batch", "class", "lambda", "count", "init", "marks", "what"} <= words
    for name in words:
        knob, quantity = named(name)
        half, whole, usual = walks(knob(), quantity(), own_method(ETA + "step = -eta g")(), landscape=Ravine(), steps=2)
        same(whole.theta, usual.theta)
        same(half.quantities["step"][1], usual.quantities["step"][1] / 2)


def test_remainders_are_computed_and_compiled() -> None:
    """SymPy's reader does not know them, so the law of formulas cannot be tested for them."""
    cls = own_method(ETA + "u = g mod 3 + mod(t, 2)\nstep = -eta u")
    run = walks(cls(), landscape=Ravine(), steps=20)[0]
    np.testing.assert_array_equal(run.quantities["u"][1:], run.gradient[:-1] % 3 + (np.arange(1, 21) % 2)[:, np.newaxis])
    first = next(descend(cls(), Ravine(), Ravine().start))
    assert "on_two" in traced(cls(), Ravine(), first.theta, first.state).source


def test_a_power_of_the_rate_is_that_of_this_steps_rate() -> None:
    """A schedule changes η, so η^t is no product that grows by one factor a step."""
    schedule = Exponential(0.9)
    run = record_all([Run(own_method(ETA + "w = eta^t\nstep = -w g")(), Rosenbrock(), (1.0, 2.0), 20, schedule=schedule)])[0]
    np.testing.assert_allclose(run.quantities["w"][1:, 0], rates(0.1, schedule, 20) ** np.arange(1, 21), rtol=1e-14)


def test_what_is_printed_grows_as_what_is_typed() -> None:
    """Choices and sums inside one another would else be printed twice at each level."""
    choice = "g"
    while len(choice) < 150:
        choice = f"if({choice} > 0, g, 2)"
    for right in (choice, "sum(sum(sum(g) + other(g)) + g)"):
        cls = own_method(f"{ETA}m = {right}\nstep = -eta m")
        assert len(cls.lines()["m"]) < 10 * len(right)
        assert sum(map(len, substituted(cls, "m", cls.lines()["m"]))) < 1000
