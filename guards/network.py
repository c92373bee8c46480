"""Prints the address under which a class finds the lab: `python -m guards.network 0.0.0.0`."""

import socket
import sys

ELSEWHERE = ("192.0.2.1", 9)
"""An address reserved for documentation (RFC 5737). Nothing is sent to it: connecting a datagram socket only chooses a route."""


def shown(host: str) -> str:
    """The address of a server that listens at `host`. If it listens at all addresses, the one of this machine in its network."""
    if host not in ("0.0.0.0", "::"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(ELSEWHERE)
        except OSError:  # no network
            return "127.0.0.1"
        return str(way.getsockname()[0])


if __name__ == "__main__":
    print(shown(sys.argv[1]))
