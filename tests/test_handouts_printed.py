"""What a teacher prints fits on A4: the guide on two pages, and of sheets no exercise is cut, in a real browser."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.plans import LESSONS
from tests.conftest import Visitor
from tests.pdf_reader import pages
from ui.handouts.exercises import exercises
from ui.handouts.guide import ROUND, introduction, plan
from ui.handouts.sheets import Sheet, every_sheet

BASE = "https://lab.example.org"
MOST_A_PAGE = 1.2
"""The most pages of a worksheet for each task and each two things to observe, on average."""
WIDE, HIGH = 180 / 25.4 * 96, (297 - 26) / 25.4 * 96
"""Pixels of a sheet within its margins."""
CUT = """([wide, high]) => [...document.querySelectorAll("header, section, section *")]
    .filter((node) => !node.closest("svg") || node.matches("svg[role]"))
    .filter((node) => {
      const { left, right, height } = node.getBoundingClientRect();
      return left < -1 || right > wide + 1 || height > high || (node.clientWidth && node.scrollWidth > node.clientWidth + 1);
    })
    .map((node) => `${node.tagName} ${node.textContent.slice(0, 40)}`)"""
"""What sticks out of its sheet or of what it stands in."""


def letters(text: str) -> str:
    """A text as a PDF gives it back: without white space, ligatures and markup."""
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)))


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": round(WIDE), "height": round(HIGH)})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("sheet", every_sheet(), ids=lambda sheet: sheet.name)
def test_a_sheet_prints_whole_exercises(paper: Page, sheet: Sheet, tmp_path: Path) -> None:
    lesson = next(lesson for lesson in LESSONS if sheet.name.startswith(lesson.name))
    (tmp_path / sheet.name).write_text(sheet.html(BASE), encoding="utf-8")
    paper.goto((tmp_path / sheet.name).as_uri())
    expect(paper.get_by_role("button")).to_have_count(0)
    assert paper.evaluate(CUT, [WIDE, HIGH]) == []
    pdf = paper.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(595, 842)}, "A4, in points"
    printed = [unicodedata.normalize("NFKC", page) for page in pages(pdf)]
    every = exercises(lesson)
    tasks = sum(each.task is not None for each in every)
    assert 1 <= len(printed) <= MOST_A_PAGE * (tasks + (len(every) - tasks) / 2)
    assert letters(lesson.title + lesson.goal) in printed[0]
    for each in every:
        (found,) = [page for page in printed if letters(f"{each.number}. {each.title} {each.stop.minutes} min{BASE}{each.link}") in page]
        assert letters(each.question) in found
        if each.task:
            why = letters(each.task.why)
            assert any(why in page for page in printed) is sheet.name.endswith("key.html"), "the key alone says why"
            assert why in found or sheet.name.endswith("worksheet.html"), "on the page of the question"


def test_the_guide_is_two_pages(visitor: Visitor) -> None:
    page = visitor.open("/teachers")
    page.emulate_media(media="print")
    for gone in (".st-key-nav", "button", ".lab-actions"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    printed = [unicodedata.normalize("NFKC", text) for text in pages(page.pdf(prefer_css_page_size=True))]
    assert len(printed) == 2
    text = "".join(printed)
    assert all(letters(f"{part}. {words}") in text for part, words in ROUND.items())
    assert letters(introduction().split("\n\n")[0]) in printed[0]
    for lesson in LESSONS:
        assert letters(f"{lesson.title}: {lesson.minutes} minutes{lesson.goal}") in text
        rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in plan(lesson, visitor.lab).splitlines()[2:]]
        assert [row for row in rows if letters("".join(row)) not in text] == []
    assert visitor.complaints == []


def test_a_key_is_saved_as_a_file(visitor: Visitor) -> None:
    page = visitor.open("/teachers")
    with page.expect_download(timeout=120_000) as saved:
        page.get_by_role("button", name="Key", exact=True).first.click()
    assert saved.value.suggested_filename == f"{LESSONS[0].name}-key.html"
    html = saved.value.path().read_text(encoding="utf-8")
    assert f"<h1>{LESSONS[0].title}</h1>" in html
    assert f'href="{visitor.lab}/' in html
    assert visitor.complaints == []


def test_on_a_phone_nothing_scrolls_sideways(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    page = visitor.open("/teachers")
    page.wait_for_function("(({ scrollWidth, clientWidth }) => scrollWidth === clientWidth)(document.querySelector('.stMain'))")
    links = page.locator(".st-key-nav a, .st-key-nav .lab-actions button:visible").evaluate_all(
        "nodes => nodes.map((node) => { const { left, right } = node.getBoundingClientRect(); return [left, right]; })"
    )
    assert all(left >= -1 and right <= 391 for left, right in links)
