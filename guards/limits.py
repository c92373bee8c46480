"""What an operator can set in the environment. Each variable is checked once, when the server starts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

CAPACITY = 100
"""Visitors of one process. A change costs about 50 ms of a core (`python -m bench.load`), so a hundred visitors who change something every
ten seconds use half of it, and answers do not queue."""
ONE_ADDRESS = 400
"""Sockets without a ticket that any address may hold. A school is one address: the limit stops floods, but no class."""
PATIENCE = 10.0
"""Seconds in which a connection must send its request."""


@dataclass(frozen=True)
class Limits:
    """The limits of a server.

    `capacity` is how many visitors fit, `hosts` the names under which the lab is served besides its own addresses, `frames` who may
    frame its pages (sources of the header `Content-Security-Policy: frame-ancestors`), `patience` the seconds that a connection may
    take for its headers and a WebSocket for its first message.
    """

    capacity: int = CAPACITY
    hosts: tuple[str, ...] = ()
    frames: str = "*"
    patience: float = PATIENCE

    @property
    def nameless(self) -> int:
        """How many sockets without a ticket one address may hold: enough for a class whose frames keep no cookies."""
        return max(ONE_ADDRESS, 4 * self.capacity)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """The limits in the variables CAPACITY, ALLOWED_HOSTS, FRAME_ANCESTORS and PATIENCE_SECONDS.

        Raises a ValueError that names a variable that is not understood.
        """
        return cls(
            capacity=round(_number(environment, "CAPACITY", CAPACITY, 1, 100_000)),
            hosts=_hosts(environment.get("ALLOWED_HOSTS", "")),
            frames=_sources(environment.get("FRAME_ANCESTORS", "")),
            patience=_number(environment, "PATIENCE_SECONDS", PATIENCE, 0.1, 3600),
        )


def _number(environment: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    text = environment.get(name, "").strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not least <= value <= most:
        raise ValueError(f"{name} must be a number from {least:g} to {most:g}, got {text!r}")
    return value


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(name.lower() for name in re.split(r"[\s,]+", text.strip()) if name)
    for name in names:
        if not re.fullmatch(r"\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]", name):
            raise ValueError(f"ALLOWED_HOSTS must be host names without port, such as lab.example.org or *.example.org, got {name!r}")
    return names


def _sources(text: str) -> str:
    sources = text.split()
    for source in sources:
        if not re.fullmatch(r"'self'|'none'|[A-Za-z0-9.:/*_\[\]-]+", source):
            raise ValueError(f"FRAME_ANCESTORS must be *, 'self', 'none' or addresses such as https://school.example, got {source!r}")
    return " ".join(sources) or "*"
