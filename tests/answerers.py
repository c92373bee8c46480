"""Answerers of challenges who know nothing: one guesses, one leaves all as it is, some always go to the other side or to an end."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from lessons.challenges.answers import Choose, Draw, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.solutions import Slider, sliders
from lessons.challenges.task_scene import Point
from lessons.lab import Lab


def drawn(challenge: Challenge, lab: Lab, dice: random.Random) -> tuple[Point, ...]:
    """A line from the start through three points of the window."""
    here = challenge.scene.lab(lab)
    (x_low, x_high), (y_low, y_high) = here.landscape.window
    return (challenge.scene.start or here.start, *((dice.uniform(x_low, x_high), dice.uniform(y_low, y_high)) for _ in range(3)))


def left_alone(challenge: Challenge, lab: Lab) -> Any:
    """The answer of who changes nothing; None where nothing is chosen yet."""
    answer, scene = challenge.answer, challenge.scene
    start = scene.start or scene.lab(lab).start
    if isinstance(answer, Turn):
        return {field: each.begins for field, each in sliders(challenge, lab).items()}
    if isinstance(answer, Place):
        return start
    if isinstance(answer, Draw):
        return (start, start)
    return tuple(actor.name for actor in scene.actors) if isinstance(answer, Rank) else None


def _at(turn: Callable[[Slider], float], corner: tuple[int, int], option: int, order: int) -> Callable[[Challenge, Lab], Any]:
    """Who turns each knob so, goes to this corner of a window, chooses this option and ranks in this direction."""

    def answers(challenge: Challenge, lab: Lab) -> Any:
        answer, scene = challenge.answer, challenge.scene
        here = scene.lab(lab)
        away = (here.landscape.window[0][corner[0]], here.landscape.window[1][corner[1]])
        if isinstance(answer, Choose):
            return range(len(answer.options))[option]
        if isinstance(answer, Turn):
            return {field: turn(each) for field, each in sliders(challenge, lab).items()}
        if isinstance(answer, Place):
            return away
        if isinstance(answer, Rank):
            return tuple(actor.name for actor in scene.actors)[::order]
        return (scene.start or here.start, away)

    return answers


HABITS: Mapping[str, Callable[[Challenge, Lab], Any]] = {
    "the opposite of the default": _at(lambda knob: knob.opposite, (0, 0), -1, -1),
    "the low end": _at(lambda knob: knob.ticks[0], (0, 0), 0, 1),
    "the high end": _at(lambda knob: knob.ticks[-1], (1, 1), -1, -1),
    "the upper left": _at(lambda knob: knob.ticks[len(knob.ticks) // 2], (0, 1), 1, 1),
    "the lower right": _at(lambda knob: knob.ticks[len(knob.ticks) // 2], (1, 0), 2, -1),
}
"""What a visitor may always do, whatever is asked."""
