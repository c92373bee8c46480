"""The right answers of a challenge, found by trying: the engine judges every answer, or so many that they stand for all."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lessons.challenges.answers import Choose, Draw, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.lab import METHODS
from optim_core import knobs
from optim_core.claims import Lab

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


def every(challenge: Challenge, lab: Lab, side: int = SIDE) -> Iterator[Any]:
    """All answers, or so many of them that they stand for all; none where a line is drawn. `side` places are tried along each side."""
    answer, scene = challenge.answer, challenge.scene
    here = scene.lab(lab)
    if isinstance(answer, Choose):
        yield from range(len(answer.options))
    elif isinstance(answer, Turn):
        many = {field: each.ticks for field, each in sliders(challenge, lab).items()}
        if len(many) > 1:
            many = {field: [ticks[round(i)] for i in _along(0, len(ticks) - 1, side)] for field, ticks in many.items()}
        for values in itertools.product(*many.values()):
            yield dict(zip(many, values, strict=True))
    elif isinstance(answer, Rank):
        yield from itertools.permutations(actor.name for actor in scene.actors)
    elif isinstance(answer, Place):
        yield from itertools.product(*(_along(low, high, side) for low, high in here.landscape.window))


def _along(low: float, high: float, count: int) -> list[float]:
    """Numbers at equal distances, both ends among them."""
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def solutions(challenge: Challenge, lab: Lab, side: int = SIDE) -> list[Any]:
    """The answers that are right, of those that are tried. Of drawings it is the path itself, and of orders the one by the measure."""
    scene, answer = challenge.scene, challenge.answer
    if isinstance(answer, Draw):
        return [tuple((float(x), float(y)) for x, y in scene.walks(lab)[0].theta)]
    if isinstance(answer, Rank):
        places = {actor.name: answer.measure(run) for actor, run in zip(scene.actors, scene.walks(lab), strict=True)}
        return [tuple(sorted(places, key=places.__getitem__))]
    return [given for given in every(challenge, lab, side) if answer.judge(scene, lab, given).right]
