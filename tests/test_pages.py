"""Every page runs: from a bare URL, from a full one, and from a mangled one."""

import re
from itertools import groupby
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES, Rosenbrock
from lessons.ladder import LADDERS
from optim_core import OPTIMIZERS, SHORTHANDS, Adam, knobs
from optim_core.batch.tuning import RATES, search
from tests.pages import OWN_DATA, header, headers, run
from ui.controls.keys import url_name
from ui.pages import PAGES


def chosen(app: AppTest) -> str:
    return str(app.selectbox(key="landscape").value)


@pytest.mark.parametrize("page", [page.path for page in PAGES])
def test_a_bare_url(page: str) -> None:
    app = run(page)
    assert app.title
    assert not app.warning


def test_a_full_url_is_followed() -> None:
    app = run("pages/compare.py", landscape="Rosenbrock", steps="500", seed="7", noise="5", adam__beta1="0.5", rosenbrock__x="1.25")
    assert not app.warning
    assert chosen(app) == "Rosenbrock"
    assert app.number_input(key="adam.beta1").value == 0.5
    assert app.number_input(key="rosenbrock.x").value == 1.25
    assert app.number_input(key="seed").value == 7


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ({}, "One start, seven ways down"),
        ({"shelf": "More methods"}, "One start, seven ways down"),
        ({"show": ["Adam", "SGD"]}, "One start, two ways down"),
        ({"show": "Adam"}, "One start, one way down"),
    ],
)
def test_compare_counts_the_methods_that_walk(link: dict[str, Any], title: str) -> None:
    assert run("pages/compare.py", **link).title[0].value == title


MANGLED = {
    "landscape": "Mordor",
    "steps": "-3",
    "seed": "1e999",
    "noise": "nan",
    "adam__beta1": "1.2",
    "himmelblau__x": "<script>alert(1)</script>",
    "show": "SGD2",
    "layout": "upside down",
    "himmelblau__y": "1e999",
    "t": "-5",
    "at": "1,2,3,nan",
    "eye": "1,2,3",
    "arrows": "yes",
    "himmelblau__adam__learning_rate": "inf",
}


@pytest.mark.parametrize("key", MANGLED)
def test_a_mangled_url_gives_the_default_and_a_sentence(key: str) -> None:
    app = run("pages/compare.py", **{key: MANGLED[key]})
    assert len(app.warning) == 1
    assert key.replace("__", ".") in app.warning[0].value
    assert "<" not in app.warning[0].value
    assert chosen(app) == "Himmelblau"
    values = {box.key: box.value for box in app.number_input}
    assert values.get("adam.beta1", 0.9) == 0.9


def test_the_box_of_an_optimizer_is_filled_when_a_link_speaks_of_it() -> None:
    def keys(app: AppTest) -> set[str | None]:
        return {box.key for box in app.number_input}

    assert not {"adam.beta1", "himmelblau.adam.learning_rate"} & keys(run("pages/compare.py"))
    app = run("pages/compare.py", adam__beta1="0.5")
    assert {"adam.beta1", "himmelblau.adam.learning_rate"} <= keys(app)
    assert "adamax.beta1" not in keys(app)
    assert app.number_input(key="adam.beta1").value == 0.5


def test_the_stages_part_of_a_link_is_read() -> None:
    app = run("pages/compare.py", t="12", at="-1,1,0,2", eye="1,1,1,0,0,0", arrows="1")
    assert not app.warning
    shown = header(app)
    assert (shown["t"], shown["views"]) == (12, [[-1.0, 1.0, 0.0, 2.0]])
    assert (shown["eye"], shown["arrows"]) == ([1.0, 1.0, 1.0, 0.0, 0.0, 0.0], True)


def test_a_batch_larger_than_the_data_is_refused_in_words() -> None:
    app = run("pages/compare.py", **{"minibatch.batch_size": "65"})
    assert "`minibatch.batch_size` must be in [1, 64]" in app.warning[0].value.replace("\\", "")  # escaped for Markdown
    app = run("pages/compare.py", landscape=OWN_DATA, steps="20")
    app.text_area[0].set_value("x,y\n1,2\n3,4\n5,7\n").run()
    assert not app.exception
    assert len(header(app)["paths"]) == len(OPTIMIZERS)


