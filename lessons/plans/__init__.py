"""The lessons: `LESSONS`, each a row of scenes and tasks."""

from lessons.plans.a_fair_race import A_FAIR_RACE
from lessons.plans.a_rate_each import A_RATE_EACH
from lessons.plans.a_rate_over_time import A_RATE_OVER_TIME
from lessons.plans.first_steps import FIRST_STEPS
from lessons.plans.lesson import Lesson, Stop

LESSONS: tuple[Lesson, ...] = (FIRST_STEPS, A_RATE_EACH, A_FAIR_RACE, A_RATE_OVER_TIME)

__all__ = ["LESSONS", "Lesson", "Stop"]
