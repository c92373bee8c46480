"""Runs as files: what is read back is what was computed, bit for bit, and it can be computed again from the file alone."""

import csv
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Himmelblau, Landscape, Noisy, Rosenbrock, Saddle
from landscapes.table import TableLine
from optim_core import OPTIMIZERS, SGD, Adam, MiniBatch, Optimizer, Run
from optim_core.spec import Array
from tests.catalogue import METHODS
from tests.places import EVERY_PLACE
from ui.stage.runs_export import COLUMNS, Exported, as_csv, as_json

LINK = "https://lab.example.org/compare?landscape=Himmelblau&f=a%22b"
NAMES = ('=1+1", "x', "two\nlines # and a mark")
"""Names of columns as a stranger writes them."""
HOSTILE = TableLine((1.0, 2.0, 3.5, 4.0), (2.0, 1.0, 5.0, 4.5), True, NAMES)
CLASSES: dict[str, Any] = {cls.__name__: cls for cls in (*METHODS, *(type(place) for place in EVERY_PLACE))}


def exported(
    landscape: Landscape, optimizers: Sequence[Optimizer[Any]], steps: int = 30, start: Any = None, batch: Any = None
) -> list[Exported]:
    runs = [Run(each, landscape, start or landscape.start, steps, batch, 7) for each in optimizers]
    return [Exported(run.optimizer.name, run, run.record()) for run in runs]


def every(landscape: Landscape) -> list[Exported]:
    """A run of each method; none reads more examples than there are."""
    suited = [cls.suited_to(landscape) for cls in OPTIMIZERS]
    few = 1 < landscape.examples < 8
    return exported(landscape, [MiniBatch(0.01, landscape.examples) if few and isinstance(each, MiniBatch) else each for each in suited])


def made(said: Mapping[str, Any]) -> Any:
    """The landscape that a file describes."""
    parameters = {
        name: made(value) if isinstance(value, dict) else _tuple(value) if isinstance(value, list) else value
        for name, value in said["parameters"].items()
    }
    return CLASSES[said["class"]](**parameters)


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value


def again(file: Mapping[str, Any]) -> list[Run]:
    """The runs that a file of JSON describes."""
    landscape = made(file["landscape"])
    return [
        Run(CLASSES[each["method"]](**each["hyperparameters"]), landscape, tuple(file["start"]), file["steps"], file["batch"], file["seed"])
        for each in file["runs"]
    ]


def same(one: Array, other: Array) -> bool:
    """Whether two arrays are equal, bit for bit, the sign of zero included."""
    return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()


@pytest.mark.parametrize("landscape", [*EVERY_PLACE, HOSTILE], ids=lambda place: place.name)
def test_json_is_read_back_bit_for_bit_and_computed_again(landscape: Landscape) -> None:
    runs = every(landscape)
    file = json.loads(as_json(landscape, runs, LINK))
    assert (file["link"], file["steps"], file["seed"]) == (LINK, 30, 7)
    assert [each["name"] for each in file["runs"]] == [each.name for each in runs]
    for each, known, run in zip(file["runs"], runs, again(file), strict=True):
        assert run == known.run
        for name in ("theta", "loss", "gradient"):
            computed: Array = getattr(known.trajectory, name)
            written = np.array(each[name], dtype=np.float64)
            finite = np.isfinite(computed)
            assert np.array_equal(np.isfinite(written), finite)
            assert same(written[finite], computed[finite])
            assert same(getattr(run.record(), name), computed)


@pytest.mark.parametrize("landscape", [Himmelblau(), Noisy(Rosenbrock(), 20.0), HOSTILE], ids=lambda place: place.name)
def test_csv_is_read_back_bit_for_bit(landscape: Landscape) -> None:
    runs = every(landscape)
    text = as_csv(landscape, runs, LINK)
    said, rows = table(text)
    assert said["link"] == [LINK]
    assert made(said["landscape"][0]) == landscape
    assert [each["hyperparameters"] for each in said["run"]] == [
        each["hyperparameters"] for each in json.loads(as_json(landscape, runs, LINK))["runs"]
    ]
    for each in runs:
        mine = [row for row in rows if row[0] == each.name]
        assert [int(row[1]) for row in mine] == list(range(31))
        numbers = np.array([[float(cell) for cell in row[2:]] for row in mine])
        for columns, computed in ((slice(0, 2), each.trajectory.theta), (2, each.trajectory.loss), (slice(3, 5), each.trajectory.gradient)):
            assert same(np.ascontiguousarray(numbers[:, columns]), computed)


def table(text: str) -> tuple[dict[str, list[Any]], list[list[str]]]:
    """The lines with # by their names, and the rows below them."""
    lines = text.split("\n")
    count = next(i for i, line in enumerate(lines) if not line.startswith("# "))
    said: dict[str, list[Any]] = {}
    for line in lines[:count]:
        name, value = line.removeprefix("# ").split(": ", 1)
        said.setdefault(name, []).append(json.loads(value))
    head, *rows = csv.reader(lines[count:-1])
    assert tuple(head) == COLUMNS
    return said, rows


def test_what_leaves_all_bounds_is_null_in_json_and_has_its_name_in_csv() -> None:
    runs = exported(Saddle(), [SGD(learning_rate=50.0)], steps=300)
    loss = runs[0].trajectory.loss
    assert not np.isfinite(loss).all()
    text = as_json(Saddle(), runs, LINK)
    assert "NaN" not in text
    assert "Infinity" not in text
    file = json.loads(text)
    assert file["note"].startswith("null stands for")
    assert [each is None for each in file["runs"][0]["loss"]] == (~np.isfinite(loss)).tolist()
    _, rows = table(as_csv(Saddle(), runs, LINK))
    assert np.array_equal([float(row[4]) for row in rows], loss, equal_nan=True)


def test_batches_and_whole_numbers_are_kept() -> None:
    landscape = Noisy(Himmelblau(), 20.0, 16)
    file = json.loads(as_json(landscape, exported(landscape, [MiniBatch(0.01, 4), Adam(0.1)], batch=8), LINK))
    assert file["batch"] == 8
    assert file["runs"][0]["hyperparameters"] == {"learning_rate": 0.01, "batch_size": 4}
    assert [run.batch_size for run in again(file)] == [8, 8]


def test_a_page_without_runs_has_files_too() -> None:
    assert json.loads(as_json(Himmelblau(), [], LINK))["runs"] == []
    assert table(as_csv(Himmelblau(), [], LINK))[1] == []


def test_a_typed_formula_is_computed_again() -> None:
    landscape = Expression("max(x, 2y)^2 + y^2", view=((-3.0, 3.0), (-1.0, 2.0)))
    assert made(json.loads(as_json(landscape, every(landscape), LINK))["landscape"]) == landscape


def test_a_spreadsheet_runs_nothing() -> None:
    """The names of rungs begin with a plus."""
    walk = exported(Himmelblau(), [Adam(0.1)])[0]
    _, rows = table(as_csv(Himmelblau(), [walk._replace(name="+ mean of the gradient")], LINK))
    assert {row[0] for row in rows} == {"'+ mean of the gradient"}
