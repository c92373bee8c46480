"""What `docs/links.md` says of links is what the pages say and do. After a change of a control: `make links`."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.links import FILE, complaints, folded, text, written
from tests.pages import run
from ui.controls.visit import STREAMLITS_OWN
from ui.pages import PAGES, address
from ui.stage.gesture import to_link

ROWS = re.findall(r"^\|.*?\| `([^`]+)` \|.*\| `(/[^`]*)` \|$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
"""Each key of the table with its example."""


@pytest.mark.parametrize(("key", "link"), ROWS, ids=[key for key, _ in ROWS])
def test_an_example_is_taken(key: str, link: str) -> None:
    parts = urlsplit(link)
    query = parse_qs(parts.query)
    assert key in map(folded, query)
    app = run(next(page.path for page in PAGES if address(page) == parts.path), **query)
    assert not complaints(app)
    kept = written(app) | {name: [text] for name, text in to_link(app.session_state["visit"].gesture).items() if text}
    settings = {name: values for name, values in query.items() if name not in STREAMLITS_OWN}
    assert {name: kept.get(name) for name in settings} == settings


def test_the_table_is_what_the_pages_say() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run make links"
