"""A class in real browsers: a projector, and phones that join, answer, and learn what became of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Choose, PickCell, Place, Rank
from lessons.challenges.challenge import Challenge
from tests.conftest import Visitor
from tests.test_axe import SERIOUS
from tests.test_axe import axe as axe  # a fixture
from tests.walks import rest

TASKS: dict[type, Challenge] = {
    kind: next(each for each in CHALLENGES if type(each.answer) is kind) for kind in (Choose, Rank, Place, PickCell)
}


@pytest.fixture
def teacher(browser: Browser, lab: str) -> Iterator[Visitor]:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 720}, accept_downloads=True, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield Visitor(context, lab)
    context.close()


@pytest.fixture
def phones(browser: Browser) -> Iterator[Any]:
    """Makes a phone, and notes what its console complains about."""
    contexts = []

    def phone(**more: Any) -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, **more)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page, complaints

    yield phone
    for context in contexts:
        context.close()


def open_room(teacher: Visitor, kind: type) -> str:
    """The path of a room that asks a task of this kind."""
    page = teacher.open(f"/challenges?task={TASKS[kind].title.replace(' ', '+')}")
    page.locator(".st-key-ask button").click()
    code = page.locator("[role=dialog] .lab-code").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("[role=dialog]")).to_have_count(0)
    return f"/join/{code.replace(' ', '')}"


def test_a_class_predicts_sees_and_ends(teacher: Visitor, phones: Any, lab: str, tmp_path: Path) -> None:
    path = open_room(teacher, Choose)
    room = teacher.page.locator(".st-key-room")
    assert path.rpartition("/")[2] not in teacher.page.url
    phone, complaints = phones()
    phone.goto(lab + path)
    expect(room).to_contain_text("1 joined")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Your answer is in: B.")).to_be_visible()
    expect(room).to_contain_text("1 answered")
    teacher.page.reload()
    teacher.settle()
    expect(room).to_contain_text("1 answered")  # the room has stayed with its owner
    other, _ = phones(java_script_enabled=False)
    other.goto(lab + path)
    other.locator("label.choice").first.click()
    other.locator("button").click()
    expect(other.get_by_text("Your answer is in: A.")).to_be_visible()
    expect(room).to_contain_text("2 answered")
    assert not teacher.page.locator(".lab-bars").count()
    room.get_by_role("button", name="Show the answers").click()
    expect(room).to_contain_text("2 answered, 1 of them right.")
    expect(room.locator(".lab-bars tbody tr")).to_have_count(5)
    expect(teacher.page.locator(".lab-transport")).to_be_visible()
    expect(phone.get_by_text("The answers are on the screen.")).to_be_visible()
    with teacher.page.expect_download() as loaded:
        room.get_by_role("button", name="Answers (CSV)").click()
    loaded.value.save_as(tmp_path / "answers.csv")
    rows = (tmp_path / "answers.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "name,answer,right,seconds"
    assert len(rows) == 3
    room.get_by_role("button", name="Close the room").click()
    expect(teacher.page.locator(".st-key-ask button")).to_be_visible()
    assert complaints == []
    expect(phone.get_by_text("This room is closed.")).to_be_visible()
    assert not [each for each in teacher.complaints if "fragmentIds" not in each]


def test_a_tap_places_the_start_and_it_is_a_dot_on_the_map(teacher: Visitor, phones: Any, lab: str) -> None:
    path = open_room(teacher, Place)
    phone, _ = phones()
    phone.goto(lab + path)
    box = phone.locator("svg").bounding_box()
    assert box
    before = phone.locator("input[name=x]").input_value()
    phone.touchscreen.tap(box["x"] + box["width"] / 4, box["y"] + box["height"] / 4)
    expect(phone.locator("input[name=x]")).not_to_have_value(before)  # a browser makes a click of a tap in its own time
    (x_low, x_high), (y_low, y_high) = (-2.2, 2.2), (-1.2, 3.2)
    assert float(phone.locator("input[name=x]").input_value()) == pytest.approx(x_low + (x_high - x_low) / 4, abs=0.05)
    assert float(phone.locator("input[name=y]").input_value()) == pytest.approx(y_high - (y_high - y_low) / 4, abs=0.05)
    phone.locator("button").click()
    expect(phone.get_by_text("Your answer is in")).to_be_visible()
    teacher.page.get_by_role("button", name="Show the answers").click()
    expect(teacher.page.locator(".st-key-ground .scatterlayer .point")).to_have_count(1)
    teacher.page.get_by_role("button", name="Close the room").click()


def test_sliders_pick_a_cell_and_the_dot_lies_over_the_cells(teacher: Visitor, phones: Any, lab: str) -> None:
    path = open_room(teacher, PickCell)
    phone, _ = phones()
    phone.goto(lab + path)
    for slider in phone.locator("input[type=range]").all():
        slider.fill("30")
    phone.locator("button").click()
    expect(phone.get_by_text("Your answer is in")).to_be_visible()
    teacher.page.get_by_role("button", name="Show the answers").click()
    chart = teacher.page.locator(".st-key-frame-answers")
    expect(chart.locator(".scatterlayer .point")).to_have_count(1)
    assert chart.locator(".main-svg").first.evaluate("node => getComputedStyle(node).zIndex") == "3"
    teacher.page.get_by_role("button", name="Close the room").click()


@pytest.mark.parametrize("kind", TASKS, ids=lambda kind: kind.__name__)
def test_nothing_serious_is_found_on_a_phone(teacher: Visitor, browser: Browser, lab: str, axe: str, kind: type) -> None:
    path = open_room(teacher, kind)
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for address in (path, "/join"):
        page.goto(lab + address)
        page.evaluate(axe)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(SERIOUS) == []
    context.close()
    teacher.page.get_by_role("button", name="Close the room").click()
    expect(teacher.page.locator(".st-key-ask button")).to_be_visible()


def test_nothing_serious_is_found_on_the_projector(teacher: Visitor, phones: Any, lab: str, axe: str) -> None:
    path = open_room(teacher, Choose)
    page = teacher.page
    rest(page)
    page.evaluate(axe)
    assert page.evaluate(SERIOUS) == []
    phone, _ = phones()
    phone.goto(lab + path)
    phone.locator("label.choice").first.click()
    phone.locator("button").click()
    expect(phone.get_by_text("Your answer is in")).to_be_visible()
    page.get_by_role("button", name="Show the answers").click()
    expect(page.locator(".lab-bars")).to_be_visible()
    rest(page)
    assert page.evaluate(SERIOUS) == []
    page.get_by_role("button", name="Close the room").click()
