"""The short way without a server: what Python answers in a page is what it answers on a socket."""

import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.answering import Scene
from ui.channel import in_page, scenes

Register = Callable[[scenes.Drawn], str]


def asked(address: str) -> str:
    return f'{{"scene": "{address}", "gesture": {{}}}}'


def test_a_message_gets_the_picture_of_its_scene(register: Register) -> None:
    assert in_page.answer(asked(register(Scene())).replace("{}", '{"seq": 7}')) == b"7"


@pytest.mark.parametrize("text", ["{}", "nonsense", asked("unknown")])
def test_what_is_not_understood_goes_the_long_way(text: str) -> None:
    assert in_page.answer(text) == scenes.GONE


def test_an_error_is_answered_and_logged(register: Register, caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    scene.error = ValueError("broken")
    assert in_page.answer(asked(register(scene))) == scenes.GONE
    assert "broken" in caplog.text


def test_it_listens_once_and_answers_the_one_who_asked(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    channels: list[Any] = []

    def channel(name: str) -> Any:
        channels.append(SimpleNamespace(name=name, said=[]))
        channels[-1].postMessage = channels[-1].said.append
        return channels[-1]

    js, ffi = ModuleType("js"), ModuleType("pyodide.ffi")
    vars(js).update(BroadcastChannel=SimpleNamespace(new=channel), Object=SimpleNamespace(fromEntries=dict))
    vars(ffi).update(create_proxy=lambda function: function, to_js=lambda value, dict_converter: dict_converter(value))
    for name, module in {"js": js, "pyodide": ModuleType("pyodide"), "pyodide.ffi": ffi}.items():
        monkeypatch.setitem(sys.modules, name, module)
    address = register(Scene())
    monkeypatch.setenv(scenes.HAS_SOCKET, "a name")
    in_page.listen.cache_clear()
    for _ in range(2):
        in_page.listen()
    (only,) = channels
    assert only.name == "a name"
    only.onmessage(SimpleNamespace(data=SimpleNamespace(sender=3, text=asked(address))))
    only.onmessage(SimpleNamespace(data=SimpleNamespace(sender=4, text="{}")))
    assert only.said == [{"to": 3, "answer": in_page.answer(asked(address))}, {"to": 4, "answer": scenes.GONE}]
