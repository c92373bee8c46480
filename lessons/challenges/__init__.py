"""Tasks of two minutes: predict or reach something, then see: `CHALLENGES`."""

from lessons.challenges.after_the_cliff import AFTER_THE_CLIFF
from lessons.challenges.challenge import GROUPS, Challenge
from lessons.challenges.into_the_hole import INTO_THE_HOLE
from lessons.challenges.longer_than_eta import LONGER_THAN_ETA
from lessons.challenges.one_path_two_etas import ONE_PATH_TWO_ETAS
from lessons.challenges.up_the_other_side import UP_THE_OTHER_SIDE

CHALLENGES: tuple[Challenge, ...] = (
    LONGER_THAN_ETA,
    ONE_PATH_TWO_ETAS,
    UP_THE_OTHER_SIDE,
    INTO_THE_HOLE,
    AFTER_THE_CLIFF,
)

__all__ = ["CHALLENGES", "GROUPS", "Challenge"]
