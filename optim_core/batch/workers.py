"""Worker processes, where the system has processes.

Threads are too slow for maps: NumPy releases the interpreter's lock and requests it again at every call, and on arrays small enough for
the cache the request takes longer than the call (two threads took 1.0 to 1.7 times as long as one, two processes half as long).

`concurrent.futures.ProcessPoolExecutor` is unsuitable, too. Measured under Streamlit, with two processes: after one was killed, all
pieces that waited failed with BrokenProcessPool, also those of other visitors. A piece has no time limit: while two pieces hung, no other
began, and a hung piece could not be cancelled. Visitors do not take turns: one piece waited 4.2 s behind another visitor's forty of 0.2 s
each, and 0.2 s here. The first answers took 4.3 s, and 1.4 s here, because each process imports Streamlit's main module. Memory (19 MB
a process) and the time of a call (0.4 ms) are the same.
"""

import concurrent.futures
import contextlib
import functools
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

from optim_core.batch.memory import keep_memory
from optim_core.batch.thread_pool import ThreadPool
from optim_core.spec import Pause, no_pause

A = TypeVar("A")
B = TypeVar("B")
THREADS = sys.platform != "emscripten"
"""In the browser there are neither threads nor processes."""
LIMIT = 30.0
"""Seconds that one piece may take. It takes a fifth of a second on an idle machine."""
START = 60.0
"""Seconds that a new process may take until it is ready. It takes a third of a second."""
LOOK = 0.1
"""Seconds between two checks of whether the caller still wants the answer."""
TRIES = 2
"""Processes that a piece is given to, one after the other, before it fails."""
LOST = (OSError, EOFError, pickle.UnpicklingError)
"""The errors that show that a process has ended, or was ended, in the middle of an answer."""
Rest = Callable[[], contextlib.AbstractContextManager[object]]
"""Makes a context in which a thread only waits."""
LOG = logging.getLogger(__name__)


class Workers:
    """Python processes that wait for work, one for each core by default. They end with the process that made them.

    A process that has died, or takes longer than `limit` seconds for one piece, is replaced, and another process does its piece.
    """

    def __init__(self, size: int | None = None, limit: float = LIMIT) -> None:
        size = size or os.cpu_count() or 1
        self._limit = limit
        self._idle: queue.SimpleQueue[_Process | None] = queue.SimpleQueue()
        for _ in range(size):
            self._idle.put(_begin())
        self._askers = ThreadPool(size, "workers") if THREADS else None  # they only wait for the processes

    def map(
        self, function: Callable[[A], B], work: Iterable[A], whose: str = "", pause: Pause = no_pause, rest: Rest = contextlib.nullcontext
    ) -> Iterator[B]:
        """Compute `map(function, work)`. The function belongs to a module; the items and the results can be pickled.

        All items are queued at once, and owners take turns. Meanwhile this thread waits inside a `rest` and calls `pause` again and again.
        If the caller drops the iterator, or `pause` raises, items that have not begun are cancelled. RuntimeError if two processes were
        lost over one item.
        """
        if self._askers is None:
            return _one_by_one(function, work, pause)
        return _awaited([self._askers.submit(whose, functools.partial(self._ask, function, item)) for item in work], pause, rest)

    def close(self) -> None:
        """End the processes."""
        if self._askers:
            self._askers.close()
        while not self._idle.empty():
            if process := self._idle.get():
                process.end()

    def _ask(self, function: Callable[[A], B], item: A) -> B:
        asked = pickle.dumps((function, item), pickle.HIGHEST_PROTOCOL)
        for _ in range(TRIES):
            process = self._idle.get()
            if process and process.ended:  # while it was idle, which says nothing about this piece
                process = _replaced(process)
            if process is None:
                self._idle.put(_begin())
                return function(item)
            try:
                answer = process.answer(asked, self._limit)
            except LOST as error:
                process = _replaced(process, error)
            else:
                if isinstance(answer, Exception):
                    raise answer
                found: B = answer
                return found
            finally:
                self._idle.put(process)
        raise RuntimeError(f"{TRIES} processes were lost one after the other over the same piece of work")


def _one_by_one(function: Callable[[A], B], work: Iterable[A], pause: Pause) -> Iterator[B]:
    for item in work:
        found = function(item)
        pause()
        yield found


def _awaited(futures: list[concurrent.futures.Future[B]], pause: Pause, rest: Rest) -> Iterator[B]:
    futures.reverse()
    try:
        while futures:
            with rest():
                while not concurrent.futures.wait(futures[-1:], LOOK).done:
                    pause()
            pause()
            yield futures.pop().result()  # not kept here any longer
    finally:
        for future in futures:
            future.cancel()


class _Process:
    """A worker process, and this end of its pipes."""

    def __init__(self, begun: subprocess.Popen[bytes], write: IO[bytes], read: IO[bytes]) -> None:
        self.pid = begun.pid
        self._begun, self._write, self._read = begun, write, read
        self._ready = False

    def answer(self, asked: bytes, limit: float) -> Any:
        """The answer to a message. Raises one of `LOST` if none comes within `limit` seconds."""
        if not self._ready:
            with self._killed_after(START):
                self._ready = pickle.load(self._read)
        with self._killed_after(limit):
            self._write.write(asked)
            self._write.flush()
            return pickle.load(self._read)

    @property
    def ended(self) -> bool:
        return self._begun.poll() is not None

    def end(self) -> int:
        """End it, if it has not ended; returns its exit code."""
        self._begun.kill()
        for pipe in (self._write, self._read):
            with contextlib.suppress(OSError):  # data that is not written yet is lost
                pipe.close()
        return self._begun.wait()

    @contextlib.contextmanager
    def _killed_after(self, limit: float) -> Generator[None, None, None]:
        late = threading.Timer(limit, self._kill, (limit,))
        late.daemon = True
        late.start()
        try:
            yield
        finally:
            late.cancel()

    def _kill(self, limit: float) -> None:
        LOG.warning("A worker process (%d) has not answered for %g seconds and is ended.", self.pid, limit)
        self._begun.kill()


def _begin() -> _Process | None:
    """Start a process; None where that is impossible, as in the browser."""
    if not THREADS:
        return None
    found = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    try:
        begun = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": found},
            start_new_session=True,  # Ctrl-C ends the server only; its processes then end by themselves
        )
    except OSError as error:
        LOG.warning("A worker process cannot be begun (%r): its work is done in this process.", error)
        return None
    assert begun.stdin is not None  # both are pipes, as asked for
    assert begun.stdout is not None
    return _Process(begun, begun.stdin, begun.stdout)


def _replaced(lost: _Process, error: Exception | None = None) -> _Process | None:
    code = lost.end()
    LOG.warning("A worker process (%d) was lost (%r, exit code %d). Another one takes its place.", lost.pid, error, code)
    return _begin()


def _work() -> None:
    """Do work as it comes in, until the input ends."""
    keep_memory()
    read, write = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a print would end up among the answers
    said = pickle.dumps(True)  # it is ready
    while True:
        write.write(said)
        write.flush()
        try:
            function, item = pickle.load(read)
        except EOFError:
            return
        try:
            answer: Any = function(item)
        except Exception as error:  # any error is sent as the answer, and this process goes on
            answer = error
        try:
            said = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # pickling calls methods of what is pickled, which may raise anything
            said = pickle.dumps(RuntimeError(f"the answer cannot be sent: {error!r}"), pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _work()
