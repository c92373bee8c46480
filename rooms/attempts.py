"""Against those who guess codes: a network may try so many wrong ones, and then one in a while.

A school is one address, so right codes count nothing: a class that joins at one moment is never refused.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable

WRONG = 60
"""Wrong codes of one network at once: a class that mistypes."""
EVERY = 1.0
"""Seconds after which one more is allowed."""
NETWORKS = 10_000
"""The most networks that are remembered."""
HOME = 64
"""Bits that tell one network of IPv6 from another: the rest is the visitor's own."""


class Attempts:
    """How many wrong codes came from each network lately."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._wrong: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """For each network its wrong codes, and when they were counted. As time passes they are forgiven."""

    def may_try(self, address: str) -> bool:
        """Whether a code from this address is looked up."""
        return self._now(network(address)) < WRONG

    def failed(self, address: str) -> None:
        """Note a wrong code."""
        place = network(address)
        self._wrong[place] = (self._now(place) + 1, self.clock())
        self._wrong.move_to_end(place)
        if len(self._wrong) > NETWORKS:
            self._wrong.popitem(last=False)

    def _now(self, place: str) -> float:
        wrong, when = self._wrong.get(place, (0.0, 0.0))
        return max(0.0, wrong - (self.clock() - when) / EVERY)

    def __len__(self) -> int:
        return len(self._wrong)


def network(address: str) -> str:
    """The network of an address: an address of IPv4 itself, and of IPv6 what all addresses of one home have in common."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:HOME]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((int(known) >> HOME << HOME, HOME)))
