"""What attacks do to the lab: `python -m bench.attack [words of the rows to measure]`.

Every row starts a lab of its own, attacks it from this machine, over the loopback alone, for a bounded number of connections and
seconds, and is measured with the attackers' work included. A row is a function that returns what was measured; add yours to ROWS.
"""

import sys
from collections.abc import Callable
from typing import NamedTuple

from bench import attack_wire, crowds, strangers


class Row(NamedTuple):
    """An attack, what it did before there were guards, what must hold, and how it is measured."""

    attack: str
    before: str
    must_hold: str
    measure: Callable[[], str]


ROWS = (
    Row(
        "one idle worker killed",
        "every map stays at 625 of 40,000 runs until restart",
        "recovered within one pass",
        attack_wire.worker_killed,
    ),
    Row(
        "45 sockets of one visitor asking for costly pictures",
        "others' pages 4.5 s, files 18.7 s; goes on for 21 s",
        "others' pages under 0.5 s, work stops within 0.3 s of leaving",
        attack_wire.costly_pictures,
    ),
    Row("20 visitors asking for map passes", "a bystander's pass 26 s", "fair turns; under 2 s", attack_wire.map_passes),
    Row("300 uploads of 1 MB in a session", "all kept, 267 to 555 MB", "a budget", attack_wire.many_uploads),
    Row(
        "handshakes with a foreign Origin, outgoing traffic dropped",
        "the server stands still for 10 s",
        "refused before Streamlit sees them",
        strangers.foreign_origins,
    ),
    Row("`Host:` of somebody else", "accepted", "only allowed hosts", strangers.foreign_hosts),
    Row(
        "1,200 half-open requests, 2,000 idle sockets",
        "newcomers time out, 260,000 tracebacks in the log",
        "newcomers served, mute sockets dropped after 10 s, log bounded",
        strangers.idle,
    ),
    Row("400 visitors where 200 fit", "all wait 10 s", "those who fit: p95 under 1 s; the others: 503", crowds.twice_too_many),
    Row("300 visitors from one address", "(a school)", "all admitted where 300 fit", crowds.a_school),
)


def main(words: list[str]) -> None:
    """Measure the rows whose attack has one of these words, or all, and print them as a table."""
    print("| attack | before | must hold | measured |\n|---|---|---|---|", flush=True)
    for row in ROWS:
        if not words or any(word in row.attack for word in words):
            print(f"| {row.attack} | {row.before} | {row.must_hold} | {row.measure()} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
