"""What a visitor types, read letter by letter through a closed grammar. Whatever is not in it is refused, with the place and the reason.

sum     = product (("+" | "-") product)*
product = signed (("*" | "/") signed | power that begins with no number)*
signed  = ("+" | "-")* power
power   = atom (("^" | "**") signed)?
atom    = number | "x" | "y" | "pi" | "e" | function "(" sum ("," sum)* ")" | "(" sum ")"
"""
# pyright: basic
# What is built of SymPy's objects is Any.

import functools
import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from landscapes.program import Program
from landscapes.symbols import FUNCTIONS, compiled, computed, constants, coordinates, functions, is_real, largest_exponent, number, printed
from optim_core.spec import TeX

LONGEST = 300
MOST_TOKENS = 160
DEEPEST = 24
LARGEST_EXPONENT = 32
MOST_CALLS = 1_500
"""Of value and gradient together, once written out for NumPy."""
ALLOWED = f"numbers, x, y, pi, e, + - * / ^ ( ) and {', '.join(FUNCTIONS)}"
_TOKEN = re.compile(r"(?P<number>(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)|(?P<name>[A-Za-z]+)|(?P<sign>\*\*|[-+*/^(),])|(?P<space>[ \t]+)")
_SAME = str.maketrans({"−": "-", "·": "*", "×": "*"})
_POWERS = {"²": "2", "³": "3"}


class Token(NamedTuple):
    """A number, a name or a sign, and where it stands."""

    kind: str
    text: str
    at: int


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
    expression = Reader(text).read()
    x, y = coordinates()
    value = compiled([expression])
    slopes = [expression.diff(x), expression.diff(y)]
    if not all(map(is_real, slopes)):
        refuse(text, 0, "The slope of this formula is no real number, wherever x and y are")
    gradient = compiled(slopes)
    if len(value.calls) + len(gradient.calls) > MOST_CALLS:
        refuse(
            text,
            0,
            f"The slope of this formula is too long: it takes {len(gradient.calls):,} operations, at most {MOST_CALLS:,} are allowed",
        )
    return Formula(printed(expression), value, gradient)


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
        if exponent.is_number and not abs(computed(exponent)) <= LARGEST_EXPONENT:
            refuse(self.text, token.at, f"Exponents lie in [-{LARGEST_EXPONENT}, {LARGEST_EXPONENT}]")
        if base.is_number and exponent.is_number and not (base.is_Integer and exponent.is_Integer and abs(base) <= 1000):
            # By floating point: SymPy would look for roots and factors of however large a number.
            try:
                return self._kept(number(computed(base) ** computed(exponent)), token)
            except (OverflowError, ZeroDivisionError, TypeError, ValueError):
                refuse(self.text, token.at, "This power is no real number that could be computed with")
        power = functions()["exp"](exponent) if base == constants()["e"] else base**exponent
        return self._kept(power, token)

    def _atom(self) -> Any:
        token = self._now
        if token.kind == "number":
            self.at += 1
            value = float(token.text)
            if value > 1e100:
                refuse(self.text, token.at, "This number is too large: at most 1e100")
            return number(value)
        if token.kind == "name":
            self.at += 1
            return self._named(token)
        if self._take("("):
            found = self._sum()
            self._close(token)
            return found
        return self._unexpected()

    def _named(self, token: Token) -> Any:
        x, y = coordinates()
        known = {"x": x, "y": y, **constants()}
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
        return self._kept(functools.reduce(functions()[token.text], arguments) if several else functions()[token.text](*arguments), token)

    def _close(self, opening: Token) -> None:
        if not self._take(")"):
            if self._now.kind == "end":
                refuse(self.text, opening.at, "This bracket is never closed")
            self._unexpected()

    def _kept(self, found: Any, token: Token) -> Any:
        """What has been built so far, unless it is no real number, or a power that grew by being raised again."""
        if not is_real(found):
            refuse(self.text, token.at, "This is no real number, wherever x and y are")
        if not largest_exponent(found) <= LARGEST_EXPONENT:
            refuse(self.text, token.at, f"Exponents lie in [-{LARGEST_EXPONENT}, {LARGEST_EXPONENT}], here they add up to more")
        return found
