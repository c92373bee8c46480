"""Answerers of challenges who know nothing: one guesses, one leaves all as it is, some always go to the other side or to an end."""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from lessons.challenges.answers import Choose, Draw, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.task_scene import Point
from lessons.lab import METHODS, Lab
from optim_core import knobs

SIDE = 24
"""Places along each side of a window, and cells along each side of a map, that are tried."""


class Slider(NamedTuple):
    """A knob that is turned: where it can stand, and where it begins."""

    ticks: Sequence[float]
    begins: float

    @property
    def opposite(self) -> float:
        """The place as far from the other end as the beginning is from this one."""
        return self.ticks[-1 - list(self.ticks).index(self.begins)]


def sliders(challenge: Challenge, lab: Lab) -> Mapping[str, Slider]:
    """The knobs of a challenge, by field."""
    answer, scene = challenge.answer, challenge.scene
    assert isinstance(answer, Turn)
    actor = scene.actors[answer.of[0]]
    cls = METHODS[actor.method]
    usual = cls.suited_to(scene.lab(lab).landscape)
    begins = {field: float(actor.settings.get(field, getattr(usual, field))) for field in answer.fields}
    return {field: Slider(knobs(cls)[field].ticks(begin), begin) for field, begin in begins.items()}


def every(challenge: Challenge, lab: Lab) -> Iterator[Any]:
    """All answers, or so many of them that they stand for all; of drawings, straight lines."""
    answer, scene = challenge.answer, challenge.scene
    here = scene.lab(lab)
    if isinstance(answer, Choose):
        yield from range(len(answer.options))
    elif isinstance(answer, Turn):
        many = {field: each.ticks for field, each in sliders(challenge, lab).items()}
        if len(many) > 1:
            many = {field: [ticks[i] for i in np.linspace(0, len(ticks) - 1, SIDE).astype(int)] for field, ticks in many.items()}
        for values in itertools.product(*many.values()):
            yield dict(zip(many, values, strict=True))
    elif isinstance(answer, Rank):
        yield from itertools.permutations(actor.name for actor in scene.actors)
    elif isinstance(answer, Place):
        (x_low, x_high), (y_low, y_high) = here.landscape.window
        for x, y in itertools.product(np.linspace(x_low, x_high, SIDE), np.linspace(y_low, y_high, SIDE)):
            yield float(x), float(y)


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
