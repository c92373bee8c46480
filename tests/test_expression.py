"""Typed landscapes: what people type works, and what they should not type is refused, with nothing executed."""

import math
import subprocess
import sys
import time
from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Himmelblau
from landscapes.algebra import LONGEST, read
from landscapes.expression import EXAMPLES
from landscapes.program import run
from optim_core import OPTIMIZERS, Adam, MiniBatch, descend, final, outcome, record
from tests.tex import evaluate

log, sin, cos, exp, tanh, sqrt = np.log, np.sin, np.cos, np.exp, np.tanh, np.sqrt
TYPED: dict[str, Any] = {
    "x^2 + 3y^2": lambda x, y: x**2 + 3 * y**2,
    "2x + 3 x y": lambda x, y: 2 * x + 3 * x * y,
    "(1-x)**2 + 100*(y-x**2)**2": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "sin(x)*cos(y) + exp(-x^2-y^2)": lambda x, y: sin(x) * cos(y) + exp(-(x**2) - y**2),
    "sqrt(x+9) + log(y + 9)": lambda x, y: sqrt(x + 9) + log(y + 9),
    "ln(x^2+1) tanh(y)": lambda x, y: log(x**2 + 1) * tanh(y),
    "pi x - e y": lambda x, y: np.pi * x - math.e * y,
    "e^x / (1 + e^(x))": lambda x, y: exp(x) / (1 + exp(x)),
    "-x^2": lambda x, y: -(x**2),
    "2^-x": lambda x, y: 2.0**-x,
    "xy + 3(x+y)(x-y)": lambda x, y: x * y + 3 * (x + y) * (x - y),
    "1e-3x + .5 y + 2.": lambda x, y: 1e-3 * x + 0.5 * y + 2,
    "x²·y³ − π": lambda x, y: x**2 * y**3 - np.pi,
    "x/2y": lambda x, y: x / 2 * y,
    "sinh(x) + cosh(y) + atan(x) + asin(y/9) + acos(x/9) + tan(y/9)": lambda x, y: (
        np.sinh(x) + np.cosh(y) + np.arctan(x) + np.arcsin(y / 9) + np.arccos(x / 9) + np.tan(y / 9)
    ),
}
KINKED: dict[str, Any] = {
    "abs(x) + abs(y - 1)": lambda x, y: abs(x) + abs(y - 1),
    "max(x, y)": np.maximum,
    "min(x, y, 0.3)": lambda x, y: np.minimum(np.minimum(x, y), 0.3),
    "sqrt(abs(x) + 1) max(x, y^2)": lambda x, y: sqrt(abs(x) + 1) * np.maximum(x, y**2),
    "max(x, 2y)^2 + abs(x)^3": lambda x, y: np.maximum(x, 2 * y) ** 2 + abs(x) ** 3,
    "1/(1 + min(x, y)^2) + abs(y)^1.5": lambda x, y: 1 / (1 + np.minimum(x, y) ** 2) + abs(y) ** 1.5,
    "x max(2, pi) + y^abs(-2) abs(-0.5)": lambda x, y: x * np.pi + 0.5 * y**2,
}
PRINTED = {
    "abs(x)": r"\left|{x}\right|",
    "max(x, y)": r"\max\left(x, y\right)",
    "min(x, y, 2)": r"\min\left(x, y, 2\right)",
    "max(x, 2y)^2": r"\max\left(x, 2 y\right)^{2}",
    "abs(x)^3": r"\left|{x}\right|^{3}",
    "exp(-x) + e^(2y)": r"e^{- x} + e^{2 y}",
    "exp(x)^2 tanh(y)^3": r"\left(e^{x}\right)^{2} \tanh^{3}{\left(y \right)}",
    "ln(x^2 + 1) asin(y)": r"\ln{\left(x^{2} + 1 \right)} \arcsin{\left(y \right)}",
}
NOWHERE = [
    "asin(2)",
    "x + acos(3)",
    "x^(asin(2))",
    "cosh(1000)",
    "0^x",
    "(x-x)^y",
    "exp(exp(exp(100)))",
    "exp(exp(exp(exp(1.5)))) x",
]
POINTS = np.random.default_rng(3).uniform(-2, 2, (2, 40))


