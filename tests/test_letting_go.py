"""Whatever takes a drag from the hand, nothing stays held: the next drag works, and the picture is that of its link."""

import contextlib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import TimeoutError, WebSocket

from tests.conftest import Visitor, Window
from tests.hand import EYES, Hand
from tests.stage import lies_at
from tests.walks import rest

PLACE = "himmelblau"
KNOB, OTHER = "adam.beta1", "minibatch.batch_size"
ADDRESS = "/compare?show=Mini-batch&show=Adam&steps=100&t=50"


@pytest.fixture
def visitor(window: Window) -> Visitor:
    visitor = window(touch=True)
    visitor.page.context.set_default_timeout(60_000)
    visitor.page.add_init_script(f"({EYES})()")
    return visitor


def opened(visitor: Visitor, address: str = ADDRESS, touch: bool = False) -> Hand:
    page = visitor.page
    page.goto(visitor.lab + address)
    hand = Hand(page, page.context.new_cdp_session(page) if touch else None)
    hand.open_all()
    rest(page)  # a run that is under way could take what is pressed next
    return hand


def all_is_well(visitor: Visitor, hand: Hand) -> None:
    """Drag what was dragged, and something else; and see that the picture is that of its link."""
    rest(visitor.page)
    mouse = Hand(visitor.page)
    mouse.drag(KNOB)
    mouse.drag(OTHER)
    mouse.drag_start(PLACE, part=11)
    the_picture_is_that_of_its_link(visitor)
    assert visitor.complaints == []


def the_picture_is_that_of_its_link(visitor: Visitor) -> None:
    fresh = visitor.page.context.new_page()
    fresh.add_init_script(f"({EYES})()")
    fresh.goto(visitor.page.url)
    fresh.wait_for_function("window.hand?.paths")
    wanted = fresh.evaluate("hand.paths")
    fresh.close()
    visitor.page.bring_to_front()
    visitor.page.wait_for_function("(wanted) => hand.paths === wanted", arg=wanted, polling=50)


def held_knob(hand: Hand) -> None:
    hand.hold(KNOB)


def held_start(hand: Hand) -> None:
    hand.hold_start()


HELD = {"a knob": held_knob, "the start": held_start}


@pytest.fixture(params=HELD)
def take(request: pytest.FixtureRequest) -> Callable[[Hand], None]:
    return HELD[request.param]


def test_a_finger_drags_a_knob_and_the_start(visitor: Visitor) -> None:
    hand = opened(visitor, touch=True)
    hand.drag(KNOB)
    hand.drag_start(PLACE)
    all_is_well(visitor, hand)


def test_a_pointer_that_is_cancelled(visitor: Visitor, take: Callable[[Hand], None]) -> None:
    hand = opened(visitor, touch=True)
    take(hand)
    assert hand.touch
    hand.touch.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    all_is_well(visitor, hand)


def test_another_window_takes_the_hand(visitor: Visitor, take: Callable[[Hand], None]) -> None:
    hand = opened(visitor)
    take(hand)
    visitor.page.evaluate("dispatchEvent(new Event('blur'))")
    hand.page.mouse.move(5, 5)
    hand.up()
    all_is_well(visitor, hand)


def test_a_button_that_comes_up_where_no_page_sees_it(visitor: Visitor, take: Callable[[Hand], None]) -> None:
    hand = opened(visitor)
    take(hand)
    cdp = visitor.page.context.new_cdp_session(visitor.page)
    for x in (300, 400, 500):
        cdp.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": 300, "buttons": 0})
    visitor.page.wait_for_function(f"/{KNOB}|{PLACE}.x/.test(location.search)")
    settled = visitor.page.url
    cdp.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": 700, "y": 350, "buttons": 0})
    visitor.page.wait_for_timeout(300)
    assert KNOB not in visitor.page.url.replace(settled, "")
    hand.up()
    all_is_well(visitor, hand)


def test_a_second_pointer_moves_nothing(visitor: Visitor) -> None:
    hand = opened(visitor)
    found, dx, dy = hand.hold_start()
    lies_at(visitor.page, ".lab-start", found["at"] + dx, found["y"] + dy)
    at = hand.start()
    visitor.page.evaluate("""() => {
      const how = { pointerId: 99, clientY: 300, buttons: 1, bubbles: true };
      const say = (on, name, x) => on.dispatchEvent(new PointerEvent(name, { ...how, clientX: x }));
      const disc = document.querySelector(".lab-start");
      say(disc, "pointerdown", 400);
      say(window, "pointermove", 600);
      say(window, "pointerup", 600);
    }""")
    assert hand.start() == at
    hand.move(at[0] + 20, at[1] + 20)
    lies_at(visitor.page, ".lab-start", at[0] + 20, at[1] + 20)
    hand.up()
    visitor.page.wait_for_url(lambda url: f"{PLACE}.x" in url and f"{PLACE}.y" in url)
    all_is_well(visitor, hand)


