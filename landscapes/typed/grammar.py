"""Parses what a visitor types by a closed grammar. Everything else is refused, with the place and the reason.

sum      = product (("+" | "-") product)*
product  = signed (("*" | "/" | "mod") signed | power that does not begin with a number)*
signed   = ("+" | "-")* power
power    = atom ("^" signed)?
atom     = number | coordinate | constant | call | fraction | "(" sum ")" | "{" sum "}" | "|" sum "|" | "⌊" sum "⌋" | "⌈" sum "⌉"
call     = function ("^" whole number)? ("(" sum ("," sum)* ")" | "{" sum "}" | bare)
bare     = "-"? (call | number? (coordinate | constant)*, each with its power), as in sin 2x^2
fraction = "frac" "{" sum "}" "{" sum "}"

A product without a sign binds like one with a sign, from left to right: 1/2x is (1/2) x, and 2^xy is (2^x) y. Text that could be read in
two ways is refused: sin x*y, sin^-1(x), √2x, 1,234 and max(1,5).
"""

import functools
import re
from collections.abc import Generator
from contextlib import contextmanager

import numpy as np

from landscapes.typed.cursor import CLOSING, Cursor
from landscapes.typed.tokens import ALLOWED, Token, refuse, tokens
from landscapes.typed.tree import CONSTANTS, COORDINATES, FUNCTIONS, SEVERAL, TWO, Node

LONGEST = 300
LARGEST_NUMBER = 1e100
_BRACKETS = {"⌊": "floor", "⌈": "ceil", "|": "abs", "|(": "abs"}
_POWERS = ("^", "²")
"""The sign "²" stands for any raised number; its digits follow as the next token."""
_VALUES = {"pi": float(np.pi), "e": float(np.e)}


def parsed(text: str) -> Node:
    """Parse a text into a tree. Raises a ValueError that says what was not understood, where, and what is allowed."""
    if len(text) > LONGEST:
        refuse(text, LONGEST, f"A formula has at most {LONGEST} letters, got {len(text):,}")
    return Reader(text, tokens(text)).read()


