"""How long a page computes without looking up: between two places where its script gives way to what its visitor wants next.

And the same limit for every case of a test that needs no page.
"""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from ui import cache

MOST = 1.0
"""Seconds."""


def longest(visit: Callable[[], object]) -> float:
    """The longest stretch of a visit. If it is too long, that of a second one, for which all is computed anew: a machine may stumble."""
    with stretches() as found:
        visit()
    if max(found) >= MOST:
        st.cache_data.clear()
        cache.clear()
        with stretches() as found:
            visit()
    return max(found)


@contextmanager
def stretches() -> Iterator[list[float]]:
    """The stretches of every script that runs meanwhile, in seconds of its thread's processor time, which is fair on a busy machine."""
    found: list[float] = []
    run, look_up = ScriptRunner._run_script_thread, ScriptRunner._maybe_handle_execution_control_request
    begun = 0.0

    def mark() -> None:
        nonlocal begun
        now = time.thread_time()
        found.append(now - begun)
        begun = now

    def running(self: Any) -> None:
        nonlocal begun
        begun = time.thread_time()
        run(self)
        mark()

    def looking_up(self: Any) -> None:
        if self._is_in_script_thread():
            mark()
        look_up(self)

    with patch.multiple(ScriptRunner, _run_script_thread=running, _maybe_handle_execution_control_request=looking_up):
        yield found


def within_a_second(test: Callable[..., None]) -> Callable[..., None]:
    """A test whose every case takes less than a second of its thread's processor time, which is fair on a busy machine.

    A case that takes longer is tried a second time: Python collects the garbage of all cases in whichever is running.
    """

    @functools.wraps(test)
    def timed(*args: Any, **named: Any) -> None:
        def seconds() -> float:
            begun = time.thread_time()
            test(*args, **named)
            return time.thread_time() - begun

        assert seconds() < MOST or seconds() < MOST

    return timed
