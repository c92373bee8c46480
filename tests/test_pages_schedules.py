"""Schedules on the pages: a chooser, knobs that links carry, η_t in the formulas, and one playhead for both curves."""

import json
from typing import Any

import numpy as np
import pytest

from landscapes import Rosenbrock
from lessons.challenges import CHALLENGES
from optim_core import SCHEDULES, Adam, Run, knobs
from optim_core.schedules.constant import Constant
from optim_core.schedules.cosine import Cosine
from optim_core.schedules.schedule import rates
from optim_core.schedules.step_decay import StepDecay
from tests.pages import run
from ui.controls.keys import url_name
from ui.protocol import unpack
from ui.stage.about import about
from ui.stage.runs_export import Exported, as_csv, as_json

PAGES = ("pages/optimizers.py", "pages/compare.py", "pages/step_by_step.py", "pages/maps.py")


def stage(app: Any) -> tuple[Any, list[Any]]:
    """What the stage was told, and its arrays."""
    messages = [unpack(block.proto.bytes) for block in app.get("bidi_component") if block.proto.bytes]
    return next((record, arrays) for record, arrays in messages if "paths" in record)


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visitor_sees_none(page: str) -> None:
    app = run(page)
    assert app.selectbox(key="schedule").value == Constant.name
    assert list(app.selectbox(key="schedule").options) == [cls.name for cls in SCHEDULES]
    assert stage(app)[0]["schedule"] is None
    assert not any(r"\eta_t" in latex.value for latex in app.latex)


@pytest.mark.parametrize("cls", [cls for cls in SCHEDULES if cls is not Constant], ids=lambda cls: cls.__name__)
def test_a_link_sets_a_schedule_and_its_knobs_on_every_page(cls: Any) -> None:
    name, knob = next(iter(knobs(cls).items()))
    value = float(f"{0.5 * sum(knob.slider):.3g}")
    for page in PAGES:
        app = run(page, schedule=cls.name, **{f"{url_name(cls)}__{name}": str(value)})
        assert not app.warning, page
        assert any(cls.line in latex.value for latex in app.latex), page
        record, arrays = stage(app)
        assert record["schedule"] == cls.name
        path = record["paths"][0]
        shares = arrays[path["shares"]]
        np.testing.assert_allclose(shares[1:], rates(1.0, cls(**{name: value}), path["steps"]), rtol=1e-6, atol=1e-7)


def test_the_run_is_that_of_the_schedule() -> None:
    usual, paced = (stage(run("pages/optimizers.py", optimizer="Adam", **more)) for more in ({}, {"schedule": "Exponential"}))
    one, other = (arrays[record["paths"][0]["theta"]].reshape(-1, 2) for record, arrays in (usual, paced))
    assert np.array_equal(one[1], other[1])
    assert not np.array_equal(one[2], other[2])


def test_what_changes_nothing_walks_with_the_schedule() -> None:
    usual, paced = (run("pages/step_by_step.py", lesson="What changes nothing", **more) for more in ({}, {"schedule": "Step decay"}))
    tables = [[each.value for each in app.markdown if "axes turned" in each.value] for app in (usual, paced)]
    assert tables[0]
    assert tables[0] != tables[1]


def test_rungs_have_the_eta_of_the_step() -> None:
    app = run("pages/step_by_step.py", lesson="One term at a time", schedule="Step decay")
    assert any(r"-\eta_t" in latex.value for latex in app.latex)


def test_formulas_have_the_eta_of_the_step() -> None:
    app = run("pages/optimizers.py", optimizer="Adam", schedule="Cosine")
    assert any(r"\Delta\theta_t &= -\eta_t" in latex.value for latex in app.latex)


def test_the_inspector_has_the_eta_of_each_step() -> None:
    record, arrays = stage(run("pages/step_by_step.py", schedule="Exponential"))
    inspected = record["inspected"][0]
    assert ["quantity", "learning_rate"] in [place[:2] for place in inspected["places"]]
    eta = arrays[inspected["at"]["learning_rate"]].reshape(-1, 2)
    np.testing.assert_allclose(eta[1:, 0], inspected["knobs"]["learning_rate"] * 0.99 ** np.arange(len(eta) - 1), rtol=1e-12)
    plain = stage(run("pages/step_by_step.py"))[0]["inspected"][0]
    assert ["knob", "learning_rate"] in [place[:2] for place in plain["places"]]


def test_a_map_has_a_knob_of_the_schedule_as_a_side() -> None:
    app = run("pages/maps.py", schedule="Exponential", up="γ", **{"exponential__gamma__from": "0.5"})
    assert not app.warning
    assert not app.error
    message = next(unpack(block.proto.bytes)[0] for block in app.get("bidi_component") if b'"atlas-0"' in block.proto.bytes)
    side = message["maps"][0]["y"]
    assert side["key"] == "exponential.gamma"
    assert side["title"].startswith("γ, ")
    assert side["low"] == 0.5
    assert [line for line in message["settings"] if line.startswith("η over time: Exponential")]


def test_files_say_what_the_schedule_is() -> None:
    app = run("pages/optimizers.py", schedule="Step decay")
    assert any("η over time: Step decay, γ = 0.1, k = 100" in each.proto.body for each in app.get("html"))
    paced = Run(Adam(), Rosenbrock(), (0.0, 0.0), 5, schedule=SCHEDULES[1]())
    exported = [Exported("Adam", paced, paced.record())]
    for written in (as_csv, as_json):
        assert '"class": "StepDecay"' in written(Rosenbrock(), exported, "")


def test_where_runs_have_schedules_of_their_own_each_says_its_own() -> None:
    task = next(each for each in CHALLENGES if len({actor.schedule for actor in each.scene.actors}) > 1)
    app = run("pages/challenges.py", task=task.title, **{f"{task.name}__answer": "A", f"{task.name}__seen": "1"})
    record, _ = stage(app)
    assert record["schedule"] is None, "one chart of η would be false of the others"
    assert [path["shares"] is not None for path in record["paths"]] == [actor.schedule is not None for actor in task.scene.actors]
    runs = [Run(Adam(), Rosenbrock(), (0.0, 0.0), 5, schedule=schedule) for schedule in (None, StepDecay(), Cosine())]
    said = about(Rosenbrock(), [("Adam", each) for each in runs])
    assert "over time" not in said.settings
    assert [each.knobs.partition("over time: ")[2].partition(",")[0] for each in said.methods] == ["", "Step decay", "Cosine"]
    file = json.loads(as_json(Rosenbrock(), [Exported("Adam", each, each.record()) for each in runs], ""))
    assert file["schedule"] is None
    assert [each.get("schedule", {}).get("class") for each in file["runs"]] == [None, "StepDecay", "Cosine"]


def test_a_bad_knob_in_a_link_is_complained_of() -> None:
    app = run("pages/optimizers.py", schedule="Cosine", cosine__floor="2")
    assert "cosine.floor" in app.warning[0].value
