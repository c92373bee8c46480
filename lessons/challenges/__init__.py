"""Tasks of two minutes: predict or reach something, then see: `CHALLENGES`."""

from lessons.challenges.a_factor_of_one import A_FACTOR_OF_ONE
from lessons.challenges.a_fixed_budget import A_FIXED_BUDGET
from lessons.challenges.a_long_memory import A_LONG_MEMORY
from lessons.challenges.a_quarter_of_the_noise import A_QUARTER_OF_THE_NOISE
from lessons.challenges.a_slow_start import A_SLOW_START
from lessons.challenges.adagrad_ahead import ADAGRAD_AHEAD
from lessons.challenges.after_the_cliff import AFTER_THE_CLIFF
from lessons.challenges.an_eta_each import AN_ETA_EACH
from lessons.challenges.challenge import GROUPS, Challenge
from lessons.challenges.come_to_rest import COME_TO_REST
from lessons.challenges.count_the_gradients import COUNT_THE_GRADIENTS
from lessons.challenges.decay_in_the_gradient import DECAY_IN_THE_GRADIENT
from lessons.challenges.eta_inside import ETA_INSIDE
from lessons.challenges.fifty_steps import FIFTY_STEPS
from lessons.challenges.floor_or_wall import FLOOR_OR_WALL
from lessons.challenges.how_near import HOW_NEAR
from lessons.challenges.inside_the_root import INSIDE_THE_ROOT
from lessons.challenges.into_the_hole import INTO_THE_HOLE
from lessons.challenges.it_never_forgets import IT_NEVER_FORGETS
from lessons.challenges.longer_than_eta import LONGER_THAN_ETA
from lessons.challenges.lowest_on_the_way import LOWEST_ON_THE_WAY
from lessons.challenges.no_eta_to_tune import NO_ETA_TO_TUNE
from lessons.challenges.off_the_saddle import OFF_THE_SADDLE
from lessons.challenges.on_the_ridge import ON_THE_RIDGE
from lessons.challenges.one_name import ONE_NAME
from lessons.challenges.one_path_two_etas import ONE_PATH_TWO_ETAS
from lessons.challenges.one_step_home import ONE_STEP_HOME
from lessons.challenges.only_at_the_end import ONLY_AT_THE_END
from lessons.challenges.past_the_bottom import PAST_THE_BOTTOM
from lessons.challenges.raw_units import RAW_UNITS
from lessons.challenges.the_deeper_valley import THE_DEEPER_VALLEY
from lessons.challenges.the_early_leader import THE_EARLY_LEADER
from lessons.challenges.the_point_ahead import THE_POINT_AHEAD
from lessons.challenges.the_s_in_sgd import THE_S_IN_SGD
from lessons.challenges.the_steepest_way import THE_STEEPEST_WAY
from lessons.challenges.tuned_elsewhere import TUNED_ELSEWHERE
from lessons.challenges.twenty_steps import TWENTY_STEPS
from lessons.challenges.twice_as_fast import TWICE_AS_FAST
from lessons.challenges.two_seeds import TWO_SEEDS
from lessons.challenges.two_valleys import TWO_VALLEYS
from lessons.challenges.up_the_other_side import UP_THE_OTHER_SIDE
from lessons.challenges.uphill import UPHILL
from lessons.challenges.what_is_remembered import WHAT_IS_REMEMBERED
from lessons.challenges.whose_lambda import WHOSE_LAMBDA
from lessons.challenges.without_the_correction import WITHOUT_THE_CORRECTION

CHALLENGES: tuple[Challenge, ...] = (
    PAST_THE_BOTTOM,
    TWENTY_STEPS,
    THE_STEEPEST_WAY,
    ON_THE_RIDGE,
    FLOOR_OR_WALL,
    TWICE_AS_FAST,
    ONLY_AT_THE_END,
    THE_S_IN_SGD,
    A_FIXED_BUDGET,
    OFF_THE_SADDLE,
    HOW_NEAR,
    A_QUARTER_OF_THE_NOISE,
    TWO_SEEDS,
    ONE_STEP_HOME,
    COME_TO_REST,
    INSIDE_THE_ROOT,
    A_FACTOR_OF_ONE,
    RAW_UNITS,
    ADAGRAD_AHEAD,
    A_LONG_MEMORY,
    LONGER_THAN_ETA,
    ONE_PATH_TWO_ETAS,
    UP_THE_OTHER_SIDE,
    INTO_THE_HOLE,
    AFTER_THE_CLIFF,
    FIFTY_STEPS,
    WITHOUT_THE_CORRECTION,
    WHAT_IS_REMEMBERED,
    THE_POINT_AHEAD,
    ETA_INSIDE,
    A_SLOW_START,
    DECAY_IN_THE_GRADIENT,
    WHOSE_LAMBDA,
    UPHILL,
    IT_NEVER_FORGETS,
    THE_EARLY_LEADER,
    THE_DEEPER_VALLEY,
    AN_ETA_EACH,
    COUNT_THE_GRADIENTS,
    TWO_VALLEYS,
    TUNED_ELSEWHERE,
    LOWEST_ON_THE_WAY,
    NO_ETA_TO_TUNE,
    ONE_NAME,
)

__all__ = ["CHALLENGES", "GROUPS", "Challenge"]