class Reader(Cursor):
    """Reads one text, token by token. A subclass may have other letters than x and y, and more calls."""

    allowed = ALLOWED

    def __init__(self, text: str, found: list[Token]) -> None:
        Cursor.__init__(self, text, found)
        self.listing = False
        """Whether a comma in the innermost bracket may separate arguments."""

    def read(self) -> Node:
        """The tree of the whole text. Raises a ValueError that points at what was not understood."""
        if len(self.tokens) == 1:
            self.refuse(self.now, f"There is nothing here yet. Type a formula of {self.said}: {self.allowed}")
        found = self._sum()
        if self.now.kind != "end":
            self.unexpected()
        return found

    def _sum(self) -> Node:
        found = self._product()
        while sign := self.take("+", "-"):
            found = self.made(sign, "add" if sign.text == "+" else "sub", found, self._product())
        return found

    def _product(self) -> Node:
        found = self._signed()
        while True:
            token = self.now
            if self.take("*"):
                found = self.made(token, "mul", found, self._signed())
            elif self.take("/"):
                found = self.made(token, "div", found, self._signed())
            elif self.named("mod"):
                self.at += 1
                found = self.made(token, "mod", found, self._signed())
            elif token.kind == "number":
                self.refuse(token, f"A number cannot follow here: write a sign between, or the number first, as in 2{self.letters[0]}")
            elif token.kind == "name" or self.opens():
                self.check_index()
                found = self.made(token, "mul", found, self._power())
            else:
                return found

    def check_index(self) -> None:
        """Refuse x(1), which is the first coordinate in some languages and a product here."""
        before, inside, after = self.tokens[self.at - 1], self.ahead(1), self.ahead(2)
        if before.text in COORDINATES and self.now_is("(") and self.tight() and inside.kind == "number" and after.text == ")":
            said = f"“{before.text}({inside.text})” could be a product or an index"
            self.refuse(before, f"{said}: write {before.text}*{inside.text}, or x1 and x2")

    def _signed(self) -> Node:
        first, negative = self.now, False
        while sign := self.take("+", "-"):
            negative ^= sign.text == "-"
        found = self._power()
        return self.made(first, "neg", found) if negative else found

    def _power(self) -> Node:
        base = self._atom()
        token = self.take(*_POWERS)
        if not token:
            return base
        with self.deeper():
            exponent = self._whole(token) if token.text == "²" else self._signed()
        if token.text == "²" and self.now_is(*_POWERS):
            self.refuse(self.now, "This power of a power could mean two things: put one of them in brackets")
        return self.raised_to(token, base, exponent)

    def _whole(self, token: Token) -> Node:
        """The digits of a raised exponent, or the exponent of a function as in sin^2(x)."""
        negative = self.take("-")
        number = self._atom()
        return self.made(token, "neg", number) if negative else number

    def _atom(self) -> Node:
        token = self.now
        if token.kind == "number":
            self.at += 1
            return self._number(token)
        if token.kind == "name":
            self.at += 1
            if token.text in self.letters:
                return Node(token.text)
            if token.text in CONSTANTS:
                return Node(token.text, number=_VALUES[token.text])
            return self._fraction(token) if token.text == "frac" else self._call(token)
        if self.take(*CLOSING):
            found = self._inside(token)[0]
            return self.made(token, _BRACKETS[token.text], found) if token.text in _BRACKETS else found
        return self.unexpected()

    def _inside(self, opening: Token, call: str | None = None) -> list[Node]:
        """The content of a bracket, whose opening token has been taken: the arguments of a call, or one sum."""
        with self.bracket(opening, listing=call in (*SEVERAL, *TWO)):
            found = [self._sum()]
            while call and self.take(",", ";"):
                found.append(self._sum())
        return found

    @contextmanager
    def bracket(self, opening: Token, listing: bool) -> Generator[None, None, None]:
        """Read what is inside a bracket, whose opening token has been taken, and then its closing token."""
        before = self.bars, self.listing
        self.bars, self.listing = int(opening.text == "|"), listing
        with self.deeper():
            yield
        self.bars, self.listing = before
        if not self.take(CLOSING[opening.text]):
            if self.now.kind == "end":
                self.refuse(opening, "This bracket is never closed")
            self.unexpected()

    def _fraction(self, token: Token) -> Node:
        parts: list[Node] = []
        for _ in range(2):
            opening = self.take("{")
            if not opening:
                self.refuse(self.now, r"\frac needs two groups: \frac{x}{2}")
            parts += self._inside(opening)
        return self.made(token, "div", *parts)

    def _call(self, token: Token) -> Node:
        """A function and its arguments; sin^2(x) is (sin(x))^2."""
        name, power, exponent = token.text, self.now, None
        if self.take(*_POWERS):
            exponent = self._whole(power)
            if exponent.number is None or exponent.number < 1 or exponent.number % 1:
                self.refuse(power, f"{name} with this power could mean two things: write 1/{name}(x), or arc{name}(x) for its inverse")
        if opening := self.take("(", "{"):
            arguments = self._inside(opening, name)
        elif name in (*SEVERAL, *TWO):
            self.refuse(self.now, f"{name} needs its arguments in brackets: {name}({', '.join(self.letters[:2])})")
        else:
            arguments = [self._bare(token)]
        found = self._applied(token, arguments)
        return found if exponent is None else self.raised_to(power, found, exponent)

    def _applied(self, token: Token, arguments: list[Node]) -> Node:
        name = token.text
        wanted, fits = "one argument", len(arguments) == 1
        if name in SEVERAL:
            wanted, fits = "two arguments or more", len(arguments) > 1
        elif name in TWO:
            wanted, fits = "two arguments", len(arguments) == 2
        if not fits:
            self.refuse(token, f"{name} takes {wanted}, got {len(arguments)}")
        if name == "pow":
            return self.raised_to(token, *arguments)
        if name in SEVERAL:
            return functools.reduce(lambda a, b: self.made(token, name, a, b), arguments)
        return self.made(token, name, *arguments)

    def _bare(self, token: Token) -> Node:
        """The argument of a function without brackets: sin x, ln 2x, cos πx^2, exp -x, ln sin x."""
        name, first = token.text, self.now
        if name == "sqrt":
            if not (self.named(*self.letters, *CONSTANTS) or first.kind == "number" or self.now_is("|", "|(")):
                self.unfinished(name)
            root = self._atom()
            if self.now_is(*_POWERS) or (self.tight() and (self.now.kind == "name" or self.opens() or self.now_is("*", "/"))):
                self.refuse(self.now, "This could belong to the root or not: write sqrt(2x) or sqrt(2)*x")
            return root
        negative = self.take("-")
        found: Node | None = None
        if self.named(*FUNCTIONS, "frac") or self.now_is(*CLOSING):
            with self.deeper():
                found = self._power()
        else:
            while self.named(*self.letters, *CONSTANTS) or (found is None and self.now.kind == "number"):
                here, before = self.now, self.tokens[self.at - 1]
                if found is not None and before.text in self.letters and not self.tight():
                    self.ambiguous(name)
                factor = self._power()
                found = factor if found is None else self.made(here, "mul", found, factor)
        if found is None:
            self.unfinished(name)
        if self.opens() or (self.now_is("*", "/") and self.tight()) or self.named("mod"):
            self.ambiguous(name)
        return self.made(first, "neg", found) if negative else found

    def _number(self, token: Token) -> Node:
        """A number, with a decimal comma if no other reading is possible."""
        text, comma, rest = token.text, self.now, self.ahead(1)
        digits = self.text[rest.at : rest.end]
        joined = comma.text == "," and rest.kind == "number" and token.end == comma.at and comma.end == rest.at
        if joined and text.isdigit() and re.fullmatch(r"[0-9]+([eE][+-]?[0-9]+)?", digits):
            said = f"{text},{digits}"
            if self.listing and not any(each.text == ";" for each in self.tokens):
                self.refuse(token, f"“{said}” could be one number or two: write {text}.{digits}, or a space after the comma")
            if any(each.kind == "number" and "." in self.text[each.at : each.end] for each in self.tokens):
                self.refuse(token, f"“{said}” has a comma, and other numbers have points: write {text}.{digits}")
            if (len(digits) == 3 and len(text) <= 3 and text != "0") or self.ahead(2).text == ",":
                self.refuse(token, f"“{said}” could be {text}.{digits} or {text}{digits}: write one of these")
            self.at += 2
            text = f"{text}.{digits}"
        value = float(text)
        if value > LARGEST_NUMBER:
            self.refuse(token, "This number is too large: at most 1e100")
        return Node("number", number=value)
