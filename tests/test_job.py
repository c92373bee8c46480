"""What the making of a picture leaves to the pages that run meanwhile."""

import inspect
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import script_runner

from ui.channel import job
from ui.channel.job import COSTLY, SHORT, Job


class Clock:
    """Time as a test has it pass."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(job, "time", clock)
    return clock


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[None]:
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name=request.param)
    thread.start()
    yield
    done.set()
    thread.join()


def made(clock: Clock, stretches: list[float]) -> None:
    """Make a picture that looks up after each of these stretches, in seconds."""

    def picture(pause: Callable[[], None], whose: str) -> bytes:
        for stretch in stretches:
            clock.now += stretch
            pause()
        return b""

    asked: Any = SimpleNamespace(waits=False, picture=picture)
    Job("me", asked, 1, threading.Semaphore()).make()


@pytest.mark.parametrize("page", [job.PAGE], indirect=True)
def test_a_costly_picture_leaves_a_page_half_of_the_time(clock: Clock, page: None) -> None:
    made(clock, [COSTLY / 2, COSTLY, 0.01, 0.03])
    assert clock.slept == pytest.approx([0, COSTLY, 0.01, 0.03])


@pytest.mark.parametrize("page", ["pictures"], indirect=True)
def test_where_no_page_runs_a_picture_goes_on(clock: Clock, page: None) -> None:
    made(clock, [COSTLY / 2, COSTLY, 0.01, 0.03])
    assert clock.slept == [0, 0, 0, 0]


@pytest.mark.parametrize("page", [job.PAGE], indirect=True)
def test_short_work_does_not_rest(clock: Clock, page: None) -> None:
    """A rest is a turn for every other thread, so one after each run would double the time of a picture that a hand waits for."""
    made(clock, [SHORT / 3, SHORT / 3, SHORT / 2, SHORT / 3])
    assert clock.slept == [0]


def test_the_threads_of_pages_have_the_name_that_is_looked_for() -> None:
    assert f'name="{job.PAGE}"' in inspect.getsource(script_runner)
