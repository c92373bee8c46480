"""The lessons: `LESSONS`, each a row of scenes and tasks."""

from lessons.plans.lesson import Lesson, Stop

LESSONS: tuple[Lesson, ...] = ()

__all__ = ["LESSONS", "Lesson", "Stop"]
