"""The optimizers, the loop that runs them, and what is known of their hyperparameters. Needs NumPy only."""

from optim_core.catalogue import CARD, CONVENTIONS, EVERY, FORMS, MORE, OPTIMIZERS, SCHEDULES, SHELVED, SHELVES, SHORTHANDS
from optim_core.descent import Iterate, Trajectory, descend, final, record, sweep
from optim_core.methods.adadelta import Adadelta
from optim_core.methods.adagrad import Adagrad
from optim_core.methods.adam import Adam
from optim_core.methods.adamax import Adamax
from optim_core.methods.adamw import AdamW
from optim_core.methods.amsgrad import AMSGrad
from optim_core.methods.heavy_ball import HeavyBall
from optim_core.methods.mini_batch import MiniBatch
from optim_core.methods.nadam import NAdam
from optim_core.methods.nesterov import Nesterov
from optim_core.methods.rmsprop import RMSprop
from optim_core.methods.sgd import SGD
from optim_core.optimizer import Optimizer
from optim_core.outcomes import Outcome, outcome, outcomes
from optim_core.run import Run, record_all
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Citation, Knob, TeX, knobs, lines, meanings

__all__ = [
    "CARD",
    "CONVENTIONS",
    "EVERY",
    "FORMS",
    "MORE",
    "OPTIMIZERS",
    "SCHEDULES",
    "SGD",
    "SHELVED",
    "SHELVES",
    "SHORTHANDS",
    "AMSGrad",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "Citation",
    "HeavyBall",
    "Iterate",
    "Knob",
    "MiniBatch",
    "NAdam",
    "Nesterov",
    "Optimizer",
    "Outcome",
    "RMSprop",
    "Run",
    "Schedule",
    "TeX",
    "Trajectory",
    "descend",
    "final",
    "knobs",
    "lines",
    "meanings",
    "outcome",
    "outcomes",
    "record",
    "record_all",
    "sweep",
]
