"""Keeps freed memory for the next sum over many examples."""

import numpy as np

KEPT = 2**19
"""How many numbers take 4 MB: each array that a step makes is smaller."""


def keep_memory() -> None:
    """Make the C library keep freed memory, up to some megabytes, for the next array: sums over examples take a third of the time.

    Usually it returns arrays of more than 128 kB to the system after every use, and the system clears them each time. GNU's library
    raises this limit to the largest array freed so far (mallopt(3), M_MMAP_THRESHOLD); on others this call has no effect.
    """
    np.empty(KEPT)
