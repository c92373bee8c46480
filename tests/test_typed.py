"""How a typed text is read and printed: what has one meaning is understood, the rest is refused, and nothing is executed."""

from random import Random
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression
from landscapes.typed import LONGEST, read, run
from optim_core import knobs
from tests.formulas import grown
from tests.test_expression import POINTS, TYPED
from tests.tex import evaluate

x, y = np.abs(POINTS) + 0.1
SAME: dict[str, Any] = {
    "xy^2": x * y**2,
    "x^2y": x**2 * y,
    "3xy^2x": 3 * x * y**2 * x,
    "x²³": x**23,
    "x⁴ - x⁻¹y²": x**4 - y**2 / x,
    "1/xy": 1 / x * y,
    "2^xy": 2**x * y,
    "1/2x": x / 2,
    "x/2y": x / 2 * y,
    "2x^-2y": 2 * x**-2 * y,
    "e^-x^2y": np.exp(-(x**2)) * y,
    "|x|": x,
    "|x-1|+2|y-1|": abs(x - 1) + 2 * abs(y - 1),
    "||x|-1||y|": abs(x - 1) * y,
    "|x-|y-1||": abs(x - abs(y - 1)),
    "(|x|)|y|": x * y,
    "X^2 + Y": x**2 + y,
    "SIN(X) + Pi + EXP(y)": np.sin(x) + np.pi + np.exp(y),
    "sin^2(x) + cos²(y) + tan^{2}(x)": np.sin(x) ** 2 + np.cos(y) ** 2 + np.tan(x) ** 2,
    "sin^2x + ln^2 y": np.sin(x) ** 2 + np.log(y) ** 2,
    "sin x": np.sin(x),
    "sin 2x + cos πx^2": np.sin(2 * x) + np.cos(np.pi * x**2),
    "sinxcosy": np.sin(x) * np.cos(y),
    "sin x cos y": np.sin(x) * np.cos(y),
    "sin x * cos y / 2": np.sin(x) * np.cos(y) / 2,
    "exp -x^2": np.exp(-(x**2)),
    "ln |x| + exp -(x+y) + |sin |x||": np.log(x) + np.exp(-(x + y)) + abs(np.sin(x)),
    "ln sin^2 x + sqrt |x|": np.log(np.sin(x) ** 2) + np.sqrt(x),
    "xln(x)": x * np.log(x),
    "2xsin(y)exp(-x)": 2 * x * np.sin(y) * np.exp(-x),
    "ln x + log(y) + log10(x) + log2(y)": np.log(x) + np.log(y) + np.log10(x) + np.log2(y),
    r"log_2(x) + log_{10}(y) + \log_2 x": np.log2(x) + np.log10(y) + np.log2(x),
    "arctan(x) + arcsin(x/9) + arccos(y/9)": np.arctan(x) + np.arcsin(x / 9) + np.arccos(y / 9),
    "arsinh(x) + arcsinh(y) + asinh(x)": 2 * np.arcsinh(x) + np.arcsinh(y),
    "arcosh(x+1) + arctanh(y/9)": np.arccosh(x + 1) + np.arctanh(y / 9),
    "cosh(x) - sinh(y) + tanh(x)": np.cosh(x) - np.sinh(y) + np.tanh(x),
    "sign(x-1) + sgn(y-1) + floor(3x) + ceil(3y)": np.sign(x - 1) + np.sign(y - 1) + np.floor(3 * x) + np.ceil(3 * y),
    "⌊3x⌋ + ⌈3y⌉": np.floor(3 * x) + np.ceil(3 * y),
    "mod(x, 0.3) + (y mod 0.7)": x % 0.3 + y % 0.7,
    "2x mod 3": (2 * x) % 3,
    "2·x⋅y×3÷4": 2 * x * y * 3 / 4,
    "√x + √(x+y) + √2 y": np.sqrt(x) + np.sqrt(x + y) + np.sqrt(2) * y,
    "x − y – 1": x - y - 1,
    "x\u00a0+\u202f2\u2009y": x + 2 * y,
    "x.^2 .* y ./ 2": x**2 * y / 2,
    "2.^x + 2.*y": 2**x + 2 * y,
    "np.sin(x) + numpy.pi*np.exp(y)**2": np.sin(x) + np.pi * np.exp(y) ** 2,
    "math.exp(-x) + Math.PI + math.pow(x, 2) + np.power(y, 3)": np.exp(-x) + np.pi + x**2 + y**3,
    "np.maximum(x, y) + np.abs(x - y)": np.maximum(x, y) + abs(x - y),
    "100*(x[1]-x[0]**2)**2": 100 * (y - x**2) ** 2,
    "x1^2 + x2": x**2 + y,
    "x_1^2 + x_2 + x₁x₂": x**2 + y + x * y,
    r"x_{1}^{2} + x_{2}^{10}": x**2 + y**10,
    r"\frac{1}{2}x^2 + \sin x": x**2 / 2 + np.sin(x),
    r"\left(x + \tfrac{x}{y}\right)^{2} \cdot \pi \, \sqrt{x}": (x + x / y) ** 2 * np.pi * np.sqrt(x),
    r"\left|x - 1\right| + \lvert y \rvert + \operatorname{arsinh}(x)": abs(x - 1) + y + np.arcsinh(x),
    r"\mathrm{e}^{-x} \times \max\left(x, y\right)": np.exp(-x) * np.maximum(x, y),
    "0,5x + 1,25": 0.5 * x + 1.25,
    "sin(0,5x) + max(1,5; x)": np.sin(0.5 * x) + np.maximum(1.5, x),
    "max(1,x) + max(0.5,1.25,y)": np.maximum(1, x) + np.maximum(1.25, y),
    "½x² + ¼": x**2 / 2 + 0.25,
    "f(x, y) = x + y": x + y,
    "z = x + y": x + y,
    "2e3x + 2ex + 2e": 2000 * x + 2 * np.e * x + 2 * np.e,
    "yexp(x)xe^y": y * np.exp(x) * x * np.exp(y),
}
"""What people type, and what it is where x and y are above 0."""
REFUSED = {
    "sin x*y": ("*", "could belong to sin or not"),
    "sin x/2": ("/", "could belong to sin or not"),
    "sin x y": ("y", "could belong to sin or not"),
    "sin x(y+1)": ("(", "could belong to sin or not"),
    "sin x|y|": ("|", "could belong to sin or not"),
    "max(0,5, 2) + 0.5": ("0", "could be one number or two"),
    "√2x": ("x", "could belong to the root or not"),
    "sqrt x^2": ("^", "could belong to the root or not"),
    "sin^-1(x)": ("^", r"write 1/sin\(x\), or arcsin\(x\)"),
    "sin⁻¹(x)": ("⁻", r"write 1/sin\(x\), or arcsin\(x\)"),
    "sin^x(y)": ("^", "could mean two things"),
    "x²^3": ("^", "could mean two things"),
    "1,234x": ("1", "could be 1.234 or 1234"),
    "1,5,2": ("1", "could be"),
    "0,5x + 0.5": ("0", "has a comma, and other numbers have points"),
    "max(1,5)": ("1", "could be one number or two"),
    "x(1)^2 + x(2)": ("x", r"could be a product or an index"),
    "x1 + y": ("y", "names its coordinates x1 and x2, and here x and y"),
    "x[0] + x1": ("x", "choose one of these"),
    "x2 + 1": ("x", "no first coordinate"),
    "x0 + x1": ("x", "“x0” is not known"),
    "x[2] + x[0]": ("x", r"coordinates are x and y, or x1 and x2, or x\[0\] and x\[1\]"),
    "y2": ("2", "A number cannot follow here"),
    "x 2": ("2", "A number cannot follow here"),
    "1½": ("½", "A number cannot follow here"),
    "log2x": ("l", r"write log2\(x\) or log\(2x\)"),
    "log3(x)": ("l", "logarithms are log"),
    "sin2x": ("s", r"in brackets, as in sin\(2x\)"),
    "lg(x)": ("l", r"write log10\(x\) or log2\(x\)"),
    "atan2(y, x)": ("a", r"write atan\(y/x\)"),
    "sinn(y)": ("s", "allowed are numbers, x, y, pi, e"),
    "x + \\alpha": ("\\", "is not known; allowed are"),
    "x % 2": ("%", "“percent sign” is not understood; allowed are"),
    "max x": ("x", "needs its arguments in brackets"),
    "cosh": ("", "needs its argument in brackets"),
    "mod(x)": ("m", "takes two arguments, got 1"),
    "|x": ("|", "never closed"),
    "|x|y|": ("", "breaks off here"),
    "x/(1-1)": ("/", "divides by zero"),
    r"\frac x y": ("x", "needs two groups"),
    "2^33": ("^", r"Exponents lie in \[-32, 32\]"),
    "((x^3)^3)^4": ("^", "powers of powers come to more"),
    "((2x^3)^3 y)^4": ("^", "powers of powers come to more"),
}
"""What has two meanings or none: the letter over the caret, and the reason."""
PRINTED = {
    "abs(x)": r"\left|x\right|",
    "max(x, y)": r"\max\left(x, y\right)",
    "min(x, y, 2)": r"\min\left(x, y, 2\right)",
    "max(x, 2y)^2": r"\max\left(x, 2 y\right)^{2}",
    "|x|^3": r"\left|x\right|^{3}",
    "exp(-x) + e^(2y)": r"e^{-x} + e^{2 y}",
    "exp(x)^2 tanh(y)^3": r"\left(e^{x}\right)^{2} \tanh^{3}\left(y\right)",
    "ln(x^2 + 1) asin(y)": r"\ln\left(x^{2} + 1\right) \arcsin\left(y\right)",
    "1/2x": r"\frac{1}{2} x",
    "1/(2x)": r"\frac{1}{2 x}",
    "2^xy": r"2^{x} y",
    "xy^2": r"x y^{2}",
    "(xy)^2": r"\left(x y\right)^{2}",
    "x*2": r"x \cdot 2",
    "x(y + 1)": r"x\, \left(y + 1\right)",
    "2(1/2)": r"2 \cdot \frac{1}{2}",
    "x - (y - 1)": r"x - \left(y - 1\right)",
    "x + -y": r"x + \left(-y\right)",
    "-x^2": r"-x^{2}",
    "(-x)^2": r"\left(-x\right)^{2}",
    "sqrt(x)^2 + 0 log(x)": r"\left(\sqrt{x}\right)^{2} + 0 \ln\left(x\right)",
    "1e-7x + 2.5e20": r"10^{-7} x + 2.5 \cdot 10^{20}",
    "floor(x) + x mod 2": r"\left\lfloor x\right\rfloor + \left(x \bmod 2\right)",
}
"""How formulas are printed: as they were typed, and so that they cannot be read in two ways."""
NOWHERE = [
    "asin(2)",
    "x + acos(3)",
    "x^(asin(2))",
    "cosh(1000)",
    "exp(exp(exp(100)))",
    "exp(exp(exp(exp(1.5)))) x",
]


