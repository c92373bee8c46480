"""A landscape of one's own in a real browser: type it, take an example, follow a stranger's link."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.conftest import Visitor, at_both
from tests.stage import becomes, drawing, ready
from tests.walks import rest, shown

OWN = "/compare?landscape=Your+own+…&t=300"


@at_both
def test_a_formula_is_typed_and_becomes_the_landscape_and_the_link(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    before = drawing(page)
    box = page.get_by_label("f(x, y) =")
    box.fill("(x-1)^2 + 4y^2")
    box.press("Enter")
    page.wait_for_url(re.compile(r"f=%28x-1%29%5E2"))
    assert becomes(page, lambda now: now != before)
    expect(page.locator(".st-key-controls")).to_contain_text("(1, 0)")
    ready(page)
    shown = drawing(page)
    page.goto(page.url)
    ready(page)
    assert becomes(page, lambda now: now == shown), "the link is the picture"
    assert visitor.complaints == []


def test_what_is_wrong_is_said_under_the_box_and_nothing_is_lost(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    box = page.get_by_label("f(x, y) =")
    box.fill("x^2 + sin y/2")
    box.press("Enter")
    page.get_by_text("I can't read this").wait_for()
    expect(box).to_have_value("x^2 + sin y/2")
    expect(page.locator(".st-key-controls pre")).to_contain_text("could belong to sin or not")
    page.get_by_role("button", name="an egg box").click()
    page.get_by_text("I can't read this").wait_for(state="detached")
    expect(box).to_have_value(re.compile(r"sin\(3x\)"))  # the box is filled a moment after the refusal has gone
    assert visitor.complaints == []


@at_both
def test_a_text_that_is_too_long_is_refused_in_words(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    page.get_by_label("f(x, y) =").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("x+" * 180 + "y")  # as pasted: a box that is full would take none of it, and say nothing
    page.keyboard.press("Enter")
    page.get_by_text("I can't read this").wait_for()
    expect(page.locator(".st-key-controls")).to_contain_text("A formula has at most 300 letters, got 361")
    assert visitor.complaints == []


@at_both
def test_no_hint_covers_what_is_typed(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    box = page.get_by_label("f(x, y) =")
    box.fill("x+" * 100 + "y")
    hint, field = page.locator(".st-key-f [data-testid=InputInstructions]").bounding_box(), box.bounding_box()
    assert hint
    assert field
    assert hint["y"] >= field["y"] + field["height"] - 1, "it stands below the box"
    assert visitor.complaints == []


def test_a_strangers_markup_stays_text(visitor: Visitor) -> None:
    page = visitor.open(OWN + "&f=%3Cimg+src%3Dx+onerror%3D%22window.hurt%3D1%22%3E&himmelblau.x=%3Cscript%3E")
    page.get_by_text("I can't read this").wait_for()
    visitor.settle()
    assert page.evaluate("window.hurt") is None
    assert page.locator("img[src=x]").count() == 0
    assert visitor.complaints == []


@at_both
def test_a_file_of_ones_own_is_uploaded_and_a_bad_one_is_named(visitor: Visitor, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("dose;effect\n1;2,1\n2;3,9\n3;6,2\n4;7,8\n", encoding="utf-16")
    bad.write_bytes(b"dose,effect\n1,\xff\xfe\n")
    page = visitor.open("/compare?landscape=Your+own+data+…&t=300")
    ready(page)
    before = drawing(page)
    page.locator("input[type=file]").set_input_files(good)
    page.wait_for_url(re.compile(r"rows=[A-Za-z0-9_-]{20,}"))
    rest(page)
    assert becomes(page, lambda now: now != before)
    assert [shown(page)["controls"][f"{axis}-column"] for axis in "xy"] == ["dose", "effect"]
    expect(page.locator(".st-key-controls")).to_contain_text("The rows are those of this file")
    page.locator("input[type=file]").set_input_files(bad)
    page.get_by_text("I can't read this").wait_for()
    expect(page.locator(".st-key-controls pre")).to_contain_text("UTF-8")
    assert visitor.complaints == []


def test_rows_travel_in_the_link_and_their_names_are_text(visitor: Visitor, browser: Browser, lab: str) -> None:
    page = visitor.open("/compare?landscape=Your+own+data+…&standardise=as+they+are&t=300")
    rest(page)
    box = page.get_by_label("or paste its rows")
    names = ["$x_1$ <b>x</b>", "&amp; [y](z)*"]
    box.fill("\t".join(["=1+1", *names]) + "\n@a\t1\t2,5\n@b\t2\t3,75\n@c\t3\t7\n@d\t4\t8\n")
    box.press("Control+Enter")
    page.wait_for_url(re.compile(r"rows=[A-Za-z0-9_-]{20,}"))
    rest(page)
    assert page.evaluate("history.length") == 2
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    other = Visitor(context, lab)
    rest(other.open(page.url.removeprefix(lab)))
    assert other.page.url == page.url
    here, there = shown(page), shown(other.page)
    assert (here["picture"], here["controls"]) == (there["picture"], there["controls"])
    assert [there["controls"][f"{axis}-column"] for axis in "xy"] == names
    for each in (page, other.page):
        title = each.locator(".st-key-ground .g-xtitle").text_content() or ""
        assert title.replace("\u2060", "") == f"w: {names[0]} to {names[1]}"
        assert each.locator(".st-key-ground b, .g-xtitle tspan[style*=bold], .st-key-readings .katex").count() == 0
    page.reload()
    rest(page)
    assert shown(page)["picture"] == there["picture"]
    assert visitor.complaints == other.complaints == []
    context.close()


def test_the_formula_is_seen_while_it_is_typed(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    ready(page)
    side = page.locator(".st-key-controls")
    box = page.get_by_label("f(x, y) =")
    box.click()
    box.press("Control+a")
    box.press_sequentially("cosh(x) + y^", delay=20)
    side.get_by_text("The formula breaks off here.").wait_for()
    box.press_sequentially("2", delay=20)
    side.get_by_text("The formula breaks off here.").wait_for(state="detached")
    page.wait_for_function("[...document.querySelectorAll('.st-key-controls .katex')].some((each) => each.textContent.includes('cosh'))")
    assert "f=" not in page.url
    box.press("Enter")
    page.wait_for_url(re.compile("f=cosh"))
    side.get_by_text("Enter makes it the landscape.").wait_for(state="detached")
    assert visitor.complaints == []
