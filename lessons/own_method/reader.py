"""Reads one line of a method by the closed grammar of typed landscapes (`landscapes.typed.grammar`), with other letters and more calls:

call   = ("sum" | "other") "(" sum ")" | "if" "(" sum (">" | ">=" | "<" | "<=") sum "," sum "," sum ")"

The letters are g, t, theta, theta0 and the names of the text (`lessons.own_method.names`). Each is a word of its own: a product needs a
space or a sign, so that a name that is not known is never taken for a product of others. A letter has no index of time: m_t and m(t-1) are
refused.
"""

import re
from collections.abc import Collection, Iterator
from typing import NoReturn

from landscapes.typed.grammar import LONGEST, Reader
from landscapes.typed.tokens import ALIASES, Scanner, Token, refuse
from landscapes.typed.tree import CONSTANTS, FUNCTIONS, Node
from lessons.own_method.names import Name, name_at

RESERVED = ("g", "t", "theta", "theta0")
"""The letters that every method has: the gradient, the number of the step, θ before the step, and θ at the start."""
ACROSS = ("sum", "other")
"""The functions that read both coordinates: x of one and the other together, and x of the other one."""
MOST_SUMS = 3
"""The most sums inside one another."""
CHOICE = "if"
COMPARISONS = {">": "greater", ">=": "greater_equal", "<": "less", "<=": "less_equal"}
"""The names of comparisons in a tree, which are NumPy's."""
CALLED = frozenset({*FUNCTIONS, *ALIASES, *CONSTANTS, *ACROSS, CHOICE})
"""The words that are functions or numbers."""
NO_TIME = "a name has no index of time: it is the value before the step above its own line, and the new value below it"
_MODULES = frozenset({"np", "numpy", "math", "Math", "jnp", "torch", "tf"})
"""What may stand before a function, as in np.sqrt(v)."""
_TIME = re.compile(r"_(t\b|\{\s*t)")
_GRADIENT = "the gradient is g, and a first line g = grad(theta - eta v) says where it is taken"
_HINTS = {
    "x": "the parameters are theta", "y": "the parameters are theta", "w": "the parameters are theta",
    "grad": _GRADIENT, "gradient": _GRADIENT,
    "norm": "write sqrt(sum(g^2))", "dot": "write sum(g m)", "mean": "write sum(g)/2", "where": "write if(t > 10, g, 0)",
    "else": "write if(t > 10, g, 0)", "and": "put one if inside the other", "or": "put one if inside the other",
}  # fmt: skip
_COMPARED = re.compile(r"[<>]=?|[≤≥]|\\(?:[lg]eq?|[lg]t)(?![A-Za-z])")
_SAME = {"≤": "<=", "≥": ">=", r"\le": "<=", r"\leq": "<=", r"\ge": ">=", r"\geq": ">=", r"\lt": "<", r"\gt": ">"}
_EQUAL = re.compile("=|!=|≠")
_AS_IN = f"as in {CHOICE}(t > 10, g, 0)"


def own_name(text: str, at: int) -> Name | None:
    """The name of a letter that begins here; None for what is a function or a number, or no name at all."""
    found = name_at(text, at)
    if found is None or (found.base in CALLED and (found.base != "e" or found.text == "e")):  # e1 is a name, and e a number
        return None
    return None if found.base in _MODULES and text.startswith(".", found.end) else found


def has_time(text: str, name: Name) -> bool:
    """Whether a name is followed by an index of time: m_t, m_{t-1}."""
    return name.word == "t" or bool(_TIME.match(text, name.end))


def read_line(text: str, at: int, names: Collection[str], reserved: tuple[str, ...] = RESERVED) -> Node:
    """The tree of what stands in a line from the place `at` on. Its letters are the reserved ones and these names.

    Raises a ValueError that points at what was not understood.
    """
    if len(text) > LONGEST:
        refuse(text, LONGEST, f"A line has at most {LONGEST} letters, got {len(text):,}")
    scanner = _Letters(text, at, (*reserved, *names))
    return _LineReader(scanner).read()


