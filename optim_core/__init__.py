"""The optimizers, the loop that runs them, and what is known of their hyperparameters. Needs NumPy only."""

from typing import Any

from optim_core.descent import Iterate, Trajectory, descend, final, record, sweep
from optim_core.methods.adadelta import Adadelta, AdadeltaShorthand
from optim_core.methods.adagrad import Adagrad
from optim_core.methods.adam import Adam, AdamShorthand
from optim_core.methods.adamax import Adamax, AdamaxShorthand
from optim_core.methods.mini_batch import MiniBatch
from optim_core.methods.rmsprop import RMSprop
from optim_core.methods.sgd import SGD
from optim_core.optimizer import Optimizer
from optim_core.outcomes import Outcome, outcome, outcomes
from optim_core.run import Run, record_all
from optim_core.spec import Citation, Knob, TeX, knobs, lines, meanings

OPTIMIZERS: tuple[type[Optimizer[Any]], ...] = (SGD, MiniBatch, Adagrad, Adadelta, RMSprop, Adam, Adamax)
"""The table of contents. Pages, sliders, URL keys, tests and the README's table are derived from it."""

SHORTHANDS: dict[type[Optimizer[Any]], type[Optimizer[Any]]] = {
    Adadelta: AdadeltaShorthand,
    Adam: AdamShorthand,
    Adamax: AdamaxShorthand,
}
"""The simplified formula that cards and slides print, where it differs from the published one."""

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "SHORTHANDS",
    "Adadelta",
    "Adagrad",
    "Adam",
    "Adamax",
    "Citation",
    "Iterate",
    "Knob",
    "MiniBatch",
    "Optimizer",
    "Outcome",
    "RMSprop",
    "Run",
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
