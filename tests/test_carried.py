"""Rows in a link: what was put in comes out, in few letters; what comes from a stranger is bounded and refused in words."""

import base64
import zlib

import numpy as np
import pytest

from landscapes.tables.columns import columns, numbers, two
from landscapes.tables.links import LONGEST_CARRIED, MOST_CARRIED, carried, opened

Numbers = tuple[float, ...]


def there_and_back(names: tuple[str, str], x: Numbers, y: Numbers) -> tuple[tuple[str, str], Numbers, Numbers]:
    letters = carried(names, x, y)
    assert letters is not None
    assert len(letters) <= LONGEST_CARRIED
    assert base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    table = columns(opened(letters))
    found = two(table)
    numbers_x, numbers_y = (numbers(table, name) for name in found)
    assert carried(found, numbers_x, numbers_y) == letters, "whoever opens the link has the same link"
    return found, numbers_x, numbers_y


NAMES = [
    ("dose", "effect"),
    ("a;b", 'c"d'),
    ("Weight, kg", "x_1"),
    ("=1+1", "-2"),
    ("sep=;", "'"),
    ("$x$", "<b>&amp;"),
    ("10", "20"),
    (" ", "β"),
]
EXACT = [
    (1.0, 2.0, 3.0),
    (0.1, -0.25, 1e-300),
    (5e-324, 9.9e14, -9.9e14),
    (1e9, 1e9 + 1, 1e9 + 3),
    (-0.0, 0.0, 1.0),
    (0.1 + 0.2, 1 / 3, 2 / 3),
    (1e14, 2e14, 3e14),
]


@pytest.mark.parametrize("names", NAMES[:-1])
def test_names_travel_as_typed(names: tuple[str, str]) -> None:
    wanted = ("column 10", "column 20") if names == ("10", "20") else names
    assert there_and_back(names, (1.0, 2.0, 3.0), (4.0, 5.0, 6.5))[0] == wanted


@pytest.mark.parametrize("x", EXACT)
def test_few_rows_travel_exactly(x: Numbers) -> None:
    assert there_and_back(("x", "y"), x, x[::-1])[1:] == (x, x[::-1])


@pytest.mark.parametrize("seed", range(20))
def test_two_hundred_rows_travel_rounded_to_less_than_can_be_drawn(seed: int) -> None:
    dice = np.random.default_rng(seed)
    spread = 10.0 ** dice.uniform(-12, 12, (2, 1))
    draw = (dice.normal, dice.uniform, dice.exponential, dice.standard_cauchy)[seed % 4]
    rows = draw(size=(2, MOST_CARRIED)) * spread + dice.choice([0, 1, 1000]) * spread
    x, y = (tuple(map(float, column)) for column in rows)
    _, *found = there_and_back(("a name of thirty letters, abcd", "and another one of thirty, äöü"), x, y)
    for exact, rounded in zip(rows, found, strict=True):
        assert np.abs(exact - rounded).max() <= 0.5001e-3 * np.ptp(exact)


def test_more_rows_do_not_travel() -> None:
    many = tuple(map(float, range(MOST_CARRIED + 1)))
    assert carried(("x", "y"), many, many) is None


def letters_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).rstrip(b"=").decode()


GOOD = b"x\ny\n3 0 1 1 0 1 1\n\x00\x01\x02\x02\x01\x00"
HOSTILE = {
    "nothing": "",
    "other letters": "ä=+/",
    "no such length": "a",
    "no deflate": "abcd",
    "cut short": letters_of(GOOD)[:-4],
    "something after it": letters_of(GOOD) + "AAAA",
    "a bomb": letters_of(b"x\ny\n3 0 1 1 0 1 1\n" + b"\0" * 100_000_000),
    "too long": "a" * (LONGEST_CARRIED + 1),
    "no table": letters_of(b"hello"),
    "not UTF-8": letters_of(b"\xff" + GOOD),
    "a name that is no name": letters_of(b"\n" + GOOD),
    "a name that is not shown as typed": letters_of(b"x  z" + GOOD[1:]),
    "a tab in a name": letters_of(b"x\tz" + GOOD[1:]),
    "few bytes": letters_of(GOOD[:-1]),
    "many bytes": letters_of(GOOD + b"\0"),
    "no rows": letters_of(b"x\ny\n0 0 1 1 0 1 1\n"),
    "too many rows": letters_of(b"x\ny\n201 0 1 1 0 1 1\n" + bytes(402)),
    "long numbers": letters_of(b"x\ny\n3 0 " + b"9" * 5000 + b" 1 0 1 1\n" + bytes(6)),
    "underscores": letters_of(GOOD.replace(b"3 0", b"3 0_0")),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_strangers_letters_are_refused(what: str) -> None:
    assert opened(letters_of(GOOD)) == '"x";"y"\n1;3\n2;2\n3;1\n'
    with pytest.raises(ValueError, match="The rows in this link cannot be read: it was changed or cut short on its way"):
        opened(HOSTILE[what])


def test_numbers_beyond_all_numbers_are_read_as_a_file_is() -> None:
    text = opened(letters_of(b"x\ny\n3 -400 1 1 0 1 1\n\x00\x01\x02\x02\x01\x00"))
    with pytest.raises(ValueError, match=r"Line 2, column “x”, must be a number below 1e15, got “inf”"):
        numbers(columns(text), "x")
