"""A method of one's own on the pages: its lines run wherever methods are chosen, or are refused in words."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from lessons.lab import NAMES
from lessons.own_method import LONGEST, as_text, own_method
from optim_core import EVERY, Adam, knobs
from tests.own_texts import TYPED
from tests.pages import header, headers, run
from ui.controls.keys import RULE, knob_key
from ui.controls.own_rule import FROM, MEANWHILE, WRITTEN

OWN = "Your own …"
MORE = "More methods"
PLACES: dict[str, dict[str, Any]] = {
    "compare": {"show": [OWN, "Adam"]},
    "compare, side by side": {"show": [OWN, "Adam"], "layout": "Side by side"},
    "compare, each at its best": {"show": [OWN], "rates": "Each at its best", "steps": "20"},
    "optimizers": {"optimizer": OWN},
    "step_by_step": {"optimizer": OWN, "beside": "Adam"},
    "step_by_step, beside": {"beside": OWN},
    "maps": {"of": OWN},
    "maps, all starts": {"of": OWN, "kind": "All starts"},
}
"""Where a method is chosen, and by which settings."""
LINES = "eta = 0.1 in [0.001, 1] log\nbeta = 0.5 in [0, 0.99] memory\nm = beta m + g\nstep = -eta m"


def opened(place: str = "compare", **url: Any) -> AppTest:
    app = run(f"pages/{place.split(',')[0]}.py", **{"shelf": MORE, **PLACES[place], **url})
    assert not app.warning
    return app


def own(app: AppTest) -> Any:
    """The run of the visitor's own method, as the stage shows it."""
    return next(path for each in headers(app) for path in each.get("paths", ()) if path["name"] == "Your own")


def link(app: AppTest) -> dict[str, list[str]]:
    return parse_qs(app.session_state["visit"].query)


def usual(app: AppTest) -> str:
    """The text that the box opens with."""
    return as_text(Adam.suited_to(NAMES[str(app.selectbox(key="landscape").value)]()))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [None, LINES], ids=["as it opens", "typed"])
def test_its_lines_run_wherever_a_method_is_chosen(place: str, text: str | None) -> None:
    app = opened(place, **({RULE: text} if text else {}))
    assert not app.error
    assert own(app)["sentence"]
    assert app.text_area(key=RULE).value == (text or usual(app))
    assert link(app).get(RULE) == ([text] if text else None)
    found = own_method(str(app.text_area(key=RULE).value))
    boxes = [str(box.key) for box in app.number_input]
    assert all(any(key.endswith(knob_key(found, name)) for key in boxes) for name in knobs(found))


@pytest.mark.parametrize("text", TYPED.values(), ids=list(TYPED))
def test_all_that_lines_can_say_runs(text: str) -> None:
    assert own(opened(rule=text))["steps"]


def test_the_text_that_nobody_has_touched_suits_the_landscape() -> None:
    app = opened()
    first = usual(app)
    app.selectbox(key="landscape").set_value("Ravine").run()
    assert app.text_area(key=RULE).value == usual(app) != first
    app.text_area(key=RULE).set_value(LINES).run()
    app.selectbox(key="landscape").set_value("Himmelblau").run()
    assert app.text_area(key=RULE).value == LINES


def test_a_value_is_kept_while_other_lines_change() -> None:
    app = opened(rule=LINES)
    key = knob_key(own_method(LINES), "beta")
    app.number_input(key=key).set_value(0.7).run()
    app.text_area(key=RULE).set_value(LINES.replace("+ g", "+ 2g").replace("0.1 in", "0.2 in")).run()
    assert app.number_input(key=key).value == 0.7
    assert link(app)[key] == ["0.7"]
    app.text_area(key=RULE).set_value(LINES.replace("[0, 0.99]", "[0, 0.9]")).run()
    assert key not in {str(box.key) for box in app.number_input}, "another range, another knob"
    assert key not in link(app)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LINES.replace("beta m", "q m"), "Line 3: “q” is not known"),
        ("", "There is nothing here yet"),
        (f"{LINES}\n{' ' * LONGEST}", f"at most {LONGEST:,} letters"),
        (LINES.replace("+ g", "+ <img src=x onerror=alert(1)>"), "Line 3"),
    ],
    ids=["unknown", "empty", "long", "hostile"],
)
@pytest.mark.parametrize("place", ["compare", "compare, side by side", "optimizers"])
def test_what_is_wrong_is_said_and_adam_is_shown_meanwhile(place: str, text: str, said: str) -> None:
    app = opened(place)
    shown = own(app)["sentence"]
    app.text_area(key=RULE).set_value(text).run()
    assert app.error[0].value == MEANWHILE
    assert said in app.code[0].value
    assert "<" not in app.code[0].value
    assert own(app)["sentence"] == shown
    assert app.text_area(key=RULE).value == text, "nothing is lost"
    assert link(app)[RULE] == [text] if text else RULE not in link(app)


def test_it_starts_from_any_method_of_the_catalogue() -> None:
    app = opened()
    for name, cls in WRITTEN.items():
        app.selectbox(key=FROM).set_value(name).run()
        assert not app.exception
        assert app.selectbox(key=FROM).value is None, "the menu waits for the next one"
        assert app.text_area(key=RULE).value == as_text(cls.suited_to(NAMES["Himmelblau"]()))
        assert not app.error
    assert set(WRITTEN.values()) == set(EVERY)


def test_a_frame_that_locks_it_leaves_the_lines_to_be_read_only() -> None:
    app = opened(rule=LINES, locked=RULE)
    assert app.text_area(key=RULE).disabled
    assert app.text_area(key=RULE).value == LINES
    assert FROM not in {str(menu.key) for menu in app.selectbox}


def test_a_frame_that_hides_it_runs_the_lines_of_the_link() -> None:
    app = opened(rule=LINES, controls="*.x,*.y")
    assert not app.text_area
    assert own(app)["sentence"] == own(opened(rule=LINES))["sentence"]


@pytest.mark.parametrize("method", ["Adam", "AMSGrad", OWN])
def test_the_link_from_a_map_opens_its_run(method: str) -> None:
    maps = run("pages/maps.py", shelf=MORE, of=method, rule=LINES)
    target = next(each.proto.query_string for each in maps.get("page_link") if "Compare" in each.proto.label and each.proto.query_string)
    app = run("pages/compare.py", **parse_qs(target))
    assert not app.warning
    assert [path["name"] for path in header(app)["paths"]] == [path["name"] for path in headers(maps)[-1]["paths"]]
