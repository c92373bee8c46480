"""A thousand random runs, whose outcomes a second judge examines: it finds zeros of the gradient and periods in other ways."""

import re
from random import Random
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Landscape, Noisy
from landscapes.noisy import usual_noise
from optim_core import OPTIMIZERS, Outcome, Run, Trajectory, outcome
from optim_core.spec import Array

RUNS = 1000
SHARE = 1e-3
"""Of the view's diagonal: within it a run counts as still, and a zero of the gradient as being where the run is."""


def drawn(seed: int) -> tuple[Run, Landscape]:
    """A random run, and its landscape without noise."""
    random = Random(seed)
    bare: Any = random.choice(LANDSCAPES)()
    landscape = Noisy(bare, random.choice([0.2, 1.0, 3.0]) * usual_noise(bare)) if bare.examples == 1 and random.random() < 0.5 else bare
    cls: Any = random.choice(OPTIMIZERS)
    rate = float(cls.suited_to(landscape).learning_rate) * 10 ** random.uniform(-3, 1.2)
    (x_low, x_high), (y_low, y_high) = bare.window
    start = (random.uniform(x_low, x_high), random.uniform(y_low, y_high))
    if random.random() < 0.2:  # often a saddle
        start = random.choice([*bare.minima, (0.0, 0.0)])
    batch = random.choice([None, 1, 8]) if landscape.examples > 8 else None
    return Run(cls(learning_rate=rate), landscape, start, random.choice([20, 100, 300]), batch, seed % 10_000), bare


def zeros(landscape: Landscape, centre: Array, radius: float) -> list[Array]:
    """Zeros of the gradient in a circle: from nine points, downhill on its square with a Jacobian by differences, damped."""
    found = []
    for angle in [None, *np.linspace(0, 2 * np.pi, 8, endpoint=False)]:
        point = centre + (0 if angle is None else 0.7 * radius * np.array([np.cos(angle), np.sin(angle)]))
        damping = 1e-3
        g = slope(landscape, point)
        for _ in range(200):
            h = 1e-5 * radius
            jacobian = np.array([(slope(landscape, point + h * e) - slope(landscape, point - h * e)) / (2 * h) for e in np.eye(2)]).T
            if not np.isfinite(jacobian).all():
                break
            normal = jacobian.T @ jacobian
            step = -np.linalg.lstsq(normal + damping * np.trace(normal) * np.eye(2), jacobian.T @ g, rcond=None)[0]
            after = slope(landscape, point + step)
            if np.hypot(*after) < np.hypot(*g):
                point, g, damping = point + step, after, damping / 10
            else:
                damping = min(damping * 10, 1e6)
            if np.hypot(*step) < 1e-9 * radius or np.hypot(*(point - centre)) > 3 * radius:
                break
        beside = sum(float(np.hypot(*slope(landscape, point + radius * e))) for e in np.eye(2))
        flat = np.hypot(*g) <= 1e-6 * beside
        if flat and np.hypot(*(point - centre)) <= radius:
            found.append(point)
    return found


def slope(landscape: Landscape, point: Array) -> Array:
    return landscape.gradient(point[:1], point[1:])[:, 0]


def around(landscape: Landscape, point: Array, radius: float) -> Array:
    """How much higher the landscape is on a small circle than in its middle."""
    angles = np.linspace(0, 2 * np.pi, 200)
    circle = point[:, np.newaxis] + radius * np.array([np.cos(angles), np.sin(angles)])
    return np.asarray(landscape.value(*circle) - landscape.value(point[:1], point[1:])[0])


def repeats(theta: Array) -> dict[int, float]:
    """For each period, how far the last positions are from those one period before, over how far they reach."""
    return {
        k: float(np.abs(theta[-2 * k :] - theta[-3 * k : -k]).max() / np.ptp(theta[-k:], axis=0).max())
        for k in range(2, 21)
        if len(theta) >= 3 * k
    }


def named(words: str) -> Array:
    """The point that a sentence names."""
    return np.array([float(c) for c in re.findall(r"\(([^)]*)\)", words)[0].split(", ")])


