"""The exercises of a lesson: a task of the page of challenges at some of its stops, and something to observe at the others."""

from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from lessons.challenges import CHALLENGES
from lessons.challenges.challenge import Challenge
from lessons.plans import Lesson, Stop
from optim_core.claims import Claim, Words
from ui.lessons.plan import Place, first
from ui.pages import PAGES, Page, address


class Exercise(NamedTuple):
    """A stop of a lesson, as it is printed."""

    place: Place
    page: Page
    task: Challenge | None
    """The task of the stop, if it is one."""

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self.place.number

    @property
    def stop(self) -> Stop:
        """The stop."""
        return self.place.stop

    @property
    def link(self) -> str:
        """Its link below the address of the lab. It opens the stop with the bar of the lesson."""
        return self.place.link

    @property
    def title(self) -> str:
        """The title of the task, or of the page that is looked at."""
        return self.task.title if self.task else self.page.title

    @property
    def question(self) -> str:
        """What is asked. A task asks in its own words, after what the lesson tells of it."""
        if self.task is None:
            return self.stop.says
        said = self.stop.says.sentences if isinstance(self.stop.says, Words) else ()
        told = [each.text for each in said if isinstance(each, Claim) or each.kind != "instruction"]
        return " ".join([*told, self.task.question])


def exercises(lesson: Lesson) -> list[Exercise]:
    """The stops of a lesson in order, numbered from 1."""
    return [_exercise(first(lesson).at(number + 1)) for number in range(len(lesson.stops))]


def _exercise(place: Place) -> Exercise:
    parts = urlsplit(place.stop.link)
    page = next(each for each in PAGES if address(each) == parts.path)
    said = parse_qs(parts.query).get("task", [""])[-1]
    return Exercise(place, page, next((each for each in CHALLENGES if each.title == said), None))
