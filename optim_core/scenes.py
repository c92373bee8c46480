"""The scene of a method: where its trait cannot be missed, and the one knob to drag there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from optim_core.claims import Words


class Scene(NamedTuple):
    """A landscape and hyperparameters that show what a method is like. The method's page opens on it."""

    landscape: str
    """Its name in the catalogue; `lessons.lab` finds it. A run begins at its default start and takes its usual steps."""
    drag: str
    """The field of the hyperparameter to drag."""
    says: Words
    """What is seen, and what dragging changes."""
    settings: Mapping[str, float] = MappingProxyType({})
    """The hyperparameters that are not at the defaults which suit the landscape."""
