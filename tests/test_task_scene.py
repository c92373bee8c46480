"""What an actor of a challenge sets for itself, and what the scene sets for all."""

import numpy as np

from lessons.challenges.task_scene import Actor, TaskScene
from lessons.lab import NAMES, Lab
from optim_core.schedules.exponential import Exponential

LAB = Lab(NAMES["Ravine"]())


def test_an_actor_has_steps_and_a_seed_of_its_own() -> None:
    actors = (Actor("SGD"), Actor("SGD", label="longer", steps=9), Actor("SGD", label="other", seed=0))
    usual, longer, other = TaskScene("Ravine", actors, steps=5, noise=1.0).walks(LAB)
    assert [len(run.theta) for run in (usual, longer, other)] == [6, 10, 6]
    assert np.array_equal(longer.theta[:6], usual.theta)
    assert not np.array_equal(other.theta, usual.theta)


def test_an_actor_has_a_schedule_of_its_own() -> None:
    actors = (Actor("SGD"), Actor("SGD", label="slower", schedule=Exponential(0.5)))
    usual, slower = TaskScene("Ravine", actors, steps=5).walks(LAB)
    assert np.array_equal(usual.theta, LAB.run("SGD", steps=5).theta)
    assert np.array_equal(slower.theta, LAB.run("SGD", steps=5, schedule=Exponential(0.5)).theta)
    assert not np.array_equal(slower.theta, usual.theta)


def test_a_count_from_a_slider_is_whole() -> None:
    scene = TaskScene("Ravine", (Actor("Mini-batch"),), steps=5, noise=1.0)
    (turned,) = scene.walks(LAB, turned={0: {"batch_size": 4.0}})
    assert np.array_equal(turned.theta, LAB.run("Mini-batch", steps=5, noise=1.0, batch_size=4).theta)
