# What the lab uses of the page's JavaScript. The module exists in a browser only.
from collections.abc import Callable
from typing import Any

class Said:
    sender: int
    text: str

class MessageEvent:
    data: Said

class BroadcastChannel:
    onmessage: Callable[[MessageEvent], None]
    @classmethod
    def new(cls, name: str) -> BroadcastChannel: ...
    def postMessage(self, said: Any) -> None: ...

class Object:
    @staticmethod
    def fromEntries(entries: Any) -> Any: ...
