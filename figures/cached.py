"""A cache that forgets a result together with its landscape, because a landscape may hold a visitor's own rows."""

import functools
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from landscapes import Landscape

T = TypeVar("T")


def remembered(function: Callable[[Landscape], T]) -> Callable[[Landscape], T]:
    """The same function, with its results cached. Equal landscapes share one result as long as the first of them is in use.

    `functools.lru_cache` would keep the landscapes themselves until others take their places.
    """
    found: WeakKeyDictionary[Landscape, T] = WeakKeyDictionary()

    @functools.wraps(function)
    def remembering(landscape: Landscape) -> T:
        if landscape not in found:
            found[landscape] = function(landscape)
        return found[landscape]

    return remembering
