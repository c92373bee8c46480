"""An optimizer's colour, dash and marker beside its name."""

from urllib.parse import quote

from figures.theme import DASHES_PX, Style

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
    dash = " ".join(str(length) for length in DASHES_PX[style.dash])
    line = f"<path d='M1 7H41' stroke='{style.colour}' stroke-width='2.5' stroke-dasharray='{dash}'/>"
    marker = f"<g fill='{style.colour}'>{SVG_MARKER[style.marker]}</g>"
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' width='42' height='14'>{line}{marker}</svg>"
    return f'<img alt="" width="42" height="14" style="vertical-align:middle" src="data:image/svg+xml,{quote(drawn)}">'