def test_unknown_keys_are_named() -> None:
    assert "`adm.beta1`" in run("pages/compare.py", adm__beta1="0.9").warning[0].value


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.__name__)
def test_compare_runs_on_every_landscape(cls: Any) -> None:
    run("pages/compare.py", landscape=cls.name, layout="Side by side")


@pytest.mark.parametrize("layout", ["Overlaid", "Side by side"])
@pytest.mark.parametrize("rates", ["η suited to each", "Same η for all", "Each at its best"])
@pytest.mark.parametrize("more", [{}, {"landscape": "Penguins, raw units", "tune": "η and β₁ or ρ"}, {"criterion": "fewest steps"}])
def test_every_layout_goes_with_every_choice_of_rates(layout: str, rates: str, more: dict[str, str]) -> None:
    more = more if rates == "Each at its best" else {}
    app = run("pages/compare.py", layout=layout, rates=rates, **more)
    assert not app.warning
    if layout == "Side by side" and rates == "Same η for all":
        assert sum(block.value.startswith(r"Runs at $\eta$ = 0.01") for block in app.caption) == len(OPTIMIZERS)


@pytest.mark.parametrize("cls", OPTIMIZERS, ids=lambda cls: cls.__name__)
def test_every_optimizer_has_its_page(cls: Any) -> None:
    app = run("pages/optimizers.py", optimizer=cls.name)
    shown = " ".join(block.value for block in app.latex)
    assert all(line.split(" = ", 1)[1] in shown for line in cls.lines().values())
    assert f"class {cls.__name__}(Optimizer" in app.code[0].value
    if cls in SHORTHANDS:
        app = run("pages/optimizers.py", optimizer=cls.name, **{f"{url_name(cls)}.form": "as on the card"})
        assert SHORTHANDS[cls].difference in app.info[0].value


@pytest.mark.parametrize("cls", OPTIMIZERS, ids=lambda cls: cls.__name__)
def test_every_optimizer_is_seen_from_inside(cls: Any) -> None:
    app = run("pages/step_by_step.py", optimizer=cls.name, beside="none" if cls is Adam else "Adam", landscape="Rosenbrock", steps="20")
    assert not app.warning
    shown = header(app)["inspected"]
    assert [name for name, _ in groupby(chart["name"].split("[")[0] for chart in shown[0]["charts"])] == [*cls.lines(), "size"]
    assert len(shown) == (1 if cls is Adam else 2)
    optax = cls.elsewhere["Optax"].call.split("(")[0] if "Optax" in cls.elsewhere else f"Optax does not have {cls.name}"
    assert any(optax in code.value for code in app.code)


@pytest.mark.parametrize("ladder", LADDERS)
def test_the_ladder_runs_on_real_data_too(ladder: str) -> None:
    app = run("pages/step_by_step.py", lesson="One term at a time", ladder=ladder, landscape="Penguins, raw units", steps="50")
    assert [path["name"] for path in header(app)["paths"]] == [rung.adds for rung in LADDERS[ladder]][:2]
    assert sum(r"\leftarrow" in block.value for block in app.latex) == len(LADDERS[ladder]) - 1


def test_the_table_of_invariance_says_what_does_not_change() -> None:
    app = run("pages/step_by_step.py", lesson="What changes nothing", scaled__factor="2", landscape="Beale")
    table = next(block.value for block in app.markdown if "axes turned" in block.value)
    assert re.search(r"SGD \| \S+ \| none", table)
    assert re.search(r"Adamax \| none \| \d", table)


def test_the_lesson_of_units_and_axes_shows_the_methods_that_are_offered() -> None:
    app = run("pages/step_by_step.py", lesson="What changes nothing", optimizers="Adam,SGD")
    (table,) = [each.value for each in app.markdown if "axes turned" in each.value]
    assert re.findall(r"\| ([\w-]+) \| [^|]+ \| [^|]+ \|$", table, re.MULTILINE)[1:] == ["SGD", "Adam"]


