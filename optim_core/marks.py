"""The marks of methods, the same on every page: colour, dash and marker, never colour alone."""

from typing import Literal, NamedTuple

Colour = Literal["ink", "sky", "orange", "green", "pink", "vermilion", "blue", "olive"]
Dash = Literal["solid", "dot", "dash", "longdash", "dashdot", "longdashdot"]
Marker = Literal["circle", "square", "diamond", "cross", "triangle-up", "star", "pentagon", "x"]


class Marks(NamedTuple):
    """Colour, dash and marker of a method.

    Any two methods differ in two of the three, for every kind of colour vision; the tests say which marks are free.
    """

    colour: Colour
    dash: Dash
    marker: Marker
