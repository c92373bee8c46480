"""What a visitor has tried and solved: the list that Python writes, and the browser that keeps the marks."""

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from lessons.challenges import CHALLENGES, GROUPS
from lessons.challenges.answers import Choose, Draw, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from tests.conftest import Visitor, at_both
from tests.test_pages_challenges import opened, solution, texts
from tests.walks import rest
from ui.challenges.answering import written
from ui.challenges.progress import task_list

FIRST, SECOND = CHALLENGES[:2]
KINDS = [*{type(challenge.answer): challenge for challenge in CHALLENGES}.values()]
"""One for each way to answer."""
NAME = "optimizer-lab-tasks"


def told(app: AppTest) -> Any:
    """What the browser is told of the task."""
    found = [json.loads(block.proto.json) for block in app.get("bidi_component") if block.proto.component_name.endswith("_tasks")]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("challenge", KINDS, ids=lambda challenge: challenge.name)
def test_the_browser_is_told_what_is_judged(challenge: Challenge) -> None:
    assert told(opened(challenge)) == {"task": challenge.name, "answer": None, "right": False}
    given = solution(challenge)
    app = opened(challenge, **texts(challenge, given))
    app.button(key="reveal").click().run()
    said = told(app)
    assert (said["task"], said["right"]) == (challenge.name, True)
    assert len(said["answer"]) <= 3000


def test_an_answer_is_written_as_a_link_writes_it() -> None:
    def said(kind: type, given: Any) -> str:
        return written(replace(FIRST, answer=object.__new__(kind)), given)

    assert said(Choose, 2) == "C"
    assert said(Rank, ("Adam", "SGD")) == "Adam, SGD"
    assert said(Place, (-1.5, 2.0)) == "-1.5,2"
    assert said(Draw, ((0.0, 0.0), (1.0, 2.5), (3.0, 4.0))) == "1,2.5;3,4"
    assert said(Turn, {"beta1": 0.82, "learning_rate": 1e-8}) == "beta1=0.82, learning_rate=1e-08"


def test_the_list_has_each_task_once_by_group_and_marks_the_one_that_is_open() -> None:
    one, two = replace(FIRST, name="one", title="<b>&\"'", group=GROUPS[1]), replace(FIRST, name="two", title="Two", group=GROUPS[0])
    found = task_list((one, two), one)
    assert re.findall("<h3>(.*?)</h3>", found) == [GROUPS[0], GROUPS[1]]
    assert re.findall('data-task="(.*?)"', found) == ["two", "one"]
    assert re.findall('data-task="([^"]*)" aria-current="page"', found) == ["one"]
    assert "<b>" not in found
    assert "&lt;b&gt;&amp;&quot;&#x27;" in found
    assert 'href="?task=%3Cb%3E%26%22%27"' in found
    assert len(re.findall("data-task", task_list(CHALLENGES, FIRST))) == len(CHALLENGES)


def kept(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('{NAME}')") or "{}")


@at_both
def test_what_is_solved_stays_solved_in_this_browser_and_a_link_solves_nothing(visitor: Visitor) -> None:
    name, given = FIRST.name, texts(FIRST, solution(FIRST))
    page = visitor.open(f"/challenges?{urlencode({'task': FIRST.title, **given, f'{name}.seen': '1'}, doseq=True)}")
    rest(page)
    row = page.locator(f"[data-task={name}]")
    solved = page.locator(".lab-solved")
    expect(page.locator(".stAlert")).to_contain_text("Right.")
    expect(row).to_have_attribute("data-state", "not tried")
    expect(page.get_by_role("button", name="Copy my answers")).to_be_hidden()

    page.locator(".st-key-again button").click()
    rest(page)
    page.locator(".st-key-reveal button").click()
    expect(row).to_have_attribute("data-state", "solved")
    expect(solved).to_have_text(f"1 of {len(CHALLENGES)} solved")
    assert kept(page)[name]["first"]
    rest(page)

    page.reload()
    expect(row).to_have_attribute("data-state", "solved")
    rest(page)
    page.evaluate("window.same = true")
    page.locator(f"[data-task={SECOND.name}]").click()
    # For a moment the list of the task before may stand beside the new one.
    expect(page.locator(f"[data-task={SECOND.name}][aria-current=page]")).to_have_count(1)
    expect(page.locator(f"[data-task={SECOND.name}]")).to_have_count(1)
    expect(page.locator("h1")).to_have_text(SECOND.title)
    expect(row).to_have_attribute("data-state", "solved")
    assert page.evaluate("window.same"), "the page was not loaded anew"
    rest(page)
    row.click()
    expect(page.locator("h1")).to_have_text(FIRST.title)
    expect(page.locator(".stAlert")).to_contain_text("Right.")
    rest(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    assert re.search(rf"\n{name},yes,1,.*,yes,", download.value.path().read_text())

    page.get_by_role("button", name="Forget my answers").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget", exact=True).click()
    expect(row).to_have_attribute("data-state", "not tried")
    page.reload()
    expect(solved).to_have_text(f"0 of {len(CHALLENGES)} solved")
    assert kept(page) == {}
    assert visitor.complaints == []


def test_on_a_phone_a_long_question_does_not_leave_its_verdict_out_of_sight(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    asked = next(challenge for challenge in KINDS if isinstance(challenge.answer, Choose))
    page = visitor.open(f"/challenges?{urlencode({'task': asked.title})}")
    rest(page)
    page.locator("label:has(input[type=radio])").last.click()
    page.locator(".st-key-reveal button").click()
    page.wait_for_selector(".st-key-verdict")
    rest(page)
    picture, verdict = (page.locator(part).bounding_box() for part in (".st-key-picture", ".st-key-verdict .stAlert"))
    assert picture
    assert verdict
    assert picture["y"] + picture["height"] <= verdict["y"] <= 844
