"""A link frames its page: which controls are seen and can be changed, what can be chosen, and what a teacher says."""

import re
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from lessons.challenges import CHALLENGES
from optim_core import OPTIMIZERS, SGD, Adam, Adamax
from tests.links import MENUS, OTHERS, complaints, written
from tests.pages import header, run
from tests.test_links import ROWS
from tests.test_visit import said
from ui.compare.words import ALIKE, TRY
from ui.controls import frame
from ui.controls.keys import family
from ui.controls.setting import NO_NOISE
from ui.controls.visit import STREAMLITS_OWN
from ui.pages import PAGES, Page, address
from ui.stage.gesture import LINK
from ui.start.five_steps import STEPS

COMPARE = "pages/compare.py"
CONTROLS = [(key, link) for key, link in ROWS if key not in {*LINK, *frame.FORMS, *STREAMLITS_OWN}]
"""Every control of the lab, with a link that sets it."""


def widgets(app: AppTest) -> dict[str, Any]:
    return {widget.key: widget for widget in chain.from_iterable(app.get(kind) for kind in (*MENUS, *OTHERS)) if widget.key}


def opened(link: str, **more: str) -> tuple[AppTest, dict[str, list[str]]]:
    """The page of a link, in a frame, and what the link sets."""
    parts = urlsplit(link)
    query = parse_qs(parts.query)
    return run(next(page.path for page in PAGES if address(page) == parts.path), **query, **more), query


def kept(app: AppTest, query: dict[str, list[str]]) -> bool:
    found = written(app)
    return {key: found.get(key) for key in query} == query


@pytest.mark.parametrize(("key", "link"), CONTROLS, ids=[key for key, _ in CONTROLS])
def test_every_control_can_be_hidden_and_keeps_its_value(key: str, link: str) -> None:
    app, query = opened(link, controls="")
    assert not complaints(app)
    assert widgets(app).keys() <= {"hand.1.12.next", "hand.1.6.next", "hand.2.12.next"}, "a step that is taken is no setting"
    assert not [button.key for button in app.button if str(button.key).startswith(("preset", "example"))]
    assert kept(app, query)
    assert not complaints(app.run())
    assert kept(app, query), "also when the page runs again"


def turn(widget: Any) -> None:
    """Give a widget another value, as a browser may that does not obey."""
    widget.disabled = widget.proto.disabled = False
    if widget.type == "number_input":
        widget.set_value(widget.value + widget.step if widget.value + widget.step <= widget.max else widget.value - widget.step)
    elif widget.type == "text_input":
        widget.set_value(f"{widget.value}1")
    elif widget.type == "text_area":
        widget.set_value("a,b\n1,2\n3,4\n4,6")
    elif widget.type in ("button_group", "multiselect"):
        widget.set_value([each for each in widget.options if each not in (widget.value or [])][:1])
    else:
        widget.set_value(next(each for each in widget.options if each != widget.value))


@pytest.mark.parametrize(("key", "link"), CONTROLS, ids=[key for key, _ in CONTROLS])
def test_every_control_can_be_locked_and_keeps_its_value(key: str, link: str) -> None:
    query = parse_qs(urlsplit(link).query)
    app, _ = opened(link, locked=",".join(query))
    assert not complaints(app)
    locked = [widget for name, widget in widgets(app).items() if name in query]
    assert all(widget.proto.disabled for widget in locked)
    assert kept(app, query)
    for widget in locked:
        turn(widget)
    app.run()
    assert not app.exception
    assert kept(app, query)


def test_the_frame_stays_with_its_page_and_is_gone_on_the_next() -> None:
    made = {"controls": "seed,*.x", "locked": "seed", "optimizers": "Adam", "landscapes": "Beale", "says": "Go."}
    app = run(COMPARE, seed="7", **made)
    texts = {key: [text] for key, text in {**made, "seed": "7"}.items()}
    assert written(app) == texts
    app.number_input(key="beale.x").set_value(2.0).run()
    assert written(app) == {**texts, "beale.x": ["2"]}
    app.query_params.clear()
    app.switch_page("pages/maps.py").run()
    assert written(app) == {"seed": ["7"]}
    assert "steps" in widgets(app)
    assert not widgets(app)["seed"].proto.disabled
    app.number_input(key="seed").set_value(8.0).run()
    assert written(app)["seed"] == ["8"]


