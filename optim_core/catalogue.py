"""The catalogue: every method and every schedule, in the order of the pages.

A method is one file in `methods/` and its name here; so is a schedule in `schedules/`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from optim_core.methods.adabelief import AdaBelief
from optim_core.methods.adadelta import Adadelta, AdadeltaShorthand
from optim_core.methods.adagrad import Adagrad
from optim_core.methods.adagrad_in_libraries import AdagradInKerasAndOptax, AdagradInPyTorch
from optim_core.methods.adam import Adam, AdamShorthand
from optim_core.methods.adam_in_keras import AdamInKeras
from optim_core.methods.adam_l2 import AdamL2
from optim_core.methods.adamax import Adamax, AdamaxShorthand
from optim_core.methods.adamw import AdamW, AdamWInLibraries
from optim_core.methods.amsgrad import AMSGrad
from optim_core.methods.amsgrad_in_libraries import AMSGradInOptax, AMSGradInPyTorch
from optim_core.methods.full_matrix_adagrad import FullMatrixAdagrad
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.heavy_ball import HeavyBall
from optim_core.methods.heavy_ball_inside import HeavyBallInside
from optim_core.methods.lion import Lion, LionWithDecay
from optim_core.methods.mini_batch import MiniBatch
from optim_core.methods.momentum import Momentum
from optim_core.methods.nadam import NAdam
from optim_core.methods.nadam_in_libraries import NAdamInOptax, NAdamInPyTorch
from optim_core.methods.nesterov import Nesterov, NesterovInLibraries
from optim_core.methods.prodigy import Prodigy
from optim_core.methods.prodigy_in_optax import ProdigyInOptax
from optim_core.methods.radam import RAdam
from optim_core.methods.radam_in_optax import RAdamInOptax
from optim_core.methods.rmsprop import RMSprop
from optim_core.methods.rmsprop_in_libraries import RMSpropCentred, RMSpropInPyTorch
from optim_core.methods.rmsprop_with_momentum import RMSpropWithMomentum
from optim_core.methods.schedule_free_adamw import ScheduleFreeAdamW
from optim_core.methods.schedule_free_sgd import ScheduleFreeSGD
from optim_core.methods.sgd import SGD
from optim_core.optimizer import Optimizer
from optim_core.schedules.constant import Constant
from optim_core.schedules.cosine import Cosine, WarmupCosine
from optim_core.schedules.exponential import Exponential
from optim_core.schedules.inverse_power import InversePower
from optim_core.schedules.one_cycle import OneCycle
from optim_core.schedules.schedule import Schedule
from optim_core.schedules.step_decay import StepDecay
from optim_core.schedules.warmup_stable_decay import WarmupStableDecay

Methods = tuple[type[Optimizer[Any]], ...]

OPTIMIZERS: Methods = (SGD, MiniBatch, Adagrad, Adadelta, RMSprop, Adam, Adamax)
"""The first shelf, which is what a first visitor sees. Pages, sliders, URL keys and the README's table are derived from it."""

MORE: Methods = (
    HeavyBall,
    Nesterov,
    AdamW,
    NAdam,
    AMSGrad,
    Lion,
    RAdam,
    FullMatrixAdagrad,
    AdaBelief,
    ScheduleFreeSGD,
    ScheduleFreeAdamW,
    Prodigy,
)
"""The second shelf: for those who come back."""

SHELVES: Mapping[str, Methods] = MappingProxyType({"The seven": OPTIMIZERS, "More": MORE})
"""The shelves by their names, in order."""

SHELVED: Methods = tuple(cls for shelf in SHELVES.values() for cls in shelf)
"""The methods of all shelves."""

CARD = "as on the card"
"""The label of the simplified formula that cards and slides print."""

CONVENTIONS: Mapping[type[Optimizer[Any]], Mapping[str, type[Optimizer[Any]]]] = MappingProxyType(
    {
        Adagrad: {"as in PyTorch": AdagradInPyTorch, "as in Keras and Optax": AdagradInKerasAndOptax},
        Adadelta: {CARD: AdadeltaShorthand},
        RMSprop: {"as in PyTorch": RMSpropInPyTorch, "centred": RMSpropCentred, "with momentum": RMSpropWithMomentum},
        Adam: {CARD: AdamShorthand, "with L2 in the gradient": AdamL2, "as in Keras": AdamInKeras},
        Adamax: {CARD: AdamaxShorthand},
        HeavyBall: {"with the share 1 - μ": Momentum, "with η inside": HeavyBallInside},
        Nesterov: {"as in the libraries": NesterovInLibraries},
        AdamW: {"as in the libraries": AdamWInLibraries},
        NAdam: {"as in PyTorch": NAdamInPyTorch, "as in Optax": NAdamInOptax},
        AMSGrad: {"as in PyTorch": AMSGradInPyTorch, "as in Optax": AMSGradInOptax},
        Lion: {"with weight decay": LionWithDecay},
        RAdam: {"as in Optax": RAdamInOptax},
        Prodigy: {"as in Optax": ProdigyInOptax},
    }
)
"""The other rules that go by the name of a method, each by its label. Each is a class in the file of the method, or beside it."""

SHORTHANDS = {cls: forms[CARD] for cls, forms in CONVENTIONS.items() if CARD in forms}
"""Those of the card, by the method that they shorten."""

FORMS: Methods = (*SHELVED, *(form for forms in CONVENTIONS.values() for form in forms.values()))
"""The methods of all shelves, in every form."""

EVERY: Methods = (*FORMS, GradientDescent)
"""These, and what stands on no shelf: the ladders begin there. What holds for a method is tested for each of them."""

SCHEDULES: tuple[type[Schedule], ...] = (
    Constant,
    StepDecay,
    Exponential,
    InversePower,
    Cosine,
    WarmupCosine,
    OneCycle,
    WarmupStableDecay,
)
"""What η can do over time, for any method."""
