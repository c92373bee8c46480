"""Back and Forward: one entry for each page visited, one press each, the same settings and the same picture."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.conftest import Visitor
from tests.walks import TABS, differ, rest, shown

LINK = "/compare?landscape=Beale&adam.beta1=0.5&beale.x=1.5&t=40&at=0,3,0,3&arrows=1"


def said(url: str) -> tuple[str, list[tuple[str, str]]]:
    """The page and the settings of a URL, in whatever order and letters."""
    parts = urlsplit(url)
    return parts.path, sorted(parse_qsl(parts.query))


@pytest.mark.parametrize(("house", "hurried"), [("lab", False), ("lab", True), ("site", False)], indirect=["house"])
def test_back_and_forward_show_what_was_there(visitor: Visitor, hurried: bool) -> None:
    page = visitor.page
    page.emulate_media(reduced_motion="reduce")  # the playhead stands still
    if hurried:  # the next page is clicked before the first has come to rest
        page.goto(visitor.lab + LINK)
        page.locator(TABS).first.wait_for()
    else:
        rest(visitor.open(LINK))
    urls, entries = [page.url], page.evaluate("history.length")
    seen = [None if hurried else shown(page)]
    for tab, path in (("Maps", "/maps"), ("Steps", "/step_by_step")):
        page.locator(TABS, has_text=tab).click()
        page.wait_for_url(f"**{path}**")
        rest(page)
        assert "landscape=Beale" in page.url
        assert "beale.x=1.5" in page.url
        assert "t=40" not in page.url, "the playhead belongs to the page that it is on"
        urls.append(page.url)
        seen.append(shown(page))
    box = page.locator(".st-key-beale-x input:not(.lab-knob)")  # what is set on a later page says nothing of the earlier ones
    box.fill("2")
    box.press("Enter")
    page.wait_for_url(lambda url: "beale.x=2" in url)
    rest(page)
    assert page.evaluate("history.length") == entries + 2

    def arrives(at: int) -> None:
        page.wait_for_url(lambda url: said(url) == said(urls[at]))
        rest(page)
        assert said(page.url) == said(urls[at])
        now = shown(page)
        if before := seen[at]:
            assert now["controls"] == before["controls"]
            assert not differ(now["picture"]["paths"], before["picture"]["paths"])
            assert {**now["picture"], "paths": 0} == {**before["picture"], "paths": 0}

    for at in (1, 0):
        page.go_back()
        arrives(at)
    if hurried:
        rest(page)
        assert page.locator(".lab-t").inner_text() == "t = 40"
    page.go_forward()
    arrives(1)
    page.reload()
    arrives(1)
    assert visitor.complaints == []
