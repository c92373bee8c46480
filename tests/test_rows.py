"""A visitor's rows in the link and from page to page: what was sent is what is seen, and what is missing is said to be missing."""

import math
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from landscapes.tables.columns import EXAMPLE
from landscapes.tables.links import LONGEST_CARRIED, MOST_CARRIED, carried
from optim_core import CARD, OPTIMIZERS, SHORTHANDS, knobs
from tests.pages import OWN_DATA, headers, run
from tests.test_visit import query
from ui.controls.keys import url_name
from ui.controls.visit import LONGEST_LINK, LONGEST_QUERY, fitted
from ui.pages import PAGES as EVERY_PAGE

PAGES = [page.path for page in EVERY_PAGE if page.chooses]
THREE = "name;dose;effect;1st\na;1;2,5;0\nb;2;3,5;1\nc;3;6;0\nd;4;7,25;1\n"
LARGE = "dose,effect\n" + "\n".join(f"{i},{i % 13}" for i in range(MOST_CARRIED + 1))


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area(key="rows").set_value(text).run()
    assert not app.exception
    return app


def seen(app: AppTest) -> Any:
    """What the controls and the stage show of the rows."""
    boxes = [app.selectbox(key=key).value for key in ("x.column", "y.column", "model")]
    (told, *others) = headers(app) or [None]
    told = None if others else told  # with maps there are several
    return (
        boxes,
        [(box.key, box.value) for box in app.number_input if box.label.startswith("Start")],
        told and (told["usual_view"], told["scale3d"], told["paths"]),
    )


def opened(page: str, link: dict[str, list[str]]) -> AppTest:
    return run(page, **{key: value if len(value) > 1 else value[0] for key, value in link.items()})


@pytest.mark.parametrize("page", PAGES)
def test_whoever_opens_the_link_sees_the_same_fit(page: str) -> None:
    app = paste(run(page, landscape=OWN_DATA, model="v·tanh(w·x)", standardise="as they are"), THREE)
    app.selectbox(key="x.column").set_value("effect").run()
    link = query(app)
    assert link.keys() == {"landscape", "model", "standardise", "rows"}
    other = opened(page, link)
    assert not other.warning
    assert not other.error
    assert seen(other) == seen(app)
    assert query(other) == link
    assert other.text_area(key="rows").value == '"effect";"dose"\n2.5;1\n3.5;2\n6;3\n7.25;4\n'


def test_rounded_rows_are_those_that_are_fitted() -> None:
    text = "x,y\n" + "\n".join(f"{i * 2**0.5!r},{(i * i % 101) * 3**0.5!r}" for i in range(MOST_CARRIED))
    app = paste(run("pages/compare.py", landscape=OWN_DATA, steps="20"), text)
    assert any(re.search(r"rounded so that they have room: 1\.4142135623730951 is 1\.41", each.value) for each in app.caption)
    other = opened("pages/compare.py", query(app))
    assert seen(other) == seen(app)
    assert query(other) == query(app)


def test_the_example_is_not_in_the_link() -> None:
    app = run("pages/compare.py", landscape=OWN_DATA)
    assert query(app) == {"landscape": [OWN_DATA]}
    app.selectbox(key="y.column").set_value("passed").run()
    assert query(app) == {"landscape": [OWN_DATA], "y.column": ["passed"]}
    assert query(paste(paste(app, THREE), EXAMPLE)) == {"landscape": [OWN_DATA]}


def test_a_long_table_is_said_to_be_missing_and_is_not_replaced_in_silence() -> None:
    app = paste(run("pages/compare.py", landscape=OWN_DATA, steps="20"), LARGE)
    app.selectbox(key="x.column").set_value("effect").run()
    assert any("The rows are not in the link" in each.value for each in app.caption)
    app.number_input[0].set_value(float(app.number_input[0].value or 0) * 0.9).run()
    link = query(app)
    assert re.fullmatch(r"201\.[0-9a-f]{8}", link["rows"][0])
    other = opened("pages/compare.py", link)
    assert "has 201 rows, and they are not in the link" in other.warning[0].value
    assert "ask the person who sent you the link" in other.warning[0].value
    assert query(other) == link, "nor are the sender's choices lost"
    assert seen(paste(other, LARGE)) == seen(app)
    assert not other.warning
    assert query(other) == link


