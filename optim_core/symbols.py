"""Symbols of formulas: what a line computes, and TeX as plain text."""

import html
import re

ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307", "vec": "\u20d7"}
"""The combining character of each accent."""
FONTS = frozenset({"mathbf", "mathrm", "mathcal", "boldsymbol", "operatorname", "text"})
SILENT = frozenset({"left", "right", ",", ";", ":", "!", " "})
WORDS = {"bmod": "mod ", "in": "∈ ", "lVert": "‖", "rVert": "‖"}
RAISED = str.maketrans("0123456789+-=()int", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵗ")
LOWERED = str.maketrans("0123456789+-=()ijkmnpt", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₘₙₚₜ")
_COMMAND = re.compile(r"\\([a-zA-Z]+|.)")
_CASES = re.compile(r"\\begin\{cases\} (.+) & (.+) \\\\ (.+) & .+ \\end\{cases\}")


def symbol(line: str) -> str:
    r"""The symbol of what a line of a formula computes, as TeX without the time: \hat{m} of "\hat{m}_t = ..."."""
    return line.split(" = ", 1)[0].removesuffix("_t")


def plain(tex: str) -> str:
    r"""TeX as plain text: m̂ for \hat{m}, β₁ for \beta_1, (x + 1)/√2 for \frac{x + 1}{\sqrt{2}}.

    Scripts that Unicode does not have keep ^ or _.
    """
    text = re.sub(r" +", " ", _group(_CASES.sub(r"\1 \\text{ if } \2, \\text{ else } \3", tex), 0)[0])
    return re.sub(r"(^|[(\[]|(?:^|[(\[]|= )-) ", r"\1", text)  # no space after a bracket, or after a minus that is a sign


def _group(tex: str, at: int) -> tuple[str, int]:
    """What stands from a place on, up to the brace that closes it or the end; and the place after that."""
    text = ""
    while at < len(tex) and tex[at] != "}":
        part, at = _part(tex, at, text)
        text += part
    return text, at + 1


def _part(tex: str, at: int, before: str = "") -> tuple[str, int]:
    """A letter, a command with its arguments, a script, or a group in braces; and the place after it. `before` is the text so far."""
    if tex[at] == "{":
        inner, at = _group(tex, at + 1)
        apart = before[-1:].isascii() and before[-1:].isalpha() and not inner.startswith("(")  # the argument of a function
        return " " * apart + inner, at
    if tex[at] in "^_" and at + 1 < len(tex):
        inner, end = _part(tex, at + 1)
        return _script(tex[at], inner), end
    command = _COMMAND.match(tex, at)
    if command is None:
        return tex[at], at + 1
    name, at = command[1], command.end()
    if name in SILENT:
        return "", at
    if name in FONTS or name in ACCENTS:
        inner, at = _part(tex, at)
        return inner + ACCENTS.get(name, ""), at
    if name == "sqrt":
        inner, at = _part(tex, at)
        return f"√{_one(inner)}", at
    if name == "frac":
        over, at = _part(tex, at)
        under, at = _part(tex, at)
        return f" {_one(over)}/{_one(under)}", at
    letter = WORDS.get(name) or html.unescape(f"&{name};").strip("&;")  # HTML names letters as TeX does
    swallows = letter != name and tex[at : at + 1] == " "  # after a letter a space ends its name; after a word it is one
    return letter, at + swallows


def _one(text: str) -> str:
    """A text that is one factor, with brackets around it if it is a sum, a product or a quotient."""
    bare = text
    while (inner := re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", bare)) != bare:
        bare = inner
    return text if re.fullmatch(r"-?[^\s+\-/]+|", bare) else f"({text})"


def _script(sign: str, text: str) -> str:
    letters = RAISED if sign == "^" else LOWERED
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"
