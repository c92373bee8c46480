"""Presets on rows of which few say anything of the slope: a rare word in five of forty texts, and their marks."""

from landscapes.table import TableLine
from lessons.presets.preset import Preset

MARKS = (
    1.0, 1.1, 0.9, 0.7, 2.9, 0.7, 1.0, 1.4, 0.9, 0.8, 1.1, 1.1, 3.0, 0.7, 1.0, 1.2, 0.6, 0.9, 0.4, 0.6,
    2.4, 0.9, 0.6, 1.1, 1.0, 0.9, 0.2, 0.8, 3.0, 1.0, 0.5, 0.9, 0.7, 0.8, 1.3, 0.8, 3.0, 1.3, 0.8, 1.0,
)  # fmt: skip
RARE = TableLine(tuple(float(i % 8 == 4) for i in range(len(MARKS))), MARKS, False, ("rare word", "mark"))
"""The slope of a line through these rows is moved by every eighth of them only."""
SPARSE = (
    Preset(
        RARE, "Adam", {"beta2": 0.9}, "hovering", by=230, unless={"beta2": 0.999}, batch=1,
        why="From one rare word to the next β₂ = 0.9 forgets part of its slope, so the rare steps are longer.",
    ),
    Preset(
        RARE, "Adam", {"beta2": 0.5, "epsilon": 0.1}, "at a minimum", by=150, unless={"epsilon": 1e-8}, batch=1,
        why="β₂ = 0.5 forgets the rare slope before the next one comes. A large ε keeps the divisor away from 0.",
    ),
    Preset(
        RARE, "Adam", {"beta2": 0.5}, "left the view", unless={"beta2": 0.999}, batch=1,
        why="β₂ = 0.5 forgets the rare slope while β₁ = 0.9 still pushes: the mean is divided by almost nothing.",
    ),
)  # fmt: skip
