from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

def create_proxy(function: F) -> F: ...
def to_js(value: Any, *, dict_converter: Callable[[Any], Any]) -> Any: ...
