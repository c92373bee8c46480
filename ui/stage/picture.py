"""What Python sends to the stage: a header in JSON, then the trajectories as float32."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from figures.paths import Path
from figures.surface import scale
from figures.theme import DASHES, MARKERS, Theme
from landscapes import Landscape
from optim_core import Optimizer, Outcome, Trajectory
from optim_core.outcomes import lowest
from optim_core.spec import Array
from optim_core.stability import driver, effective
from ui.stage.gesture import Hand
from ui.stage.inspection import inspect


@dataclass(frozen=True)
class Panel:
    """A chart, by the key of the container it stands in, and the paths on it, by their place in the list."""

    place: str
    paths: tuple[int, ...]


def encode(
    landscape: Landscape,
    paths: Sequence[Path],
    found: Sequence[Outcome],
    panels: Sequence[Panel],
    look: Theme,
    hand: Hand,
    start: dict[str, Any] | None,
    *,
    per_evaluation: bool = False,
    together: bool = True,
    shows: Sequence[str] | None = None,
    bare: bool = False,
    fixed: bool = False,
    address: str | None = None,
    inspected: Sequence[int] = (),
) -> bytes:
    """The picture as one blob: the length of the header (4 bytes, little-endian), the header, padding to 8, the numbers: float64 for the
    paths that are `inspected`, then float32 for all.

    `shows` names what stands at the playhead and along the path (path, height, uphill, slope, momentum, step, size), in words, too;
    None leaves the choice to the visitor's switch. A `bare` stage has no transport, curves or list; on a
    `fixed` one the playhead stands where the page puts it. `address` is where more pictures of this scene can be had (`ui.channel.scenes`).
    """
    metas: list[dict[str, Any]] = []
    arrays: list[Array] = []
    offset = 0
    for path, end in zip(paths, found, strict=True):
        extra = _arrows(type(path.run.optimizer), path.trajectory) if hand.arrows or shows else {}
        metas.append(
            {
                "name": path.name,
                "colour": path.style.colour,
                "dash": DASHES[path.style.dash],
                "marker": MARKERS[path.style.marker],
                "steps": path.trajectory.steps,
                "evaluations": path.run.evaluations_per_step,
                "rate": float(path.run.optimizer.learning_rate),
                "offset": offset,
                "extra": list(extra),
                "sentence": end.sentence,
                "final": _brief(end.final_loss),
                "distance": _brief(end.distance),
                "reached": "–" if end.steps_to_tolerance is None else str(end.steps_to_tolerance),
            }
        )
        arrays += [path.trajectory.theta, path.trajectory.loss, *extra.values()]
        offset += sum(array.size for array in arrays[-2 - len(extra) :])
    told, exact = inspect(paths, inspected, landscape)
    floor, unit = scale(landscape)
    words = shows is not None and not inspected
    span = float(np.ptp(landscape.window[0]))
    header = {
        "seq": hand.seq,
        "address": address,
        "scene": hashlib.sha256(repr(landscape).encode()).hexdigest(),  # by its own name a table of a visitor's is long
        "paths": metas,
        "panels": [asdict(panel) for panel in panels],
        "look": {
            "ink": look.ink,
            "faint": look.faint,
            "line": look.line,
            "paper": look.paper,
            "words": words,
            "span": span,
            "dot": MARKERS["circle"],
        },
        "loss": {"floor": lowest(landscape) if landscape.minima else None, "per": per_evaluation},
        "scale3d": {"floor": floor, "unit": unit},
        "start": start,
        "opened": hand.opened,
        "t": hand.t,
        "views": hand.views,
        "eye": hand.eye,
        "usual_view": [end for side in landscape.window for end in side],
        "together": together,
        "arrows": hand.arrows,
        "shows": shows,
        "bare": bare,
        "fixed": fixed,
        "inspected": told,
        "doubles": sum(array.size for array in exact),
    }
    text = json.dumps(header, allow_nan=False).encode()
    text = text.ljust(-(-(4 + len(text)) // 8) * 8 - 4)
    with np.errstate(all="ignore"):
        numbers = b"".join([*(array.astype("<f8").tobytes() for array in exact), *(array.astype("<f4").tobytes() for array in arrays)])
    return len(text).to_bytes(4, "little") + text + numbers


def _arrows(cls: type[Optimizer[Any]], trajectory: Trajectory) -> dict[str, Array]:
    """What the arrows and squares at θ[t] show of the step that follows: slope, its driver where that is another, step size per axis."""
    following = {} if cls.driver == "gradient" else {"momentum": driver(cls, trajectory)}
    following["size"] = np.nan_to_num(effective(cls, trajectory)[1:])
    return {"slope": trajectory.gradient, **{name: np.concatenate([array, array[-1:]]) for name, array in following.items()}}


def _brief(number: float) -> str:
    return f"{number:.2g}" if abs(number) < float("inf") else "–"
