"""Processes to compute in, where the system has them.

Threads will not do for maps: NumPy gives the interpreter's lock back and asks for it again at every call, and on arrays small enough for
the cache the asking takes longer than the call (two threads took 1.0 to 1.7 times as long as one, two processes half as long).
"""

import functools
import os
import pickle
import queue
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from optim_core.memory import keep_memory

A = TypeVar("A")
B = TypeVar("B")
THREADS = sys.platform != "emscripten"
"""In the browser there are neither threads nor processes."""


class Workers:
    """Python processes that wait for work, one a core unless told otherwise. They end with the process that made them."""

    def __init__(self, size: int | None = None) -> None:
        size = size or os.cpu_count() or 1
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes] | None] = queue.SimpleQueue()
        for _ in range(size):
            self._idle.put(_begin())
        self._askers = ThreadPoolExecutor(size) if THREADS else None  # they wait for the processes, and compute nothing

    def map(self, function: Callable[[A], B], work: Iterable[A]) -> Iterator[B]:
        """`map(function, work)`; the function is one of a module, and all that goes in and out can be pickled.

        All of it begins at once. Whoever drops the iterator lets go of what has not begun.
        """
        return self._askers.map(functools.partial(self._ask, function), work) if self._askers else map(function, work)

    def close(self) -> None:
        """Let the processes go."""
        if self._askers:
            self._askers.shutdown()
        while not self._idle.empty():
            _end(self._idle.get())

    def _ask(self, function: Callable[[A], B], item: A) -> B:
        process = self._idle.get()
        try:
            answer = _answer(process, function, item)
        except (OSError, EOFError, pickle.UnpicklingError):  # it has died: this one is computed here, the next by another
            _end(process)
            process = _begin()
            return function(item)
        finally:
            self._idle.put(process)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _answer(process: subprocess.Popen[bytes] | None, function: Callable[[A], B], item: A) -> B:
    if process is None or process.stdin is None or process.stdout is None:
        return function(item)
    pickle.dump((function, item), process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()
    answer: B = pickle.load(process.stdout)
    return answer


def _begin() -> subprocess.Popen[bytes] | None:
    """A process that does what it reads; None where there can be none, as in the browser."""
    if not THREADS:
        return None
    found = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    try:
        return subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": found},
            start_new_session=True,  # Ctrl-C is for the server; what it leaves behind ends by itself
        )
    except OSError:
        return None


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.stdin and process.stdout:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def _work() -> None:
    """Do what comes in, until nothing can come any more."""
    keep_memory()
    read, write = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            function, item = pickle.load(read)
        except EOFError:
            return
        try:
            answer: Any = function(item)
        except Exception as error:  # whatever it is, whoever asked hears of it, and this process goes on
            answer = error
        pickle.dump(answer, write, pickle.HIGHEST_PROTOCOL)
        write.flush()


if __name__ == "__main__":
    _work()
