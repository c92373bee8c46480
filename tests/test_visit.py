"""Settings go along from page to page, a link is exactly what it says, and only the browser writes the URL."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import run
from ui.controls.visit import Visit
from ui.pages import PAGES

ROOT = Path(__file__).parents[1]


def said(app: AppTest) -> Any:
    """What Python tells the browser of the URL."""
    (request,) = [json.loads(block.proto.json) for block in app.get("bidi_component") if '"opened"' in block.proto.json]
    return request


def query(app: AppTest) -> dict[str, list[str]]:
    return parse_qs(said(app)["query"], keep_blank_values=True)


def test_python_never_writes_the_url() -> None:
    sources = [path for folder in ("ui", "pages", "figures") for path in (ROOT / folder).rglob("*.py")] + [
        ROOT / "app.py",
        ROOT / "serve.py",
    ]
    naming = [path for path in sources if re.search(r"query_params(?!=)|query-params", path.read_text(encoding="utf-8"))]
    assert [path.name for path in naming] == ["visit.py"]
    text = (ROOT / "ui/controls/visit.py").read_text(encoding="utf-8")
    assert set(re.findall(r"query_params\S*", text)) == {"query_params.get_all(key)", "query_params})"}


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_a_page_at_its_defaults_has_no_query(page: str) -> None:
    assert query(run(page)) == {}


LINK: dict[str, str | list[str]] = {
    "landscape": "Rosenbrock",
    "steps": "500",
    "seed": "7",
    "noise": "5",
    "adam.beta1": "0.5",
    "rosenbrock.x": "1.25",
    "show": ["SGD", "Adam"],
}


def test_a_link_is_written_as_it_was_read() -> None:
    assert query(run("pages/compare.py", **LINK)) == {key: value if isinstance(value, list) else [value] for key, value in LINK.items()}


def test_nothing_chosen_is_a_link_too() -> None:
    app = run("pages/compare.py", show="")
    assert query(app) == {"show": [""]}
    assert not app.warning


def test_settings_go_along_to_the_next_page() -> None:
    app = run("pages/compare.py", **LINK)
    app.query_params.clear()
    app.switch_page("pages/maps.py").run()
    shared = {key: [value] for key, value in LINK.items() if isinstance(value, str)}
    assert query(app) == shared
    assert not app.warning
    app.switch_page("pages/start.py").run()
    app.switch_page("pages/compare.py").run()
    assert query(app) == {**shared, "show": LINK["show"]}


def test_a_link_that_is_opened_says_all_there_is_to_say() -> None:
    app = run("pages/compare.py", **LINK)
    app.query_params.clear()
    app.query_params["steps"] = "100"
    app.switch_page("pages/maps.py").run()
    assert query(app) == {"steps": ["100"]}


def test_what_is_wrong_with_a_link_is_said_until_something_changes() -> None:
    app = run("pages/compare.py", landscape="Mordor", adam__beta1="0.5")
    assert app.warning
    app.run()
    assert app.warning
    app.number_input(key="seed").set_value(5.0).run()
    assert not app.warning
    app.query_params.clear()
    app.switch_page("pages/maps.py").run()
    assert not app.warning


def test_what_stood_at_its_default_stands_at_the_new_one() -> None:
    app = run("pages/compare.py", landscape="Himmelblau", himmelblau__minibatch__learning_rate="0.02")
    app.selectbox(key="landscape").select_index(10).run()
    assert query(app) == {"landscape": ["Penguins, raw units"]}
    assert not app.exception


@pytest.mark.parametrize(("typed", "shown"), [(2.4, 2), (2.5, 3), (12.999, 13)])
def test_a_whole_number_is_rounded_in_box_and_link_alike(typed: float, shown: int) -> None:
    app = run("pages/compare.py", noise="5")
    app = app.number_input(key="seed").set_value(typed).run()
    assert not app.exception
    assert app.number_input(key="seed").value == shown
    assert query(app) == {"noise": ["5"], "seed": [str(shown)]}


def test_a_browser_may_send_anything_as_a_link() -> None:
    from ui.controls.visit import _request

    for state in (
        None,
        5,
        {},
        {"request": 5},
        {"request": {"page": "maps", "number": 1}},
        {"request": {"page": "maps", "number": 1, "query": "a" * 9000}},
    ):
        assert _request(state, "maps") is None
    assert _request({"request": {"page": "maps", "number": 1, "query": "&".join(["a=1"] * 2000)}}, "maps") is None
    assert _request({"request": {"page": "maps", "number": 10**400, "query": "?a=1&a=2&embed=true&b="}}, "maps") == (
        10**400,
        {"a": ["1", "2"], "b": [""]},
    )
    assert _request({"request": {"page": "start", "number": 1, "query": ""}}, "maps") is None


def test_two_visits_share_nothing() -> None:
    one, other = Visit(), Visit()
    one.open("maps", {"steps": ["100"]})
    assert (other.settings, other.seeded, other.link, other.opened) == ({}, set(), {}, 0)
    assert one.name != other.name


def test_a_name_that_is_none_of_many_is_answered_by_how_many_there_are() -> None:
    app = run("pages/challenges.py", task="nothing")
    titles = app.selectbox(key="task").options
    assert f"one of {len(titles)}, from {titles[0]} to {titles[-1]};" in app.warning[0].value.replace("\\", "")
