"""Ladders that lead from one method to another, one term at a time."""

from lessons.ladder.rung import Case, Ladder, Rung, Term, added, lengths, pairs
from lessons.ladder.to_adadelta import TO_ADADELTA
from lessons.ladder.to_adam import TO_ADAM
from lessons.ladder.to_adamax import TO_ADAMAX
from lessons.ladder.to_adamw import TO_ADAMW
from lessons.ladder.to_nadam import TO_NADAM

LADDERS: dict[str, Ladder] = {
    "Gradient descent to Adam": TO_ADAM,
    "Adam to Adamax": TO_ADAMAX,
    "Adagrad to Adadelta": TO_ADADELTA,
    "Adam to AdamW": TO_ADAMW,
    "Heavy ball to NAdam": TO_NADAM,
}

__all__ = ["LADDERS", "Case", "Ladder", "Rung", "Term", "added", "lengths", "pairs"]
