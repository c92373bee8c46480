"""The icon of the lab: a path that goes down into a valley. `static_site/installable.py` makes pixels of the same numbers."""

from figures.theme import THEMES, colour_in

SIDE = 32
"""The side of the drawing, in the units of the numbers below."""
RINGS = ((17, 18, 14, 11), (19, 20, 7.5, 5.5))
"""Levels of the valley, from outside to inside: the centre, and the half of width and height."""
PATH = ((4, 4), (9, 14), (15, 15), (19, 20))
RING, STROKE, END = 2, 3, 3
"""The widths of a level and of the path; the radius of the point at its end."""
GROUND, LINE = THEMES["light"].high, colour_in(THEMES["dark"], "vermilion")
"""These stand out from a light tab and from a dark one."""


def svg() -> str:
    """The icon, as wide as its place."""
    rings = "".join(f"<ellipse cx='{x}' cy='{y}' rx='{wide}' ry='{high}'/>" for x, y, wide, high in RINGS)
    path = "M" + " L".join(f"{x} {y}" for x, y in PATH)
    end_x, end_y = PATH[-1]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {SIDE} {SIDE}'><g fill='none'>"
        f"<g stroke='{GROUND}' stroke-width='{RING}'>{rings}</g>"
        f"<path d='{path}' stroke='{LINE}' stroke-width='{STROKE}' stroke-linejoin='round'/></g>"
        f"<circle cx='{end_x}' cy='{end_y}' r='{END}' fill='{LINE}'/></svg>"
    )