@pytest.mark.parametrize("text", [*TYPED, *KINKED])
def test_what_people_type_has_its_value_and_its_exact_gradient(text: str) -> None:
    landscape, meant = Expression(text), {**TYPED, **KINKED}[text]
    x, y = POINTS
    np.testing.assert_allclose(landscape.value(x, y), meant(x, y) + 0 * x, rtol=1e-12, atol=1e-12)
    gradient = landscape.gradient(x, y)
    h = 1e-5
    along = [(meant(x + h, y) - meant(x - h, y)) / (2 * h), (meant(x, y + h) - meant(x, y - h)) / (2 * h)]
    np.testing.assert_allclose(gradient, np.broadcast_arrays(*[a + 0 * x for a in along]), rtol=1e-5, atol=1e-6)
    if text in TYPED:  # a complex step through the value, to the last digits
        steps = [np.imag(landscape.value(*np.array([x, y]) + 1e-100j * np.eye(2)[i][:, np.newaxis])) / 1e-100 for i in (0, 1)]
        np.testing.assert_allclose(gradient, steps, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("text", TYPED)
def test_the_formula_on_the_page_is_what_runs(text: str) -> None:
    x, y = POINTS
    bare = read(text).latex.replace(r"{\left(", r"\left(").replace(r"\right)}", r"\right)")
    shown = evaluate(bare, {"x": x, "y": y})
    np.testing.assert_allclose(run(read(text).value, x, y)[0], shown + 0 * x, rtol=1e-9)


@pytest.mark.parametrize("text", PRINTED)
def test_kinks_are_printed_as_on_paper(text: str) -> None:
    assert read(text).latex == PRINTED[text]


@pytest.mark.parametrize("text", NOWHERE)
def test_what_is_nowhere_a_number_is_refused_at_once(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(ValueError, match=r"no real number, wherever x and y are"):
        Expression(text)
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize("text", ["max(2, log(x))", "max(log(x), 2)", "min(-9, sqrt(x))", "min(sqrt(x), -9)"])
def test_the_largest_of_something_undefined_is_undefined(text: str) -> None:
    landscape = Expression(text)
    x, y = np.array([-1.0, 1.5]), np.zeros(2)
    assert np.isnan(landscape.value(x, y)).tolist() == [True, False]
    assert np.isnan(landscape.gradient(x, y)).tolist() == [[True, False]] * 2


def test_what_was_not_chosen_has_no_slope() -> None:
    landscape = Expression("sqrt(max(0, y)) + x^2")
    np.testing.assert_allclose(landscape.gradient(np.array([0.5, 0.5]), np.array([-1.0, 4.0])), np.array([[1.0, 1.0], [0.0, 0.25]]))


@pytest.mark.parametrize("text", ["sqrt(-x^2)", "log(-abs(x) - 1)", "sqrt(-x^2 - y^2) + y", "acos(2 + x^2 y^2)"])
def test_what_is_a_number_on_a_line_or_in_a_point_only_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hardly anywhere a finite number with x from -10 to 10 and y from -10 to 10"):
        Expression(text)


NESTED = """
import itertools
from landscapes.algebra import read
from landscapes.symbols import FUNCTIONS
for f, g in itertools.product(FUNCTIONS, repeat=2):
    a, b = (f"{name}(y, " if name in ("max", "min") else f"{name}(" for name in (f, g))
    for inside in ("x y + 0.5", "x^y"):
        try:
            read((a + b) * 6 + inside + "))" * 6)
        except ValueError as refused:
            assert "too long" in str(refused) or "Exponents" in str(refused), (f, g, refused)
"""


def test_no_nesting_takes_long() -> None:
    """SymPy's own tanh would take hours over the fourth inside the other; so another process, which can be given up."""
    subprocess.run([sys.executable, "-c", NESTED], check=True, timeout=90)


def test_a_constant_is_a_flat_landscape() -> None:
    flat = Expression("5")
    assert (flat.value(*POINTS) == 5).all()
    assert flat.gradient(*POINTS).shape == (2, 40)
    assert not flat.gradient(*POINTS).any()
    assert flat.minima == ()
    trajectory = record(descend(Adam(), flat, flat.start), 20)
    assert outcome(trajectory, flat).kind == "stalled"


def test_a_path_that_enters_a_hole_ends_there_and_says_so() -> None:
    landscape = Expression("log(x) + y^2")
    trajectory = record(descend(MiniBatch(learning_rate=1.0), landscape, (0.5, 0.4)), 10)
    end = outcome(trajectory, landscape)
    assert end.kind == "undefined"
    assert end.sentence == "ended at step 1: the function is not defined at (-1.5, -0.4)"
    assert np.isnan(trajectory.theta[2:]).all(), "though the slope of log x is written 1/x, which has a value there"
    assert np.isnan(landscape.value(np.array([-1.0]), np.array([0.0]))).all()


def test_minima_are_found_where_they_are_known() -> None:
    typed = Expression("(x^2+y-11)^2 + (x+y^2-7)^2")
    assert len(typed.minima) == 4
    for known in Himmelblau().minima:
        assert min(np.hypot(*np.subtract(known, found)) for found in typed.minima) < 1e-9
    assert typed.window == Himmelblau().window
    assert Expression("max(abs(x-1), abs(y))").minima[0] == pytest.approx((1, 0), abs=1e-6)
    assert Expression("2x + 3 x y").minima == ()
    assert Expression("1/x").minima == ()


@pytest.mark.parametrize("text", [*TYPED, *KINKED, *EXAMPLES.values()])
def test_what_is_found_out_can_be_relied_on(text: str) -> None:
    landscape = Expression(text)
    (x_low, x_high), (y_low, y_high) = landscape.window
    assert x_low < landscape.start[0] < x_high
    assert y_low < landscape.start[1] < y_high
    lowest = _least(landscape.value(*np.meshgrid(np.linspace(x_low, x_high, 61), np.linspace(y_low, y_high, 61))))
    for x, y in landscape.minima:
        assert landscape.value(np.array([x]), np.array([y]))[0] <= lowest + 1e-9 * (1 + abs(lowest))
    for cls in OPTIMIZERS if landscape.minima else ():
        end = final(descend(cls.suited_to(landscape), landscape, landscape.start), 100)
        assert np.isfinite(end.theta).all() or np.isnan(landscape.value(*np.array([[-10.0], [0.0]]))).all()  # or it has holes


def _least(values: Any) -> float:
    return float(np.min(values[np.isfinite(values)]))


def test_a_batch_is_its_runs() -> None:
    landscape = Expression(EXAMPLES["a canyon with a ridge"])
    rates = np.geomspace(1e-3, 0.3, 7)
    together = final(descend(Adam(learning_rate=rates), landscape, landscape.start), 60)
    for i, rate in enumerate(rates):
        np.testing.assert_array_equal(
            final(descend(Adam(learning_rate=float(rate)), landscape, landscape.start), 60).theta, together.theta[:, i]
        )


@pytest.mark.parametrize(
    "view", [((1.0, 1.0), (0.0, 1.0)), ((0.0, 1.0), (3.0, 2.0)), ((0.0, float("nan")), (0.0, 1.0)), ((-1e9, 1.0), (0.0, 1.0))]
)
def test_an_empty_window_is_refused(view: Any) -> None:
    with pytest.raises(ValueError, match=r"Expression.view must run from a lower to a higher [xy] in"):
        Expression("x", view)


HOSTILE = [
    "", " ", "\t", "\n", "\x00", "x\x1b[31m", "\u202ex", "x\u200b", "\ufeffx", "х + 1", "ｘ", "x＋1", "𝑥", "ⅹ", "∞", "x⁹⁹", "½",
    "__import__('os').system('ls')", "os.system('ls')", "().__class__.__bases__[0].__subclasses__()", "x.__class__", "x.real",
    "exec('1')", "eval(x)", "open('/etc/passwd')", "print(x)", "lambda x: x", "lambda: 0", "[x for x in range(9)]", "(x for x in y)",
    "{x: y}", "{x}", "[x]", "x[0]", "x = 1", "x := 1", "x == y", "x < y", "x > y", "x != y", "x if y else 1", "x and y", "not x",
    "x or y", "x is y", "x in y", "x; y", "import os", "import", "def f(): pass", "class A", "return x", "yield x", "await x", "assert x",
    "del x", "raise x", "global x", "x @ y", "x // y", "x % y", "x & y", "x | y", "~x", "x << 2", "x >> 2", "x!", "'x'", '"x"', "`x`",
    "f'{x}'", "b'x'", "x\\y", "\\frac{x}{y}", "$x$", "#x", "<script>alert(1)</script>", "<b>x</b>", "&lt;", "%s", "{{7*7}}", "${7*7}",
    "x ? y : 1", "sin", "sin x", "sin()", "sin(x, y)", "max(x)", "max()", "abs(x,y)", "foo(x)", "z", "sinx", "Symbol('x')", "S(1)",
    "Integral(x)", "Derivative", "gamma(x)", "zeta(x)", "factorial(9999)", "I", "E", "oo", "zoo", "nan", "inf", "Infinity", "x(", "(x",
    "x)", "((x)", "x + ", "* x", "/ x", "x ** ", "x ^", "()", "x,y", ",", ".", "..", "1..2", "1.2.3", "0x10", "1_000", "1j", "9^9^9^9",
    "9**99999", "x^99", "x^-99", "x^(9^9)", "((x^30)^30)^30", "1e999", "1e308*x", "10^101", "1/0", "x/0", "0/0", "x/(1-1)", "0^-1",
    "log(0)", "log(-1)", "sqrt(-1)", "(-8)^(1/3)", "asin(2)", "acos(x^2+2)", "log(-x^2-1)", "sqrt(-1-y^2)", "(" * 5000,
    "(" * 100 + "x" + ")" * 100, "sin(" * 60 + "x" + ")" * 60, "-" * 5000 + "x", "x^" * 100 + "x", "x+" * 200 + "x", "x" * 100_000,
    "(x+y)" * 60, "1" * 100_000, "é" * 100_000, "<" * 100_000, "sin(" * 25_000, "x^2+" * 25_000,
]  # fmt: skip


def test_the_corpus_is_large_enough() -> None:
    assert len(set(HOSTILE)) >= 80


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:20]!r}")
def test_hostile_text_is_refused_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("something was executed")

    read("x")  # SymPy is loaded
    for name in ("eval", "exec", "compile", "open"):
        monkeypatch.setattr(f"builtins.{name}", never)
    monkeypatch.setattr("sympy.sympify", never)
    monkeypatch.setattr("sympy.parse_expr", never)
    monkeypatch.setattr("sympy.lambdify", never)
    began = time.perf_counter()
    try:
        Expression(text)
    except ValueError as error:
        said = str(error)
    else:
        said = ""
    took = time.perf_counter() - began
    monkeypatch.undo()
    assert said, "taken for a formula"
    assert took < 0.1 or _again(text) < 0.1  # a busy machine may be late once
    assert len(said) < 400
    assert "<" not in said
    assert all(letter.isprintable() or letter == "\n" for letter in said)


def _again(text: str) -> float:
    began = time.perf_counter()
    with pytest.raises(ValueError, match=r"."):
        Expression(text)
    return time.perf_counter() - began


def test_the_caret_stands_under_the_place() -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        read("x^2 + sinn(y)")
    why, shown, caret = str(refused.value).split("\n")
    assert shown[caret.index("^")] == "s"
    assert "“sinn” is not known" in why
    assert "allowed are numbers, x, y, pi, e" in why
    assert LONGEST < 1000


def test_sympy_is_loaded_only_when_something_is_typed() -> None:
    code = "import sys, landscapes; assert 'sympy' not in sys.modules; landscapes.Expression('x'); assert 'sympy' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
