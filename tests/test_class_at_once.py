"""A small class at a real server: whoever joins and answers is counted. How long it takes is the bench's."""

from concurrent.futures import ThreadPoolExecutor

from bench.class_at_once import class_at_once


def test_nothing_is_lost() -> None:
    with ThreadPoolExecutor(1) as thread:  # in this one the loop of the browser's driver may be running
        seen = thread.submit(class_at_once, 60, 3.0).result()
    assert (seen.joined, seen.answered, seen.lost) == (60, 60, 0)
