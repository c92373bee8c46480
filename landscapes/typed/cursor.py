"""A parser's position in the tokens of a text, and the nodes that it makes, within limits."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn

import numpy as np

from landscapes.typed.slopes import number_of
from landscapes.typed.tokens import Token, refuse
from landscapes.typed.tree import COORDINATES, LARGEST_EXPONENT, MOST_TOWERS, Node, raised, tower

MOST_TOKENS = 160
DEEPEST = 24
CLOSING = {"(": ")", "{": "}", "⌊": "⌋", "⌈": "⌉", "|": "|", "|(": "|)"}
"""The partner of each opening bracket."""


class Cursor:
    """Steps through the tokens of one text. Raises ValueError if there are too many."""

    letters: tuple[str, ...] = COORDINATES
    """The letters that a formula may have; a subclass may know others."""
    said = "x and y"
    """How errors speak of them."""

    def __init__(self, text: str, found: list[Token]) -> None:
        self.text = text
        self.tokens = found
        self.at: int = 0
        self.depth = 0
        self.bars = 0
        """The number of open plain | inside the innermost bracket."""
        if len(self.tokens) > MOST_TOKENS:
            token = self.tokens[MOST_TOKENS]
            self.refuse(token, f"A formula has at most {MOST_TOKENS} numbers, names and signs, got {len(self.tokens)}")

    @property
    def now(self) -> Token:
        """The current token."""
        return self.tokens[self.at]

    def ahead(self, steps: int) -> Token:
        """The token this many steps ahead, or the last one."""
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def tight(self) -> bool:
        """Whether there is no space between this token and the one before."""
        return self.now.at == self.tokens[self.at - 1].end

    def now_is(self, *signs: str) -> bool:
        """Whether the current token is one of these signs."""
        return self.now.kind == "sign" and self.now.text in signs

    def take(self, *signs: str) -> Token | None:
        """Step past the current token and return it, if it is one of these signs; otherwise None."""
        if not self.now_is(*signs):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def refuse(self, token: Token, why: str) -> NoReturn:
        """Raise a ValueError that points at this token."""
        refuse(self.text, token.at, why)

    def unexpected(self) -> NoReturn:
        """Refuse the current token, because it cannot stand here."""
        token = self.now
        if token.kind == "end":
            self.refuse(token, "The formula breaks off here")
        self.refuse(token, f"“{self.text[token.at : token.end] or token.text}” cannot stand here")

    def named(self, *names: str) -> bool:
        """Whether the current token is one of these names."""
        return self.now.kind == "name" and self.now.text in names

    def opens(self) -> bool:
        """Whether the current token opens a bracket. Inside an open plain |, another one closes it."""
        return self.now_is(*CLOSING) and not (self.bars and self.now_is("|"))

    def ambiguous(self, name: str) -> NoReturn:
        """Refuse the current token, because it may or may not belong to the argument of a function."""
        self.refuse(self.now, f"This could belong to {name} or not: put its argument in brackets, as in {name}(2{self.letters[0]})")

    def unfinished(self, name: str) -> NoReturn:
        """Refuse the current token, because a function has no argument."""
        self.refuse(self.now, f"{name} needs its argument in brackets: {name}({self.letters[0]})")

    @contextmanager
    def deeper(self) -> Generator[None, None, None]:
        """Go one bracket or power deeper. Raises ValueError if that is too deep."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(self.now, f"Brackets and powers may be nested {DEEPEST} deep at most")
        yield
        self.depth -= 1

    def raised_to(self, token: Token, base: Node, exponent: Node) -> Node:
        """A power. Raises ValueError if its exponent is beyond the limits."""
        limit = f"[-{LARGEST_EXPONENT}, {LARGEST_EXPONENT}]"
        if exponent.number is not None and not abs(exponent.number) <= LARGEST_EXPONENT:
            self.refuse(token, f"Exponents lie in {limit}")
        found = self.made(token, "pow", base, exponent)
        if not raised(found) <= LARGEST_EXPONENT:
            self.refuse(token, f"Exponents lie in {limit}; these powers of powers come to more")
        if tower(found) > MOST_TOWERS:
            self.refuse(token, f"Exponents with {self.said.replace('and', 'or')} in them may be nested {MOST_TOWERS} deep at most")
        return found

    def made(self, token: Token, name: str, *parts: Node) -> Node:
        """A node of the tree. Raises ValueError if it is not a real number for any values of the letters."""
        if name == "div" and parts[1].number == 0:
            self.refuse(token, "This divides by zero")
        if any(part.number is None for part in parts):
            return Node(name, parts)
        number = number_of(name, *parts)
        if not np.isfinite(number):
            self.refuse(token, f"This is not a real number for any {self.said}")
        return Node(name, parts, number)