def test_a_button_that_opens_the_page_anew_keeps_the_frame() -> None:
    app = run("pages/start.py", locked="eta", eta="0.5", says="Go.")
    app.button(key="add").click().run()
    assert written(app) == {"locked": ["eta"], "eta": ["0.5"], "says": ["Go."], "step": ["Two weights"]}
    assert widgets(app)["eta"].proto.disabled
    assert not [button for button in run("pages/start.py", locked="step").button if button.key == "add"]


def test_a_family_of_controls_has_one_name() -> None:
    shown = widgets(run(COMPARE, controls="*.x,adam.beta1", **{"adam.beta1": "0.5", "adam.beta2": "0.5"}))
    assert set(shown) == {"himmelblau.x", "adam.beta1"}
    assert frame.names("*.adam.learning_rate", "himmelblau.adam.learning_rate")
    assert not frame.names("*.learning_rate", "himmelblau.adam.a_learning_rate")
    assert not frame.names("x", "himmelblau.x")


def test_the_start_stays_where_one_of_its_coordinates_is_fixed() -> None:
    assert header(run(COMPARE))["start"]["keys"] == ["himmelblau.x", "himmelblau.y"]
    for link in ({"locked": "*.y"}, {"controls": "himmelblau.x"}):
        assert header(run(COMPARE, **link))["start"]["keys"] == []


@pytest.mark.parametrize("text", ["Adam,Adamax", "Adamax, Adam", ["Adam", "Adamax"]])
def test_the_methods_that_can_be_chosen_are_those_on_every_page(text: str | list[str]) -> None:
    allowed = [Adam.name, Adamax.name]
    app = run(COMPARE, optimizers=text)
    assert [path["name"] for path in header(app)["paths"]] == allowed
    assert written(app) == {"optimizers": allowed}
    for page, key in (("compare", "show"), ("optimizers", "optimizer"), ("step_by_step", "optimizer"), ("maps", "of")):
        found = widgets(run(f"pages/{page}.py", optimizers=text))
        assert list(found[key].options) == allowed, page
    assert list(widgets(run("pages/step_by_step.py", optimizers=text))["beside"].options) == ["none", "Adamax"]


def test_the_landscapes_that_can_be_chosen_are_those_on_every_page() -> None:
    names = "Penguins, raw units,Beale,Your own …"
    for page in (page for page in PAGES if page.chooses):
        menu = widgets(run(page.path, landscapes=names))["landscape"]
        assert list(menu.options) == ["Beale", "Penguins, raw units", "Your own …"]
        assert menu.value == "Beale"
    assert complaints(run(COMPARE, landscapes=names, landscape="Himmelblau"))


WRONG = {
    "controls": ["adam beta1", "a,<b>", "*", "**.x", "a" * 901, ",".join(f"k{i}" for i in range(61))],
    "locked": ["adam.beta1;x", "..", "$x$"],
    "optimizers": ["Adan", "", "Adam;SGD", "Adam,,SGD", "Beale"],
    "landscapes": ["Mordor", "Penguins", "Adam"],
    "says": ["a" * 301],
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in WRONG.items() for text in texts])
def test_what_cannot_be_read_is_refused_in_words(key: str, text: str) -> None:
    app = run(COMPARE, **{key: text})
    (warning,) = app.warning
    assert f"`{key}` must be " in warning.value
    assert "<" not in warning.value
    assert key not in written(app)
    assert "adam.learning_rate" not in widgets(app), "the page is as usual"
    assert widgets(app)["landscape"].value == LANDSCAPES[0].name
    assert len(header(app)["paths"]) == len(OPTIMIZERS)


