"""How the text of a method is read: what has one meaning is understood, the rest is refused in words, and nothing is executed."""

import re
import sys
from typing import Any

import numpy as np
import pytest

from landscapes.typed.grammar import LONGEST as LONGEST_LINE
from lessons.own_method import LONGEST, MOST_KNOBS, MOST_LINES, own_method
from lessons.own_method.reader import read_line
from lessons.own_method.typed_out import typed_out
from optim_core import knobs
from tests.test_typed_hostile import HOSTILE

ETA = "eta = 0.1 in [0.001, 10] log\n"
SAME = {
    "b1 = 0.9 in [0, 1]\nm = b1 m + (1 - b1) g": "b_1=.9 in[0;1]\nm=b₁*m+(1-b_{1})*g",
    "beta1 = 0.9 in [0, 1]\nm = beta1^t g": "β₁ = 9e-1 ∈ [0, 1]\nm = \\beta_1^t \\cdot g",
    "eps = 1e-8 in [1e-12, 1] log\nm = g/(|g| + eps)": "ϵ = 1e-8 \\in [1E-12, 1] log\nm = \\frac{g}{\\left|g\\right| + \\varepsilon}",
    "m = m + if(g <= 2, sum(|g|), other(g)) from 2": "m = m+if( g ≤ 2; sum{\\left|g\\right|}; other (g)) from 2",
    "g = grad(theta + m - 0.5, 1)\nm = g": "g = \\nabla J\\left(\\theta + m - 0,5 ;\\, 1\\right)\nm = g",
    "m = if(g >= 2, if(t > 1, 1, 2), 3)": "m = if(g \\geq 2, if(t \\gt 1, 1, 2), 3)",
    "m_hat = sqrt(g^2 + theta^2)": "m̂ = √(g² + θ^2)",
    "v_max = max(v_max, g)": "v_{max} = np.maximum(v_max, g)",
    "m = sign(g) ln 2 + sqrt |g|": "m = \\operatorname{sign}(g) log(2) + √|g|",
    "step_2 = step + G_0\nG0 = g": "step2 = step + G0\nG_0 = g",
    "mu = 0.5 in [0, 0.9] memory\nm = mu lr": "μ = 0.5 in [0, 0.9] memory\nm = mu η",
}
"""Two ways to type the same lines."""
REFUSED: dict[str, tuple[int, str, str]] = {
    "m": (2, "", "A line is a name, = and a formula"),
    "m t = g": (2, "t", "Before = stands one name alone"),
    "3 = g": (2, "3", "This is no name"),
    "= g": (2, "=", "This is no name"),
    "Δθ = g": (2, "Δ", "This is no name"),
    "max = g": (2, "m", "“max” is a function or a number here"),
    "e = g": (2, "e", "“e” is a function or a number here"),
    "ln = g": (2, "l", "“ln” is a function or a number here"),
    "g = 2 g": (2, "2", "The line of g says where the gradient is taken"),
    "g = grad(g)": (2, "g", "“g” is not known; allowed are numbers, t, theta, theta0, eta, step, pi, e"),
    "g = grad(theta": (2, "g", "The line of g says where"),
    "g = grad(theta - 0,1)": (2, "0,1", "“0,1” could be one number or two: write 0.1, or a space"),
    "g = grad()": (2, "", "Type a formula of t and the other letters: numbers, t, theta"),
    "grad = g": (2, "g", "“grad” is what says where the gradient is taken"),
    "m = grad(theta)": (2, "g", "a first line g = grad(theta - eta v) says where it is taken"),
    "g = grad(theta, 2)": (2, "2", "After the comma stands the number of examples: 1, or a knob that counts"),
    "g = grad(theta, <b>)": (2, "‹", "After the comma stands the number of examples"),
    "m = g\ng = grad(theta)": (3, "g", "its line is the first that computes something"),
    "g = 0.5 in [0, 1]": (2, "g", "its line is the first that computes something"),
    "g = grad(theta)\ng = grad(theta)": (3, "g", "“g” has a line already, line 2"),
    "n = 2 in [1, 9] count\nm = n g": (2, "n", "A count says how many examples"),
    "n = 2 in [0, 9] count": (2, "0", "The range of a count lies in [1, 10000]"),
    "n = 2.5 in [1, 9] count": (2, "2", "A count and its range are whole numbers"),
    "n = 5 in [2, 9] count": (2, "5", "the range begins at 1"),
    "m = g from 5": (2, "m", "No line reads m as it was before the step"),
    "m = (m + g from 1)": (2, "f", "A start stands at the end of a line, outside of brackets"),
    "m = if(g = 1, 2, 3)": (2, "=", "A line has one =, after its name; if asks what is larger"),
    "m = if(g ≠ 1, 2, 3)": (2, "≠", "if asks what is larger"),
    "m = if((g > 1), 2, 3)": (2, "›", "A comparison stands first in if, without brackets of its own"),
    "m = if(g > 1, 2, 3": (2, "(", "This bracket is never closed"),
    "m = sum(sum(sum(sum(g))))": (2, "s", "Sums may be nested 3 deep at most"),
    "m = g from": (2, "", "Type a formula of theta0 and the other letters"),
    "m = g from g": (2, "g", "“g” is not known; allowed are numbers, theta0, eta, pi, e"),
    "m = g from theta": (2, "t", "“theta” is not known"),
    "m = from 3": (2, "", "There is nothing here yet"),
    "m = g from 1/0": (2, "/", "This divides by zero"),
    "from = g": (2, "f", "“from” is what stands before a start"),
    "theta0 = g": (2, "t", "“theta0” is θ at the start"),
    "sum = g": (2, "s", "“sum” is a function or a number here"),
    "m = sum g": (2, "g", "sum needs brackets: sum(g)"),
    "m = sum(g, m)": (2, "s", "sum takes one argument, got 2"),
    "m = other(g": (2, "(", "never closed"),
    "m = if t > 3": (2, "t", "if needs brackets: as in if(t > 10, g, 0)"),
    "m = if(t, g, 0)": (2, ",", "if begins with a comparison, as in if(t > 10, g, 0)"),
    "m = if(t > 3)": (2, ")", "if needs a comma here, and the value where it holds"),
    "m = if(t > 3, g)": (2, ")", "if needs a comma here, and the value elsewhere"),
    "m = if(t > 3 and g > 1, g, 0)": (2, "a", "“and” is not known; put one if inside the other"),
    "m = g if t > 3 else 0": (2, "e", "“else” is not known; write if(t > 10, g, 0)"),
    "m = if(t > 3, g, 0, 1)": (2, ",", "“,” cannot stand here"),
    "m = if(0 < t < 3, g, 0)": (2, "‹", "if needs a comma here, and the value where it holds"),
    "m = if(t > 3, 1,5, 0)": (2, "1", "could be one number or two"),
    "t = 3": (2, "t", "“t” is the number of the step"),
    "θ = 3": (2, "θ", "“theta” is θ before the step"),
    "in = 3": (2, "i", "“in” is part of a knob's range"),
    "m_t = g": (2, "m", "“m_t”: a name has no index of time"),
    "m_{t-1} = g": (2, "m", "no index of time"),
    "m = g_t": (2, "g", "“g_t”: a name has no index of time"),
    "m = m_{t-1}": (2, "m", "no index of time"),
    "m = m(t-1)": (2, "m", "could be a product"),
    "m = g\nm_hat = g\nm̂ = g": (4, "m", "“m_hat” has a line already, line 3"),
    "m = mm": (2, "m", "“mm” is not known; allowed are numbers, g, t, theta, theta0, eta, m, step, pi, e"),
    "m = q g": (2, "q", "“q” is not known"),
    "m = M": (2, "M", "“M” is not known"),
    "m = x": (2, "x", "the parameters are theta"),
    "m = norm(g)": (2, "n", "write sqrt(sum(g^2))"),
    "b1 = 0.5 in [0, 1]\nm = b1m": (3, "m", "A product needs a space or a sign"),
    "m = sqrt(g": (2, "(", "never closed"),
    "m = g +": (2, "", "breaks off here"),
    "m =": (2, "", "There is nothing here yet"),
    "m = g < 2": (2, "‹", "A comparison stands first in if, without brackets of its own, as in if(t > 10, g, 0)"),
    "m += g": (2, "+", "Before = stands one name alone"),
    "m = = g": (2, "=", "A line has one =, after its name"),
    "m = g/(1-1)": (2, "/", "divides by zero"),
    "m = sqrt(-1) g": (2, "s", "not a real number"),
    "m = g^33": (2, "^", r"Exponents lie in [-32, 32]"),
    "m = 1e101 g": (2, "1", "This number is too large"),
    "m = sin g*t": (2, "*", "could belong to sin or not"),
    "b = 1 in": (2, "1", "A knob has a default and a range"),
    "b = 1 in [0, 2": (2, "1", "A knob has a default and a range"),
    "b = g in [0, 2]": (2, "g", "A knob has a default and a range"),
    "b = 1 in [0, 2] loge": (2, "l", "“loge” is not known; a range is linear, or log, or memory"),
    "b = 1 in [2, 0]": (2, "2", "from a lower number to a higher one"),
    "b = 1 in [2, 3]": (2, "1", "outside its range"),
    "b = 1 in [0, 3] log": (2, "0", "A logarithmic range lies in [1e-15, 1000000]"),
    "b = 0.5 in [0, 1] memory": (2, "0", "The range of a memory lies in [0, 0.999999]"),
    "b = 0.5 in [-1e9, 1]": (2, "-", "A range lies in"),
    "b = 0.5 in [0, 1]": (2, "b", "No line reads the knob b"),
    "step = g": (3, "s", "“step” has a line already, line 2"),
    f"{'k' * 21} = g": (2, "k", "A name has at most 20 letters"),
    "m = " + "g + " * 79 + "g": (2, "", f"at most {LONGEST_LINE} letters"),
    "m = " + "-" * 161 + "g": (2, "-", "at most 160 numbers, names and signs"),
    "m = " + "(" * 30 + "g" + ")" * 30: (2, "(", "nested 24 deep"),
}
"""Lines between the learning rate and the step: the number of the line that is refused, the letter over the caret, and the reason."""


