"""A schedule under the hand, in a real browser: its knobs move the curve of η and the paths while they are held, and its link is theirs."""

from typing import Any
from urllib.parse import quote_plus

import pytest

from optim_core import SCHEDULES, knobs
from optim_core.schedules.constant import Constant
from tests.conftest import Visitor, Window
from tests.hand import Hand
from tests.stage import ready
from ui.controls.keys import url_name

SHAPED = [cls for cls in SCHEDULES if cls is not Constant]


def opened(visitor: Visitor, cls: Any, touch: bool = False) -> Hand:
    page = visitor.open(f"/compare?show=SGD&show=Adam&schedule={quote_plus(cls.name)}&t=300")
    ready(page)
    return Hand(page, page.context.new_cdp_session(page) if touch else None)


def drag(hand: Hand, cls: Any) -> None:
    for field in reversed(list(knobs(cls))):  # the length last: most of a much longer schedule is after the run
        key = f"{url_name(cls)}.{field}"
        where = hand.take(key)
        hand.watch("rate")
        hand.move(hand.far(where), where["y"])
        hand.sees("rate", f"{key}: the curve of η follows the hand")
        held = hand.held(key)
        hand.up()
        hand.arrives(key, held)
        hand.drag(key)  # back, and the paths follow


@pytest.mark.parametrize("cls", SHAPED, ids=lambda cls: cls.__name__)
def test_each_knob_moves_the_curve_and_the_paths(visitor: Visitor, cls: Any) -> None:
    drag(opened(visitor, cls), cls)
    assert visitor.complaints == []


def test_a_finger_moves_them_on_a_phone(window: Window) -> None:
    visitor = window((390, 844), touch=True, motion=False)
    cls = SHAPED[-1]
    drag(opened(visitor, cls, touch=True), cls)
    assert visitor.complaints == []