def test_a_key_of_no_control_is_named_and_one_of_another_landscape_is_not() -> None:
    assert "`adm.beta1`" in run(COMPARE, locked="adm.beta1,steps").warning[0].value
    assert "`*.stepz`" in run(COMPARE, controls="*.stepz").warning[0].value
    assert not run(COMPARE, controls="beale.x,rosenbrock.b,*.adam.rho,zoom", show="SGD").warning


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whoever_makes_a_lesson_is_told_of_every_control(page: Page) -> None:
    app = run(page.path)
    listed = {each["key"]: each for each in said(app)["controls"]}
    assert {family(key) for key in widgets(app) if not key.endswith(".next")} <= listed.keys()
    assert not any("$" in each["label"] or each["hidden"] or each["locked"] for each in listed.values())
    app = run(page.path, controls=",".join(listed), locked=",".join(listed))
    assert not complaints(app)
    assert {each["key"] for each in said(app)["controls"] if each["locked"]} == listed.keys()
    assert {each["key"] for each in said(run(page.path, controls=""))["controls"] if each["hidden"]} <= listed.keys()


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "**bold** [a](https://example.org) ![b](https://example.org/c.png) $x^2$ :material/home: `code`",
    "&lt;b&gt; &amp; \u202eevil\u0000 \x1b[31m",
    "</p></style><style>*{display:none}</style>",
    "%s {says} {{x}} \\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_teachers_text_is_plain_text(text: str) -> None:
    app = run(COMPARE, says=text)
    assert not app.warning
    (block,) = [each.proto.body for each in app.get("html") if 'role="note"' in each.proto.body]
    inside = re.fullmatch(r'<p role="note">(.*)</p><style>:root \{ --lab-says: [\d.]+rem \}</style>', block)
    assert inside
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;|quot;|#x27;)", inside[1])
    assert inside[1].isprintable()
    assert not any(text in each.value for each in (*app.markdown, *app.caption, *app.latex))


def test_a_task_that_stands_alone_leads_to_no_other() -> None:
    first = CHALLENGES[0]
    app = run("pages/challenges.py", locked="task")
    assert not any('class="lab-tasks"' in each.proto.body for each in app.get("html"))
    app = run("pages/challenges.py", **{f"{first.name}.seen": "1"})
    assert any(button.key == "next" for button in app.button)
    app = run("pages/challenges.py", locked="task", **{f"{first.name}.seen": "1"})
    assert not any(button.key == "next" for button in app.button)


def told(app: AppTest) -> str:
    return " ".join(each.value for each in (*app.markdown, *app.caption, *app.info))


def test_of_several_boxes_that_one_is_left_and_open_which_a_frame_names() -> None:
    for page, key, name, link in (
        ("compare", "*.adagrad.learning_rate", "Adagrad", {}),
        ("step_by_step", "*.rung2.beta1", "+ mean of the gradient", {"lesson": "One term at a time"}),
    ):
        boxes = run(f"pages/{page}.py", controls=key, **link).expander
        assert [box.proto.expanded for box in boxes if box.label == name] == [True], page
        assert not {box.label for box in boxes} & {"Adam", "+ mean of its square"}, page
        assert [box.proto.expanded for box in run(f"pages/{page}.py", **link).expander if box.label == name] == [False], page


ASKED = {
    "/?step=5+Repeat": STEPS["5 Repeat"].sentences[1].text,
    "/optimizers": SGD.scene.says if SGD.scene else "",
    "/compare?noise=0": TRY,
    "/compare?noise=0&seed=2": ALIKE,
    "/step_by_step?noise=0": NO_NOISE,
    "/maps": LANDSCAPES[0].lesson,
}
"""What a page asks or tells for itself, where nobody frames it."""


@pytest.mark.parametrize(("link", "words"), ASKED.items())
def test_a_page_asks_for_nothing_that_its_frame_does_not_ask(link: str, words: str) -> None:
    assert words in told(opened(link)[0])
    app = opened(link, controls="*.x")[0]
    assert words not in told(app)
    assert not [each for each in app.get("page_link") if each.proto.label.startswith("Next:")]
