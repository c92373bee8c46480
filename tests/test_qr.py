"""The QR code of a link: it says the link, and whatever else a browser sends has none."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import APP
from tests.qr_reader import read
from ui.share.qr import LONGEST_CODE, code

LINK = "http://localhost:8501/compare?landscape=Rosenbrock&rosenbrock.x=1.25&at=0%2C3"


@pytest.mark.parametrize("length", [len(LINK), 90, 200, 400, LONGEST_CODE])
def test_a_code_says_its_link(length: int) -> None:
    link = LINK + "a" * (length - len(LINK))
    found = code(link)
    assert found
    assert found.startswith("data:image/svg+xml")
    assert read(found) == link


def test_letters_of_every_language_are_in_a_code() -> None:
    link = "https://lab.example.org/compare?landscape=Styblinski–Tang&show=β₁"
    assert read(code(link) or "") == link


@pytest.mark.parametrize(
    "sent",
    [
        None,
        5,
        True,
        [LINK],
        {"link": LINK},
        b"http://lab",
        "",
        "http://",
        "javascript:alert(1)",
        "ftp://lab.example.org",
        " " + LINK,
        LINK + "\n",
        LINK + "\x00",
        LINK + "\x1b[2J",
        LINK + "\x85",
        LINK + "\u202e",
        LINK + "\ud800",
        LINK + " a",
        "mailto:http://lab",
        LINK + "a" * (LONGEST_CODE + 1 - len(LINK)),
        "http://" + "a" * 10**6,
    ],
)
def test_what_is_no_link_has_no_code(sent: Any) -> None:
    assert code(sent) is None


def told(app: AppTest) -> Any:
    """What Python tells the browser about sharing."""
    (said,) = [json.loads(block.proto.json) for block in app.get("bidi_component") if '"public"' in block.proto.json]
    return said


def test_python_answers_the_browser_once_for_each_link(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = [None]
    drawn: list[Any] = []

    def draw(link: object) -> str | None:
        drawn.append(link)
        return code(link)

    monkeypatch.setattr("ui.components.link_to_encode", lambda: asked[0])
    monkeypatch.setattr("ui.share.sharing.code", draw)
    app = AppTest.from_file(APP, default_timeout=60).run()
    begun = told(app)
    assert (begun["public"], begun["code"]) == (None, None)
    for asked[0], picture in ((LINK, True), ("ftp://lab", False), ([], False)):
        app.run()
        app.run()
        assert not app.exception
        said = told(app)["code"]
        assert (said["picture"] is not None) is picture
        if picture:
            assert (said["link"], read(said["picture"])) == (LINK, LINK)
    assert drawn == [LINK, "ftp://lab"]
