"""ASGI middleware that protects Streamlit from what strangers send. It knows nothing of the lab's pages."""

import time

from starlette.middleware import Middleware

from guards.admission import Admission
from guards.full import Full
from guards.half_open import HalfOpen
from guards.headers import SafeHeaders
from guards.limits import Limits
from guards.log import QuietLog
from guards.origin import Origins
from guards.seats import Seats
from guards.slow import Slow
from guards.sockets import Sockets
from guards.ticket import Office


def guards(
    limits: Limits, secret: str, root: str, full: Full, content_policy: str, any_origin: bool = False, apart: str = ""
) -> list[Middleware]:
    """All guards, the outermost first.

    `secret` signs the tickets of visitors and must be the same on all replicas. `root` is the path under which the lab is served. `full` is
    the page for visitors who do not fit. With `any_origin` the operator allows pages of all sites to open sockets. Pages in the folder
    `apart` are no visits: they take no places.
    """
    seats = Seats(limits.capacity, time.monotonic)
    return [
        Middleware(QuietLog),
        Middleware(SafeHeaders, content_policy),
        Middleware(HalfOpen, limits.patience),
        Middleware(Origins, limits.hosts, any_origin),
        Middleware(Slow, limits.patience, seats.here),
        Middleware(Admission, seats, Office(secret), full, root, apart),
        Middleware(Sockets, limits.nameless),
    ]
