"""What a visitor types, read, derived and made ready for NumPy. The only file that knows SymPy, and it asks for it when something is typed.

SymPy's own parsers evaluate what they read as Python code, so they never see the text. It is read here, letter by letter, through a closed
grammar; SymPy gets nothing but the numbers, names and calls of that grammar. Nothing is ever compiled or executed.

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/") signed | power that begins with no number)*
    signed  = ("+" | "-")* power
    power   = atom (("^" | "**") signed)?
    atom    = number | "x" | "y" | "pi" | "e" | function "(" sum ("," sum)* ")" | "(" sum ")"
"""
# pyright: basic
# SymPy has no types; what comes from it is Any.

import functools
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn

import numpy as np

from optim_core.spec import Array, TeX

LONGEST = 300
MOST_TOKENS = 160
DEEPEST = 24
LARGEST_EXPONENT = 32
MOST_CALLS = 1_500
"""Of value and gradient together, once written out for NumPy."""
FUNCTIONS = ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "ln", "sqrt", "abs", "max", "min")
ALLOWED = f"numbers, x, y, pi, e, + - * / ^ ( ) and {', '.join(FUNCTIONS)}"
_TOKEN = re.compile(r"(?P<number>(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)|(?P<name>[A-Za-z]+)|(?P<sign>\*\*|[-+*/^(),])|(?P<space>[ \t]+)")
_SAME = str.maketrans({"−": "-", "·": "*", "×": "*"})
_POWERS = {"²": "2", "³": "3"}


class Token(NamedTuple):
    """A number, a name or a sign, and where it stands."""

    kind: str
    text: str
    at: int


class Program(NamedTuple):
    """A formula for NumPy: calls in order, each with the places of what it reads. Places 0 and 1 are x and y, then the constants."""

    constants: tuple[float, ...]
    calls: tuple[tuple[str, tuple[int, ...]], ...]
    results: tuple[int, ...]

    @property
    def partial(self) -> bool:
        """Whether there may be places where it is not defined."""
        return any(name in PARTIAL for name, _ in self.calls)


class Formula(NamedTuple):
    """What was read: as the page prints it, and the programs of value and of both slopes."""

    latex: TeX
    value: Program
    gradient: Program


@functools.lru_cache(maxsize=256)
def read(text: str) -> Formula:
    """The formula that a text stands for. ValueError for anything else: what was not understood, where, and what is allowed."""
    if len(text) > LONGEST:
        refuse(text, LONGEST, f"A formula has at most {LONGEST} letters, got {len(text):,}")
    from sympy import latex

    expression = Reader(text).read()
    x, y = _coordinates()
    value = _program([expression])
    gradient = _program([expression.diff(x), expression.diff(y)])
    if len(value.calls) + len(gradient.calls) > MOST_CALLS:
        refuse(
            text,
            0,
            f"The slope of this formula is too long: it takes {len(gradient.calls):,} operations, at most {MOST_CALLS:,} are allowed",
        )
    return Formula(TeX(latex(expression, inv_trig_style="full", ln_notation=True)), value, gradient)


def refuse(text: str, at: int, why: str) -> NoReturn:
    """Say what is wrong, with a caret under the place. What is shown of the text is free of markup and control characters."""
    low = max(0, at - 14)
    shown = "".join(letter if letter.isprintable() and letter not in "<>&`$\\" else "?" for letter in text[low : at + 10])
    raise ValueError(f"{why}.\n{shown}\n{' ' * (at - low)}^")


