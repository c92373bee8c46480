"""The looks of actors that have none from the catalogue: the rungs of the ladder, and second actors of one method."""

from optim_core.marks import Marks

GRADIENT_DESCENT = Marks("olive", "dot", "pentagon")
MOMENTUM = Marks("green", "dash", "star")
ANOTHER = Marks("ink", "dash", "square")
"""Of the second actor of a method on a scene."""
