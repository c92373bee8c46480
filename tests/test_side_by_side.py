"""Tests that fail beside others run once more, alone, if they are few."""

import subprocess
from pathlib import Path

import pytest

from tests.side_by_side import FEW, kind, once_more

FLICKERS = """
from pathlib import Path

def test_flickers():
    was_here = Path("was_here").exists()
    Path("was_here").touch()
    assert was_here

def test_passes():
    with Path("passed").open("a") as said:
        said.write("x")
"""
FAILS = "def test_fails{}(): assert False\n"


@pytest.mark.parametrize(
    ("tests", "code"),
    [
        (FLICKERS, 0),
        (FLICKERS + FAILS.format(""), 1),
        (FLICKERS + "".join(map(FAILS.format, range(FEW))), 1),
        ("def test_passes(): pass", 0),
    ],
)
def test_who_fails_alone_too_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tests: str, code: int) -> None:
    (tmp_path / "test_them.py").write_text(tests)
    monkeypatch.chdir(tmp_path)
    cache = tmp_path / "cache"
    command = kind("not browser", cache)
    assert once_more(command, cache, subprocess.run(command, check=False).returncode) == code
    if tests.startswith(FLICKERS):
        assert (tmp_path / "passed").read_text() == "x", "who passed does not run again"