class Reader:
    """Reads one text, token by token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens())
        self.at = 0
        self.depth = 0
        if len(self.tokens) > MOST_TOKENS:
            refuse(
                text, self.tokens[MOST_TOKENS].at, f"A formula has at most {MOST_TOKENS} numbers, names and signs, got {len(self.tokens)}"
            )

    def read(self) -> Any:
        if len(self.tokens) == 1:
            refuse(self.text, 0, f"There is nothing here yet. Type a formula of x and y: {ALLOWED}")
        found = self._sum()
        if self._now.kind != "end":
            self._unexpected()
        return found

    def _tokens(self) -> Iterator[Token]:
        text = self.text.translate(_SAME)
        at = 0
        while at < len(text):
            if text[at] in _POWERS:
                yield Token("sign", "^", at)
                yield Token("number", _POWERS[text[at]], at)
                at += 1
                continue
            if text[at] == "π":
                yield Token("name", "pi", at)
                at += 1
                continue
            found = _TOKEN.match(text, at)
            if not found:
                name = unicodedata.name(text[at], "a control character").lower()
                refuse(self.text, at, f"“{name}” is not understood; allowed are {ALLOWED}")
            if found.lastgroup != "space":
                kind = next(kind for kind in ("number", "name", "sign") if found[kind])
                yield Token(kind, found[0], at)
            at = found.end()
        yield Token("end", "", len(text))

    @property
    def _now(self) -> Token:
        return self.tokens[self.at]

    def _take(self, *signs: str) -> Token | None:
        token = self._now
        if token.kind == "sign" and token.text in signs:
            self.at += 1
            return token
        return None

    def _unexpected(self) -> NoReturn:
        token = self._now
        if token.kind == "end":
            refuse(self.text, token.at, "The formula breaks off here")
        refuse(self.text, token.at, f"“{token.text}” cannot stand here")

    def _sum(self) -> Any:
        self.depth += 1
        if self.depth > DEEPEST:
            refuse(self.text, self._now.at, f"Brackets and powers may be nested {DEEPEST} deep at most")
        found = self._product()
        while sign := self._take("+", "-"):
            term = self._product()
            found = self._kept(found + term if sign.text == "+" else found - term, sign)
        self.depth -= 1
        return found

    def _product(self) -> Any:
        found = self._signed()
        while True:
            token = self._now
            if self._take("*"):
                found = self._kept(found * self._signed(), token)
            elif self._take("/"):
                below = self._signed()
                if below == 0:
                    refuse(self.text, token.at, "This divides by zero")
                found = self._kept(found / below, token)
            elif token.kind == "number":
                refuse(self.text, token.at, "A number cannot follow here: write a sign between, or the number first, as in 2x")
            elif token.kind == "name" or token.text == "(":
                found = self._kept(found * self._power(), token)
            else:
                return found

    def _signed(self) -> Any:
        negative = False
        while sign := self._take("+", "-"):
            negative ^= sign.text == "-"
        found = self._power()
        return -found if negative else found

    def _power(self) -> Any:
        base = self._atom()
        token = self._take("^", "**")
        if not token:
            return base
        self.depth += 1
        if self.depth > DEEPEST:
            refuse(self.text, token.at, f"Brackets and powers may be nested {DEEPEST} deep at most")
        exponent = self._signed()
        self.depth -= 1
        if exponent.is_number and not -LARGEST_EXPONENT <= float(exponent) <= LARGEST_EXPONENT:
            refuse(self.text, token.at, f"Exponents lie in [-{LARGEST_EXPONENT}, {LARGEST_EXPONENT}]")
        if base.is_number and exponent.is_number and not (base.is_Integer and exponent.is_Integer and abs(base) <= 1000):
            # By floating point: SymPy would look for roots and factors of however large a number.
            try:
                return self._kept(_number(float(base) ** float(exponent)), token)
            except (OverflowError, ZeroDivisionError, TypeError, ValueError):
                refuse(self.text, token.at, "This power is no real number that could be computed with")
        return self._kept(base**exponent, token)

    def _atom(self) -> Any:
        token = self._now
        if token.kind == "number":
            self.at += 1
            value = float(token.text)
            if value > 1e100:
                refuse(self.text, token.at, "This number is too large: at most 1e100")
            return _number(value)
        if token.kind == "name":
            self.at += 1
            return self._named(token)
        if self._take("("):
            found = self._sum()
            self._close(token)
            return found
        return self._unexpected()

    def _named(self, token: Token) -> Any:
        import sympy

        x, y = _coordinates()
        known = {"x": x, "y": y, "pi": sympy.pi, "e": sympy.E}
        if token.text in known:
            return known[token.text]
        if token.text in FUNCTIONS:
            return self._call(token)
        if set(token.text) <= {"x", "y"}:  # xy: a product, as on paper
            return math.prod(known[letter] for letter in token.text)
        return refuse(self.text, token.at, f"“{token.text}” is not known; allowed are {ALLOWED}")

    def _call(self, token: Token) -> Any:
        opening = self._now
        if not self._take("("):
            refuse(self.text, opening.at, f"{token.text} wants its argument in brackets: {token.text}(x)")
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        self._close(opening)
        several = token.text in ("max", "min")
        if (several and len(arguments) < 2) or (not several and len(arguments) != 1):
            wanted = "two arguments or more" if several else "one argument"
            refuse(self.text, token.at, f"{token.text} takes {wanted}, got {len(arguments)}")
        return self._kept(functools.reduce(_functions()[token.text], arguments) if several else _functions()[token.text](*arguments), token)

    def _close(self, opening: Token) -> None:
        if not self._take(")"):
            if self._now.kind == "end":
                refuse(self.text, opening.at, "This bracket is never closed")
            self._unexpected()

    def _kept(self, found: Any, token: Token) -> Any:
        """What has been built so far, unless it is no real number, or a power that grew by being raised again."""
        import sympy

        if found.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
            refuse(self.text, token.at, "This is no real number, wherever x and y are")
        for power in found.atoms(sympy.Pow):
            if power.exp.is_number and not -LARGEST_EXPONENT <= float(power.exp) <= LARGEST_EXPONENT:
                refuse(self.text, token.at, f"Exponents lie in [-{LARGEST_EXPONENT}, {LARGEST_EXPONENT}], here they add up to more")
        return found


def _number(value: float) -> Any:
    """A number that is whole stays whole, so that x^2 is a square."""
    import sympy

    if not math.isfinite(value):
        raise ValueError
    return sympy.Integer(int(value)) if value == int(value) and abs(value) < 1e15 else sympy.Float(value, 15)


@functools.cache
def _coordinates() -> tuple[Any, Any]:
    import sympy

    return sympy.Symbol("x"), sympy.Symbol("y")


@functools.cache
def _functions() -> dict[str, Callable[..., Any]]:
    """The functions by the names that people type. Those with a kink are ours: SymPy's own bring complex numbers into their slopes."""
    import sympy

    class Chosen(sympy.Function):  # type: ignore[misc]
        """1 above 0, 0 below, ½ between: the slope of a maximum."""

        nargs = 1

        def fdiff(self, argindex: int = 1) -> Any:
            return sympy.Integer(0)

    class Sign(sympy.Function):  # type: ignore[misc]
        nargs = 1

        def fdiff(self, argindex: int = 1) -> Any:
            return sympy.Integer(0)

    class Absolute(sympy.Function):  # type: ignore[misc]
        nargs = 1

        def fdiff(self, argindex: int = 1) -> Any:
            return Sign(self.args[0])

        def _latex(self, printer: Any) -> str:
            return rf"\left|{{{printer._print(self.args[0])}}}\right|"

    class Largest(sympy.Function):  # type: ignore[misc]
        nargs = 2

        def fdiff(self, argindex: int = 1) -> Any:
            here: Any
            other: Any
            here, other = self.args if argindex == 1 else self.args[::-1]
            return Chosen(here - other)

        def _latex(self, printer: Any) -> str:
            return rf"\max\left({', '.join(printer._print(each) for each in self.args)}\right)"

    class Least(sympy.Function):  # type: ignore[misc]
        nargs = 2

        def fdiff(self, argindex: int = 1) -> Any:
            here: Any
            other: Any
            here, other = self.args if argindex == 1 else self.args[::-1]
            return Chosen(other - here)

        def _latex(self, printer: Any) -> str:
            return rf"\min\left({', '.join(printer._print(each) for each in self.args)}\right)"

    plain = {name: getattr(sympy, name) for name in FUNCTIONS if name not in ("abs", "max", "min")}
    return {**plain, "abs": Absolute, "max": Largest, "min": Least}


