"""An optimizer's colour, dash and marker beside its name."""

from urllib.parse import quote

from figures.theme import DASHES, MARKERS, Style


def address(style: Style) -> str:
    """A short piece of a path as the address of an image: its colour, its dash, its marker."""
    dash = " ".join(str(length) for length in DASHES[style.dash])
    line = f"<path d='M1 7H41' stroke='{style.colour}' stroke-width='2.5' stroke-dasharray='{dash}'/>"
    marker = f"<path d='{MARKERS[style.marker]}' fill='{style.colour}' transform='translate(21 7) scale(5)'/>"
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg' width='42' height='14'>{line}{marker}</svg>"
    return f"data:image/svg+xml,{quote(drawn)}"


def swatch(style: Style) -> str:
    """A short piece of a path, as HTML."""
    return f'<img alt="" width="42" height="14" style="vertical-align:middle" src="{address(style)}">'
