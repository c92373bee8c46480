"""Tasks of two minutes: predict or reach something, then see: `CHALLENGES`."""

from lessons.challenges.challenge import GROUPS, Challenge
from lessons.challenges.longer_than_eta import LONGER_THAN_ETA

CHALLENGES: tuple[Challenge, ...] = (LONGER_THAN_ETA,)

__all__ = ["CHALLENGES", "GROUPS", "Challenge"]
