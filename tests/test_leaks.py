"""No listener, observer or node outlives its stage or its maps; and each of the two adapters alone knows what it adapts to."""

import base64
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from figures.theme import THEMES
from landscapes import Himmelblau
from optim_core import Adam
from optim_core.batch.maps import Axis
from tests.modules import importing
from tests.test_map_records import atlas
from ui.components import WEB
from ui.stage.comparison import Scene
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on

SIDES = (Axis("learning_rate", 0.01, 1.0, "log"), Axis("beta1", 0.0, 0.99))

COUNTING = """async () => {
  window.alive = {};
  const count = (what, by) => (alive[what] = (alive[what] ?? 0) + by);
  const add = EventTarget.prototype.addEventListener;
  const remove = EventTarget.prototype.removeEventListener;
  const lasting = (target) => [window, document].includes(target) || (target instanceof Element && target.matches(".js-plotly-plot"));
  EventTarget.prototype.addEventListener = function (name, act, options) {
    if (lasting(this)) {
      count(name, 1);
      options?.signal && add.call(options.signal, "abort", () => count(name, -1), { once: true });
    }
    return add.call(this, name, act, options);
  };
  EventTarget.prototype.removeEventListener = function (name, act, options) {
    if (lasting(this)) count(name, -1);
    return remove.call(this, name, act, options);
  };
  for (const kind of ["ResizeObserver", "MutationObserver"]) {
    const { observe, disconnect } = window[kind].prototype;
    window[kind].prototype.observe = function (...what) { count(kind, 1); this.counted = true; return observe.apply(this, what); };
    window[kind].prototype.disconnect = function () {
      if (this.counted) count(kind, -1);
      this.counted = false;
      return disconnect.call(this);
    };
  }
  // A chart as far as the lab looks at it.
  const axis = () => ({ range: [-5, 5], _offset: 10, _length: 300, p2d: (pixels) => pixels / 30 - 5 });
  for (const key of ["ground", "atlas-0"]) {
    const place = Object.assign(document.createElement("div"), { className: `st-key-${key}` });
    place.innerHTML = '<div class="js-plotly-plot"><div class="plot-container"></div></div>';
    document.body.append(place);
    Object.assign(place.firstChild, {
      _fullLayout: { width: 320, height: 320, xaxis: axis(), yaxis: axis() },
      on: (name) => count(name, 1),
      removeListener: (name) => count(name, -1),
    });
  }
  window.lab = await IMPORT;
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  window.visit = async (name, text) => {
    const parentElement = document.body.appendChild(document.createElement("div"));
    lab[name]({ data: bytes(text), parentElement, setStateValue: () => {} });
    const mounted = document.querySelectorAll("canvas").length;
    await new Promise((done) => setTimeout(done, 20));
    parentElement.remove();
    lab.sliders({ data: { knobs: [] }, setStateValue: () => {} })(); // the next page has neither
    return mounted;
  };
  window.counted = () => ({ ...alive, nodes: document.querySelectorAll("*").length });
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto("about:blank")
    page.evaluate(COUNTING.replace("IMPORT", importing("main.js")))
    yield page
    page.close()


@pytest.mark.parametrize("component", ["stage", "atlas"])
def test_fifty_visits_leave_as_much_behind_as_two(page: Page, component: str) -> None:
    maps = atlas(Himmelblau(), "loss", SIDES, Adam(learning_rate=0.1))
    scene = Scene(maps.comparison, View(all_on("ground", 1), THEMES["light"], inspected=(0,)))
    message = base64.b64encode((scene if component == "stage" else maps).picture(Gesture(seq=1))).decode()

    def visits(count: int) -> dict[str, int]:
        for _ in range(count):
            assert page.evaluate("([name, text]) => visit(name, text)", [component, message]) >= 2, "canvases lie on the chart"
        found: dict[str, int] = page.evaluate("counted()")
        return found

    first = visits(2)
    assert visits(48) == first
    assert first["plotly_afterplot"] == 0
    assert first["ResizeObserver"] == 0


ONLY = {
    ("streamlit.js",): r"st-key|\.st[A-Z]|data-testid|testScriptState|static/js",
    ("plotly.js", "plots.js"): r"js-plotly-plot|_fullLayout|plot-container|\._offset|\._length|window\.Plotly|plotly_",
}


@pytest.mark.parametrize("adapters", ONLY)
def test_only_the_adapter_knows(adapters: tuple[str, ...]) -> None:
    knowing = [path.name for path in sorted(WEB.rglob("*.js")) if re.search(ONLY[adapters], path.read_text(encoding="utf-8"))]
    assert knowing == [*adapters]
