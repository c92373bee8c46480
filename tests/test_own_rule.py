"""A method of one's own in a real browser: its lines are typed, seen while they are typed, run, and are in the link."""

import re

from playwright.sync_api import Locator, Page, expect

from lessons.own_method import own_method
from tests.conftest import Visitor, at_both
from tests.hand import Hand
from tests.stage import ready
from tests.walks import rest, shown
from ui.controls.keys import knob_key

OWN = "/compare?shelf=More+methods&show=Your+own+…&t=300"


def lines(page: Page) -> Locator:
    """The box, once it has its lines."""
    box = page.get_by_role("textbox", name="Lines")
    expect(box).not_to_have_value("")
    return box


def said(page: Page) -> Locator:
    return page.locator(".st-key-open-rule")


def without_correction(box: Locator) -> str:
    """Adam's lines without those of its bias correction, as a learner types them."""
    kept = [line for line in box.input_value().split("\n") if not line.startswith(("m_hat", "v_hat"))]
    return "\n".join(kept).replace("_hat", "")


@at_both
def test_adam_loses_its_bias_correction_under_a_learners_hands(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    box = lines(page)
    box.fill(without_correction(box))
    expect(said(page)).to_contain_text("make it the method")  # the formula of what is typed stands above
    assert "rule=" not in page.url
    box.press("Control+Enter")
    page.wait_for_url(re.compile(r"rule=eta"))
    expect(said(page)).not_to_contain_text("make it the method")
    assert "hat" not in page.url
    value = Hand(page).drag(f"himmelblau.{knob_key(own_method(box.input_value()), 'learning_rate')}")
    page.wait_for_url(re.compile(rf"learning_rate={value:g}"))
    rest(page)
    link, before = page.url, shown(page)
    page.goto(link)
    ready(page)
    rest(page)
    assert shown(page) == before, "the link is the picture"
    assert visitor.complaints == []


def test_what_is_wrong_is_said_and_a_method_to_start_from_mends_it(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    box = lines(page)
    box.fill("eta = 0.1 in [0.01, 1] log\nm = q + g\nstep = -eta*m")
    expect(said(page)).to_contain_text("Line 2: “q” is not known")  # while it is typed
    box.press("Control+Enter")
    page.get_by_text("I can't read this method yet").wait_for()
    expect(box).to_have_value(re.compile("q"))
    page.locator(".st-key-rule-from input").click()
    page.keyboard.type("Lion")
    page.keyboard.press("Enter")
    page.get_by_text("I can't read this method yet").wait_for(state="detached")
    expect(box).to_have_value(re.compile(r"sign\(c\)"))
    page.wait_for_url(re.compile("sign"))
    assert visitor.complaints == []


def test_no_hint_covers_the_lines(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    box = lines(page)
    box.fill(box.input_value() + " + 0*g")
    hint, field = page.locator(".st-key-rule [data-testid=InputInstructions]").bounding_box(), box.bounding_box()
    assert hint
    assert field
    assert hint["y"] >= field["y"] + field["height"] - 1, "it stands below the box"


def test_side_by_side_the_lines_are_in_the_panel(visitor: Visitor) -> None:
    page = visitor.open(OWN.replace("compare?", "compare?layout=Side+by+side&"))
    page.get_by_role("button", name="Lines", exact=True).click()
    box = lines(page)
    box.fill(without_correction(box))
    box.press("Control+Enter")
    page.wait_for_url(re.compile(r"rule=eta"))
    expect(page.locator(".st-key-formula-rule")).not_to_contain_text("m^")
    assert visitor.complaints == []
