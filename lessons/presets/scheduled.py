"""Presets where the learning rate falls: it brings a run that swings to rest, and a run that is slow to rest too soon."""

from lessons.presets.preset import Preset
from optim_core.schedules.constant import Constant
from optim_core.schedules.cosine import Cosine

SCHEDULED = (
    Preset(
        "Himmelblau", "SGD", {}, "at a minimum", schedule=Cosine(), unless_schedule=Constant(), noise=1,
        why="η falls to nothing, and the swing about the minimum with it. While η stays the same, it hovers.",
    ),
    Preset(
        "Himmelblau", "SGD", {}, "hovering", unless_schedule=Cosine(), noise=1, bad=True,
        why="η stays the same, so the last steps are as long as the noise makes them. If η falls along a cosine wave, it comes to rest.",
    ),
    Preset(
        "Himmelblau", "Adamax", {}, "nearly still", schedule=Cosine(), unless_schedule=Constant(), noise=1, batch=1,
        why="It has a long way to go, and η falls to nothing before it is there. While η stays the same, it arrives.",
    ),
)  # fmt: skip
