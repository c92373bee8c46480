"""Nothing holds a page for a second: long work looks up again and again, and whatever its visitor wants next ends it."""

import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from landscapes import PenguinsLogistic, PenguinsNetwork, Rosenbrock
from landscapes.tables.columns import MOST_ROWS
from optim_core import OPTIMIZERS, Adam, MiniBatch, Run
from optim_core.batch.clouds import clouds
from optim_core.batch.ends import TERMS_A_PIECE, Ends, Piece, ends
from optim_core.descent import PAUSE_EVERY
from tests.stretches import MOST, longest
from ui import compute

ROOT = Path(__file__).parents[1]
TWO_SPECIES = PenguinsLogistic.name
BEST = {"rates": "Each at its best", "tune": "η and β₁ or ρ"}
ALL = {"of": [cls.name for cls in OPTIMIZERS]}
HEAVY: list[tuple[str, dict[str, Any]]] = [
    ("compare", {}),
    ("compare", {"layout": "Side by side"}),
    ("compare", {"view": "3D"}),
    ("compare", BEST),
    ("maps", {"kind": "Two knobs", **ALL}),
    ("maps", {"kind": "All starts", **ALL}),
    ("maps", {"kind": "Noise floor"}),
    ("step_by_step", {"lesson": "The numbers of one step"}),
    ("step_by_step", {"lesson": "One term at a time"}),
    ("step_by_step", {"lesson": "What changes nothing"}),
]


def opened(page: str, **url: Any) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in url.items():
        app.query_params[key] = value
    return app.switch_page(f"pages/{page}.py")


@pytest.mark.parametrize(("page", "url"), HEAVY)
def test_the_longest_runs(page: str, url: dict[str, Any]) -> None:
    def visit() -> None:
        app = opened(page, landscape=TWO_SPECIES, steps="2000" if page == "maps" else "10000", **url).run()
        assert not app.exception

    assert longest(visit) < MOST


# The network costs most, and so is on every page; the other model that is not a line, where all methods run and where maps are made.
@pytest.mark.parametrize(
    ("page", "url", "model"),
    [(*each, "v·tanh(w·x)") for each in HEAVY] + [(*each, "logistic, for a column of 0 and 1") for each in (HEAVY[0], HEAVY[4])],
)
def test_the_longest_table(page: str, url: dict[str, Any], model: str) -> None:
    def visit() -> None:
        app = opened(page, landscape="Your own data …", model=model, steps="50" if page == "maps" else "1000", **url).run()
        app.text_area[0].set_value("x,y\n" + "\n".join(f"{i % 71},{i * i % 3 % 2}" for i in range(MOST_ROWS))).run()
        assert not app.exception
        assert not app.error
        assert not app.warning

    assert longest(visit) < MOST


def after(times: int) -> Callable[[], None]:
    """A pause that ends the work after so many."""
    left = iter(range(times))

    def pause() -> None:
        if next(left, None) is None:
            raise InterruptedError

    return pause


def test_a_pause_ends_runs_and_leaves_none_half_done() -> None:
    run = Run(Adam(0.00123), Rosenbrock(), (-1.5, 2.0), 3 * PAUSE_EVERY)
    with pytest.raises(InterruptedError):
        compute.walked([run], after(2))
    ((trajectory, _),) = compute.walked([run])
    assert len(trajectory.theta) == 3 * PAUSE_EVERY + 1
    assert compute.walked([run], after(0))[0][0] is trajectory, "what is known is not walked again"


def test_a_pause_ends_a_cloud() -> None:
    with pytest.raises(InterruptedError):
        clouds(MiniBatch(np.array([0.1, 0.2]), 4), PenguinsLogistic(), (0.0, 0.0), 2 * PAUSE_EVERY, 3, pause=after(1))


def test_runs_that_read_much_go_in_small_pieces_to_the_same_ends() -> None:
    landscape = PenguinsNetwork()
    cut: list[Piece] = []

    def counting(function: Callable[[Piece], Ends], pieces: Iterable[Piece]) -> Iterator[Ends]:
        cut.extend(pieces)
        return map(function, cut)

    optimizer, steps = Adam(learning_rate=np.geomspace(1e-3, 1.0, 300)), 500
    found = ends(optimizer, landscape, landscape.start, steps, map_pieces=counting)
    reads = [piece.theta.shape[1] * steps * 2 * landscape.terms for piece in cut]
    assert len(reads) == 4
    assert TERMS_A_PIECE / 2 < max(reads) <= TERMS_A_PIECE
    for one, other in zip(
        found, ends(optimizer, landscape, landscape.start, steps, map_pieces=compute.map_pieces(lambda: None)), strict=True
    ):
        np.testing.assert_array_equal(one, other)
    with pytest.raises(InterruptedError):
        ends(optimizer, landscape, landscape.start, steps, map_pieces=compute.map_pieces(after(1)))


SUMS = """
import resource, sys
import numpy as np
from landscapes import PenguinsNetwork
from optim_core.batch.memory import keep_memory

if sys.argv[1] == "kept":
    keep_memory()
landscape, theta = PenguinsNetwork(), np.ones((2, 1000))
taken = []
for _ in range(20):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    landscape.gradient(*theta), landscape.value(*theta)
    taken.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
print(max(taken[5:]))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other libraries keep memory in other ways")
def test_sums_over_examples_use_the_memory_that_they_have() -> None:
    kept, usual = (
        int(subprocess.run([sys.executable, "-c", SUMS, how], cwd=ROOT, capture_output=True, check=True).stdout)
        for how in ("kept", "usual")
    )
    assert kept < 20, "pages of memory that the system had to hand out"
    assert usual > 10 * kept
