"""A frame: what a link says of how its page is used. It holds as long as the page of the link is open.

A teacher who makes a lesson chooses what learners see and may change. A control that is hidden is not on the page, one that is locked is
there and cannot be changed; both keep the value of the link, or their default, whatever a browser sends.
"""

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, TypeVar

from landscapes import LANDSCAPES, Landscape
from lessons.own_method import OwnMethod
from optim_core import SHELVED, Optimizer
from ui.controls.forms import Form
from ui.controls.keys import TITLES, menu_name

T = TypeVar("T")
KEY = re.compile(r"(\*\.)?[\w-]+(\.[\w-]+)*", re.ASCII)
MOST_KEYS, LONGEST_KEYS = 60, 900
"""The most keys that a link names of each kind, and the letters that they may take."""
LONGEST_TASK = 300
"""The most letters of a teacher's text."""
METHODS = (*(menu_name(cls) for cls in SHELVED), menu_name(OwnMethod))
LANDSCAPE_NAMES = (*(cls.name for cls in LANDSCAPES), *TITLES.values())


def _keys(texts: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(key for text in texts for key in text.split(",") if key))
    if len(found) > MOST_KEYS or sum(map(len, texts)) > LONGEST_KEYS or not all(map(KEY.fullmatch, found)):
        raise ValueError(texts)
    return found


def _names(known: Sequence[str]) -> Form[tuple[str, ...]]:
    """Some of these names, each as a value of its own or with commas between. A name may have a comma itself."""
    longest_first = sorted(known, key=len, reverse=True)

    def read(texts: Sequence[str]) -> tuple[str, ...]:
        found: set[str] = set()
        for text in texts:
            rest = text
            while rest:
                name = next((name for name in longest_first if f"{rest},".startswith(f"{name},")), None)
                if name is None:
                    raise ValueError(texts)
                found.add(name)
                rest = rest[len(name) + 1 :].lstrip()
        if not found:
            raise ValueError(texts)
        return tuple(name for name in known if name in found)

    return Form(read, list, f"some of {', '.join(known)}")


def _task(texts: Sequence[str]) -> str:
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in texts[-1]).split())
    if len(texts[-1]) > LONGEST_TASK:
        raise ValueError(texts)
    return said


_KEYS: Form[tuple[str, ...]] = Form(
    _keys, lambda keys: [",".join(keys)], f"at most {MOST_KEYS} keys with commas between, such as adam.beta1,steps or *.learning_rate"
)
FORMS: Mapping[str, Form[Any]] = MappingProxyType(
    {
        "controls": _KEYS,
        "locked": _KEYS,
        "optimizers": _names(METHODS),
        "landscapes": _names(LANDSCAPE_NAMES),
        "says": Form(_task, lambda text: [text], f"at most {LONGEST_TASK} letters"),
    }
)
"""What a link may say of a frame, by key."""


@dataclass(frozen=True)
class Frame:
    """Which controls of a page are seen and can be changed, what can be chosen, and what a teacher says. The fields are a link's keys."""

    controls: tuple[str, ...] | None = None
    """The controls that are on the page. None: all."""
    locked: tuple[str, ...] = ()
    """The controls that cannot be changed."""
    optimizers: tuple[str, ...] = ()
    """The methods that can be chosen. Empty: all."""
    landscapes: tuple[str, ...] = ()
    """The landscapes that can be chosen. Empty: all."""
    says: str = ""
    """The task, as a teacher has written it: anyone may have made the link, so it is shown as plain text."""

    def hides(self, key: str) -> bool:
        """Whether a control is not on the page."""
        return self.controls is not None and not _among(key, self.controls)

    def fixes(self, key: str) -> bool:
        """Whether a control cannot be changed, because it is locked or hidden."""
        return self.hides(key) or _among(key, self.locked)

    @property
    def names_controls(self) -> bool:
        """Whether it names the controls that are on the page, which then are few."""
        return self.controls is not None

    @property
    def open(self) -> bool:
        """Whether everything on the page can be changed."""
        return self.controls is None and not (self.locked or self.optimizers or self.landscapes)

    def offered(self, options: Sequence[T], name: Callable[[T], str]) -> list[T]:
        """Those of these options that can be chosen. What is neither method nor landscape always can."""
        return [option for option in options if not (names := self._names(option)) or name(option) in names] or list(options)

    def _names(self, option: object) -> tuple[str, ...]:
        if not isinstance(option, type):
            return ()
        return self.optimizers if issubclass(option, Optimizer) else self.landscapes if issubclass(option, Landscape) else ()

    def texts(self) -> dict[str, list[str]]:
        """What a link says of it."""
        values = {field.name: (getattr(self, field.name), field.default) for field in fields(self)}
        return {key: FORMS[key].write(value) for key, (value, usual) in values.items() if value != usual}

    def unknown(self, known: Callable[[str], bool]) -> list[str]:
        """The keys that it names of no control, where `known` says of a key whether there is one."""
        return [key for key in (*(self.controls or ()), *self.locked) if not known(key)]


def read(link: Mapping[str, Sequence[str]]) -> Frame:
    """The frame that a link has. What cannot be read of it is as usual."""
    found: dict[str, Any] = {}
    for key in FORMS.keys() & link.keys():
        with contextlib.suppress(ValueError):
            found[key] = FORMS[key].read(link[key])
    return Frame(**found)


def names(pattern: str, key: str) -> bool:
    """Whether a key of a frame names this control: it is the same, or it begins with a star, which stands for any beginning."""
    return key == pattern or (pattern.startswith("*.") and f".{key}".endswith(pattern[1:]))


def _among(key: str, patterns: Sequence[str]) -> bool:
    return any(names(pattern, key) for pattern in patterns)