@pytest.mark.parametrize("lines", SAME)
def test_the_same_lines_can_be_typed_in_many_ways(lines: str) -> None:
    one, other = (own_method(f"{ETA}{each}\nstep = -eta g") for each in (lines, SAME[lines]))
    assert (one.names, one.letters, one.knob_fields) == (other.names, other.letters, other.knob_fields)
    assert (one.trees, one.bases, one.place, one.count, one.starts) == (other.trees, other.bases, other.place, other.count, other.starts)
    assert one.lines() == other.lines()
    assert {name: str(knob) for name, knob in knobs(one).items()} == {name: str(knob) for name, knob in knobs(other).items()}


@pytest.mark.parametrize("lines", REFUSED, ids=lambda lines: lines[:20])
def test_what_is_refused_is_refused_at_its_line_and_place(lines: str) -> None:
    number, place, reason = REFUSED[lines]
    with pytest.raises(ValueError, match=re.escape(reason)) as refused:
        own_method(f"{ETA}{lines}\nstep = -eta g")
    why, shown, caret = str(refused.value).split("\n")
    assert why.startswith(f"Line {number}: ")
    assert shown[caret.index("^") :].startswith(place)


@pytest.mark.parametrize(
    ("text", "reason"),
    {
        "": "There is nothing here yet",
        "\n \n": "There is nothing here yet",
        "eta = 0.1 in [0, 1]": "The last line of a method is its step",
        "eta = 0.1 in [0, 1]\nstep = 1 in [0, 2]\nm = g": "The step is no knob",
        "eta = 0.1 in [0, 1]\nstep = eta g\nm = g": "The step is the last line",
        "step = -g": "A method has a learning rate",
        "eta = 0.1\nstep = -eta g": "eta is the learning rate, a knob with a range",
        "eta = 0.1 in [0, 0.9] memory\nstep = -eta g": "eta is the learning rate, which is no memory",
        "eta = 0.1 in [0, 1]\nlr = 0.1 in [0, 1]\nstep = -eta g": "“eta” has a line already, line 1",
        "eta = 0.1 in [0, 1]\nstep = -g": "No line reads the knob eta",
        ETA + "".join(f"k{i} = 1 in [0, 1]\n" for i in range(MOST_KNOBS)) + "step = -eta g": f"at most {MOST_KNOBS} knobs",
        ETA + "".join(f"m{i} = g\n" for i in range(MOST_LINES)) + "step = -eta g": f"at most {MOST_LINES} lines that compute",
        "#" * (LONGEST + 1): f"at most {LONGEST:,} letters, got {LONGEST + 1:,}",
    }.items(),
)
def test_what_is_no_whole_method_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        own_method(text)


