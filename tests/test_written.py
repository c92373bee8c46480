"""Formulas written as Python are the landscapes: each is executed."""

import ast
import math
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Landscape, Noisy
from landscapes.table import Table
from landscapes.tables.columns import LONGEST_NAME, columns, numbers
from landscapes.typed import FUNCTIONS, read, run
from landscapes.typed.grammar import parsed
from landscapes.typed.tree import TWO
from landscapes.written import file, tex
from landscapes.written.python import WIDEST, printed
from lessons.export_code import written
from tests import formulas
from tests.places import EVERY_PLACE, FILE


def somewhere(landscape: Landscape, count: int) -> Any:
    (x_low, x_high), (y_low, y_high) = landscape.window
    return np.random.default_rng(1).uniform([[x_low], [y_low]], [[x_high], [y_high]], (2, count))


def made(landscape: Landscape, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the code of a landscape defines, beside a visitor's file."""
    (folder / "your.csv").write_text(FILE, encoding="utf-8", newline="")
    monkeypatch.chdir(folder)
    told: dict[str, Any] = {"np": np, "math": math}
    exec("import csv\n" + written(landscape, "np"), told)
    return told


@pytest.mark.parametrize("landscape", EVERY_PLACE, ids=lambda each: type(each).__name__)
def test_the_code_of_a_landscape_is_its_value(landscape: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loss, places = made(landscape, tmp_path, monkeypatch)["loss"], somewhere(landscape, 40)
    value = landscape.value(*places)
    scale = np.abs(value).max()
    np.testing.assert_allclose([loss(place) for place in places.T], value, rtol=1e-12, atol=1e-12 * scale)


@pytest.mark.parametrize("landscape", [each for each in EVERY_PLACE if each.examples > 1], ids=lambda each: type(each).__name__)
def test_its_data_are_those_of_the_survey_to_the_last_bit(landscape: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(landscape, tmp_path, monkeypatch)["data"]
    ours = [numbers for numbers in landscape.survey.data.values() if np.ndim(numbers)]
    np.testing.assert_array_equal(data, ours)


@pytest.mark.parametrize("landscape", EVERY_PLACE, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("module", ["np", "jnp", "torch"])
def test_the_code_reads_well(landscape: Landscape, module: Any) -> None:
    lines = written(landscape, module).splitlines()
    assert max(map(len, lines)) <= WIDEST
    assert isinstance(landscape, Table) or landscape.examples > 100 or len(lines) < 30
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize("separator", [";", "\t", ",", "|", " "])
def test_a_file_is_read_as_the_lab_reads_it(separator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["größe", '"""Gewicht"""'], ["1.5", "-2e3"], [".25", "7"], ["3", "\u22124"]]
    text = "\n".join([*(separator.join(row) for row in rows), ""])
    table = columns(text)
    names = list(table)
    (tmp_path / "your.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told: dict[str, Any] = {"np": np}
    exec("import csv\n" + file.read((names[0], names[1]), LONGEST_NAME), told)
    assert (tuple(told["X"]), tuple(told["Y"])) == tuple(numbers(table, name) for name in names)


def function(text: str, module: Any = "np") -> str:
    return printed(parsed(text), module, ("x", "y")).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(1-x)^2 + 20(y-x^2)^2", "(1 - x) ** 2 + 20 * (y - x**2) ** 2"),
        ("x - (y - 2) - -x", "x - (y - 2) - (-x)"),
        ("x/(y/2)/(x y)", "x / (y / 2) / (x * y)"),
        ("-x^2 + (-x)^2", "-x**2 + (-x) ** 2"),
        ("x^-2 + x^0.5 + x^y^2", "x ** -2 + np.sqrt(x) + x ** (y**2)"),
        ("e^(2x) + 2^x", "np.exp(2 * x) + 2**x"),
        ("log(1 + exp(x))", "np.logaddexp(0.0, x)"),
        ("log(e^x + 1)", "np.logaddexp(0.0, x)"),
        ("x mod 3 + |x|", "x % 3 + np.abs(x)"),
        ("x*10^20*10^20", "x * 10.0**20 * 10.0**20"),
        ("sqrt(2) x + sin(pi/4) + max(2, 3)", "math.sqrt(2.0) * x + math.sin(math.pi / 4) + 3.0"),
        ("floor(-2.5)^2*x", "(-3.0) ** 2 * x"),
        ("5", "0 * x + 5"),
    ],
)
def test_formulas_look_as_people_write_them(text: str, said: str) -> None:
    assert function(text) == said


def test_pytorch_gets_tensors_where_it_takes_no_numbers() -> None:
    assert function("max(x, 2)", "torch") == "torch.maximum(x, torch.tensor(2.0))"
    assert function("log(1+exp(x))", "torch") == "torch.logaddexp(torch.tensor(0.0), x)"


@pytest.mark.parametrize("name", sorted({*FUNCTIONS} - {"pow"}))
def test_every_function_is_written(name: str) -> None:
    text = f"{name}(x, y)" if name in (*TWO, "max", "min") else f"{name}(x)"
    for x, y in ((0.3, 0.7), (1.3, -0.7), (-0.6, 0.2)):
        value = run(read(text).value, np.array(x), np.array(y))[0]
        with np.errstate(all="ignore"):
            found = eval(function(text), {"np": np, "math": math}, {"x": np.float64(x), "y": np.float64(y)})
        np.testing.assert_allclose(found, value, rtol=1e-14)


def test_random_formulas_are_written_as_they_are_computed() -> None:
    random, compared = Random(7), 0
    for _ in range(400):
        text, _ = formulas.grown(random, 3)
        try:
            code = function(text)
        except ValueError:
            continue  # not a real number for any x and y
        compile(code, text, "eval")
        x, y = np.random.default_rng(3).uniform(-2, 2, (2, 50))
        with np.errstate(all="ignore"):
            found = np.broadcast_to(eval(code, {"np": np, "math": math}, {"x": x, "y": y}), x.shape)
        value = run(read(text).value, x, y)[0]
        both = np.isfinite(found) & np.isfinite(value)
        np.testing.assert_allclose(found[both], value[both], rtol=1e-9, atol=1e-12, err_msg=f"{text}: {code}")
        compared += int(both.sum())
    assert compared > 5000


@pytest.mark.parametrize("formula", [r"x^2 + \beta", r"\left(x", r"x \ast y", r"\sin^2{x}", ""])
def test_tex_that_is_not_understood_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="cannot be written as Python"):
        tex.read(formula, {"x": tex.X, "y": tex.Y})


def test_nothing_that_a_visitor_wrote_becomes_code() -> None:
    for landscape in EVERY_PLACE:
        tree = ast.parse(written(landscape, "np"))
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not {call for call in calls if call.startswith("os.")}
        assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))
    landscape = Noisy(Expression("x^2 + y^2"), 1.0)
    assert "x^2" not in written(landscape, "np")
