"""Runs with their programs for other libraries, and the paths that the programs take."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from landscapes import Himmelblau, Noisy, PenguinsStandardised
from lessons.export_code import program
from optim_core import EVERY, SCHEDULES, Adam, RMSprop, Run, knobs
from optim_core.schedules.cosine import Cosine
from tests.places import FILE

PLACE, PENGUINS = Noisy(Himmelblau(), 3.0), PenguinsStandardised()
KEPT = "import numpy\nnumpy.save({!r}, path)\nimport sys\nassert not {{'landscapes', 'lessons', 'optim_core'}} & set(sys.modules)\n"
DRIVER = "import runpy, sys\nfor name in sys.argv[1:]: runpy.run_path(name, run_name='__main__')"


def run(cls: Any, landscape: Any = PLACE, start: tuple[float, float] = (0.5, -0.5)) -> Run:
    """A run at unusual settings, so that a default does not pass for a setting that is given on."""
    unusual = {
        "rho": 0.8,
        "beta1": 0.7,
        "beta2": 0.95,
        "epsilon": 1e-3,
        "batch_size": 4,
        "momentum": 0.7,
        "weight_decay": 0.02,
        "beta": 0.8,
        "initial_sum": 3.0,
        "initial_distance": 1e-4,
    }
    rate = 0.7 if cls.rate_unit == "none" else 0.01
    optimizer = replace(cls(), learning_rate=rate, **{name: value for name, value in unusual.items() if name in knobs(cls)})
    return Run(optimizer, landscape, start, 60, batch_size=None if landscape.examples == 1 else 3, seed=5)


RUNS = [run(cls, landscape, start) for cls in EVERY for landscape, start in ((PLACE, (0.5, -0.5)), (PENGUINS, (-0.7, 1.4)))]
PACED = [
    *(replace(run(cls), schedule=Cosine(40.0, 0.2)) for cls in EVERY),
    *(replace(run(Adam), schedule=cls()) for cls in SCHEDULES),
]
"""Every method under one schedule, and one method under every schedule."""
WHOLE = [replace(each, batch_size=None) for each in (run(RMSprop), run(RMSprop, PENGUINS, (-0.7, 1.4)))]


def programs(runs: list[Run], library: Any) -> dict[Run, str]:
    """The program of each run that the library has a method for."""
    texts: dict[Run, str] = {}
    for asked in runs:
        landscape: Any = asked.landscape
        if text := program(asked, library, landscape):
            texts[asked] = text
    return texts


def paths(texts: Mapping[Run, str], folder: Path) -> dict[Run, Any]:
    """The path that each program takes, in a folder where there is nothing else but the visitor's file."""
    (folder / "your.csv").write_text(FILE, encoding="utf-8", newline="")
    names = {asked: f"{place}.npy" for place, asked in enumerate(texts)}
    for asked, name in names.items():
        (folder / f"{name}.py").write_text(texts[asked] + KEPT.format(name), encoding="utf-8")
    executed(folder, "-c", DRIVER, *(f"{name}.py" for name in names.values()))
    return {asked: np.load(folder / name) for asked, name in names.items()}


def executed(folder: Path, *arguments: str) -> str:
    """What Python prints in a folder, on the installed packages alone."""
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "KERAS_BACKEND")}
    ran = subprocess.run([sys.executable, "-I", *arguments], cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


def digest(text: str) -> str:
    """The name of a program's path among those that are kept: another program has another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
