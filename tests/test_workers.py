"""Processes that compute are replaced when they are lost; those who ask take turns; what nobody wants any more is not begun."""

import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from optim_core.batch import workers as processes
from optim_core.batch.fair_queue import CREDIT, FairQueue
from optim_core.batch.thread_pool import ThreadPool
from optim_core.batch.workers import Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    two = Workers(2, limit=20.0)
    yield two
    two.close()


def idle(workers: Workers) -> list[int]:
    """The processes that wait for work."""
    waiting = [workers._idle.get() for _ in range(workers._idle.qsize())]
    for process in waiting:
        workers._idle.put(process)
    return [process.pid for process in waiting if process]


def end_the_process(number: float) -> float:
    os._exit(1)


def hang(number: float) -> float:
    time.sleep(3600)
    return number


def hang_in_one(path: str) -> str:
    """Hangs in the process that comes first."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return path
    time.sleep(3600)
    return path


def not_pickled(number: float) -> Callable[[], float]:
    print("and what is printed is no answer")
    return lambda: number


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there, processes are killed in other ways")


@POSIX
@pytest.mark.parametrize("lost", [1, 2], ids=["one of two", "both"])
def test_idle_workers_that_are_killed_are_replaced_within_one_call(workers: Workers, lost: int, caplog: pytest.LogCaptureFixture) -> None:
    assert list(workers.map(math.sqrt, [4.0, 9.0])) == [2.0, 3.0]
    killed = idle(workers)[:lost]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # it has died, and nobody has taken note of it
    assert workers._ask(math.sqrt, 16.0) == 4.0  # on a busy machine one piece may meet both
    for _ in range(3):
        assert list(workers.map(math.sqrt, [float(i * i) for i in range(8)])) == [float(i) for i in range(8)]
    assert len(idle(workers)) == 2
    assert not {*idle(workers)} & {*killed}
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert said.count("Another one takes its place") == len(killed)
    assert all(f"({pid})" in said for pid in killed)


@POSIX
def test_a_worker_that_is_stopped_is_replaced(caplog: pytest.LogCaptureFixture) -> None:
    workers = Workers(1, limit=2.0)
    assert list(workers.map(math.sqrt, [1.0])) == [1.0]
    (pid,) = idle(workers)
    os.kill(pid, signal.SIGSTOP)
    assert list(workers.map(math.sqrt, [4.0, 9.0])) == [2.0, 3.0]
    assert idle(workers) != [pid]
    workers.close()


def test_a_worker_that_hangs_is_replaced_after_the_limit(tmp_path: object, caplog: pytest.LogCaptureFixture) -> None:
    workers = Workers(1, limit=2.0)
    path = f"{tmp_path}/hung"
    assert list(workers.map(hang_in_one, [path])) == [path]
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(said) == 2
    assert "has not answered for 2 seconds" in said[0]
    assert "Another one takes its place" in said[1]
    workers.close()


@pytest.mark.parametrize("function", [end_the_process, hang])
def test_what_ends_two_workers_fails_and_is_not_done_here(function: Callable[[float], float]) -> None:
    workers = Workers(1, limit=2.0)
    with pytest.raises(RuntimeError, match="2 processes were lost"):
        list(workers.map(function, [1.0]))
    assert list(workers.map(math.sqrt, [4.0])) == [2.0], "the next piece is done"
    workers.close()


def test_an_error_comes_back_and_so_does_an_answer_that_cannot_be_sent(workers: Workers, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="math domain error"):
        list(workers.map(math.sqrt, [-1.0]))
    with pytest.raises(RuntimeError, match="the answer cannot be sent"):
        list(workers.map(not_pickled, [1.0]))
    assert list(workers.map(math.sqrt, [4.0])) == [2.0]
    assert not caplog.records, "no process was lost over it"


def test_whoever_stops_waiting_lets_go_of_what_has_not_begun() -> None:
    workers = Workers(1)
    looks = 0

    def pause() -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise InterruptedError

    slow = workers.map(time.sleep, [0.25] * 40, "somebody", pause)
    with pytest.raises(InterruptedError):
        list(slow)
    assert workers._askers is not None
    assert list(workers.map(math.sqrt, [4.0], "somebody else")) == [2.0]
    assert len(workers._askers._turns) == 0
    workers.close()


def test_without_threads_the_work_is_done_here_and_looks_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "THREADS", False)
    monkeypatch.setattr(threading.Thread, "start", None)
    alone = Workers()
    looks: list[int] = []
    assert list(alone.map(math.sqrt, [4.0, 9.0], "me", lambda: looks.append(1))) == [2.0, 3.0]
    assert len(looks) == 2
    alone.close()


def served(turns: FairQueue[str], count: int) -> list[str]:
    """Whose items are served, one after the other."""
    found = []
    for _ in range(count):
        whose, _ = turns.take()
        turns.done(whose)
        found.append(whose)
    return found


def test_owners_take_turns_however_much_each_asks_for() -> None:
    turns: FairQueue[str] = FairQueue()
    for i in range(100):
        turns.put("greedy", f"{i}")
    for i in range(3):
        turns.put("modest", f"{i}")
        turns.put("third", f"{i}")
    assert served(turns, 9) == ["greedy", "modest", "third"] * 3
    assert served(turns, 3) == ["greedy"] * 3


def test_a_bystander_is_served_before_twenty_who_always_ask() -> None:
    turns: FairQueue[str] = FairQueue()
    everyone = [f"visitor {i}" for i in range(20)]
    for each in everyone:
        for i in range(50):
            turns.put(each, f"{i}")
    assert served(turns, 400) == everyone * 20
    for i in range(2 * CREDIT):
        turns.put("bystander", f"{i}")
    order = served(turns, 20 * CREDIT)
    assert order[:CREDIT] == ["bystander"] * CREDIT, "who has not asked lately has as much ahead"
    assert order.count("bystander") <= 2 * CREDIT - 1
    assert max(map(order.count, everyone)) - min(map(order.count, everyone)) <= 1


def test_turns_that_were_not_used_are_not_saved_up() -> None:
    turns: FairQueue[str] = FairQueue()
    turns.put("long ago", "")
    assert served(turns, 1) == ["long ago"]
    for i in range(1000):
        turns.put("busy", f"{i}")
    served(turns, 500)
    for i in range(100):
        turns.put("long ago", f"{i}")
    order = served(turns, 40)
    assert order.count("long ago") <= 20 + CREDIT


def test_no_more_items_of_one_owner_are_out_than_allowed() -> None:
    turns: FairQueue[str] = FairQueue(each=1)
    for i in range(3):
        turns.put("one", f"{i}")
    turns.put("other", "x")
    assert turns.take() == ("one", "0")
    assert turns.take() == ("other", "x")
    waits = threading.Timer(0.1, turns.done, ["one"])
    waits.start()
    assert turns.take() == ("one", "1"), "not before the first was done"
    waits.join()


def test_what_is_cancelled_costs_no_turn_and_no_memory() -> None:
    crew = ThreadPool(1, "crew")
    held, begun = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        held.wait(20)

    first = crew.submit("a", hold)
    begun.wait(20)
    futures: list[Future[float]] = []
    for i in range(1000):
        futures.append(crew.submit("b", lambda i=i: i))  # type: ignore[misc]  # mypy does not infer a lambda with a default
        futures[-1].cancel()
    assert len(crew._turns) <= 1
    order: list[str] = []
    last = [crew.submit(whose, lambda whose=whose: order.append(whose)) for whose in ("b", "c", "b", "c")]  # type: ignore[misc]  # as above
    held.set()
    for future in last:
        future.result(20)
    assert order == ["b", "c", "b", "c"]
    assert first.result(20) is None
    crew.close()


def test_a_crew_that_is_closed_leaves_nobody_waiting() -> None:
    crew = ThreadPool(2, "crew")
    futures = [crew.submit("a", lambda: time.sleep(0.05)) for _ in range(20)]
    crew.close()
    assert all(future.done() for future in futures)
    with pytest.raises(RuntimeError, match="closed"):
        crew.submit("a", lambda: None)
