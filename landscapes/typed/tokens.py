"""Cuts a typed text into numbers, names and signs. Letters are split into names: xy is x y, 2xln(x) is 2 x ln (x)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from landscapes.typed.tree import CONSTANTS, COORDINATES, FUNCTIONS

ALLOWED = f"numbers, x, y, pi, e, + - * / ^ ( ) | | and {', '.join(FUNCTIONS)}"
ALIASES = {
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "tg": "tan", "arctg": "atan",
    "arsinh": "asinh", "arcsinh": "asinh", "arcosh": "acosh", "arccosh": "acosh", "artanh": "atanh", "arctanh": "atanh",
    "sgn": "sign", "absolute": "abs", "fabs": "abs", "maximum": "max", "minimum": "min", "power": "pow",
    "\u03c0": "pi", "√": "sqrt",
}  # fmt: skip
"""Other spellings of names."""
HINTS = {
    "lg": "write log10(x) or log2(x)", "z": "a formula has two coordinates, x and y", "atan2": "write atan(y/x)",
    "if": "write max, min, abs or sign", "sum": "write the terms out", "cot": "write 1/tan(x)", "sec": "write 1/cos(x)",
    "csc": "write 1/sin(x)", "cbrt": "write sign(x) abs(x)^(1/3)", "round": "write floor(x + 0.5)",
}  # fmt: skip
_NAMES = sorted({*FUNCTIONS, *CONSTANTS, *COORDINATES, *ALIASES} - {"log2", "log10"}, key=len, reverse=True)
_COMMANDS = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "lvert": "|(", "rvert": "|)",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
}  # fmt: skip
_SAME = {
    "−": "-", "–": "-", "‐": "-", "‑": "-", "·": "*", "⋅": "*", "∙": "*", "×": "*", "∗": "*", "÷": "/", "∕": "/", "∣": "|",
    ".*": "*", "./": "/", "**": "^", ".^": "^", ".**": "^",
}  # fmt: skip
_HALVES = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_HEAD = re.compile(r"\s*(f|J|z)\s*(\(\s*x\s*,\s*y\s*\))?\s*=(?!=)")
_TOKEN = re.compile(
    r"""(?P<space>[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+|\\[,;:!\ ]|\\q?quad(?![A-Za-z]))
    |(?P<number>([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[½¼¾])
    |(?P<prefix>(np|numpy|math|Math|jnp|torch|tf)\.(?=[A-Za-z])(?![A-Za-z]+\.))
    |\\(operatorname|mathrm)\s*\{(?P<upright>[A-Za-z]+)\}
    |(?P<bar>\\left\s*\||\\right\s*\|)
    |(?P<sized>\\(left|right)\s*(?=[()]|\\[lr](vert|floor|ceil)))
    |\\(?P<command>[A-Za-z]+)
    |(?P<word>[A-Za-z]+|[√π])
    |(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<sign>\*\*|\.\*\*|\.[*/^]|[-+*/^(){},;|⌊⌋⌈⌉−–‐‑·⋅∙×∗÷∕∣])""",
    re.VERBOSE,
)
_ANGLES = str.maketrans("<>", "‹›")
"""Comparisons stay readable where a refused text is shown, and nothing in it can be markup."""
_INDEX = re.compile(r"_?([0-9₀-₉]+)|_\{([0-9]+)\}|(\[)\s*([0-9]+)\s*\]")


class Token(NamedTuple):
    """A number, a name or a sign, and where it stands: text[at:end]."""

    kind: str
    """"number", "name", "sign" or "end"."""
    text: str
    at: int
    end: int


def refuse(text: str, at: int, why: str) -> NoReturn:
    """Raise a ValueError with a caret under the place.

    The part of the text that it shows is free of markup and control characters.
    """
    low = max(0, at - 14)
    shown = "".join(letter if letter.isprintable() and letter not in "&`$" else "?" for letter in text[low : at + 10].translate(_ANGLES))
    raise ValueError(f"{why}.\n{shown}\n{' ' * (at - low)}^")


def tokens(text: str) -> list[Token]:
    """The tokens of a formula of x and y; the last one marks its end. Raises ValueError for what is not understood."""
    return Scanner(text, head.end() if (head := _HEAD.match(text)) else 0).tokens()


class Scanner:
    """Cuts a text into tokens, from the place `at` on. Its letters are the coordinates, unless a subclass knows others."""

    allowed = ALLOWED

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self.styles: dict[str, int] = {}
        """The notations of coordinates in the text (x y, x1 x2, x[0] x[1]), and where each is first used."""
        self.first = False
        """Whether there is an x1 or x[0]."""

    def tokens(self) -> list[Token]:
        """All tokens; the last one marks the end. Raises ValueError for what is not understood."""
        return [*self._scan(), Token("end", "", len(self.text), len(self.text))]

    def letter(self) -> Token | None:
        """The letter that begins here, if it is none of the coordinates, which are read with the names of functions."""
        return None

    def _scan(self) -> Iterator[Token]:
        while self.at < len(self.text):
            if found := self.letter():
                self.at = found.end
                yield found
                continue
            begin = self.at
            match = _TOKEN.match(self.text, begin)
            if not match:
                sign = self.text[begin]
                name = "underscore" if sign == "_" else unicodedata.name(sign, "a control character").lower()
                refuse(self.text, begin, f"“{name}” is not understood; allowed are {self.allowed}")
            kind = next(name for name, part in match.groupdict().items() if part is not None)
            part = match[kind]
            self.at = match.end()
            if kind == "number":
                yield Token("number", _HALVES.get(part, part), begin, self.at)
            elif kind in ("word", "upright"):
                yield from self.word(part, match.start(kind))
            elif kind == "command":
                yield from self._command(part, begin)
            elif kind == "raised":
                yield Token("sign", "²", begin, self.at)
                if part[0] == "⁻":
                    yield Token("sign", "-", begin, self.at)
                yield Token("number", part.lstrip("⁻").translate(_RAISED), begin, self.at)
            elif kind == "bar":
                yield Token("sign", "|(" if "left" in part else "|)", begin, self.at)
            elif kind == "sign":
                yield Token("sign", _SAME.get(part, part), begin, self.at)
        self._check_styles()

    def _command(self, name: str, begin: int) -> Iterator[Token]:
        if name in _COMMANDS:
            yield Token("sign", _COMMANDS[name], begin, self.at)
        elif name in ("frac", "dfrac", "tfrac"):
            yield Token("name", "frac", begin, self.at)
        elif name in ("bmod", "mod"):
            yield Token("name", "mod", begin, self.at)
        elif ALIASES.get(name, name) in (*FUNCTIONS, *CONSTANTS):
            yield from self.word(name, begin + 1)
        else:
            refuse(self.text, begin, f"“\\{name}” is not known; allowed are {self.allowed}")

    def word(self, word: str, begin: int) -> Iterator[Token]:
        """Split a run of letters into names, the longest possible first, and read the index after the last one."""
        names = list(_split(word.lower()))
        index = _INDEX.match(self.text, begin + len(word)) if word.isascii() and self.at == begin + len(word) else None
        if not names:
            whole = word + (index[0] if index and index[1] and "_" not in index[0] else "")
            hint = HINTS.get(whole.lower(), f"allowed are {self.allowed}")
            refuse(self.text, begin, f"“{whole}” is not known; {hint}")
        at = begin
        for name in names[:-1]:
            yield from self._named(name, at, at + len(name))
            at += len(name)
        last = names[-1]
        if not index or (ALIASES.get(last, last) not in ("x", "log") and "_" not in index[0] and not index[3]):
            if index and ALIASES.get(last, last) in FUNCTIONS:
                whole = f"{last}{index[1]}"
                hint = HINTS.get(whole, f"put its argument in brackets, as in {last}(2x)")
                refuse(self.text, at, f"“{whole}” is not known; {hint}")
            yield from self._named(last, at, begin + len(word))
            return
        self.at = index.end()
        number = int(next(part for part in (index[1], index[2], index[4]) if part).translate(_RAISED))
        if last == "log" and number in (2, 10) and not index[3]:
            if self.text[self.at : self.at + 1].isalpha():
                refuse(self.text, at, f"“log{number}{self.text[self.at]}” could mean two things: write log{number}(x) or log({number}x)")
            yield Token("name", f"log{number}", at, self.at)
        elif last == "x" and number - (0 if index[3] else 1) in (0, 1):
            second = number == (1 if index[3] else 2)
            self.first |= not second
            self.styles.setdefault("x[0] and x[1]" if index[3] else "x1 and x2", at)
            yield Token("name", "y" if second else "x", at, self.at)
        elif last != "x":
            refuse(self.text, at, f"“{last}{index[0]}” is not known; logarithms are log (or ln), log2 and log10")
        else:
            refuse(self.text, at, f"“{last}{index[0]}” is not known; coordinates are x and y, or x1 and x2, or x[0] and x[1]")

    def _named(self, name: str, at: int, end: int) -> Iterator[Token]:
        if name in COORDINATES:
            self.styles.setdefault("x and y", at)
        yield Token("name", ALIASES.get(name, name), at, end)

    def _check_styles(self) -> None:
        """Refuse mixed notations such as x1 and y, and x2 without x1, which may be meant as x²."""
        if len(self.styles) > 1:
            here, other = sorted(self.styles, key=lambda style: self.styles[style], reverse=True)[:2]
            refuse(self.text, self.styles[here], f"This formula names its coordinates {other}, and here {here}: choose one of these")
        style = next(iter(self.styles), "x and y")
        if style != "x and y" and not self.first:
            refuse(self.text, self.styles[style], f"There is no first coordinate beside the second: write {style}, or x^2 for a square")


def _split(word: str) -> Iterator[str]:
    """The known names that a word consists of; none if some letters belong to no name."""
    found: list[str] = []
    rest = word
    while rest:
        name = next((name for name in _NAMES if rest.startswith(name)), None)
        if name is None:
            return
        found.append(name)
        rest = rest[len(name) :]
    yield from found
