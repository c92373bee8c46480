"""Under which address a class finds the lab: `python -m guards.network 0.0.0.0` prints it."""

import socket
import sys

ELSEWHERE = ("192.0.2.1", 9)
"""An address that is reserved for documentation (RFC 5737). Nothing is sent to it: a datagram socket that connects only picks a way."""


def shown(host: str) -> str:
    """The address to tell others, of a server that listens at `host`; where that is all addresses, this machine's in its network."""
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