NUMPY: dict[str, Callable[..., Any]] = {
    "Add": np.add,
    "Mul": np.multiply,
    "Pow": np.power,
    "square": np.square,
    "reciprocal": lambda a: 1 / a,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
    # By the real part, so that a complex step goes through.
    "Absolute": lambda a: np.where(np.real(a) < 0, -a, a),
    "Sign": lambda a: np.sign(np.real(a)),
    "Chosen": lambda a: (1 + np.sign(np.real(a))) / 2,
    "Largest": lambda a, b: np.where(np.less(np.real(a), np.real(b)), b, a),
    "Least": lambda a, b: np.where(np.greater(np.real(a), np.real(b)), b, a),
}
"""What each call of a program does."""
PARTIAL = ("log", "sqrt", "asin", "acos", "Pow")
"""Those that have no value for some numbers."""


def _program(expressions: list[Any]) -> Program:
    """The calls that compute these expressions, each subexpression once."""
    import sympy

    x, y = _coordinates()
    places: dict[Any, int] = {x: 0, y: 1}
    constants: list[float] = []
    calls: list[tuple[str, tuple[int, ...]]] = []
    numbers = sorted({atom for each in expressions for atom in each.atoms(sympy.Number, sympy.NumberSymbol)}, key=sympy.default_sort_key)
    for number in numbers:
        places[number] = 2 + len(constants)
        constants.append(float(number))

    def put(name: str, *read: int) -> int:
        calls.append((name, read))
        return 1 + len(constants) + len(calls)

    def power(base: int, exponent: Any) -> int:
        if exponent == sympy.Rational(1, 2):
            return put("sqrt", base)
        if exponent.is_Integer and exponent < 0:
            return put("reciprocal", power(base, -exponent))
        if exponent.is_Integer and exponent > 1:
            half = power(base, exponent // 2)
            whole = put("square", half)
            return whole if exponent % 2 == 0 else put("Mul", whole, base)
        return base if exponent == 1 else put("Pow", base, place(exponent))

    def place(each: Any) -> int:
        if each in places:
            return places[each]
        name = type(each).__name__
        if name == "Pow" and (each.exp == sympy.Rational(1, 2) or each.exp.is_Integer):
            found = power(place(each.base), each.exp)
        elif name in ("Add", "Mul"):
            found = functools.reduce(lambda a, b: put(name, a, b), [place(part) for part in each.args])
        elif name in NUMPY:
            found = put(name, *(place(part) for part in each.args))
        else:
            raise ValueError(f"This formula leads to {name}, which cannot be computed here.")
        places[each] = found
        return found

    results = tuple(place(each) for each in expressions)
    return Program(tuple(constants), tuple(calls), results)


def run(program: Program, x: Array, y: Array) -> list[Array]:
    """The results of a program at (x, y), real or complex; NaN where the formula is not defined."""
    numbers: list[Any] = [x, y, *program.constants]
    with np.errstate(all="ignore"):
        for name, read in program.calls:
            numbers.append(NUMPY[name](*(numbers[place] for place in read)))
        # A result that does not depend on x and y is one number; it has to have their shape.
        return [numbers[place] if np.shape(numbers[place]) == np.shape(x) else numbers[place] + 0 * x for place in program.results]
