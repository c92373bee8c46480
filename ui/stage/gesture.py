"""What a visitor's pointer or keys do, as the browser sends it and as a link keeps it. Neither is trusted until it is read."""

import contextlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from ui.records import Kept

LINK = {
    "t": "a step of the run",
    "at": "four numbers, x from, x to, y from, y to; of maps that are zoomed alone, one such group for each, with semicolons between",
    "eye": "six numbers, where the camera stands and what it looks at",
    "arrows": "1",
    "present": "1",
}
"""What a link keeps of a gesture, by key, and what it must be."""
MOST_LIVE = 200
"""The most values that move at one time: more than the lab has knobs."""
LATEST = 10_000
"""The last step that a run can have."""
MOST_PIECES = 99
MOST_VIEWS = 40
"""The most maps beside each other: more than there will be methods."""
LARGEST_SEQ = 2**53
"""Up to here JavaScript counts without gaps."""
Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Gesture:
    """What a visitor's pointer or keys do now. A field that was not sent, or is not valid, has its default."""

    seq: int = 0
    live: Mapping[str, tuple[float, float]] | None = None
    """While a knob or the start moves: its key -> (the value under the pointer, the value that Python had when the drag began)."""
    t: int | None = None
    """Where the playhead rests; None: at the end."""
    views: tuple[Numbers | None, ...] = ()
    """The part of each map in view, x from, x to, y from, y to; None: all of it. A single view is that of all maps."""
    eye: Numbers | None = None
    """Where the camera stands over the surface, and the point that it looks at; None: where it stood at first."""
    arrows: bool = False
    piece: int = 0
    """Which pass of a map is wanted."""
    opened: int = 0
    """The opening of a page that the gesture belongs to (`ui.controls.visit`)."""
    present: bool = False
    """Whether a link opens for an audience. The browser alone acts on it, and keeps it from page to page."""

    def kept(self) -> Kept:
        """What a link keeps of the gesture, for the browser."""
        return {"t": self.t, "views": self.views, "eye": self.eye, "arrows": self.arrows}

    def over(self, values: Mapping[str, float], read: Callable[[str, float], float]) -> dict[str, float]:
        """The values, with those that are dragged in place of what they were when the drag began.

        `read` converts a value for its key and raises a ValueError for one that this key cannot have; that value is left out.
        """
        found = dict(values)
        for key, (value, before) in (self.live or {}).items():
            if key in values and values[key] == before:
                with contextlib.suppress(ValueError):
                    found[key] = read(key, value)
        return found


def mapping(sent: object) -> Mapping[str, object] | None:
    """What a browser sent, if it is a mapping. Its values may be anything."""
    return cast("Mapping[str, object]", sent) if isinstance(sent, Mapping) else None


def read(sent: object) -> Gesture:
    """A gesture from what a browser sent, which may be anything."""
    fields = mapping(sent) or {}
    live = mapping(fields.get("live"))
    pairs = {str(key): _numbers(pair, 2) for key, pair in live.items()} if live is not None and len(live) <= MOST_LIVE else None
    return Gesture(
        seq=_count(fields.get("seq"), LARGEST_SEQ) or 0,
        live=None if pairs is None else {key: (pair[0], pair[1]) for key, pair in pairs.items() if pair},
        t=_count(fields.get("t"), LATEST),
        views=_views(fields.get("views")),
        eye=_numbers(fields.get("eye"), 6, 100.0),
        arrows=fields.get("arrows") is True,
        piece=_count(fields.get("piece"), MOST_PIECES) or 0,
        opened=_count(fields.get("opened"), LARGEST_SEQ) or 0,
        present=fields.get("present") is True,
    )


def from_link(url: Mapping[str, str]) -> Gesture:
    """A gesture from what a link keeps of it; what cannot be read is left out."""
    try:
        t = int(url["t"])
    except (KeyError, ValueError):
        t = None
    views = [_split(view) for view in url.get("at", "").split(";")]
    switches = {name: url.get(name) == "1" for name in ("arrows", "present")}
    return read({"t": t, "views": views, "eye": _split(url.get("eye")), **switches})


def to_link(gesture: Gesture) -> dict[str, str | None]:
    """What a link keeps of a gesture; None for what is at its default."""
    return {
        "t": None if gesture.t is None else str(gesture.t),
        "at": ";".join(_joined(view) for view in gesture.views) or None,
        "eye": _joined(gesture.eye) or None,
        "arrows": "1" if gesture.arrows else None,
        "present": "1" if gesture.present else None,
    }


def _split(text: str | None) -> list[float] | str | None:
    """The numbers of a text with commas; None for an empty text, and the text itself where it holds anything else."""
    try:
        return [float(number) for number in text.split(",")] if text else None
    except ValueError:
        return text


def _joined(numbers: Numbers | None) -> str:
    return "" if numbers is None else ",".join(f"{number:.12g}" for number in numbers)


def _views(sent: object) -> tuple[Numbers | None, ...]:
    """The view of each map, or None for all of a map; empty if one of them is neither."""
    items = _items(sent)
    if len(items) > MOST_VIEWS:
        return ()
    views = [_numbers(view, 4) for view in items]
    if any(view is None and each is not None for view, each in zip(views, items, strict=True)):
        return ()
    if any(view[0] >= view[1] or view[2] >= view[3] for view in views if view):
        return ()
    return tuple(views) if any(views) else ()


def _items(sent: object) -> Sequence[object]:
    """A sequence that a browser sent; empty if it sent anything else."""
    return cast("Sequence[object]", sent) if isinstance(sent, (list, tuple)) else ()


def _numbers(sent: object, count: int, limit: float = 1e9) -> Numbers | None:
    """`count` finite numbers, each smaller than the limit; None for anything else."""
    items = _items(sent)
    if len(items) != count:
        return None
    numbers = tuple(number for each in items if (number := finite(each)) is not None and abs(number) < limit)
    return numbers if len(numbers) == count else None


def _count(sent: object, most: int) -> int | None:
    """A whole number from 0 to `most`; None for anything else, also for 3.0 and True."""
    return sent if isinstance(sent, int) and not isinstance(sent, bool) and 0 <= sent <= most else None


def finite(value: object) -> float | None:
    """A finite number from outside as a float; None for anything else.

    JSON's integers have no bound, and those of more than 308 digits fit into no float: `math.isfinite` raises an OverflowError for them.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