def judge(found: Outcome, walked: Trajectory, bare: Landscape) -> None:
    """Assert that what the outcome says is so."""
    theta, end = walked.theta, walked.theta[-1]
    low, high = np.array(bare.window).T
    view = float(np.hypot(*(high - low)))
    minima = [np.array(minimum) for minimum in bare.minima]
    inside = bool(np.isfinite(end).all() and ((end >= low) & (end <= high)).all())
    assert inside == (found.kind not in ("diverged", "left the view", "undefined", "no slope")), "all others end in view"
    if not inside:
        big = ~(np.abs(theta).max(axis=1) < 1e12 / 2**0.5)
        assert (found.kind == "diverged") == bool(big.any()) or found.kind in ("undefined", "no slope", "left the view")
        return
    tail = theta[-(len(theta) // 10 + 2) :]
    still = float(np.hypot(*np.ptp(tail, axis=0))) <= SHARE * view
    nearest = min((float(np.hypot(*(end - minimum))) for minimum in minima), default=np.inf)
    match found.kind:
        case "at a minimum":
            assert min(float(np.hypot(*(named(found.sentence) - minimum))) for minimum in minima) < 0.01 * view
            assert nearest <= 10 * SHARE * view
        case "at a local minimum" | "at a saddle":
            assert still
            assert nearest > SHARE * view, "that is a lowest minimum"
            (zero, *_) = zeros(bare, end, SHARE * view)
            higher = around(bare, zero, SHARE * view)
            assert (higher.min() > 0) == (found.kind == "at a local minimum")
            assert found.kind == "at a local minimum" or higher.min() < 0 < higher.max()
            np.testing.assert_allclose(named(found.sentence), zero, rtol=0, atol=0.01 * view)
        case "nearly still":
            assert still
            assert nearest > SHARE * view
            assert all(around(bare, zero, SHARE * view).max() <= 0 for zero in zeros(bare, end, 0.9 * SHARE * view)), "it is at a zero"
        case "cycling":
            size = int(re.findall(r"period (\d+)", found.sentence)[0])
            far = repeats(theta)
            assert far[size] < 2e-3
            assert not still
            assert all(far[k] > 5e-4 for k in range(2, size) if k in far), "a shorter period fits, too"
        case "hovering":
            assert not still
            late = theta[-max(40, len(theta) // 4) :]
            centre, reach = late.mean(axis=0), 2 * float(np.sqrt(((late - late.mean(axis=0)) ** 2).sum(axis=1).mean())) + SHARE * view
            point = named(found.sentence)
            assert np.hypot(*(point - centre)) <= reach + 0.01 * view
            known = min((float(np.hypot(*(point - minimum))) for minimum in minima), default=np.inf) < 0.01 * view
            assert known == ("local" not in found.sentence)
        case "still moving":
            assert not still
            assert found.sentence.endswith(f"{walked.loss[-1]:.3g}")
        case _:
            pytest.fail(found.kind)


@pytest.mark.parametrize("hundred", range(RUNS // 100))
def test_a_second_judge_agrees(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        run, bare = drawn(seed)
        walked = run.record()
        found = outcome(walked, run.landscape)  # type: ignore[arg-type]  # all of the lab's are surveyed
        with np.errstate(all="ignore"):
            try:
                judge(found, walked, bare)
            except (AssertionError, ValueError) as wrong:
                raise AssertionError((seed, run, found, wrong)) from wrong


def test_the_second_judge_is_not_blind() -> None:
    """It refuses a wrong kind for most runs."""
    refused = 0
    for seed in range(60):
        run, bare = drawn(seed)
        walked = run.record()
        found = outcome(walked, run.landscape)  # type: ignore[arg-type]  # as above
        other = Outcome("nearly still" if found.kind != "nearly still" else "still moving", "nothing", 0.0, 0.0, None)
        with np.errstate(all="ignore"):
            try:
                judge(other, walked, bare)
            except AssertionError:
                refused += 1
    assert refused > 50
