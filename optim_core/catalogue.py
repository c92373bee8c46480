"""The catalogue: every method, in the order of the pages. A method is one file in `methods/` and its name here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from optim_core.methods.adadelta import Adadelta, AdadeltaShorthand
from optim_core.methods.adagrad import Adagrad
from optim_core.methods.adam import Adam, AdamShorthand
from optim_core.methods.adamax import Adamax, AdamaxShorthand
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.heavy_ball import HeavyBall
from optim_core.methods.mini_batch import MiniBatch
from optim_core.methods.momentum import Momentum
from optim_core.methods.rmsprop import RMSprop
from optim_core.methods.sgd import SGD
from optim_core.optimizer import Optimizer

Methods = tuple[type[Optimizer[Any]], ...]

OPTIMIZERS: Methods = (SGD, MiniBatch, Adagrad, Adadelta, RMSprop, Adam, Adamax)
"""The first shelf, which is what a first visitor sees. Pages, sliders, URL keys and the README's table are derived from it."""

MORE: Methods = (HeavyBall,)
"""The second shelf: for those who come back."""

SHELVES: Mapping[str, Methods] = MappingProxyType({"The seven": OPTIMIZERS, "More": MORE})
"""The shelves by their names, in order."""

SHELVED: Methods = tuple(cls for shelf in SHELVES.values() for cls in shelf)
"""The methods of all shelves."""

SHORTHANDS: dict[type[Optimizer[Any]], type[Optimizer[Any]]] = {
    Adadelta: AdadeltaShorthand,
    Adam: AdamShorthand,
    Adamax: AdamaxShorthand,
}
"""The simplified formula that cards and slides print, where it differs from the published one."""

FORMS: Methods = (*SHELVED, *SHORTHANDS.values())
"""The methods of all shelves, in every form."""

EVERY: Methods = (*FORMS, GradientDescent, Momentum)
"""These, and those that stand on no shelf: the ladders lead over them. What holds for a method is tested for each of them."""
