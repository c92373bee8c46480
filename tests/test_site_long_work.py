"""On the static site, whatever takes long can be stopped."""

from playwright.sync_api import expect

from tests.site import START
from tests.test_site_browser import Learner, learner

__all__ = ["learner"]


def test_python_that_works_for_long_can_be_stopped_and_the_lab_starts_again(learner: Learner) -> None:
    page = learner.open("/compare/?landscape=Beale&t=300")
    long = page.locator(".long")
    page.wait_for_timeout(2000)
    expect(long).to_be_hidden()
    page.workers[0].evaluate("void setTimeout(() => { for (;;); })")
    expect(long).to_have_text("This takes long. Stop", use_inner_text=True)
    long.get_by_role("button", name="Stop").click()
    expect(long.get_by_role("link", name="Start it again")).to_be_focused()
    long.get_by_role("link", name="usual settings").click()
    page.wait_for_selector(".stApp h1", timeout=START)
    expect(page.locator(".long")).to_be_hidden()
    assert "Beale" not in page.url
    expect(page.locator(".st-key-landscape input")).not_to_have_value("Beale")
