"""The stage: paths on canvases over ordinary Plotly charts, played in the browser, computed here.

Two components. The *desk* is mounted once per script run and carries the JavaScript and the knobs. The *stage* is mounted in a
fragment and carries nothing but the picture, so that what travels for every move of the hand is the paths and little else.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import streamlit as st

HERE = Path(__file__).parent
MODULES = ("send.js", "chart.js", "draw.js", "transport.js", "loss.js", "outcomes.js", "knobs.js", "stage.js", "lab.js")
"""In the order of their imports: each may import those before it."""
CSS = (HERE / "stage.css").read_text(encoding="utf-8")

# Whichever of the two components is mounted first makes the promise of the code; the desk keeps it.
_GATE = """(window.optimizerLab ??= (() => {
  let keep;
  const promise = new Promise((resolve) => (keep = resolve));
  promise.keep = keep;
  return promise;
})())"""
_LOAD = """
const urls = {};
for (const [name, source] of Object.entries(%s)) {
  const linked = source.replace(/from "\\.\\/(.+?)"/g, (_, other) => `from "${urls[other]}"`);
  urls[name] = URL.createObjectURL(new Blob([linked], { type: "text/javascript" }));
}
const gate = %s;
gate.keep(import(urls["lab.js"]));
export default (component) => { let end; gate.then((lab) => (end = lab.desk(component))); return () => end?.(); };
"""
_SHOW = "\nconst gate = %s; export default (component) => { gate.then((lab) => lab.stage(component)); };"


def _component(name: str) -> Callable[..., Any]:
    sources = json.dumps({module: (HERE / module).read_text(encoding="utf-8") for module in MODULES})
    js = _LOAD % (sources, _GATE) if name == "desk" else _SHOW % _GATE
    return cast("Callable[..., Any]", st.components.v2.component(f"optimizer_lab_{name}", js=js, isolate_styles=False))


_desk, _stage = _component("desk"), _component("stage")


@dataclass(frozen=True)
class Hand:
    """What the hand in the browser does, read with suspicion: whatever is not what it should be counts as not said."""

    seq: int = 0
    live: Mapping[str, tuple[float, float]] | None = None
    """While a knob or the start moves: its key -> (the value under the hand, the value that Python had when it was taken up)."""
    t: int | None = None
    """Where the playhead rests; None: at the end."""
    view: tuple[float, float, float, float] | None = None
    """The part of the landscape in view, x from, x to, y from, y to; None: all of it."""
    arrows: bool = False

    def over(self, values: Mapping[str, float], allowed: Callable[[str, float], bool]) -> dict[str, float]:
        """The values, with those under the hand in place of what they were when it took them up."""
        moved = {
            key: value
            for key, (value, before) in (self.live or {}).items()
            if key in values and values[key] == before and allowed(key, value)
        }
        return {**values, **moved}


def hand() -> Hand:
    """What this visitor's hand does now."""
    state = st.session_state.get("stage")
    said = state.get("hand") if isinstance(state, Mapping) else None
    return read(said)


def read(said: object) -> Hand:
    """A hand from what a browser sent, which may be anything."""
    if not isinstance(said, Mapping):
        return Hand()
    live, view, t, seq = (said.get(name) for name in ("live", "view", "t", "seq"))
    return Hand(
        seq=seq if _is_number(seq) and isinstance(seq, int) else 0,
        live={str(key): (float(pair[0]), float(pair[1])) for key, pair in live.items() if _are_numbers(pair, 2)}
        if isinstance(live, Mapping)
        else None,
        t=t if isinstance(t, int) and _is_number(t) and 0 <= t <= 10_000 else None,
        view=_view(view),
        arrows=said.get("arrows") is True,
    )


def from_link(t: str | None, at: str | None) -> Hand:
    """A hand from what a link says of it: `t` the step, `at` the view; what cannot be read is left out."""
    try:
        step = None if t is None else int(t)
    except ValueError:
        step = None
    try:
        view = None if at is None else [float(end) for end in at.split(",")]
    except ValueError:
        view = None
    return read({"t": step, "view": view})


def _view(view: Any) -> tuple[float, float, float, float] | None:
    """Four finite numbers, each range from low to high; None for anything else."""
    if not _are_numbers(view, 4):
        return None
    left, right, low, high = (float(end) for end in view)
    return (left, right, low, high) if left < right and low < high and max(map(abs, (left, right, low, high))) < 1e9 else None


def _are_numbers(values: object, count: int) -> bool:
    return isinstance(values, (list, tuple)) and len(values) == count and all(map(_is_number, values))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def desk(knobs: list[dict[str, Any]]) -> None:
    """The code, and a slider under each number input named in `knobs`: key, label, ticks, value, default."""
    _desk(key="desk", data={"knobs": knobs}, height=1)


def show(picture: bytes) -> None:
    """Put a picture, made by `picture.encode`, on the stage."""
    _stage(key="stage", data=picture, on_hand_change=lambda: None)
