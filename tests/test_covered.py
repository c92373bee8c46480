"""Nothing invisible lies over a control: wherever it is pressed, it is the control that is pressed."""

import pytest
from playwright.sync_api import Page

from tests.conftest import Visitor
from tests.stage import comes
from tests.walks import rest

PAGES = ["/optimizers?optimizer=Adam", "/compare?landscape=Rastrigin", "/step_by_step", "/maps", "/challenges"]

COVERED = """async () => {
  const UNSEEN = ".stSlider input, .stSelectSlider input"; // what lies behind Streamlit's own drawings of sliders
  const controls = [...document.querySelectorAll(".st-key-workspace :is(button, input, select, summary, textarea, [role=combobox])")];
  const found = [];
  for (const control of controls.filter((each) => each.checkVisibility() && !each.disabled && !each.matches(UNSEEN))) {
    const holder = control.closest(".stElementContainer, .lab-stage") ?? control;
    control.scrollIntoView({ block: "center" });
    const { left, top, width, height } = control.getBoundingClientRect();
    for (let i = 0; i <= 40; i++)
      for (const share of [0.2, 0.5, 0.8]) {
        const at = document.elementFromPoint(left + 2 + (i / 40) * (width - 4), top + share * height);
        const over = at && !holder.contains(at) && !at.contains(control);
        if (over) found.push(`${control.ariaLabel ?? control.innerText} under ${at.tagName}.${at.className}`);
      }
  }
  return [...new Set(found)];
}"""


def open_all(page: Page) -> None:
    """Open what is folded, so that its controls are there, too."""
    for folded in page.locator(".stExpander summary").all():
        folded.click()


@pytest.mark.parametrize("path", PAGES)
def test_a_control_is_pressed_wherever_it_is_seen(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    rest(page)
    open_all(page)
    rest(page)
    assert comes(page, lambda: page.evaluate(COVERED), lambda found: found == []) == []  # what opens takes its time
