"""Symbols of formulas: what a line computes, and TeX as plain text."""

import html
import re

ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307", "vec": "\u20d7"}
"""The combining character of each accent."""
FONTS = "mathbf|mathrm|mathcal|boldsymbol|operatorname|text"
RAISED = str.maketrans("0123456789+-=()int", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵗ")
LOWERED = str.maketrans("0123456789+-=()ijkmnpt", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₘₙₚₜ")


def symbol(line: str) -> str:
    r"""The symbol of what a line of a formula computes, as TeX without the time: \hat{m} of "\hat{m}_t = ..."."""
    return line.split(" = ", 1)[0].removesuffix("_t")


def plain(tex: str) -> str:
    r"""TeX as plain text: m̂ for \hat{m}, β₁ for \beta_1, E[Δθ²] for E[\Delta\theta^2]. Scripts that Unicode does not have keep ^ or _."""
    text = re.sub(rf"\\(?:{FONTS})\{{(.*?)\}}", r"\1", tex)
    text = re.sub(r"\\[lr]Vert\s*", "‖", text)
    text = re.sub(r"\\[,;:! ]|\\(?:left|right)(?![a-zA-Z])", "", text)
    text = re.sub(rf"\\({'|'.join(ACCENTS)})\{{(.*?)\}}", lambda match: plain(match[2]) + ACCENTS[match[1]], text)
    text = re.sub(r"\\([a-zA-Z]+) ?", lambda match: html.unescape(f"&{match[1]};").strip("&;"), text)  # HTML names letters as TeX does
    text = re.sub(r"([\^_])(?:\{(.*?)\}|(.))", lambda match: _script(match[1], match[2] or match[3]), text)
    return text.replace("{", "").replace("}", "")


def _script(sign: str, text: str) -> str:
    letters = RAISED if sign == "^" else LOWERED
    return text.translate(letters) if all(ord(letter) in letters for letter in text) else sign + text
