"""Where pages find the rooms of their server.

`serve.py` makes them once, before any page runs. They are in no cache of Streamlit's: any browser may have those cleared.
"""

from typing import NamedTuple

from rooms.rooms import Rooms


class Here(NamedTuple):
    """The rooms of a server, and by which cookie it knows its visitors: what stands before the first point names one, and is secret."""

    rooms: Rooms
    cookie: str


_made: list[Here] = []


def keep(here: Here | None) -> None:
    """Make these the rooms of this process; None: it has none."""
    _made[:] = [here] if here else []


def here() -> Here | None:
    """The rooms of this server; None where there are none, as without `serve.py`."""
    return _made[0] if _made else None
