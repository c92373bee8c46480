"""A formula and a table of one's own on every page: they run, or are refused in words."""

import sys
from types import SimpleNamespace

import pytest

from tests.pages import OWN_DATA, header, run
from ui.controls.own_table import AT_SERVER, IN_BROWSER
from ui.pages import PAGES

OWN = "Your own …"


@pytest.mark.parametrize("page", [page.path for page in PAGES if page.chooses])
@pytest.mark.parametrize("text", ["", "(x-1)^2 + 2y^2", "log(x)^2 + y^2", "5", "abs(x) + abs(y)"])
def test_a_landscape_of_ones_own_is_on_every_page(page: str, text: str) -> None:
    app = run(page, landscape=OWN, **({"f": text} if text else {}))
    assert not app.warning
    assert not app.error
    assert any("J(x, y) =" in block.value for block in app.markdown)


@pytest.mark.parametrize("kind", ["Two knobs", "All starts", "Noise floor"])
@pytest.mark.parametrize("text", ["abs(x) + max(x, y)", "sqrt(abs(x)) + y^2", "x^4 + y^4", "5", "log(x) + y^2", "x^2", "1e90 x^2 + y^2"])
def test_every_kind_of_map_takes_kinks_flats_and_holes(kind: str, text: str) -> None:
    app = run("pages/maps.py", landscape=OWN, f=text, kind=kind)
    assert not app.warning
    assert not app.error


@pytest.mark.parametrize("lesson", ["One term at a time", "What changes nothing"])
@pytest.mark.parametrize("text", ["log(x)^2 + y^2", "5"])
def test_the_lessons_stand_holes_and_plains(lesson: str, text: str) -> None:
    run("pages/step_by_step.py", lesson=lesson, landscape=OWN, f=text, steps="20")


def test_a_link_with_hostile_text_is_refused_in_plain_words() -> None:
    app = run("pages/compare.py", landscape=OWN, f="x + <img src=x onerror=alert(1)>", steps="20")
    assert "I can't read this" in app.error[0].value
    assert "less-than sign" in app.code[0].value
    assert "<" not in app.code[0].value
    assert header(app)["paths"]


def test_the_window_of_ones_own_can_be_set_and_an_empty_one_is_refused() -> None:
    first = run("pages/compare.py", landscape=OWN, f="x^2+y^2", steps="20")
    key = next(box.key for box in first.number_input if str(box.key).endswith(".x.from"))
    place = str(key).split(".")[0]
    app = run("pages/compare.py", landscape=OWN, f="x^2+y^2", steps="20", **{f"{place}.x.from": "-9", f"{place}.x.to": "9"})
    assert header(app)["usual_view"] == [-9.0, 9.0, -2.0, 2.0]
    app = run("pages/compare.py", landscape=OWN, f="x^2+y^2", steps="20", **{f"{place}.x.from": "3"})
    assert "I can't use this window" in app.error[0].value
    assert "must run from a lower to a higher x" in app.code[0].value


@pytest.mark.parametrize("page", [page.path for page in PAGES if page.chooses])
@pytest.mark.parametrize("model", ["a line", "logistic, for a column of 0 and 1", "v·tanh(w·x)"])
def test_a_table_of_ones_own_is_on_every_page(page: str, model: str) -> None:
    app = run(page, landscape=OWN_DATA, model=model, **{"y.column": "passed"})
    assert not app.warning
    assert not app.error


@pytest.mark.parametrize(("page", "most"), [("pages/compare.py", "1000"), ("pages/maps.py", "50")])
def test_the_longest_table_has_fewer_steps(page: str, most: str) -> None:
    app = run(page, landscape=OWN_DATA, model="v·tanh(w·x)")
    app.text_area[0].set_value("x,y\n" + "\n".join(f"{i % 71},{i % 13}" for i in range(5000))).run()
    assert not app.exception
    assert not app.error
    assert app.select_slider(key="steps").options[-1] == most


def test_a_bad_table_is_refused_by_line_and_column_and_the_example_stands_in() -> None:
    app = run("pages/compare.py", landscape=OWN_DATA, steps="20")
    app.text_area[0].set_value("x,y\n1,2\n3,<b>four</b>\n5,6\n").run()
    assert not app.exception
    assert "Line 3, column “y”" in app.code[0].value
    assert header(app)["paths"]
    app.text_area[0].set_value("u,v\n1,2\n3,5\n5,6\n").run()
    assert not app.error
    assert app.selectbox(key="x.column").value == "u"


@pytest.mark.parametrize(("platform", "said"), [(sys.platform, AT_SERVER), ("emscripten", IN_BROWSER)])
def test_a_visitor_is_told_who_keeps_the_rows(platform: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.controls.own_table.sys", SimpleNamespace(platform=platform))
    app = run("pages/compare.py", landscape=OWN_DATA)
    assert said in app.get("file_uploader")[0].proto.help
