"""The first picture of each landscape shows several characters, as Compare opens it: with its noise, starts, steps and rates."""

from typing import Any

import pytest

from landscapes import LANDSCAPES, Himmelblau, Rosenbrock
from lessons.lab import Lab
from optim_core import OPTIMIZERS


def characters(landscape: Any) -> list[tuple[str, int | None]]:
    """What each method does, and at or around which of the lowest minima, if any."""
    runs = [Lab(landscape).run(cls.name, noise=1) for cls in OPTIMIZERS]
    return [(run.kind, run.minimum) for run in runs]


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.name)
def test_the_methods_do_not_all_do_the_same(cls: Any) -> None:
    assert len(set(characters(cls()))) >= 2


def test_compare_opens_on_four_behaviours() -> None:
    """Hovering in one valley, arriving there, arriving in another, hovering in another, and being on the way."""
    assert len(set(characters(Himmelblau()))) >= 4


def test_someone_finishes_the_valley_of_rosenbrock() -> None:
    found = dict(zip([cls.name for cls in OPTIMIZERS], characters(Rosenbrock()), strict=True))
    assert [name for name, (kind, _) in found.items() if kind == "at a minimum"] == ["Adam"]
    assert len(set(found.values())) >= 3
