"""What stands on a button can be read to its end, on every page, at both widths, on the server and on the static site."""

from tests.conftest import Visitor, at_both
from tests.walks import TABS, rest
from ui.pages import PAGES

OWN = "/compare?landscape=Your+own+…"
"""With a landscape of one's own, pages have more buttons."""
SIZES = [(390, 844), (1440, 900)]
CUT = """() => {
  const buttons = [...document.querySelectorAll("button, summary, [role=button], [role=radio]")];
  const seen = buttons.filter((button) => button.checkVisibility({ visibilityProperty: true }) && button.innerText.trim());
  const cut = (part) => part.innerText && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1
    && getComputedStyle(part).overflowX !== "visible";
  window.read = seen.length;
  return seen.filter((button) => [button, ...button.querySelectorAll("*")].some(cut)).map((button) => button.innerText.trim());
}"""


@at_both
def test_no_label_is_cut(visitor: Visitor) -> None:
    page = visitor.open(OWN)
    cut = []
    for number in range(len(PAGES)):
        page.locator(TABS).nth(number).click()
        page.locator(f"{TABS}[aria-current]").nth(0).and_(page.locator(TABS).nth(number)).wait_for()
        rest(page)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            cut += [f"{page.locator('h1').inner_text()}, {width} pixels wide: {label}" for label in page.evaluate(CUT)]
            assert page.evaluate("read") > 0, "there are buttons to read"
    assert cut == []
