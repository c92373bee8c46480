"""The methods that a page offers: the seven, and on demand all of them."""

from optim_core.catalogue import OPTIMIZERS, SHELVED, SHELVES, Methods
from ui.controls.widgets import Controls

FIRST = next(iter(SHELVES))
ALL = "More methods"
KEY = "shelf"


def methods_offered(controls: Controls) -> Methods:
    """The first shelf unless a visitor asks for more. A frame that names methods says by that which can be chosen."""
    if controls.frame.optimizers:
        controls.elsewhere(KEY)
        return SHELVED
    return SHELVED if controls.switch("Methods", (FIRST, ALL), KEY, label_visibility="collapsed") == ALL else OPTIMIZERS
