"""Inside a step, in a real browser: the numbers follow the playhead, to the last bit."""

import re

import pytest
from playwright.sync_api import Page, expect

from landscapes import Rosenbrock
from optim_core import Adam, Run
from tests.conftest import Visitor, Window, at_both
from tests.stage import comes

INSIDE = "/step_by_step?landscape=Rosenbrock&noise=0&steps=50"


def lines(page: Page) -> list[str]:
    """The paragraphs of the inspector as they are read, each formula once."""
    page.wait_for_function("document.querySelector('.st-key-inspector-0 [data-exact]') && document.querySelector('canvas.lab-playhead')")
    return list(
        page.evaluate(
            """[...document.querySelectorAll('.st-key-inspector-0 .stMarkdown p')].map((p) => {
              const copy = p.cloneNode(true);
              copy.querySelectorAll('.katex-mathml').forEach((twin) => twin.remove());
              return copy.textContent;
            })"""
        )
    )


def exact(page: Page, line: int) -> list[float]:
    """The exact numbers of a line, in order."""
    script = f"[...document.querySelectorAll('.st-key-inspector-0 .stMarkdown p')[{line}].querySelectorAll('.katex-html [data-exact]')]"
    return [float(text) for text in page.evaluate(script + ".map((node) => node.dataset.exact)")]


@at_both
def test_the_numbers_follow_the_playhead_to_the_last_bit(visitor: Visitor) -> None:
    page = visitor.open(INSIDE + "&t=26")
    lines(page)
    trajectory = Run(Adam.suited_to(Rosenbrock()), Rosenbrock(), Rosenbrock().start, 50).record()
    stage = page.locator(".st-key-ground .js-plotly-plot")
    for t in (26, 27):  # where the fourth digit stays and the tenth does not
        m, before, g = trajectory.quantities["m"][t], trajectory.quantities["m"][t - 1], trajectory.gradient[t - 1]
        page.wait_for_function(f"document.querySelector('.lab-t').textContent === 't = {t}'")
        first = [*trajectory.theta[t - 1], *g]
        assert comes(page, lambda: exact(page, 0), first.__eq__) == first
        assert exact(page, 1) == [0.9, before[0], 0.9, g[0], m[0], 0.9, before[1], 0.9, g[1], m[1]]
        assert exact(page, 6)[-1] == trajectory.theta[t, 1]
        stage.focus()
        page.keyboard.press("ArrowRight")
    assert "no number" not in "".join(lines(page))
    assert visitor.complaints == []


def test_a_line_lights_what_it_draws_and_is_copied_whole(visitor: Visitor) -> None:
    page = visitor.open(INSIDE + "&t=3")
    lines(page)
    picture = "document.querySelector('canvas.lab-playhead').toDataURL()"
    before = page.evaluate(picture)
    page.locator(".st-key-inspector-0 .stMarkdown p").nth(1).focus()
    assert page.evaluate(picture) != before
    copied = page.evaluate(
        """() => {
          const line = document.querySelectorAll('.st-key-inspector-0 .stMarkdown p')[2], range = document.createRange();
          range.selectNodeContents(line);
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
          const data = new DataTransfer();
          line.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData('text/plain');
        }"""
    )
    assert str(exact(page, 2)[-1]) in copied


def test_another_optimizer_brings_its_own_lines_and_a_knob_new_numbers(visitor: Visitor) -> None:
    page = visitor.open(INSIDE + "&t=5&beside=RMSprop")
    lines(page)
    page.wait_for_function("document.querySelector('.st-key-inspector-1 [data-exact]')")
    number = page.locator(".st-key-adam-beta1 input:not(.lab-knob)")
    number.fill("0.5")
    number.press("Enter")
    page.wait_for_url(re.compile(r"adam\.beta1=0\.5"))
    assert comes(page, lambda: exact(page, 1)[:1], lambda found: found == [0.5]) == [0.5]


def test_the_meter_turns_when_the_bound_is_crossed(visitor: Visitor) -> None:
    page = visitor.open(INSIDE + "&optimizer=SGD&t=1&rosenbrock.sgd.learning_rate=0.0005")
    page.get_by_text(re.compile(r"the largest curvature here is .* below that")).wait_for()
    expect(page.locator(".lab-meter.over")).to_have_count(0)
    page.goto(visitor.lab + INSIDE + "&optimizer=SGD&t=1&rosenbrock.sgd.learning_rate=0.003")
    page.get_by_text(re.compile("times too large")).wait_for()
    expect(page.locator(".lab-meter.over")).to_have_count(1)


@pytest.mark.parametrize("beside", ["", "&beside=Adamax"])
def test_on_a_phone_the_lines_wrap(window: Window, beside: str) -> None:
    page = window((390, 844)).open(INSIDE + "&t=20" + beside)
    lines(page)
    wide = (
        "Math.max(...[...document.querySelectorAll('[class*=st-key-inspector-] .base')].map((each) => each.getBoundingClientRect().right))"
    )
    assert comes(page, lambda: float(page.evaluate(wide)), lambda found: found <= 390) <= 390
