"""What is made of a visitor's own rows leaves memory with the visit, and is never on a cache that all visitors share."""

import gc
import weakref
from typing import Any

import numpy as np
import pytest
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.testing.v1 import AppTest

from figures.surface import scale
from figures.theme import THEMES
from landscapes import LANDSCAPES, Noisy, Rotated, Scaled
from landscapes.table import MODELS, Table
from optim_core import Adam
from optim_core.batch.maps import Axis, Map
from tests.pages import APP
from tests.test_hand import one_optimizer
from ui import cache, compute
from ui.cache import Asker, is_own
from ui.channel import scenes
from ui.pages import PAGES
from ui.stage.comparison import Comparison, Scene
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on

ROWS = tuple(float(i) for i in range(12))
SESSION = "test session id"
"""That of every AppTest."""


def table(model: str) -> Table:
    return MODELS[model](ROWS, tuple(float(i % 2) for i in range(12)), True, ("mine", "only"))


@pytest.mark.parametrize("cls", LANDSCAPES)
def test_the_catalogue_is_nobodys_own(cls: Any) -> None:
    assert not is_own(cls())
    assert not is_own(Noisy(cls(), 1.0)) if cls().examples == 1 else True


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_their_visitors_own_under_every_wrapper(model: str) -> None:
    own = table(model)
    assert all(map(is_own, (own, Scaled(own, 2.0), Rotated(own, 30.0), Scaled(Rotated(own, 30.0), 2.0))))


@pytest.mark.parametrize("model", MODELS)
def test_everything_made_of_own_rows_goes_with_the_visit(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by, known = Asker("me"), scenes.Scenes()
    monkeypatch.setattr(compute, "asker", lambda: by)
    own = table(model)
    usual = one_optimizer(Adam)
    comparison = Comparison(usual.choices, usual.setting._replace(landscape=own), usual.values, usual.knobs)
    scene = Scene(comparison, View(all_on("ground", 1), THEMES["light"]))
    address = known.register(scene, by)
    registered = known.at(address)
    assert registered
    assert registered.scene.picture(Gesture(), address, by=registered.by)
    compute.ground(own, THEMES["light"], 300)
    compute.passed([Map(Adam(), own, (0.0, 0.0), 3, Axis("learning_rate", 0.1, 1.0), Axis("beta1", 0.1, 0.9), False, size=25)], 0)
    assert np.isfinite(scale(own)).all()
    alive = weakref.ref(own)
    del own, comparison, scene, registered
    gc.collect()
    assert alive(), "for as long as the visit lasts"
    by.leave()
    gc.collect()
    assert alive() is None
    assert known.at(address) is None


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.chooses])
def test_no_page_leaves_own_rows_behind(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(scenes.HAS_SOCKET, "yes")
    cache.clear()
    before = set(scenes._scenes()._known)  # other tests end without closing their sessions
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"landscape": "Your own data …", "steps": "20"})
    app.switch_page(f"pages/{page}.py").run()
    app.text_area[0].set_value("one,two\n" + "\n".join(f"{i},{i * i}" for i in range(9))).run()
    assert not app.exception
    assert len(cache._own().grounds) + len(cache._own().runs) > 0
    shared = cache._catalogue()
    assert not any(is_own(run.landscape) for _, run in shared.runs._kept)
    assert not any(is_own(one.landscape) for _, (one, _) in shared.cells._kept)
    assert not any("one" in key[0] and "two" in key[0] for _, key in shared.grounds._kept)
    clear_session_cache(SESSION)
    assert [len(cache) for cache in (cache._own().runs, cache._own().cells, cache._own().grounds)] == [0, 0, 0]
    del app
    gc.collect()
    assert set(scenes._scenes()._known) <= before
