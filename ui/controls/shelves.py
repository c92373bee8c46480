"""The methods that a page offers: the seven, and on demand all of them."""

from typing import Any

from lessons.own_method import OwnMethod
from optim_core.catalogue import OPTIMIZERS, SHELVED, SHELVES, Methods
from optim_core.claims import Remark, Words
from optim_core.optimizer import Optimizer
from optim_core.spec import Citation
from ui.controls.keys import RULE, menu_name
from ui.controls.widgets import Controls

FIRST = next(iter(SHELVES))
ALL = "More methods"
KEY = "shelf"
WHOLE: Methods = (*SHELVED, OwnMethod)
"""The methods of the catalogue, and one of a visitor's own, whose text is asked for where its knobs are (`ui.controls.own_rule`)."""
MUON = Words(
    Remark(
        "Muon is made for matrices: it makes all singular values of its momentum equal. Two weights are a vector, and libraries "
        "hand vectors to another method: Optax to Adam with Nesterov's look ahead.",
        "use",
        Citation(
            "Jordan et al.", 2024, "Muon: An optimizer for hidden layers in neural networks", "https://kellerjordan.github.io/posts/muon/"
        ),
    )
)
"""Said where people look for it, because it is not here."""


def methods_offered(controls: Controls) -> Methods:
    """The first shelf unless a visitor asks for more. A frame that names methods says by that which can be chosen."""
    controls.elsewhere(RULE)
    if controls.frame.optimizers:
        controls.elsewhere(KEY)
        controls.all_forms = True
        return WHOLE
    controls.all_forms = controls.switch("Methods", (FIRST, ALL), KEY, label_visibility="collapsed") == ALL
    return WHOLE if controls.all_forms else OPTIMIZERS


def one_method(controls: Controls) -> type[Optimizer[Any]]:
    """One of them. All of the seven are shown; there is no room for more, so these are in a menu."""
    offered = methods_offered(controls)
    if offered is OPTIMIZERS:
        return controls.pick("Optimizer", offered, "optimizer", menu_name)
    return controls.choice("Optimizer", offered, "optimizer", menu_name, width=240, label_visibility="collapsed")
