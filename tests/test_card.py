"""What the teaching card says of the seven, statement by statement, and where the lab says it, or why it does not."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from optim_core import OPTIMIZERS, SGD, SHORTHANDS, Adadelta, Adagrad, Adam, Adamax, MiniBatch, RMSprop
from optim_core.substitution import steps_of
from tests.servers import ROOT
from ui.start.five_steps import STEPS

Place = Callable[[], str]


def file(name: str) -> Place:
    return lambda: (ROOT / name).read_text(encoding="utf-8")


def step(number: int) -> Place:
    """What the page Start says of a step; 0 is one weight, and 1 is two."""
    return lambda: list(STEPS.values())[number]


def words(cls: Any) -> Place:
    return lambda: f"{cls.what} {cls.where} {cls.difference}"


def formula(cls: Any) -> Place:
    return lambda: " ".join(steps_of(SHORTHANDS.get(cls, cls)).values())


SAID: list[tuple[str, Place, str]] = [
    (
        "an optimizer tunes a model's parameters, its weights and biases",
        step(2),
        r"parameters, slope \(a weight\) and intercept \(a bias\)",
    ),
    ("a model starts with random guesses, so its error is large", step(2), r"start as a random guess, so the line misses"),
    ("the goal is to make the model more accurate, little by little", step(1), r"step by step on the map, it learns to predict"),
    ("it is like finding the lowest point of a landscape by its slopes", step(0), r"rolls down the slope to the best"),
    ("1. parameters are initialised", step(2), r"parameters, .* start as"),
    ("2. a loss function says how far off predictions are", step(3), r"The loss J says how wrong the guess is"),
    ("3. gradients say how the loss changes with each parameter", step(4), r"how much each of the two numbers changes the loss"),
    ("4. parameters move in the direction that reduces the loss", step(5), r"a step the other way: θ ← θ − η∇J"),
    ("4. the learning rate sets the size of the step", step(5), r"learning rate η says how far"),
    ("5. this is repeated until the loss no longer falls", step(6), r"until the loss stops falling"),
    (
        "SGD updates for each example",
        words(SGD),
        r"one training example at a time, rather than the mean",
    ),
    ("SGD: its formula", formula(SGD), r"-\\eta\\, g_t"),
    ("SGD suits large data sets and online learning", words(SGD), r"Large data sets and data that arrives one by one"),
    ("SGD: the full gradient is infeasible", words(SGD), r"the full gradient costs too much"),
    ("SGD is faster and noisier", words(SGD), r"cheap and noisy"),
    ("mini-batch uses a small batch instead of single examples", words(MiniBatch), r"a small batch of examples, instead of a single one"),
    ("mini-batch is common in practice, efficient and steadier", words(MiniBatch), r"usual choice in practice[\s\S]*steadier"),
    (
        "Adagrad: a rate for each parameter",
        words(Adagrad),
        r"every parameter its own rate[\s\S]*root of the sum of all",
    ),
    ("Adagrad: its formula", formula(Adagrad), r"\\sqrt\{G_t \+ \\epsilon\}"),
    ("Adagrad suits sparse data such as text or images", words(Adagrad), r"Sparse data such as text and images"),
    ("Adagrad: some parameters need larger steps than others", words(Adagrad), r"larger steps than frequent ones"),
    (
        "Adadelta overcomes Adagrad's diminishing rate",
        words(Adadelta),
        r"rate die away, by a moving average that forgets",
    ),
    ("Adadelta: its formula, which is RMSprop's", formula(Adadelta), r"\\sqrt\{E\[g\^2\]_t \+ \\epsilon\}"),
    (
        "Adadelta's formula on the card lacks the paper's numerator",
        lambda: SHORTHANDS[Adadelta].difference,
        r"Without its numerator Adadelta is RMSprop",
    ),
    ("Adadelta is used with recurrent networks", words(Adadelta), r"recurrent networks"),
    ("RMSprop is Adagrad with a moving average, so its rate does not die", words(RMSprop), r"Like Adagrad, but with a moving average"),
    ("RMSprop: its formula", formula(RMSprop), r"E\[g\^2\]_t = \\rho\\, E\[g\^2\]_\{t-1\}"),
    ("RMSprop suits recurrent networks and moving objectives", words(RMSprop), r"Recurrent networks and problems that change"),
    ("Adam joins RMSprop and momentum", words(Adam), r"Joins momentum and RMSprop"),
    ("Adam keeps the mean gradient and the mean of its square", words(Adam), r"mean of recent gradients[\s\S]*mean of their squares"),
    ("Adam: its formula, without the bias correction", formula(Adam), r"\\sqrt\{v_t\} \+ \\epsilon"),
    ("Adam's formula on the card lacks the bias correction", lambda: SHORTHANDS[Adam].difference, r"Without the correction the first step"),
    ("Adam is used across networks, from images to language", words(Adam), r"Most kinds of deep network, from images to language"),
    ("Adam suits noisy and changing problems", words(Adam), r"noisy or changing problems"),
    ("Adamax has the largest gradient in place of the mean square", words(Adamax), r"largest recent gradient \(the infinity norm\)"),
    ("Adamax: its formula", formula(Adamax), r"u_t = \\max"),
    ("Adamax suits sparse gradients and very high-dimensional data", words(Adamax), r"Sparse gradients[\s\S]*very high-dimensional data"),
    ("the card has an author", file("README.md"), r"teaching card by Sumanth Pagadala"),
]
# The lab does not repeat three things. It writes Adadelta and Adamax as their papers do. Under Adamax the card prints the uses of Adam
# again; the lab says what Adamax is used for. SGD and mini-batch have no shorthand: the card's formulas are the published ones.


@pytest.mark.parametrize(("statement", "place", "pattern"), SAID, ids=[statement for statement, _, _ in SAID])
def test_the_lab_says_what_the_card_says(statement: str, place: Place, pattern: str) -> None:
    assert re.search(pattern, place()), statement


def test_every_method_of_the_card_is_in_the_catalogue() -> None:
    assert [cls.name for cls in OPTIMIZERS] == ["SGD", "Mini-batch", "Adagrad", "Adadelta", "RMSprop", "Adam", "Adamax"]
    assert set(SHORTHANDS) == {Adadelta, Adam, Adamax}
