"""What the hand in the browser does, as the stage says it and as a link keeps it. Both are read with suspicion."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LINK = {
    "t": "a step of the run",
    "at": "four numbers, x from, x to, y from, y to",
    "eye": "six numbers, where the camera stands and what it looks at",
    "arrows": "1",
}
"""What a link keeps of a hand, by key, and what it must be."""
Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Hand:
    """Whatever was not said, or is not what it should be, is at its default."""

    seq: int = 0
    live: Mapping[str, tuple[float, float]] | None = None
    """While a knob or the start moves: its key -> (the value under the hand, the value that Python had when it was taken up)."""
    t: int | None = None
    """Where the playhead rests; None: at the end."""
    view: Numbers | None = None
    """The part of the map in view, x from, x to, y from, y to; None: all of it."""
    eye: Numbers | None = None
    """Where the camera stands over the surface, and the point that it looks at; None: where it stood at first."""
    arrows: bool = False
    piece: int = 0
    """Which pass of a map is wanted."""

    def over(self, values: Mapping[str, float], allowed: Callable[[str, float], bool]) -> dict[str, float]:
        """The values, with those under the hand in place of what they were when it took them up."""
        moved = {
            key: value
            for key, (value, before) in (self.live or {}).items()
            if key in values and values[key] == before and allowed(key, value)
        }
        return {**values, **moved}


def read(said: object) -> Hand:
    """A hand from what a browser sent, which may be anything."""
    if not isinstance(said, Mapping):
        return Hand()
    live, t, seq, piece = (said.get(name) for name in ("live", "t", "seq", "piece"))
    return Hand(
        seq=seq if _is_number(seq) and isinstance(seq, int) else 0,
        live={str(key): (float(pair[0]), float(pair[1])) for key, pair in live.items() if _numbers(pair, 2)}
        if isinstance(live, Mapping)
        else None,
        t=t if isinstance(t, int) and _is_number(t) and 0 <= t <= 10_000 else None,
        view=_view(said.get("view")),
        eye=_numbers(said.get("eye"), 6, 100.0),
        arrows=said.get("arrows") is True,
        piece=piece if isinstance(piece, int) and _is_number(piece) and 0 <= piece < 100 else 0,
    )


def from_link(url: Mapping[str, str]) -> Hand:
    """A hand from what a link keeps of it; what cannot be read is left out."""
    try:
        t = int(url["t"])
    except (KeyError, ValueError):
        t = None
    return read({"t": t, "view": _split(url.get("at")), "eye": _split(url.get("eye")), "arrows": url.get("arrows") == "1"})


def to_link(hand: Hand) -> dict[str, str | None]:
    """What a link keeps of a hand; None for what is at its default."""
    return {
        "t": None if hand.t is None else str(hand.t),
        "at": _joined(hand.view),
        "eye": _joined(hand.eye),
        "arrows": "1" if hand.arrows else None,
    }


def _split(text: str | None) -> list[float] | None:
    try:
        return [float(number) for number in text.split(",")] if text else None
    except ValueError:
        return None


def _joined(numbers: Numbers | None) -> str | None:
    return None if numbers is None else ",".join(f"{number:g}" for number in numbers)


def _view(said: object) -> Numbers | None:
    """Four numbers, each range from low to high; None for anything else."""
    view = _numbers(said, 4)
    return view if view and view[0] < view[1] and view[2] < view[3] else None


def _numbers(said: Any, count: int, limit: float = 1e9) -> Numbers | None:
    """So many finite numbers below a limit; None for anything else."""
    if not isinstance(said, (list, tuple)) or len(said) != count or not all(map(_is_number, said)):
        return None
    numbers = tuple(map(float, said))
    return numbers if max(map(abs, numbers)) < limit else None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
