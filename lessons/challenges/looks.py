"""The looks of actors: those of the catalogue, and of what it does not have, the rungs of the ladder and second actors of one method."""

from collections.abc import Sequence

from lessons.challenges.task_scene import Actor
from optim_core import CONVENTIONS, SHELVED
from optim_core.marks import Marks

GRADIENT_DESCENT = Marks("olive", "dot", "pentagon")
MOMENTUM = Marks("green", "dash", "star")
ANOTHER = Marks("ink", "dash", "square")
"""Of the second actor of a method on a scene."""
USUAL = {
    **{cls.name: cls.marks for cls in SHELVED},
    **{form.name: cls.marks for cls, forms in CONVENTIONS.items() for form in forms.values()},
    "Gradient descent": GRADIENT_DESCENT,
    "Momentum": MOMENTUM,
}


def looks(actors: Sequence[Actor]) -> list[Marks]:
    """The marks of each actor of a scene: its own, or those of its method, the same in every task."""
    found: list[Marks] = []
    for actor in actors:
        usual = actor.marks or USUAL[actor.method]
        found.append(ANOTHER if usual in found else usual)
    return found