def test_compare_says_when_sgd_and_mini_batch_coincide() -> None:
    assert any("coincide" in info.value for info in run("pages/compare.py", noise="0").info)
    assert not any("coincide" in info.value for info in run("pages/compare.py").info)


def test_diverging_runs_are_named_not_hidden() -> None:
    shown = header(run("pages/compare.py", himmelblau__sgd__learning_rate="1"))
    assert re.fullmatch(r"diverged at step \d+: \|θ\| passed 10¹²", shown["paths"][0]["sentence"])


def test_the_chosen_optimizers_and_no_others_are_on_the_stage() -> None:
    shown = header(run("pages/compare.py", steps="20", show="Adam"))
    assert [path["name"] for path in shown["paths"]] == ["Adam"]
    assert shown["paths"][0]["steps"] == 20


def test_the_race_is_fair_on_request_and_says_what_was_tuned() -> None:
    def rates(app: AppTest) -> list[float]:
        return [path["rate"] for path in headers(app)[0]["paths"]]

    as_set = run("pages/compare.py", landscape="Rosenbrock", noise="0", steps="100")
    same = run("pages/compare.py", landscape="Rosenbrock", noise="0", steps="100", rates="Same η for all")
    best = run("pages/compare.py", landscape="Rosenbrock", noise="0", steps="100", rates="Each at its best")
    assert set(rates(same)) == {0.01}
    assert len(set(rates(best))) > 3
    assert not any("**Tuned:**" in block.value for block in as_set.markdown)
    said = next(block.value for block in best.markdown if "**Tuned:**" in block.value)
    assert "η over 60 values from 1e-5 to 237" in said
    assert "100 gradient evaluations a run" in said
    assert "**Not tuned:** every other knob" in said
    both = run(
        "pages/compare.py", landscape="Rosenbrock", steps="50", rates="Each at its best", tune="η and β₁ or ρ", criterion="fewest steps"
    )
    assert "and β₁ or ρ over 0, 0.5" in next(block.value for block in both.markdown if "**Tuned:**" in block.value)


def test_a_lowest_point_that_is_luck_is_named_and_another_taken() -> None:
    app = run("pages/compare.py", landscape="Ackley", rates="Each at its best")
    assert [path["rate"] for path in headers(app)[0]["paths"] if path["name"] == "Adamax"] == [0.75]
    assert any("Luck, an open mark" in block.value and "Adamax at η = 0.422, taken is 0.75" in block.value for block in app.caption)
    app = run("pages/compare.py", landscape="Rastrigin", rates="Each at its best", show="Adam")
    assert any(block.value.startswith("No luck") for block in app.caption)
    assert any("**Best:** not the lowest point" in block.value for block in app.markdown)


def test_another_budget_is_another_search() -> None:
    """What was found for one number of steps must not be kept for another."""
    found = []
    for steps in (20, 1000):
        app = run("pages/compare.py", landscape="Rosenbrock", noise="0", steps=str(steps), rates="Each at its best", show="Adam")
        expected = RATES[search(Adam(), Rosenbrock(), Rosenbrock().start, steps).best]
        assert [path["rate"] for path in headers(app)[0]["paths"]] == [expected]
        found.append(expected)
    assert found[0] != found[1]


@pytest.mark.parametrize("cls", OPTIMIZERS, ids=lambda cls: cls.name)
def test_the_table_of_symbols_says_the_default_and_what_the_slider_opens_with(cls: Any) -> None:
    app = run("pages/optimizers.py", optimizer=cls.name)
    (table,) = [each.value for each in app.markdown if each.value.startswith("| symbol |")]
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    assert head == ["symbol", "meaning", "domain", "default", "in this scene"]
    said = {row[0].strip("$"): row[3:] for row in rows if row[3]}
    opened = {each.label.split("$")[1]: each.value for each in app.number_input}
    assert {symbol: (float(default), float(here)) for symbol, (default, here) in said.items()} == {
        knob.symbol: (getattr(cls(), name), opened[knob.symbol]) for name, knob in knobs(cls).items()
    }
