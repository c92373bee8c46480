"""A pool of threads whose users take fair turns."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from optim_core.batch.fair_queue import FairQueue

B = TypeVar("B")


class Job(NamedTuple):
    """Work, and where its result goes."""

    work: Callable[[], Any]
    future: Future[Any]


def _wanted(job: Job) -> bool:
    return not job.future.cancelled()


class ThreadPool:
    """At most `size` threads, started when first needed. They end with the process, or by `close`.

    Owners take turns (`FairQueue`); at most `each` jobs of one owner are worked on at the same time. A future that is cancelled before its
    turn does not use the turn.
    """

    def __init__(self, size: int, name: str, each: int | None = None) -> None:
        self._size, self._name = size, name
        self._turns: FairQueue[Job] = FairQueue(each, _wanted)
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, whose: str, work: Callable[[], B]) -> Future[B]:
        """Have this work done when it is the owner's turn. RuntimeError after `close`."""
        future: Future[B] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError(f"the pool {self._name} is closed")
            if len(self._threads) < self._size:
                thread = threading.Thread(target=self._work, name=f"{self._name}-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._turns.put(whose, Job(work, future))
        return future

    def close(self) -> None:
        """End the threads after their present jobs; jobs that wait are cancelled."""
        with self._lock:
            self._closed = True
        for _ in self._threads:
            self._turns.put("", Job(_nothing, Future()))  # wakes a thread
        for thread in self._threads:
            thread.join()
        while len(self._turns):
            self._turns.take()[1].future.cancel()

    def _work(self) -> None:
        while True:
            whose, job = self._turns.take()
            try:
                if self._closed:
                    job.future.cancel()
                    return
                _do(job)
            finally:
                self._turns.done(whose)
            del job  # so that nothing keeps the job while this thread waits


def _do(job: Job) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    try:
        result = job.work()
    except BaseException as error:  # any error goes to the caller through the future, and this thread goes on
        job.future.set_exception(error)
    else:
        job.future.set_result(result)


def _nothing() -> None:
    """Do nothing."""
