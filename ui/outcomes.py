"""The list of outcomes, which is also the legend: dash and marker, name, sentence, numbers."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import streamlit as st

from figures.paths import Path
from figures.theme import Style
from optim_core import Outcome

SVG_DASH = {"solid": "", "dot": "2 3", "dash": "6 4", "longdash": "10 4", "dashdot": "7 3 2 3", "longdashdot": "11 3 2 3"}
SVG_MARKER = {
    "circle": "<circle cx='21' cy='7' r='4.5'/>",
    "square": "<rect x='17' y='3' width='8' height='8'/>",
    "diamond": "<path d='M21 1.5 26.5 7 21 12.5 15.5 7z'/>",
    "cross": "<path d='M19 2h4v3h3v4h-3v3h-4V9h-3V5h3z'/>",
    "triangle-up": "<path d='M21 2 26.5 11.5h-11z'/>",
    "star": "<path d='M21 1l1.6 4.1 4.4.2-3.4 2.8 1.1 4.3L21 10l-3.7 2.4 1.1-4.3L15 5.3l4.4-.2z'/>",
    "pentagon": "<path d='M21 1.5 26.5 5.6 24.4 12H17.6L15.5 5.6z'/>",
    "x": "<path d='M17.5 2 21 5.5 24.5 2 26 3.5 22.5 7 26 10.5 24.5 12 21 8.5 17.5 12 16 10.5 19.5 7 16 3.5z'/>",
}


def swatch(style: Style) -> str:
    """A short piece of a path, as HTML: its colour, its dash, its marker."""
    line = f"<path d='M1 7H41' stroke='{style.colour}' stroke-width='2.5' stroke-dasharray='{SVG_DASH[style.dash]}'/>"
    marker = f"<g fill='{style.colour}'>{SVG_MARKER[style.marker]}</g>"
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' width='42' height='14'>{line}{marker}</svg>"
    return f'<img alt="" width="42" height="14" style="vertical-align:middle" src="data:image/svg+xml,{quote(drawn)}">'


def outcomes(paths: Sequence[Path], found: Sequence[Outcome]) -> None:
    """A row for each run."""
    head = "<tr><th></th><th>Optimizer</th><th>Outcome</th><th>Final loss</th><th class='optional'>To nearest minimum</th>"
    head += "<th class='optional'>Steps to tolerance</th></tr>"
    rows = [
        f"<tr><td>{swatch(path.style)}</td><td>{escape(path.name)}</td><td>{escape(end.sentence)}</td>"
        f"<td class='number'>{_number(end.final_loss)}</td><td class='number optional'>{_number(end.distance)}</td>"
        f"<td class='number optional'>{'–' if end.steps_to_tolerance is None else end.steps_to_tolerance}</td></tr>"
        for path, end in zip(paths, found, strict=True)
    ]
    st.html(f"<table class='outcomes'>{head}{''.join(rows)}</table>")


def in_words(paths: Sequence[Path], found: Sequence[Outcome]) -> str:
    """The same as one text, for those who do not see the picture."""
    return " ".join(f"{path.name}: {end.sentence}." for path, end in zip(paths, found, strict=True))


def _number(number: float) -> str:
    return f"{number:.3g}" if abs(number) < float("inf") else "–"
