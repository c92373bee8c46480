"""The lab's pages, run without a browser: a page is opened by its link, and what it sends to the browser is read."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.protocol import unpack

APP = str(Path(__file__).parents[1] / "app.py")
OWN_DATA = "Your own data …"


def run(page: str, **url: str | list[str]) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in url.items():
        app.query_params[key.replace("__", ".")] = value
    app.switch_page(page).run()
    assert not app.exception, app.exception
    return app


def headers(app: AppTest) -> list[Any]:
    """What the stage and the maps were told, in words."""
    pictures = [block.proto.bytes for block in app.get("bidi_component") if block.proto.bytes]
    return [unpack(picture)[0] for picture in pictures]


def header(app: AppTest) -> Any:
    """The same, where there is the stage alone."""
    found = headers(app)
    assert len(found) == 1
    return found[0]
