"""What the stage needs to show the inside of a step: the numbers behind every letter of the formula, to the last bit."""

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from figures.paths import Path
from optim_core import Optimizer
from optim_core.spec import Array, TeX, knobs
from optim_core.stability import Curved, effective, stability
from optim_core.substitution import Slot, pieces, steps_of

PARTS = {"gradient": "slope", "m": "momentum", "m_hat": "momentum", "delta": "step", "step": "step", "theta": "step"}
"""What a line draws on the landscape, by the name of what it computes; any other line changes the size of the steps."""
EFFECTIVE = "size"
Place = tuple[Slot, int]
"""A slot, and which coordinate's number goes there."""


@functools.cache
def written(cls: type[Optimizer[Any]], number: int) -> tuple[str, list[Place]]:
    """The lines of a step in Markdown, a paragraph each: the formula, and below it the line for either coordinate with `n12n` where
    the twelfth number goes; and those places, in order. `number` tells one optimizer of the page from another."""
    places: list[Place] = []

    def put(slot: Slot, axis: int) -> str:
        places.append((slot, axis))
        return rf"\text{{n{1000 * number + len(places) - 1}n}}"

    def pair(slot: Slot) -> str:
        return rf"\left({put(slot, 0)},\ {put(slot, 1)}\right)"

    paragraphs: list[str] = []
    for name, line in steps_of(cls).items():
        if name == "gradient":
            shown = [rf"\theta_{{t-1}} = {pair(Slot('theta', 'theta', 1))}", rf"g_t = {pair(Slot('gradient', 'gradient', 1))}"]
        else:
            result = Slot("theta" if name == "theta" else "quantity", name, 0)
            shown = [
                rf"\theta_{axis + 1}\!:\ "
                + "".join(part if isinstance(part, str) else put(part, axis) for part in pieces(cls, line))
                # The result on the same line, so that the reader can check it.
                + f" = {put(result, axis)}"
                for axis in (0, 1)
            ]
        paragraphs.append("  \n".join(rf"$\displaystyle {tex}$" for tex in (line, *shown)))
    return "\n\n".join(paragraphs), places


def inspect(paths: Sequence[Path], which: Sequence[int], landscape: Curved) -> tuple[list[dict[str, Any]], list[Array]]:
    """For each of those paths: what the browser has to know, with places counted in numbers; and the numbers."""
    told: list[dict[str, Any]] = []
    arrays: list[Array] = []
    for number, index in enumerate(which):
        run, trajectory = paths[index].run, paths[index].trajectory
        cls = type(run.optimizer)
        met = stability(run.optimizer, trajectory, landscape)
        numbers = {
            "theta": trajectory.theta,
            "gradient": trajectory.gradient,
            **trajectory.quantities,
            EFFECTIVE: effective(trajectory),
            "curvature": met.curvature,
            "pressure": met.pressure,
        }
        offsets = np.cumsum([0, *(array.size for array in arrays), *(array.size for array in numbers.values())])[len(arrays) :]
        told.append(
            {
                "path": index,
                "at": dict(zip(numbers, map(int, offsets), strict=False)),
                "knobs": {field: float(getattr(run.optimizer, field)) for field in knobs(cls)},
                "places": [[slot.kind, slot.name, slot.lag, axis, slot.guard] for slot, axis in written(cls, number)[1]],
                "parts": [PARTS.get(name, EFFECTIVE) for name in steps_of(cls)],
                "charts": [
                    *(
                        {"name": name, "label": plain(line), "log": _has_no_sign(trajectory.quantities[name])}
                        for name, line in cls.lines().items()
                    ),
                    {"name": EFFECTIVE, "label": "effective step size", "log": True},
                ],
                "bound": met.bound,
            }
        )
        arrays += numbers.values()
    return told, arrays


def _has_no_sign(quantity: Array) -> bool:
    """Whether a quantity is never below 0, and so belongs on a log scale."""
    return bool(np.nanmin(quantity) >= 0)


def plain(line: TeX) -> str:
    """The name of what a line computes, in plain letters: m̂ for \\hat{m}_t."""
    name = line.split(" = ", 1)[0].removesuffix("_t")
    for tex, letters in ((r"\hat{m}", "m̂"), (r"\hat{v}", "v̂"), (r"\Delta", "Δ"), (r"\theta", "θ"), (r"\delta", "δ"), ("^2", "²")):
        name = name.replace(tex, letters)
    return name
