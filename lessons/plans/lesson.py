"""A lesson: scenes and tasks in a row, with a sentence at each."""

from typing import NamedTuple


class Stop(NamedTuple):
    """One scene or task of a lesson: a page of the lab with its settings, and what is said there."""

    link: str
    """The page and its settings below the address of the lab, as Share writes them: `/compare?landscape=Beale`."""
    says: str
    """What to do or to look at, in one or two sentences."""
    minutes: int = 2


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
