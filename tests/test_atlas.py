"""Maps in a real browser: what the hand does, and what follows."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from landscapes import Rosenbrock
from optim_core import Adam, descend, record
from tests.conftest import Visitor, at_both
from tests.stage import at_the_end, point
from tests.walks import rest

MAPS = "/maps?landscape=Rosenbrock&noise=0&steps=200"
PLOT = ".st-key-atlas-0 .js-plotly-plot"
LISTEN = "() => { window.said = []; addEventListener('lab-mapped', (event) => said.push(event.detail)); }"


def whole(page: Page) -> None:
    """Wait until the maps are computed to the last cell."""
    page.wait_for_selector("canvas.lab-cells")
    page.wait_for_function(
        "document.querySelector('.lab-atlas progress')?.hidden && document.querySelector('.lab-atlas-words').textContent"
    )
    page.wait_for_selector(".lab-outcomes td")


def middle(page: Page, right: float = 0.6025, up: float = 0.5025) -> tuple[float, float]:
    """A point of the map, in shares of it: the middle of a cell."""
    area = page.evaluate(
        f"""() => {{ const plot = document.querySelector("{PLOT}");
        const box = plot.getBoundingClientRect(), {{ xaxis, yaxis }} = plot._fullLayout;
        return [box.x + xaxis._offset, box.y + yaxis._offset, xaxis._length, yaxis._length]; }}"""
    )
    return area[0] + right * area[2], area[1] + (1 - up) * area[3]


def test_the_pointer_reads_a_cell_and_a_click_loads_it_into_the_stage(visitor: Visitor) -> None:
    page = visitor.open(MAPS)
    whole(page)
    x, y = middle(page)
    page.mouse.move(x, y)
    tip = page.locator(".lab-tip:visible").inner_text()
    said = re.match(r"η = ([\d.]+), β₁ = ([\d.]+): .* (?:loss ([\d.e-]+)|after (\d+) steps)", tip)
    assert said, tip
    page.evaluate(LISTEN)
    page.mouse.click(x, y)
    page.wait_for_url(lambda url: f"adam.learning_rate={said[1]}" in url and f"adam.beta1={said[2]}" in url)
    visitor.settle()
    assert "coarse" not in page.evaluate("said"), "the maps did not change, and are not sent anew"
    trajectory = record(descend(Adam(learning_rate=float(said[1]), beta1=float(said[2])), Rosenbrock(), Rosenbrock().start), 200)
    if said[3]:
        assert float(said[3]) == pytest.approx(trajectory.loss[-1], rel=0.01)
    at_the_end(page)
    expect(page.locator(".lab-outcomes")).to_contain_text(f"{trajectory.loss[-1]:.2g}")
    expect(page.locator(".lab-atlas-count")).to_have_text("40,000 runs")
    point(page, 5, 5)
    cross = "document.querySelector('canvas.lab-cross').toDataURL()"
    shown = page.evaluate(cross)
    page.goto(page.url)
    whole(page)
    page.wait_for_function(f"(shown) => {cross} === shown", arg=shown)  # the cross stands where the link has it
    href = page.locator(".st-key-workspace [data-testid=stPageLink] a").get_attribute("href")
    assert href
    page.goto(visitor.lab + "/" + href.split("/")[-1])
    page.wait_for_selector(".lab-outcomes td")
    at_the_end(page)
    expect(page.locator(".lab-outcomes")).to_contain_text(f"{trajectory.loss[-1]:.2g}")
    expect(page.locator(".lab-outcomes tbody tr")).to_have_count(1)
    assert visitor.complaints == []


def test_the_keyboard_reads_and_loads_a_cell(visitor: Visitor) -> None:
    page = visitor.open(MAPS)
    whole(page)
    page.locator(PLOT).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert "β₁ = " in page.locator(".lab-tip:visible").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"rosenbrock\.adam\.learning_rate="))


def test_a_change_in_the_middle_drops_the_refinement(visitor: Visitor) -> None:
    page = visitor.open("/maps?landscape=Rosenbrock&noise=0&steps=2000")
    page.wait_for_selector("canvas.lab-cells")
    page.evaluate(LISTEN)
    assert page.locator(".lab-atlas progress").is_visible()
    page.evaluate("window.first = document.querySelector('.lab-atlas-words').textContent")
    typed = page.locator(".st-key-adam-beta2 input:not(.lab-knob)")
    typed.fill("0.5")
    typed.press("Enter")
    page.wait_for_url(re.compile(r"adam\.beta2=0\.5"))
    whole(page)
    said: list[str] = page.evaluate("said")
    assert said.count("whole") == 1, "only the map that is wanted was computed to the end"
    assert page.locator(".lab-atlas-count").inner_text() == "40,000 runs"
    assert visitor.complaints == []


def test_while_a_map_is_computed_nothing_is_said_of_the_one_before(visitor: Visitor) -> None:
    page = visitor.open(MAPS)
    whole(page)
    page.evaluate(
        """() => {
          window.seen = [];
          const count = document.querySelector(".lab-atlas-count"), words = document.querySelector(".lab-atlas-words");
          new MutationObserver(() => seen.push([count.textContent, getComputedStyle(words).visibility, words.textContent]))
            .observe(count, { childList: true, characterData: true, subtree: true });
        }"""
    )
    typed = page.locator(".st-key-adam-beta2 input:not(.lab-knob)")
    typed.fill("0.5")
    typed.press("Enter")
    page.wait_for_function("window.seen.at(-1)?.[0] === '40,000 runs'")
    seen: list[list[str]] = page.evaluate("seen")
    assert {visibility for count, visibility, _ in seen if " of " in count} == {"hidden"}
    expect(page.locator(".lab-atlas-words")).to_be_visible()


def test_the_coarse_map_follows_a_knob_that_moves(visitor: Visitor) -> None:
    page = visitor.open(MAPS)
    whole(page)
    page.evaluate(LISTEN)
    slider = page.locator(".st-key-adam-beta2 input.lab-knob")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    for i, share in enumerate((0.65, 0.6, 0.5, 0.4), start=1):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_function("(i) => said.filter((word) => word === 'moving').length >= i", arg=i)
    assert "adam.beta2" not in page.url
    page.mouse.up()
    page.wait_for_url(re.compile(r"adam\.beta2="))
    whole(page)
    page.wait_for_function("said.at(-1) === 'whole'")
    assert visitor.complaints == []


def test_a_map_of_starts_moves_the_start(visitor: Visitor) -> None:
    page = visitor.open("/maps?kind=All+starts&noise=0&steps=100&himmelblau.adam.learning_rate=0.2")
    whole(page)
    x, y = middle(page, 0.1, 0.9)
    page.mouse.click(x, y)
    page.wait_for_url(re.compile(r"himmelblau\.x=-[34].*himmelblau\.y=[34]"))
    at_the_end(page)
    expect(page.locator(".lab-outcomes")).to_contain_text("(-2.81, 3.13)")
    assert visitor.complaints == []


@at_both
def test_maps_leave_the_page_as_picture_page_and_numbers(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("/maps?landscape=Rosenbrock&noise=0&steps=50&of=SGD&of=Adam")
    whole(page)
    got: dict[str, Path] = {}
    for name in ("PNG", "HTML", "CSV"):
        with page.expect_download() as awaited:
            page.get_by_role("button", name=name, exact=True).click()
        got[name] = tmp_path / awaited.value.suggested_filename
        awaited.value.save_as(got[name])
    assert got["PNG"].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert got["PNG"].stat().st_size > 20_000
    text = got["HTML"].read_text(encoding="utf-8")
    assert "Plotly.newPlot" in text
    assert '<script src="http' not in text  # it needs nothing else
    rows = list(csv.DictReader(io.StringIO(got["CSV"].read_text(encoding="utf-8"))))
    assert len(rows) == 2 * 100 * 100
    one: dict[str, Any] = rows[-1]
    assert list(one) == ["optimizer", "learning_rate", "x", "became", "passed", "steps", "loss", "end_x", "end_y"]
    start = (float(one["x"]), Rosenbrock().start[1])
    trajectory = record(descend(Adam(learning_rate=float(one["learning_rate"])), Rosenbrock(), start), 50)
    assert float(one["loss"]) == trajectory.loss[int(one["steps"])]
    assert visitor.complaints == []


def test_the_race_becomes_fair_before_the_learners_eyes(visitor: Visitor) -> None:
    page = visitor.open("/compare?landscape=Rosenbrock&noise=0&t=300")
    page.wait_for_selector(".lab-outcomes td")
    before = page.locator(".lab-outcomes").inner_text()
    page.get_by_role("radio", name="Same η for all").click()
    page.wait_for_url(re.compile("rates=Same"))
    page.get_by_text("Who wins, and at whose η").wait_for()
    page.wait_for_function("(text) => document.querySelector('.lab-outcomes').innerText !== text", arg=before)
    rest(page)
    same = page.locator(".lab-outcomes").inner_text()
    page.get_by_role("radio", name="Each at its best").click()
    page.wait_for_url(re.compile("rates=Each"))
    page.wait_for_function("(text) => document.querySelector('.lab-outcomes').innerText !== text", arg=same)
    best = page.locator(".lab-outcomes").inner_text()
    assert len({before, same, best}) == 3
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot').length === 3")
    assert visitor.complaints == []


def test_a_map_opened_behind_another_page_waits_until_it_is_seen(visitor: Visitor) -> None:
    visitor.page.add_init_script("Object.defineProperty(document, 'hidden', { configurable: true, value: true })")
    page = visitor.open(MAPS)
    page.wait_for_selector("canvas.lab-cells")
    expect(page.locator(".lab-atlas-count")).to_have_text("625 of 40,000 runs")
    page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
    whole(page)


def test_without_a_wire_the_map_is_refined_as_well(browser: Browser, without_wire: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    visitor = Visitor(context, without_wire)
    page = visitor.open(MAPS)
    whole(page)
    # From now on the stage speaks whenever the map does: each has to be heard.
    page.get_by_label("Arrows").evaluate("(box) => addEventListener('lab-mapped', () => box.click())")
    page.mouse.click(*middle(page))
    page.wait_for_url(re.compile(r"adam\.beta1="))
    visitor.settle()
    whole(page)
    assert visitor.complaints == []
    context.close()