@pytest.mark.parametrize(
    "text", [THREE, LARGE, "name" + LARGE.replace("\n", "\n" + "z" * 400 + ",").replace("dose", ",dose", 1)], ids=["few", "many", "long"]
)
def test_the_table_goes_along_from_page_to_page(text: str) -> None:
    app = paste(run("pages/compare.py", landscape=OWN_DATA, steps="20"), text)
    app.selectbox(key="x.column").set_value("effect").run()
    before, link = seen(app), query(app)
    options = app.selectbox(key="x.column").options
    app.query_params.clear()
    app.switch_page("pages/step_by_step.py").run()
    assert query(app) == link
    app.switch_page("pages/compare.py").run()
    assert not app.exception
    assert not app.warning
    assert not app.error
    assert (seen(app), query(app), app.selectbox(key="x.column").options) == (before, link, options)
    app.query_params.clear()
    for key, value in link.items():  # as the browser's Back does, which says all that the link says
        app.query_params[key] = value
    app.switch_page("pages/step_by_step.py").run()
    app.switch_page("pages/compare.py").run()
    assert (seen(app), query(app)) == (before, link)


@pytest.mark.parametrize("rows", ["", "hello", "0.12345678", "99999.12345678", "5000.1234567g", "<b>", "a" * 5000, "é"])
def test_what_is_neither_rows_nor_stands_for_rows_is_complained_of(rows: str) -> None:
    app = run("pages/compare.py", landscape=OWN_DATA, rows=rows)
    assert "`rows` must be the rows of a table" in app.warning[0].value
    assert seen(app) == seen(run("pages/compare.py", landscape=OWN_DATA))
    assert "rows" not in query(app)


def test_names_are_shown_as_typed_also_in_a_complaint() -> None:
    names = ["$x_1$", "*a* [b](c) :red[d] `e`"]
    letters = carried((names[0], names[1]), (1.0, 2.0, 3.0), (2.0, 3.0, 5.0))
    assert letters
    app = run("pages/compare.py", landscape=OWN_DATA, rows=letters, **{"x.column": "nothing"})
    assert app.selectbox(key="x.column").options == names
    assert r"\$x\_1\$\, \*a\* \[b\]\(c\) \:red\[d\] \`e\`" in app.warning[0].value


def test_what_a_link_has_no_room_for_is_named() -> None:
    query = {"landscape": [OWN_DATA], "rows": ["a" * LONGEST_CARRIED], **{f"adam.knob{i}": ["0.12345678901"] for i in range(20)}}
    found, left_out = fitted(query, {"rows": ["200.12345678"]})
    assert left_out == ["rows"]
    assert found == {**query, "rows": ["200.12345678"]}
    query = {"f": ["−" * 300], "steps": ["500"]}
    assert fitted(query, {}) == ({"steps": ["500"]}, ["f"])
    assert LONGEST_QUERY + 400 < LONGEST_LINK


@pytest.mark.parametrize(
    ("landscape", "more"),
    [(OWN_DATA, {}), ("Your own …", {"f": "−".join(["(x²+y²)"] * 37)}), ("Beale", {})],
    ids=["rows", "formula", "knobs"],
)
@pytest.mark.parametrize("page", PAGES)
def test_every_link_is_short_or_the_page_says_what_is_left_out(page: str, landscape: str, more: dict[str, str]) -> None:
    """Everything is away from its default, in as many digits as a number has; the rest of a link is for what the stage keeps."""
    app = run(page, landscape=landscape, layout="Side by side", steps="500", seed="77", noise="5", **more)
    if landscape == OWN_DATA:
        name = "ä name of thirty lettérs, abcd"
        paste(app, f"{name};{name[::-1]}\n" + "\n".join(f"{math.sin(i) * 1e3!r};{math.cos(3 * i) * 1e5!r}" for i in range(MOST_CARRIED)))
    place = str(app.number_input[0].key).split(".")[0]
    every = {f"{cls.__name__.lower()}.{name}": knob for cls in OPTIMIZERS for name, knob in knobs(cls).items()}
    link = {
        f"{place}.{key}" if "learning_rate" in key else key: "2" if knob.whole else "0.012345678901234567" for key, knob in every.items()
    }
    app = opened(
        page, {**query(app), **{key: [value] for key, value in link.items()}, **{f"{url_name(cls)}.form": [CARD] for cls in SHORTHANDS}}
    )
    kept = query(app)
    assert len(urlencode(kept, doseq=True)) <= LONGEST_QUERY
    assert not any(len(value) > 1500 for values in kept.values() for value in values)
    left_out = [each.value for each in app.info if "more settings than fit into a link" in each.value]
    if page == "pages/compare.py":
        assert len(link) == 19
        wanted = {OWN_DATA: "leaves out `rows`", "Your own …": "leaves out `f`"}.get(landscape)
        assert bool(left_out) == bool(wanted)
        assert wanted is None or wanted in left_out[0]
    for each in app.get("page_link"):
        assert len(each.proto.query_string) <= LONGEST_QUERY
    again = opened(page, kept)
    assert not any("could not be read" in each.value for each in again.warning)
    assert query(again) == kept
