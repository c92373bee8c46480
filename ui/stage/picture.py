"""What Python sends to the stage: a header in JSON, then the trajectories as float32."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from figures.paths import Path
from figures.surface import scale
from figures.theme import DASHES_PX, Theme
from landscapes import Landscape
from optim_core import Outcome, Trajectory
from optim_core.outcomes import lowest
from optim_core.spec import Array
from ui.stage.hand import Hand


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
) -> bytes:
    """The picture as one blob: the length of the header (4 bytes, little-endian), the header, padding to 4, the numbers.

    `shows` names what stands at the playhead and along the path (path, height, uphill, slope, momentum, step, size), in words, too;
    None leaves the choice to the visitor's switch. A `bare` stage has no transport, curves or list; on a
    `fixed` one the playhead stands where the page puts it. `address` is where more pictures of this scene can be had (`ui.wire`).
    """
    metas: list[dict[str, Any]] = []
    arrays: list[Array] = []
    offset = 0
    for path, end in zip(paths, found, strict=True):
        extra = _arrows(path.trajectory) if hand.arrows or shows else {}
        metas.append(
            {
                "name": path.name,
                "colour": path.style.colour,
                "dash": DASHES_PX[path.style.dash],
                "marker": path.style.marker,
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
    floor, unit = scale(landscape)
    span = float(np.ptp(landscape.window[0]))
    header = {
        "seq": hand.seq,
        "address": address,
        "scene": repr(landscape),
        "paths": metas,
        "panels": [asdict(panel) for panel in panels],
        "look": {"ink": look.ink, "faint": look.faint, "line": look.line, "paper": look.paper, "words": shows is not None, "span": span},
        "loss": {"floor": lowest(landscape) if landscape.minima else None, "per": per_evaluation},
        "scale3d": {"floor": floor, "unit": unit},
        "start": start,
        "t": hand.t,
        "view": hand.view,
        "eye": hand.eye,
        "usual_view": [end for side in landscape.window for end in side],
        "together": together,
        "arrows": hand.arrows,
        "shows": shows,
        "bare": bare,
        "fixed": fixed,
    }
    text = json.dumps(header | {"start_of_floats": 0}).encode()
    begin = -(-(4 + len(text) + 8) // 4) * 4
    text = json.dumps(header | {"start_of_floats": begin}).encode().ljust(begin - 4)
    with np.errstate(all="ignore"):
        numbers = b"".join(array.astype("<f4").tobytes() for array in arrays)
    return len(text).to_bytes(4, "little") + text + numbers


def _arrows(trajectory: Trajectory) -> dict[str, Array]:
    """What the arrows and squares at the playhead show: slope, momentum where there is one, effective step size per axis."""
    quantities = trajectory.quantities
    momentum = {"momentum": quantities["m"]} if "m" in quantities else {}
    driver = quantities["m"] if momentum else np.concatenate([np.zeros_like(trajectory.gradient[:1]), trajectory.gradient[:-1]])
    with np.errstate(all="ignore"):
        size = np.abs(quantities["step"] / np.where(driver == 0, np.nan, driver))
    return {"slope": trajectory.gradient, **momentum, "size": np.nan_to_num(size)}


def _brief(number: float) -> str:
    return f"{number:.2g}" if abs(number) < float("inf") else "–"
