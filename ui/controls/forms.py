"""How settings are written in a link, and which values they may have."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Form(Generic[T]):
    """How a setting is written in a link, and which values it may have."""

    read: Callable[[Sequence[str]], T]
    """Raises ValueError or LookupError for what is not allowed."""
    write: Callable[[T], list[str]]
    allowed: str
    """The allowed values in words, for the message that refuses a value."""

    def allows(self, value: T) -> bool:
        """Whether a widget may show this value."""
        try:
            self.read(self.write(value))
        except (ValueError, LookupError):
            return False
        return True


def one_of(names: Sequence[str]) -> Form[str]:
    """One of these names."""
    few = ", ".join(names) if len(names) <= 9 else f"one of {len(names)}, from {names[0]} to {names[-1]}"
    return Form(lambda texts: names[names.index(texts[-1])], lambda name: [name], few)


def any_of(names: Sequence[str]) -> Form[list[str]]:
    """Any of these names. None of them is written as one empty text."""

    def read(texts: Sequence[str]) -> list[str]:
        if list(texts) == [""]:
            return []
        if not set(texts) <= set(names):
            raise ValueError(texts)
        return [name for name in names if name in texts]

    return Form(read, lambda chosen: list(chosen) or [""], ", ".join(names))


def in_order(names: Sequence[str]) -> Form[list[str]]:
    """Some of these names, each once at most, in any order."""

    def read(texts: Sequence[str]) -> list[str]:
        if not set(texts) <= set(names) or len(set(texts)) < len(texts):
            raise ValueError(texts)
        return list(texts)

    return Form(read, list, ", ".join(names))


def one_or_none(names: Sequence[str]) -> Form[str | None]:
    """One of these names, or nothing yet."""
    return Form(lambda texts: names[names.index(texts[-1])], lambda chosen: [chosen or ""], ", ".join(names))


def text(longest: int, most: int = 0) -> Form[str]:
    """A text of at most `longest` letters. Up to `most` are taken where the caller says what is wrong with more."""

    def read(texts: Sequence[str]) -> str:
        if len(texts[-1]) > max(longest, most):
            raise ValueError(texts)
        return texts[-1]

    return Form(read, lambda text: [text], f"at most {longest} letters")


def number(low: float, high: float, domain: str, whole: bool) -> Form[float]:
    """A number from `low` to `high`; `domain` says so in words."""

    def read(texts: Sequence[str]) -> float:
        value = float(texts[-1])
        if not low <= value <= high or (whole and value != int(value)):
            raise ValueError(texts)
        return value

    return Form(read, lambda value: [exact(value)], domain)


def exact(number: float) -> str:
    """A number as short as it can be written so that the same number is read: 300, 0.001, 1e-08."""
    return repr(float(number)).removesuffix(".0")


def brief(number: float) -> str:
    """A number as short as it can be written without loss: 0.001, 1e-8."""
    return f"{number:.12g}".replace("e-0", "e-")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is: a column of a visitor's table may be called `$x_1$`."""
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", text)


def plain(text: str) -> str:
    """A stranger's text, cut short and without markup."""
    return "".join(letter for letter in text[:40] if letter.isprintable() and letter not in "`$<>[]\\") or " "


def counted(number: int) -> str:
    """A count for a sentence: a word up to twelve, digits beyond."""
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else str(number)
