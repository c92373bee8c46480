"""What the stage writes into a place of the page comes back when Streamlit mounts the place anew, without another picture."""

import pytest

from tests.conftest import Visitor
from tests.walks import rest

PLACES = {
    "/": (".lab-fit-place", ".lab-cut-place", ".lab-transport-place"),
    "/?step=Two+weights": (".lab-fit-place", ".lab-transport-place"),
    "/compare?layout=Side+by+side&show=SGD&show=Adam&t=20": (".lab-transport-place", ".lab-said-panel-sgd", ".lab-loss-panel-adam"),
    "/step_by_step?t=20": (".lab-transport-place", ".lab-meter-place", ".lab-traces-place"),
}
WRITTEN = "(place) => { const { children, innerText } = document.querySelector(place); return children.length + innerText; }"

ANEW = "(node) => node.replaceWith(Object.assign(document.createElement('div'), { className: node.className }))"


@pytest.mark.parametrize("path", PLACES)
def test_what_stands_in_a_place_comes_back(path: str, visitor: Visitor) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")  # the playhead stands still
    page = visitor.open(path)
    rest(page)
    for place in PLACES[path]:
        written = page.evaluate(WRITTEN, place)
        assert written != "0", place
        page.locator(place).evaluate(ANEW)
        page.wait_for_function(f"([place, written]) => ({WRITTEN})(place) === written", arg=[place, written])
    assert visitor.complaints == []
