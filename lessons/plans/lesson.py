"""A lesson: scenes and tasks in a row, with a sentence at each."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlencode

from lessons.challenges import Challenge
from optim_core.claims import Words


class Stop(NamedTuple):
    """One scene or task of a lesson: a page of the lab with its settings, and what is said there."""

    link: str
    """The page and its settings below the address of the lab, as Share writes them: `/compare?landscape=Beale`."""
    says: str
    """What to do or to look at, in one or two sentences."""
    minutes: int = 2
    seen: Words = Words()
    """What is seen there, for the key of a teacher. A task says it itself, and a lesson of a file does not say it."""


class Lesson(NamedTuple):
    """A lesson, written for the lab or by a teacher."""

    name: str
    """Its name in a link: small letters, digits and hyphens."""
    title: str
    goal: str
    """What a learner can do at its end, in one sentence."""
    stops: tuple[Stop, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(stop.minutes for stop in self.stops)


def page(name: str, settings: Mapping[str, str | Sequence[str]] = MappingProxyType({})) -> str:
    """The link of a stop: a page by its name, and settings by key, each with its value or its several values."""
    query = urlencode(settings, doseq=True)
    return f"/{name}{'?' * bool(query)}{query}"


def task(challenge: Challenge) -> str:
    """The link of a stop at a task."""
    return page("challenges", {"task": challenge.title})
