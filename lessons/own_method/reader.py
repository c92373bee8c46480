"""Reads one line of a method by the closed grammar of typed landscapes (`landscapes.typed.grammar`), with other letters.

The letters are g, t, theta and the names of the text (`lessons.own_method.names`). Each is a word of its own: a product needs a space or a
sign, so that a name that is not known is never taken for a product of others. A letter has no index of time: m_t and m(t-1) are refused.
"""

import re
from collections.abc import Collection, Iterator

from landscapes.typed.grammar import LONGEST, Reader
from landscapes.typed.tokens import ALIASES, Scanner, Token, refuse
from landscapes.typed.tree import CONSTANTS, FUNCTIONS, Node
from lessons.own_method.names import Name, name_at

RESERVED = ("g", "t", "theta")
"""The letters that every method has: the gradient, the number of the step, and θ before the step."""
CALLED = frozenset({*FUNCTIONS, *ALIASES, *CONSTANTS})
"""The words that are functions or numbers."""
NO_TIME = "a name has no index of time: it is the value before the step above its own line, and the new value below it"
_MODULES = frozenset({"np", "numpy", "math", "Math", "jnp", "torch", "tf"})
"""What may stand before a function, as in np.sqrt(v)."""
_TIME = re.compile(r"_(t\b|\{\s*t)")
_HINTS = {
    "x": "the parameters are theta", "y": "the parameters are theta", "w": "the parameters are theta",
    "grad": "the gradient is g", "gradient": "the gradient is g",
    "norm": "every line computes each coordinate by itself, so there are no norms",
    "dot": "every line computes each coordinate by itself", "sum": "every line computes each coordinate by itself",
    "mean": "every line computes each coordinate by itself", "if": "write max, min, abs or sign", "where": "write max, min, abs or sign",
}  # fmt: skip


def own_name(text: str, at: int) -> Name | None:
    """The name of a letter that begins here; None for what is a function or a number, or no name at all."""
    found = name_at(text, at)
    if found is None or (found.base in CALLED and (found.base != "e" or found.text == "e")):  # e1 is a name, and e a number
        return None
    return None if found.base in _MODULES and text.startswith(".", found.end) else found


def has_time(text: str, name: Name) -> bool:
    """Whether a name is followed by an index of time: m_t, m_{t-1}."""
    return name.word == "t" or bool(_TIME.match(text, name.end))


def read_line(text: str, at: int, names: Collection[str]) -> Node:
    """The tree of what stands in a line from the place `at` on. Its letters are g, t, theta and these names.

    Raises a ValueError that points at what was not understood.
    """
    if len(text) > LONGEST:
        refuse(text, LONGEST, f"A line has at most {LONGEST} letters, got {len(text):,}")
    scanner = _Letters(text, at, (*RESERVED, *names))
    return _LineReader(scanner).read()


class _Letters(Scanner):
    """Cuts a line into tokens."""

    def __init__(self, text: str, at: int, names: tuple[str, ...]) -> None:
        Scanner.__init__(self, text, at)
        self.names = names
        self.allowed = f"numbers, {', '.join(names)}, pi, e, + - * / ^ ( ) | | and {', '.join(FUNCTIONS)}"

    def letter(self) -> Token | None:
        at, found = self.at, own_name(self.text, self.at)
        if found is None:
            return None
        typed = self.text[at : found.end]
        if has_time(self.text, found):
            refuse(self.text, at, f"“{typed}”: {NO_TIME}")
        if found.text not in self.names:
            refuse(self.text, at, f"“{typed}” is not known; {_HINTS.get(typed, f'allowed are {self.allowed}')}")
        if re.match(r"[^\W²³¹⁰⁴-⁹]", self.text[found.end : found.end + 1]):
            refuse(self.text, found.end, f"A product needs a space or a sign here, after “{typed}”")
        return Token("name", found.text, at, found.end)

    def word(self, word: str, begin: int) -> Iterator[Token]:
        if word not in CALLED:
            refuse(self.text, begin, f"“{word}” is not known; allowed are {self.allowed}")
        return Scanner.word(self, word, begin)


class _LineReader(Reader):
    """Reads the tokens of a line."""

    said = "g, t and the other letters"

    def __init__(self, scanner: _Letters) -> None:
        self.letters, self.allowed = scanner.names, scanner.allowed
        Reader.__init__(self, scanner.text, scanner.tokens())

    def check_index(self) -> None:
        """Refuse m(t-1) and g(theta), which are indices in other languages and products here."""
        before, inside = self.tokens[self.at - 1], self.ahead(1)
        if before.text in self.letters and self.now_is("(") and self.tight() and inside.text in ("t", "theta"):
            self.refuse(before, f"“{before.text}({inside.text}…” could be a product, which needs a sign before its bracket; {NO_TIME}")
