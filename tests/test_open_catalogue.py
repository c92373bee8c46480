"""The catalogue is open: a method or a landscape is one file and its line in the registry, and all laws and pages take it from there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from landscapes import LANDSCAPES
from optim_core import OPTIMIZERS

ROOT = Path(__file__).parents[1]
METHODS = {
    "yogi": "Yogi",
    "adagrad_one": "AdagradOne",
    "decoupled_decay": "DecoupledDecay",
    "adagrad_norm": "AdagradNorm",
    "full_adagrad": "FullAdagrad",
    "popov": "Popov",
}
PLACES = {"slide": "Slide"}
LAWS = ("formulas", "step", "optimizers", "descent", "ends", "maps", "landscapes", "marks", "written")


def register(registry: Path, folder: Path, last: str, files: dict[str, str]) -> None:
    """Put these files into a folder, each with its import and its name at the end of the registry."""
    for file in files:
        shutil.copy(ROOT / f"tests/newcomers/{file}.py", folder)
    text = registry.read_text(encoding="utf-8")
    package = ".".join(folder.relative_to(registry.parents[1]).parts)
    imports = "".join(f"from {package}.{file} import {name}\n" for file, name in files.items())
    text = re.sub(rf"(= \([^)]*\b{last}\b)", rf"\1, {', '.join(files.values())}", text, count=1)
    text = text.replace(f"from {package}.", f"{imports}from {package}.", 1)
    registry.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree, with methods and a landscape that it lacks."""
    tree = tmp_path_factory.mktemp("open") / "lab"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv*", "node_modules", ".*_cache", "__pycache__"))
    register(tree / "optim_core/catalogue.py", tree / "optim_core/methods", OPTIMIZERS[-1].__name__, METHODS)
    register(tree / "landscapes/__init__.py", tree / "landscapes", LANDSCAPES[-1].__name__, PLACES)
    return tree


def run(tree: Path, *arguments: str) -> str:
    ran = subprocess.run([sys.executable, *arguments], cwd=tree, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-2000:]
    return ran.stdout


def passed(tree: Path, tests: list[str], only: str) -> str:
    out = run(tree, "-m", "pytest", "-p", "no:cacheprovider", "-v", "-m", "not browser", "-k", only, *tests)
    assert " PASSED" in out
    assert not re.search(r" SKIPPED| XFAIL", out)
    return out


def test_the_laws_take_them(copy: Path) -> None:
    names = [*METHODS.values(), *PLACES.values()]
    out = passed(copy, [f"tests/test_{law}.py" for law in LAWS], " or ".join((*names, "marks", "told_apart", "knob_stands")))
    for name in METHODS.values():
        for law in ("computes_what_was_recorded", "gradient_is_taken_where", "mistake_in_the_formula", "every_substituted_line",
                    "batch_equals_its_runs", "sweep_is_final", "ends_where_its_run_ends", "a_cell_is_the_run"):  # fmt: skip
            assert re.search(rf"{law}\S*\[\S*{name}\b.* PASSED", out), f"{law} was not tried on {name}"
    for name in ("Yogi", "AdagradOne", "AdagradNorm", "Popov"):
        assert re.search(rf"just_below_the_bound\S*\[\S*{name}\b.* PASSED", out), f"the bound of {name} was not tried"
    assert "formula_is_its_value[Slide] PASSED" in out
    assert "code_of_a_landscape_is_its_value[Slide] PASSED" in out


def test_runs_recorded_together_take_them(copy: Path) -> None:
    passed(copy, ["tests/test_descent.py"], "recorded_together_equal")


def test_the_pages_take_them(copy: Path) -> None:
    names = " or ".join((*METHODS.values(), *PLACES.values(), "test_a_bare_url", "what_does_not_change"))
    out = passed(copy, ["tests/test_pages.py"], names)
    for name in METHODS.values():
        assert f"has_its_page[{name}] PASSED" in out
        assert f"seen_from_inside[{name}] PASSED" in out
    assert "compare_runs_on_every_landscape[Slide] PASSED" in out


def test_the_table_of_readme_takes_them(copy: Path) -> None:
    run(copy, "-m", "tests.test_readme")
    readme = (copy / "README.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in readme for name in ("Yogi", "Popov", "Slide"))
    passed(copy, ["tests/test_readme.py"], "catalogue")
