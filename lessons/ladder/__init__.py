"""Ladders that lead from one method to another, one term at a time."""

from lessons.ladder.rung import Case, Ladder, Rung, Term, added, lengths, pairs
from lessons.ladder.to_adadelta import TO_ADADELTA
from lessons.ladder.to_adam import TO_ADAM
from lessons.ladder.to_adamax import TO_ADAMAX

LADDERS: dict[str, Ladder] = {
    "Gradient descent to Adam": TO_ADAM,
    "Adam to Adamax": TO_ADAMAX,
    "Adagrad to Adadelta": TO_ADADELTA,
}

__all__ = ["LADDERS", "Case", "Ladder", "Rung", "Term", "added", "lengths", "pairs"]
