"""What a page of the static site may do, and where it leads from addresses at which nothing is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from static_site.front_page import POLICY, allowed
from tests.servers import ROOT
from tests.site import FOLDER, START, served, shell
from ui.pages import PAGES, address

ELSEWHERE = "https://elsewhere.example/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[str]:
    """The address of a site without Python."""
    shell(tmp_path / FOLDER)
    with served(tmp_path) as host:
        yield f"{host}/{FOLDER}"


@pytest.mark.parametrize(
    ("tries", "directive"),
    [
        (f"fetch('{ELSEWHERE}')", "connect-src"),
        (f"document.body.append(Object.assign(new Image(), {{ src: '{ELSEWHERE}' }}))", "img-src"),
        (f"document.head.append(Object.assign(document.createElement('script'), {{ src: '{ELSEWHERE}' }}))", "script-src-elem"),
        ("document.head.append(Object.assign(document.createElement('script'), { text: '1' }))", "script-src-elem"),
        ("document.head.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,1' }))", "script-src-elem"),
        ("document.body.setAttribute('onclick', '1')", "script-src-attr"),
        ("setTimeout('1')", "script-src"),
        (f"document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{ELSEWHERE}' }}))", "frame-src"),
        (f"document.head.append(Object.assign(document.createElement('base'), {{ href: '{ELSEWHERE}' }}))", "base-uri"),
    ],
)
def test_a_page_refuses_what_it_does_not_need(page: Page, outside: str, tries: str, directive: str) -> None:
    page.goto(f"{outside}/compare/")
    hear = "new Promise((tell) => addEventListener('securitypolicyviolation', ({ effectiveDirective }) => tell(effectiveDirective)))"
    assert page.evaluate(f"() => {{ const said = {hear}; try {{ {tries}; }} catch {{}} return said; }}") == directive


def test_every_page_does_with_the_policy_and_python_reaches_no_other_host(page: Page, site: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"{site}/")
    expect(page.locator("#loading")).to_have_count(0, timeout=START)
    for i, each in enumerate(PAGES):
        page.locator(".st-key-nav a").nth(i).click()
        expect(page).to_have_title(re.compile(each.title))
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        if each.name == "compare":
            page.get_by_text("3D", exact=True).click()
            page.locator(".gl-container canvas").first.wait_for()
    assert complaints == []
    assert len(page.workers) == 1
    heard = "new Promise((tell) => addEventListener('securitypolicyviolation', (event) => tell(event.effectiveDirective)))"
    tries = f"fetch('{ELSEWHERE}').then(() => 'answered', () => refused)"
    assert page.workers[0].evaluate(f"() => {{ const refused = {heard}; return {tries}; }}") == "connect-src"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/Compare?landscape=Beale#x", "/compare/?landscape=Beale#x"),
        ("/maps.html?adam.beta1=0.8", "/maps/?adam.beta1=0.8"),
        ("/en/step_by_step/more", "/step_by_step/"),
    ],
)
def test_an_address_that_means_a_page_leads_there(page: Page, outside: str, asked: str, found: str) -> None:
    page.goto(outside + asked)
    page.wait_for_url(outside + found)
    assert page.locator("#loading .nav").count() == 1


def test_another_address_shows_the_pages(page: Page, outside: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"{outside}/no/such/thing")
    page.get_by_role("heading", name="There is no such page").wait_for()
    for each in PAGES:
        place = address(each).rstrip("/") + "/"
        expect(page.get_by_role("link", name=each.title, exact=True)).to_have_attribute("href", outside + place)
    assert complaints == []


def test_scripts_are_allowed_by_name_or_hash_only() -> None:
    policy = dict(line.split(" ", 1) for line in POLICY)
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert allowed("1") == "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"


def test_the_folder_says_how_to_serve_it(tmp_path: Path) -> None:
    shell(tmp_path)
    read = (tmp_path / "README.txt").read_text()
    assert "python3 -m http.server 8501" in read
    assert re.search(r"-File (serve\.ps1)$", read, re.MULTILINE)
    served_by = (tmp_path / "serve.ps1").read_text()
    assert ":$port/" in served_by
    assert "$port = 8501" in served_by
    for suffix in (".js", ".mjs", ".css", ".wasm", ".html"):  # a browser refuses these under another type
        assert f"'{suffix}' = " in served_by


def test_the_workflow_publishes_what_make_site_builds_and_pins_all_it_uses() -> None:
    text = (ROOT / ".github/workflows/pages.yml").read_text()
    assert "run: make site\n" in text
    assert "path: static_site/dist" in text
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", each) for each in used)
    assert "://" not in text