class _Letters(Scanner):
    """Cuts a line into tokens."""

    def __init__(self, text: str, at: int, names: tuple[str, ...]) -> None:
        Scanner.__init__(self, text, at)
        self.names = names
        self.allowed = f"numbers, {', '.join(names)}, pi, e, + - * / ^ ( ) | | and {', '.join((*FUNCTIONS, *ACROSS, CHOICE))}"

    def letter(self) -> Token | None:
        """The letter, or the sign of a comparison, that begins here."""
        at, found = self.at, own_name(self.text, self.at)
        if compared := _COMPARED.match(self.text, at):
            return Token("sign", _SAME.get(compared[0], compared[0]), at, compared.end())
        if _EQUAL.match(self.text, at):
            refuse(self.text, at, f"A line has one =, after its name; {CHOICE} asks what is larger, {_AS_IN}")
        if found is None:
            return None
        typed = self.text[at : found.end]
        if has_time(self.text, found):
            refuse(self.text, at, f"“{typed}”: {NO_TIME}")
        if found.text not in self.names:
            hint = _HINTS.get(typed) if RESERVED[0] in self.names else None  # starts have fewer letters than hints speak of
            refuse(self.text, at, f"“{typed}” is not known; {hint or f'allowed are {self.allowed}'}")
        if re.match(r"[^\W²³¹⁰⁴-⁹]", self.text[found.end : found.end + 1]):
            refuse(self.text, found.end, f"A product needs a space or a sign here, after “{typed}”")
        return Token("name", found.text, at, found.end)

    def word(self, word: str, begin: int) -> Iterator[Token]:
        if word not in CALLED:
            refuse(self.text, begin, f"“{word}” is not known; allowed are {self.allowed}")
        if word in ACROSS or word == CHOICE:
            return iter([Token("name", word, begin, begin + len(word))])
        return Scanner.word(self, word, begin)


class _LineReader(Reader):
    """Reads the tokens of a line."""

    def __init__(self, scanner: _Letters) -> None:
        self.said = f"{scanner.names[0]} and the other letters"
        self.letters, self.allowed = scanner.names, scanner.allowed
        Reader.__init__(self, scanner.text, scanner.tokens())

    def check_index(self) -> None:
        """Refuse m(t-1) and g(theta), which are indices in other languages and products here."""
        before, inside = self.tokens[self.at - 1], self.ahead(1)
        if before.text in self.letters and self.now_is("(") and self.tight() and inside.text in ("t", "theta"):
            self.refuse(before, f"“{before.text}({inside.text}…” could be a product, which needs a sign before its bracket; {NO_TIME}")

    def unexpected(self) -> NoReturn:
        """Refuse the current token, which cannot stand here."""
        if self.now_is(*COMPARISONS):
            self.refuse(self.now, f"A comparison stands first in {CHOICE}, without brackets of its own, {_AS_IN}")
        Reader.unexpected(self)

    def _call(self, token: Token) -> Node:
        name = token.text
        if name not in (*ACROSS, CHOICE):
            return Reader._call(self, token)
        opening = self.take("(", "{")
        if not opening:
            as_in = _AS_IN if name == CHOICE else f"{name}({self.letters[0]})"
            self.refuse(self.now, f"{name} needs brackets: {as_in}")
        if name == CHOICE:
            return self._choice(opening)
        arguments = self._inside(opening, name)
        if len(arguments) > 1:
            self.refuse(token, f"{name} takes one argument, got {len(arguments)}")
        found = Node(name, (arguments[0],))
        if _sums(found) > MOST_SUMS:  # written for each coordinate, a sum is twice as long
            self.refuse(token, f"Sums may be nested {MOST_SUMS} deep at most")
        return found

    def _choice(self, opening: Token) -> Node:
        """What stands in the brackets of a choice: a comparison, the value where it holds, and the value elsewhere."""
        with self.bracket(opening, listing=True):
            left, sign = self._sum(), self.take(*COMPARISONS)
            if not sign:
                self.refuse(self.now, f"{CHOICE} begins with a comparison, {_AS_IN}")
            parts = [Node(COMPARISONS[sign.text], (left, self._sum()))]
            for what in ("where it holds", "elsewhere"):
                if not self.take(",", ";"):
                    self.refuse(self.now, f"{CHOICE} needs a comma here, and the value {what}, {_AS_IN}")
                parts.append(self._sum())
        return Node(CHOICE, tuple(parts))


def _sums(node: Node) -> int:
    """How deeply sums are nested."""
    return max(map(_sums, node.parts), default=0) + (node.name == ACROSS[0])
