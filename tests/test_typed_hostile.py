"""What strangers may type instead of a formula is refused at once, with nothing executed."""

import subprocess
import sys
from typing import Any

import pytest

from landscapes import Expression
from landscapes.typed import LONGEST, read

HOSTILE = [
    "", " ", "\t", "\n", "\x00", "x\x1b[31m", "\u202ex", "x\u200b", "\ufeffx", "х + 1", "ｘ", "x＋1", "𝑥", "ⅹ", "∞", "x⁹⁹",
    "__import__('os').system('ls')", "os.system('ls')", "().__class__.__bases__[0].__subclasses__()", "x.__class__", "x.real",
    "exec('1')", "eval(x)", "open('/etc/passwd')", "print(x)", "lambda x: x", "lambda: 0", "[x for x in range(9)]", "(x for x in y)",
    "{x: y}", "[x]", "x = 1", "x := 1", "x == y", "x < y", "x > y", "x != y", "x if y else 1", "x and y", "not x",
    "x or y", "x is y", "x in y", "x; y", "import os", "import", "def f(): pass", "class A", "return x", "yield x", "await x", "assert x",
    "del x", "raise x", "global x", "x @ y", "x // y", "x % y", "x & y", "x | y", "~x", "x << 2", "x >> 2", "x!", "'x'", '"x"', "`x`",
    "f'{x}'", "b'x'", "x\\y", "$x$", "#x", "<script>alert(1)</script>", "<b>x</b>", "&lt;", "%s", "${7*7}",
    "x ? y : 1", "sin", "sin()", "sin(x, y)", "max(x)", "max()", "abs(x,y)", "foo(x)", "z", "Symbol('x')", "S(1)",
    "Integral(x)", "Derivative", "gamma(x)", "zeta(x)", "factorial(9999)", "I", "oo", "zoo", "nan", "inf", "Infinity", "x(", "(x",
    "x)", "((x)", "x + ", "* x", "/ x", "x ** ", "x ^", "()", "x,y", ",", ".", "..", "1..2", "1.2.3", "0x10", "1_000", "1j", "9^9^9^9",
    "9**99999", "x^99", "x^-99", "x^(9^9)", "((x^30)^30)^30", "1e999", "1e308*x", "10^101", "1/0", "x/0", "0/0", "x/(1-1)", "0^-1",
    "log(0)", "log(-1)", "sqrt(-1)", "(-8)^(1/3)", "asin(2)", "acos(x^2+2)", "log(-x^2-1)", "sqrt(-1-y^2)", "(" * 5000,
    "(" * 100 + "x" + ")" * 100, "sin(" * 60 + "x" + ")" * 60, "-" * 5000 + "x", "x^" * 100 + "x", "x+" * 200 + "x", "x" * 100_000,
    "(x+y)" * 60, "1" * 100_000, "é" * 100_000, "<" * 100_000, "sin(" * 25_000, "x^2+" * 25_000,
    "x**y**" * 10 + "x", "|" * 300, "{" * 300, "(|" * 40 + "x", "\\left(" * 50, "\\frac{" * 49, "√" * 150 + "x", "sin " * 70 + "x",
    "ln -" * 50 + "x", "x[99999999999]", "log_{99999999}(x)", "x" + "⁹" * 290, "1," * 150, "np." * 99 + "x", "-" * 299 + "x", "f = f = x",
    "x_{1", "x[", "\\", "\\left", "\\begin{array}", "\\input{x}", "\\def\\x{x}", "\\left.x\\right|", "[x]", "x'", "‖x‖", "x⁻", "²", "[[0]]",
]  # fmt: skip


def test_the_corpus_is_large_enough() -> None:
    assert len(set(HOSTILE)) >= 80


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:20]!r}")
def test_hostile_text_is_refused_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("something was executed")

    for name in ("eval", "exec", "compile", "open"):
        monkeypatch.setattr(f"builtins.{name}", never)
    calls = 0

    def count(*_: Any) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        Expression(text)
    except ValueError as error:
        said = str(error)
    else:
        said = ""
    finally:
        sys.setprofile(None)
    monkeypatch.undo()
    assert said, "taken for a formula"
    assert calls < 60_000
    assert len(said) < 400
    assert "<" not in said
    assert all(letter.isprintable() or letter == "\n" for letter in said)


def test_the_caret_stands_under_the_place() -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        read("x^2 + sinn(y)")
    why, shown, caret = str(refused.value).split("\n")
    assert shown[caret.index("^")] == "s"
    assert "“sinn” is not known" in why
    assert "allowed are numbers, x, y, pi, e" in why
    assert LONGEST < 1000


def test_nothing_but_numpy_is_needed() -> None:
    code = "import sys, landscapes; landscapes.Expression('x y'); assert not {'sympy', 'mpmath'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
