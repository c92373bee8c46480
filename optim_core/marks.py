"""What marks a method on every page, by name: colour, dash and marker, never colour alone."""

from typing import Literal, NamedTuple

Colour = Literal["ink", "sky", "orange", "green", "pink", "vermilion", "blue", "olive"]
Dash = Literal["solid", "dot", "dash", "longdash", "dashdot", "longdashdot"]
Marker = Literal["circle", "square", "diamond", "cross", "triangle-up", "star", "pentagon", "x"]


class Marks(NamedTuple):
    """Any two methods differ in two of the three, as people of every colour vision see them: the tests say which marks are free."""

    colour: Colour
    dash: Dash
    marker: Marker
