"""A challenge: a scene, a question, a way to answer it, and what is wrong with the answers that a belief leads to."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from lessons.challenges.answers import Answer
from lessons.challenges.task_scene import TaskScene
from optim_core.claims import Words
from optim_core.spec import Citation

Group = Literal["The loop and η", "Noise and batches", "A rate per coordinate", "Momentum and Adam", "Comparing fairly"]
GROUPS: tuple[Group, ...] = get_args(Group)


class Belief(NamedTuple):
    """What many people believe, in their words, and where it can be read."""

    says: str
    source: Citation


@dataclass(frozen=True)
class Challenge:
    """A task of two minutes. The engine judges: every answer that meets the condition is right."""

    name: str
    """Its name in a link: small letters, digits and hyphens."""
    title: str
    group: Group
    belief: Belief
    scene: TaskScene
    question: Words
    """What is to be done, in one or two sentences."""
    answer: Answer[Any]
    why: Words
    """Why the right answer is right: said once an answer is given."""

    @property
    def words(self) -> list[Words]:
        """All that is said: the question, the reasons, and why."""
        return [self.question, *self.answer.reasons, self.why]
