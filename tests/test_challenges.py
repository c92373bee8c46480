"""The laws of challenges: each can be solved, no belief, no habit and no luck solves it, and the engine says how close an answer is."""

import functools
import itertools
import random
import re
from typing import Any

import pytest

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import DIVERGES, Choose, Draw, PickCell, Place, Rank, Turn
from lessons.challenges.challenge import GROUPS, Challenge
from lessons.challenges.looks import looks
from lessons.challenges.solutions import every
from lessons.lab import METHODS, NAMES, Lab, Walk
from optim_core import knobs
from optim_core.claims import Claim
from tests.answerers import HABITS, drawn, left_alone
from tests.laboratories import Nudged

TRIES = 10_000


@functools.lru_cache(maxsize=4096)
def walked(lab: Lab, args: tuple[Any, ...], settings: frozenset[tuple[str, Any]]) -> Walk:
    return lab.run(*args, **dict(settings))


class Remembering(Lab):
    """A laboratory that runs nothing twice: ten thousand answers share the runs that no answer changes."""

    def run(self, *args: Any, **settings: Any) -> Walk:
        """A run, or what it was the last time."""
        return walked(Lab(self.landscape), args, frozenset(settings.items()))


LAB = Remembering(next(iter(NAMES.values()))())
each = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.name)


def right(challenge: Challenge, given: Any, lab: Lab = LAB) -> bool:
    return challenge.answer.judge(challenge.scene, lab, given).right


@each
def test_it_is_found_in_a_link_and_on_the_page(challenge: Challenge) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", challenge.name)
    assert [each.name for each in CHALLENGES].count(challenge.name) == 1
    assert challenge.group in GROUPS
    assert challenge.scene.landscape in NAMES
    names = [actor.name for actor in challenge.scene.actors]
    assert len(set(names)) == len(names) > 0
    assert all(actor.method in METHODS and set(actor.settings) <= set(knobs(METHODS[actor.method])) for actor in challenge.scene.actors)
    if isinstance(challenge.answer, PickCell):
        assert not any(actor.schedule for actor in challenge.scene.actors), "the map is that of η as it is"
    belief = challenge.belief
    assert belief.says.endswith(".")
    assert belief.source.url.startswith("https://")
    assert any(isinstance(sentence, Claim) for sentence in challenge.why.sentences), "the reason is an experiment"


@each
def test_its_actors_are_told_apart(challenge: Challenge) -> None:
    """By two of colour, dash and marker, as the methods of the catalogue are."""
    for one, other in itertools.combinations(looks(challenge.scene.actors), 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 2


@each
def test_it_can_be_solved_and_not_by_luck(challenge: Challenge) -> None:
    dice = random.Random(challenge.name)
    if isinstance(challenge.answer, Draw):
        path = tuple(map(tuple, challenge.scene.walks(LAB)[0].theta))
        assert right(challenge, path), "the path itself is near enough"
        tries = [right(challenge, drawn(challenge, LAB, dice)) for _ in range(TRIES)]
    else:
        judged = [right(challenge, given) for given in every(challenge, LAB)]
        assert any(judged), "some answer is right"
        tries = dice.choices(judged, k=TRIES)
    most = 1 / 5 + (0.02 if isinstance(challenge.answer, Choose) else 0)  # one of five options is right one time in five, give or take
    assert sum(tries) <= most * TRIES


@each
def test_it_says_that_a_run_diverges_only_where_one_does(challenge: Challenge) -> None:
    answer, scene = challenge.answer, challenge.scene
    if not isinstance(answer, Turn | Place):
        pytest.skip("no knob is turned and no start is placed")
    for given in every(challenge, LAB):
        if answer.judge(scene, LAB, given).close == DIVERGES:
            turned = dict.fromkeys(answer.of, given) if isinstance(answer, Turn) else {}
            runs = scene.walks(LAB, given if isinstance(answer, Place) else None, turned)
            assert any(run.kind == "diverged" for run in runs), given


@each
def test_no_belief_solves_it_and_the_reason_is_said(challenge: Challenge) -> None:
    answer, scene = challenge.answer, challenge.scene
    wrong = (
        [(i, each) for i, each in enumerate(answer.options) if each.reason]
        if isinstance(answer, Choose)
        else [
            (each.given, each)
            for each in answer.wrong  # type: ignore[attr-defined]  # every other kind has it
        ]
    )
    assert wrong
    for given, each in wrong:
        verdict = answer.judge(scene, LAB, given)
        assert not verdict.right
        assert verdict.reason == each.reason, "each belief gets its own reason"
    if isinstance(answer, Choose):
        assert len(answer.options) == 5
        assert [option.holds(scene.lab(LAB)) for option in answer.options].count(True) == 1
        assert len(wrong) == 4


@each
def test_it_is_not_solved_by_leaving_all_as_it_is(challenge: Challenge) -> None:
    given = left_alone(challenge, LAB)
    if given is not None:
        assert not right(challenge, given)


@pytest.mark.parametrize("habit", HABITS)
def test_no_habit_solves_more_than_a_fifth(habit: str) -> None:
    solved = [challenge.name for challenge in CHALLENGES if right(challenge, HABITS[habit](challenge, LAB))]
    assert len(solved) <= len(CHALLENGES) / 5, solved


@each
def test_it_does_not_hang_on_rounding(challenge: Challenge) -> None:
    """What is chosen and ranked is so on another computer, too."""
    if isinstance(challenge.answer, Choose | Rank):
        given = next(given for given in every(challenge, LAB) if right(challenge, given))
        for hairs in (-1, 1, 2):
            assert right(challenge, given, Nudged(LAB.landscape, hairs))