@pytest.mark.parametrize("text", SAME)
def test_what_has_one_meaning_is_understood(text: str) -> None:
    np.testing.assert_allclose(run(read(text).value, x, y)[0], SAME[text] + 0 * x, rtol=1e-12)


@pytest.mark.parametrize("text", REFUSED)
def test_what_has_two_meanings_is_refused_at_its_place(text: str) -> None:
    place, reason = REFUSED[text]
    with pytest.raises(ValueError, match=reason) as refused:
        read(text)
    _, shown, caret = str(refused.value).split("\n")
    assert shown[caret.index("^") :].startswith(place)
    assert bool(place) == (caret.index("^") < len(shown))


def plain_formula(cls: Any) -> bool:
    return bool(cls().examples == 1)


@pytest.mark.parametrize("cls", [cls for cls in LANDSCAPES if plain_formula(cls)])
def test_the_formulas_of_the_catalogue_can_be_typed_back(cls: Any) -> None:
    """The knobs' letters stand for numbers, which are typed in their places."""
    landscape = cls(**dict(zip(knobs(cls), (1.25, 2.5), strict=False)))
    typed = str(landscape.survey.formula)
    for letter, value in landscape.letters.items():
        typed = typed.replace(letter, f"({float(value)!r})")
    (x_low, x_high), (y_low, y_high) = landscape.window
    at = np.random.default_rng(2).uniform([[x_low], [y_low]], [[x_high], [y_high]], (2, 50))
    np.testing.assert_allclose(run(read(typed).value, *at)[0], landscape.value(*at), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(run(read(typed).gradient, *at), landscape.gradient(*at), rtol=1e-9, atol=1e-10)


def test_most_of_the_catalogue_is_typed_back() -> None:
    assert sum(map(plain_formula, LANDSCAPES)) == 10


@pytest.mark.parametrize("text", [*SAME, *PRINTED])
def test_what_is_printed_is_what_was_read(text: str) -> None:
    """Typed back, it is the same function and is printed in the same way."""
    formula = read(text)
    again = read(formula.latex)
    np.testing.assert_array_equal(run(again.value, *POINTS)[0], run(formula.value, *POINTS)[0])
    assert again.latex == formula.latex


def test_what_is_printed_of_random_formulas_is_what_was_read() -> None:
    same = 0
    for seed in range(1500):
        text, _ = grown(Random(seed), seed % 4)
        try:
            formula = read(text)
        except ValueError:
            continue
        if len(formula.latex) <= LONGEST:
            again = read(formula.latex)
            np.testing.assert_array_equal(run(again.value, *POINTS)[0], run(formula.value, *POINTS)[0], err_msg=text)
            same += 1
    assert same > 1200


@pytest.mark.parametrize("text", TYPED)
def test_the_formula_on_the_page_is_what_runs(text: str) -> None:
    """By SymPy's reading of the TeX, which is not ours."""
    u, v = POINTS
    shown = evaluate(read(text).latex, {"x": u, "y": v})
    np.testing.assert_allclose(run(read(text).value, u, v)[0], shown + 0 * u, rtol=1e-9)


@pytest.mark.parametrize("text", PRINTED)
def test_formulas_are_printed_as_on_paper(text: str) -> None:
    assert read(text).latex == PRINTED[text]


@pytest.mark.parametrize("text", NOWHERE)
def test_what_is_nowhere_a_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a real number for any x and y"):
        Expression(text)