def test_escape_changes_nothing(visitor: Visitor, take: Callable[[Hand], None]) -> None:
    hand = opened(visitor)
    take(hand)
    visitor.page.keyboard.press("Escape")
    hand.up()
    visitor.page.wait_for_url(lambda url: KNOB in url or f"{PLACE}.y" in url)
    all_is_well(visitor, hand)


def test_an_expander_that_closes_over_the_hand(visitor: Visitor) -> None:
    hand = opened(visitor)
    held_knob(hand)
    visitor.page.evaluate("hand.slider('adam.beta1').closest('details').querySelector('summary').click()")
    visitor.page.wait_for_timeout(1000)
    hand.up()
    all_is_well(visitor, hand)


def test_a_slider_that_is_taken_from_the_page(visitor: Visitor) -> None:
    hand = opened(visitor)
    held_knob(hand)
    pill = visitor.page.locator(".st-key-show button", has_text=re.compile(r"^\W*Adam$"))
    for _ in range(4):  # React may put another button in the place of the one that is pressed
        pill.evaluate("(pill) => pill.ariaPressed === 'true' && pill.click()")
        with contextlib.suppress(TimeoutError):
            visitor.page.wait_for_function("(key) => !hand.slider(key)", arg=KNOB, timeout=15_000)
            break
    assert visitor.page.evaluate("(key) => !hand.slider(key)", KNOB)
    hand.up()
    the_picture_is_that_of_its_link(visitor)
    hand.drag(OTHER)
    hand.drag_start(PLACE)
    the_picture_is_that_of_its_link(visitor)
    assert visitor.complaints == []


def test_a_slider_that_is_drawn_anew_under_the_hand(visitor: Visitor) -> None:
    hand = opened(visitor)
    held_knob(hand)
    visitor.page.evaluate("(key) => hand.slider(key).remove()", KNOB)
    hand.up()
    hand.drag(OTHER)
    visitor.page.wait_for_url(lambda url: KNOB in url)
    all_is_well(visitor, hand)


def test_a_chart_that_is_drawn_anew_under_the_hand(visitor: Visitor) -> None:
    hand = opened(visitor, f"{ADDRESS}&landscape=Ravine")
    held_start(hand)
    visitor.page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark = 'old'")
    visitor.page.locator(".st-key-ravine-condition input.lab-knob").evaluate("""(slider) => {
      slider.value = 0;
      for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name));
    }""")
    visitor.page.wait_for_function("!document.querySelector('[data-mark]') && document.querySelector('.lab-start')")
    hand.watch("paths")
    x, y = hand.start()
    hand.move(x + 30, y + 20)
    hand.sees("paths", "the paths follow on the new chart")
    hand.up()
    visitor.page.wait_for_url(lambda url: "ravine.x" in url and "ravine.y" in url)
    hand.drag_start("ravine")
    the_picture_is_that_of_its_link(visitor)
    assert visitor.complaints == []


def test_another_page_comes_under_the_hand(visitor: Visitor, take: Callable[[Hand], None]) -> None:
    hand = opened(visitor)
    take(hand)
    visitor.page.evaluate("document.querySelector('.st-key-nav a[href$=maps]').click()")
    visitor.page.wait_for_selector(".lab-atlas-words")
    hand.page.mouse.move(600, 400)
    hand.up()
    hand.page.wait_for_timeout(1500)
    assert KNOB not in visitor.page.url
    assert f"{PLACE}.x" not in visitor.page.url
    the_picture_is_that_of_its_link(visitor)
    hand.drag(KNOB)
    hand.drag_start(PLACE)
    the_picture_is_that_of_its_link(visitor)
    assert visitor.complaints == []


def test_a_knob_that_is_back_where_it_was_asks_nothing_of_streamlit(visitor: Visitor) -> None:
    said: list[object] = []

    def listen(socket: WebSocket) -> None:
        if socket.url.endswith("/stream"):
            socket.on("framesent", lambda frame: said.append(frame))

    visitor.page.on("websocket", listen)
    hand = opened(visitor)
    hand.drag(OTHER)
    rest(visitor.page)  # what is still to be said of that drag is said
    where = hand.take(KNOB)
    hand.move(hand.far(where), where["y"])
    visitor.page.wait_for_timeout(1000)
    before = len(said)
    hand.move(where["at"], where["y"])
    hand.up()
    visitor.page.wait_for_timeout(4000)
    assert len(said) == before
    all_is_well(visitor, hand)


def test_keys_and_then_a_pointer_move_the_start(visitor: Visitor) -> None:
    hand = opened(visitor)
    visitor.page.locator(".lab-start").focus()
    visitor.page.keyboard.press("ArrowRight")
    hand.drag_start(PLACE)
    all_is_well(visitor, hand)
