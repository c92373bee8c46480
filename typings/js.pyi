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

class Buffer:
    def to_bytes(self) -> bytes: ...

class XMLHttpRequest:
    responseType: str
    response: Buffer
    status: int
    @classmethod
    def new(cls) -> XMLHttpRequest: ...
    def open(self, method: str, address: str, later: bool) -> None: ...
    def send(self) -> None: ...

class Object:
    @staticmethod
    def fromEntries(entries: Any) -> Any: ...
