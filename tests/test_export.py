"""No spreadsheet runs anything in a table that the lab writes, and its numbers are numbers."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from figures.export import STARTS, csv_text

DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "=cmd|'/c calc'!A1", '=HYPERLINK("http://x","y")']
HARMLESS = ["", "Adam", "β₁ = 1", "-3.5", "+2", "-1e-8", "at minimum 1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formulas_are_text(text: str) -> None:
    ((cell, other),) = csv.reader(io.StringIO(csv_text([[text, 1]]), newline=""))
    assert cell == f"'{text}"
    assert not cell.lstrip().startswith(STARTS)
    assert other == "1"


@pytest.mark.parametrize("text", HARMLESS)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert next(csv.reader(io.StringIO(csv_text([[text, "x"]])))) == [text, "x"]


def test_negative_numbers_stay_numbers() -> None:
    row = [-1, -2.5, np.float64(-1e-300), -np.inf, np.int64(-3), np.nan]
    assert [float(cell) for cell in csv_text([row]).strip().split(",")] == pytest.approx(row, nan_ok=True)


def test_nothing_else_writes_csv() -> None:
    root = Path(__file__).parents[1]
    writing = [
        path
        for folder in ("ui", "figures", "pages", "optim_core")
        for path in (root / folder).rglob("*.py")
        if "csv.writer" in path.read_text(encoding="utf-8")
    ]
    assert [path.name for path in writing] == ["export.py"]
