"""Links and pasted tables are taken or refused in words, and no page hangs. More than a hundred cases of each; `make fuzz`: 10,000."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from landscapes.table import MODELS
from tests.inputs import CASES, MANY, ROWS
from tests.link_inputs import FRAMES, MEANT, OWN_METHODS, TASKS, TYPED, WHATEVER
from tests.pages import APP
from tests.stretches import MOST, longest
from ui.pages import PAGES as EVERY_PAGE

TIMEOUT = 600
"""Seconds until a page counts as lost. What it computes is measured in processor time, which does not depend on how busy the machine is."""
PAGES = settings(MANY, max_examples=CASES if CASES > 1000 else 120)  # a page takes what it takes, and looks up every second


@PAGES
@given(WHATEVER | MEANT | TYPED | OWN_METHODS, st.sampled_from([page.name for page in EVERY_PAGE]))
def test_links(link: dict[str, str], page: str) -> None:
    def visit() -> None:
        app = AppTest.from_file(APP, default_timeout=TIMEOUT)
        app.query_params.update(link)
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, (link, page, app.exception)
        assert all("<" not in block.value for block in (*app.warning, *app.error, *app.code[:1]))

    assert longest(visit) < MOST


@PAGES
@given(FRAMES, MEANT, st.sampled_from([page.name for page in EVERY_PAGE]))
def test_framed_links(frame: dict[str, str], link: dict[str, str], page: str) -> None:
    def visit() -> None:
        app = AppTest.from_file(APP, default_timeout=TIMEOUT)
        app.query_params.update(link | frame)
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, (link, frame, page, app.exception)
        assert all("<" not in block.value for block in (*app.warning, *app.error))

    assert longest(visit) < MOST


@PAGES
@given(TASKS)
def test_links_to_tasks(link: dict[str, str]) -> None:
    def visit() -> None:
        app = AppTest.from_file(APP, default_timeout=TIMEOUT)
        app.query_params.update(link)
        app.switch_page("pages/challenges.py").run()
        assert not app.exception, (link, app.exception)
        assert all("<" not in block.value for block in (*app.warning, *app.error))

    assert longest(visit) < MOST


@PAGES
@given(
    st.lists(st.text(max_size=10), min_size=3, max_size=3),
    ROWS,
    st.sampled_from(list(MODELS)),
    st.sampled_from([page.name for page in EVERY_PAGE if page.chooses]),
)
def test_pasted_tables(names: list[str], rows: list[tuple[float, float, int]], model: str, page: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([names, *rows])

    def visit() -> None:
        app = AppTest.from_file(APP, default_timeout=TIMEOUT)
        app.query_params.update({"landscape": "Your own data …", "model": model, "steps": "20"})
        app.switch_page(f"pages/{page}.py").run()
        app.text_area[0].set_value(text.getvalue()).run()
        assert not app.exception, (text.getvalue(), page, app.exception)

    assert longest(visit) < MOST
