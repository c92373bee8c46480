r"""The names in the text of a method: what may be typed for each, and how it is printed.

A name is a letter, a Greek letter or a word, perhaps with a number, and perhaps with one more word: m, beta1, v_max, G0, m1_hat. A name has
one spelling here, however it was typed: beta1, beta_1, β₁, \beta_1 and \beta_{1} are "beta1"; m_hat, \hat{m} and m̂ are "m_hat". Upper and
lower case are different letters, because G is a sum of squares and g the gradient.
"""

import re
from typing import NamedTuple

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
"""The Greek letters by their names, which are also TeX's. π is a number."""
_LETTERS = {letter: name for name, letter in GREEK.items()} | {"ϵ": "epsilon", "µ": "mu"}
ALIASES = {"eps": "epsilon", "varepsilon": "epsilon", "lr": "eta", "learning_rate": "eta"}
ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307"}
"""The combining character of each accent."""
_MARKS = {mark: accent for accent, mark in ACCENTS.items()}
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_BASE = rf"\\(?:{'|'.join([*GREEK, 'varepsilon'])})(?![A-Za-z])|[A-Za-z]+|[{''.join(_LETTERS)}]"
_NAME = re.compile(
    rf"""(?:\\(?P<accent>{"|".join(ACCENTS)})\s*\{{\s*(?P<under>{_BASE})\s*\}}|(?P<base>{_BASE}))
    (?P<mark>[{"".join(_MARKS)}])?
    (?:_?(?P<digits>[0-9]{{1,3}}|[₀-₉]{{1,3}})|_\{{(?P<inside>[0-9]{{1,3}})\}})?
    (?:_(?P<word>[A-Za-z][A-Za-z0-9]*)|_\{{(?P<held>[A-Za-z][A-Za-z0-9]*)\}})?""",
    re.VERBOSE,
)


class Name(NamedTuple):
    """A name in its one spelling, and where it ends in the text."""

    text: str
    base: str
    """Its letter or word alone: "beta" of beta1."""
    word: str
    """The word after it: "max" of v_max."""
    end: int


def name_at(text: str, at: int) -> Name | None:
    """The name that begins at this place; None if none does."""
    found = _NAME.match(text, at)
    if not found:
        return None
    typed = (found["base"] or found["under"]).removeprefix("\\")
    base = ALIASES.get(_LETTERS.get(typed, typed), _LETTERS.get(typed, typed))
    number = (found["digits"] or found["inside"] or "").translate(_LOWERED)
    word = found["word"] or found["held"] or ""
    whole = "_".join(filter(None, [base + number, found["accent"], _MARKS.get(found["mark"] or ""), word]))
    return Name(ALIASES.get(whole, whole), base, word, found.end())


def symbol(name: str) -> str:
    r"""A name as TeX: \beta_1 for beta1, \hat{m} for m_hat, v_{\mathrm{max}} for v_max, \mathrm{old} for old."""
    first, *words = name.split("_")
    base = first.rstrip("0123456789")
    shown = rf"\{base}" if base in GREEK else base if len(base) == 1 else rf"\mathrm{{{base}}}"
    for word in words:
        shown = rf"\{word}{{{shown}}}" if word in ACCENTS else shown
    below = [first[len(base) :], *(rf"\mathrm{{{word}}}" for word in words if word not in ACCENTS)]
    index = ",".join(part for part in below if part)
    return shown if not index else f"{shown}_{index}" if len(index) == 1 else f"{shown}_{{{index}}}"


def over_time(name: str, before: bool) -> str:
    r"""The symbol of a quantity after the step, or before it: m_t or m_{t-1}. One with an index of its own is in braces: {m_1}_t."""
    shown = r"\Delta\theta" if name == "step" else symbol(name)
    return (f"{{{shown}}}" if "_" in shown else shown) + ("_{t-1}" if before else "_t")