@pytest.mark.parametrize("text", [None, 3, b"step = g", ["step = g"]])
def test_what_is_no_text_is_refused(text: Any) -> None:
    with pytest.raises(ValueError, match="A method must be text, got"):
        own_method(text)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: f"{text[:20]!r}")
def test_hostile_text_is_refused_at_once(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not a landscape is no line of a method either, and no name and no range."""

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("something was executed")

    for name in ("eval", "exec", "compile", "open"):
        monkeypatch.setattr(f"builtins.{name}", never)
    calls, said_of = 0, list[tuple[str, int]]()

    def count(*_: Any) -> None:
        nonlocal calls
        calls += 1

    for text in (
        f"{ETA}m = {hostile}\nstep = -eta (m + q)",
        f"{ETA}{hostile} = g\nstep = -eta (g + q)",
        f"{ETA}b = {hostile} in [0, 1]\nq",
    ):
        calls, said = 0, ""
        sys.setprofile(count)
        try:
            own_method(text)
        except ValueError as refused:
            said = str(refused)
        finally:
            sys.setprofile(None)
        said_of.append((said, calls))
    monkeypatch.undo()  # a failing assertion compiles the line that it shows
    for said, calls in said_of:
        assert said, "taken for a method"
        assert calls < 60_000
        assert len(said) < 600
        assert "<" not in said
        assert all(letter.isprintable() or letter == "\n" for letter in said)


@pytest.mark.parametrize(
    "text",
    [
        "-eta*g", "-(eta*g)", "(-eta)^2", "-eta^2", "eta - (g - t)", "eta/(g/t)", "eta/g/t", "eta*(g*t)", "eta + -g", "eta*-g", "--g",
        "max(g, t, 2)", "max(g, max(t, 2))", "2^-g", "(2^g)^t", "2^(g^t)", "2^g^t", "g mod t", "mod(g*t, 2)", "exp(-g)", "e^g", "pow(g, 2)",
        "1e-7*g + 0.1", "abs(g)^1.5", "sin^2(g)", "(g + t)*(g - t)/(g + 1)", "|g|/3", "floor(g)", "-(g + t)", "(-g)*t", "g*(-t)", "g - -t",
        "sum(g*t)/2", "-other(-g)", "if(g > t, -g, t)^2", "if(sum(g) <= 2 + t, if(g < 1, 1, 2), 3)*t", "2*if(g >= 1, 2, 3)",
    ],
)  # fmt: skip
def test_what_is_written_is_read_as_the_same(text: str) -> None:
    tree = read_line(text, 0, ["eta"])
    assert read_line(typed_out(tree), 0, ["eta"]) == tree


def test_a_start_is_zero_and_a_name_is_old_above_its_line_and_new_below() -> None:
    cls = own_method(ETA + "a = b + 1\nb = a + 10\nc = b + step\nstep = 10 t eta")
    state = cls().init(np.zeros(2))
    assert not np.any(list(state[1:]))
    for t, (a, b, c) in enumerate([(1, 11, 11), (12, 22, 23), (23, 33, 35)], 1):
        state = cls().update(state, np.ones(2))
        assert [float(each[0]) for each in state] == [t, a, b, c, t]
