"""The second shelf on the pages: there on demand, in links, and nowhere else."""

from typing import Any

import pytest

from optim_core import CONVENTIONS, MORE, OPTIMIZERS, knobs
from tests.pages import run
from ui.controls.keys import menu_name, url_name
from ui.controls.shelves import ALL, KEY, MUON, WHOLE
from ui.controls.widgets import PUBLISHED

OPEN: dict[str, Any] = {KEY: ALL}
NAMES = [menu_name(cls) for cls in WHOLE]
CHOOSERS = {"pages/compare.py": "show", "pages/maps.py": "of", "pages/optimizers.py": "optimizer"}


def chooser(app: Any, page: str) -> Any:
    """Where the methods are chosen: on Optimizers, from a menu when there are many."""
    found = [each for each in (*app.button_group, *app.selectbox) if each.key == CHOOSERS[page]]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("page", CHOOSERS)
def test_the_seven_are_what_a_first_visitor_sees(page: str) -> None:
    app = run(page)
    assert list(chooser(app, page).options) == NAMES[: len(OPTIMIZERS)]
    app.button_group(key=KEY).set_value(ALL).run(timeout=60)
    assert not app.exception
    assert list(chooser(app, page).options) == NAMES
    value = chooser(app, page).value
    assert not {cls.name for cls in MORE} & set(value if isinstance(value, list) else [value]), "more can be chosen, and is not yet"


@pytest.mark.parametrize("cls", MORE)
def test_a_link_shows_a_method_of_the_second_shelf_on_every_page(cls: Any) -> None:
    for page, chosen in ({**CHOOSERS, "pages/step_by_step.py": "optimizer"}).items():
        app = run(page, **OPEN, **{chosen: cls.name})
        assert not app.warning, page
        keys = {box.key for box in app.number_input}
        assert any(key and key.startswith(f"{url_name(cls)}.") for key in keys) or set(knobs(cls)) == {"learning_rate"}, page


@pytest.mark.parametrize("cls", CONVENTIONS)
def test_each_convention_can_be_chosen(cls: Any) -> None:
    for label in (PUBLISHED, *CONVENTIONS[cls]):  # on the first shelf there is the card's only, as before
        app = run("pages/optimizers.py", **OPEN, optimizer=cls.name, **{f"{url_name(cls)}__form": label})
        assert not app.warning, label


def test_who_looks_for_muon_is_told_where_it_is() -> None:
    for link, told in ((OPEN, True), ({}, False)):
        assert any(MUON in text.value for text in run("pages/optimizers.py", **link).markdown) == told


def test_a_frame_that_names_methods_needs_no_shelf() -> None:
    app = run("pages/compare.py", optimizers=["Adam", "Lion"])
    assert not app.warning
    assert list(app.button_group(key="show").options) == ["Adam", "Lion"]
    assert KEY not in {group.key for group in app.button_group}
