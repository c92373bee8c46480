"""Full-matrix Adagrad against its definition, by another road: the singular values of all gradients so far."""

from typing import Any

import numpy as np
import pytest

from landscapes import Beale, Himmelblau, PenguinsStandardised, Rosenbrock
from optim_core import Run, descend, record, record_all
from optim_core.descent import batches
from optim_core.methods.full_matrix_adagrad import FullMatrixAdagrad
from optim_core.schedules.cosine import Cosine
from optim_core.schedules.schedule import rates
from tests.pages import header
from tests.pages import run as run_page


@pytest.mark.parametrize("landscape", [Himmelblau(), Beale(), PenguinsStandardised()], ids=lambda each: each.name)
def test_a_thousand_steps_agree_with_the_singular_values_of_all_gradients(landscape: Any) -> None:
    method = FullMatrixAdagrad(learning_rate=0.3)
    theta = np.array(landscape.start)
    gradients, path = np.zeros((1002, 2)), [theta]
    rows = batches(landscape.examples, 8 if landscape.examples > 1 else None, 3)
    for t in range(1000):
        gradients[t] = landscape.gradient(theta[:1], theta[1:], next(rows))[:, 0]
        _, sizes, directions = np.linalg.svd(gradients[: t + 2], full_matrices=False)
        theta = theta - 0.3 * directions.T @ (directions @ gradients[t] / np.sqrt(sizes**2 + method.epsilon))
        path.append(theta)
    found = record(descend(method, landscape, landscape.start, batch_size=8, seed=3), 1000).theta
    np.testing.assert_allclose(found, path, rtol=0, atol=1e-9)


@pytest.mark.parametrize("schedule", [None, Cosine(steps=40)])
def test_the_ellipse_is_what_its_steps_are_made_of(schedule: Any) -> None:
    """A step is the gradient times the matrix that the stage draws, and times the share of η that a schedule leaves."""
    run = Run(FullMatrixAdagrad(learning_rate=0.3), Himmelblau(), Himmelblau().start, 50, schedule=schedule)
    (trajectory,) = record_all([run])
    matrices = run.optimizer.step_matrix(trajectory.quantities)
    assert matrices is not None
    shares = rates(1.0, schedule, 50) if schedule else np.ones(50)
    steps = -shares[:, np.newaxis] * np.einsum("tij,tj->ti", matrices, trajectory.gradient[:-1])
    np.testing.assert_allclose(steps, np.diff(trajectory.theta, axis=0), rtol=0, atol=1e-9)
    np.testing.assert_allclose(matrices, np.swapaxes(matrices, 1, 2), rtol=1e-12)


def test_where_a_run_diverges_the_ellipse_has_no_size() -> None:
    quantities = {"G": np.array([np.zeros((2, 2)), np.full((2, 2), np.inf), np.full((2, 2), np.nan)])}
    assert np.isnan(FullMatrixAdagrad().step_matrix(quantities)).all()


def test_only_a_method_with_a_matrix_has_an_ellipse() -> None:
    for name, part, other in (("Full-matrix Adagrad", "matrix", "size"), ("Adam", "size", "matrix")):
        (path,) = header(run_page("pages/step_by_step.py", shelf="More methods", optimizer=name))["paths"]
        assert part in path["extra"]
        assert other not in path["extra"]


@pytest.mark.parametrize("start", [(37.9, -59.7), (-19.7, -42.0), (-1e6, 1e6)])
def test_the_first_step_is_eta_long_however_steep_the_slope(start: tuple[float, float]) -> None:
    """The matrix of one gradient has the eigenvalue 0, which rounding makes negative."""
    steps = np.diff(record(descend(FullMatrixAdagrad(learning_rate=0.3), Rosenbrock(), start), 50).theta, axis=0)
    assert np.isfinite(steps).all()
    assert np.hypot(*steps[0]) == pytest.approx(0.3, rel=0.02)
