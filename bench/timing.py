"""How the bench measures: works in turn, so that a busy machine slows all alike."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(repeats: int, **works: Callable[[], object]) -> dict[str, float]:
    """Median seconds of each, run in turn so that a busy machine slows all alike; one round to warm up."""
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(repeats + 1)][1:]
    return {name: statistics.median(each[name] for each in rounds) for name in works}


def line(what: str, values: list[float], unit: str = "ms") -> str:
    ordered = sorted(values)
    return f"  {what:<44} median {statistics.median(ordered):6.0f}  95th {ordered[int(0.95 * (len(ordered) - 1))]:6.0f} {unit}"
