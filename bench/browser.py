"""What a visitor feels, measured in headless Chromium beside the same picture drawn through st.plotly_chart."""

import statistics
import time
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from bench.tab import Tab, chromium
from bench.timing import line
from tests.browser import FLAGS, find
from tests.servers import free_port, serve

SETTING = "/compare?landscape=Rosenbrock&steps=500&noise=0"
SECONDS = 4
"""How long a hand drags."""
KNOB = ".st-key-rosenbrock-adam-learning_rate input.lab-knob"

OPEN_ADAM = "() => document.querySelectorAll('[data-testid=stExpander] summary')[5].click()"

# One change at a time: from the event on the slider until the paths are drawn, which is in the frame that shows them.
CHANGES = """async (selector) => {
  const slider = document.querySelector(selector), taken = [];
  const drawn = () => new Promise((r) => addEventListener("lab-drawn", r, { once: true }));
  for (let i = 0; i < 40; i++) {
    slider.value = 10 + ((i * 17) % 60);
    const began = performance.now(), answer = drawn();
    slider.dispatchEvent(new Event("input"));
    await answer;
    taken.push(performance.now() - began);
    await new Promise((r) => setTimeout(r, 350));
  }
  return taken;
}"""

# A hand that never rests: how many repaints a second, and how old the place is that each of them shows. A browser hands over the moves of
# a pointer once a frame.
DRAG = """async ([selector, seconds]) => {
  const target = document.querySelector(selector), sent = new Map(), drawn = [];
  addEventListener("lab-sent", (e) => sent.set(e.detail, performance.now()));
  addEventListener("lab-drawn", ({ detail: { seq } }) => sent.has(seq) && drawn.push(performance.now() - sent.get(seq)));
  const box = target.getBoundingClientRect(), x0 = box.x + box.width / 2, y0 = box.y + box.height / 2;
  const knob = target.tagName === "INPUT";
  const fire = (name, x, y) => {
    const event = new PointerEvent(name, { clientX: x, clientY: y, bubbles: true, buttons: name === "pointerup" ? 0 : 1 });
    (name === "pointerdown" ? target : window).dispatchEvent(event);
  };
  if (!knob) fire("pointerdown", x0, y0);
  const began = performance.now();
  for (let i = 0; performance.now() - began < seconds * 1000; i++) {
    if (knob) {
      target.value = 10 + (i % 61);
      target.dispatchEvent(new Event("input"));
    } else fire("pointermove", x0 + 80 * Math.sin(i / 12), y0 + 60 * Math.cos(i / 16));
    await new Promise(requestAnimationFrame);
  }
  if (knob) target.dispatchEvent(new Event("change"));
  else fire("pointerup", x0, y0);
  return drawn;
}"""

# What a hand lets go of has Python run from the top: until that has been over for a second.
AT_REST = """async () => {
  for (let calm = 0; calm < 10; calm++) {
    if (document.querySelector("[data-testid=stApp]").dataset.testScriptState !== "notRunning") calm = 0;
    await new Promise((r) => setTimeout(r, 100));
  }
}"""

PLAYBACK = """async () => {
  const gaps = [];
  document.querySelector(".lab-transport button:nth-of-type(3)").click();
  let before = performance.now();
  while (performance.now() < before + 5000 && gaps.length < 110) {
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - before);
    before = now;
  }
  return gaps.slice(5);
}"""

# The playhead moves a step: until every number of the formula has changed, and the first frame after that.
INSIDE = """async () => {
  const forward = document.querySelectorAll(".lab-transport button")[3], taken = [];
  const number = () => document.querySelector(".st-key-inspector-0 .katex-html [data-exact]")?.dataset.exact;
  for (let i = 0; i < 40; i++) {
    const before = number(), began = performance.now();
    forward.click();
    while (number() === before && performance.now() < began + 2000) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    taken.push(performance.now() - began);
    await new Promise((r) => setTimeout(r, 60));
  }
  return taken;
}"""

PLAIN = """async () => {
  const old = window.oldLayer;
  for (;;) {
    const now = document.querySelector(".js-plotly-plot .scatterlayer");
    if (now && now !== old && now.childElementCount >= 7) return performance.now();
    await new Promise(requestAnimationFrame);
  }
}"""


def measure() -> None:
    path = find()
    if path is None:
        print("no Chromium: what a visitor feels was not measured")
        return
    port, plain_port = free_port(), free_port()
    server = serve(port)
    plain = serve(plain_port, "bench/plain_app.py")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            stage = _lab(browser, path, f"http://localhost:{port}")
            taken = _plain(browser, f"http://localhost:{plain_port}")
            print(line("the same through st.plotly_chart", taken), f" {statistics.median(taken) / stage:.1f} times the stage's")
    finally:
        server.kill()
        plain.kill()


def open_page(browser: Browser, url: str, ready: str) -> tuple[Page, float]:
    """A page, for a browser that was never here before, and the seconds until it has such a node."""
    page = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}).new_page()
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(ready, timeout=60_000)
    return page, time.perf_counter() - began


def _first_pictures(browser: Browser, url: str, ready: str) -> tuple[list[float], list[float]]:
    """Milliseconds until there is a picture: for a browser that was never here before, and for one that has Streamlit's files."""
    first, again = [], []
    for _ in range(5):
        page, took = open_page(browser, url, ready)
        first.append(took * 1000)
        page.wait_for_selector(".js-plotly-plot .main-svg")
        page.wait_for_timeout(2500)  # until it has all files
        began = time.perf_counter()
        page.goto(url)
        page.wait_for_selector(ready)
        again.append((time.perf_counter() - began) * 1000)
        page.close()
    return first, again


def open_adam(page: Tab) -> None:
    page.evaluate(OPEN_ADAM)
    page.wait_for(KNOB)
    page.evaluate(AT_REST)


class ByHand(NamedTuple):
    """Milliseconds, each list in the order of measuring."""

    start: list[float]
    changes: list[float]
    knob: list[float]
    playback: list[float]


def _by_hand(path: str, lab: str) -> ByHand:
    """What a hand sees that moves the start, changes a knob, drags it, and plays."""
    with chromium(path) as browser, browser.tab() as page:
        page.open(lab + SETTING, "canvas.lab-paths")
        page.wait(3000)
        page.evaluate(AT_REST)
        page.evaluate(DRAG, [".lab-start", 3])  # browsers and Python make code faster that has run for a while
        page.evaluate(AT_REST)
        start = page.evaluate(DRAG, [".lab-start", SECONDS])
        page.evaluate(AT_REST)
        open_adam(page)
        changes = page.evaluate(CHANGES, KNOB)
        page.evaluate(AT_REST)
        knob = page.evaluate(DRAG, [KNOB, SECONDS])
        page.evaluate(AT_REST)
        return ByHand(start, changes, knob, page.evaluate(PLAYBACK))


def _lab(browser: Browser, path: str, lab: str) -> float:
    open_page(browser, lab + SETTING, ".lab-outcomes td")[0].close()  # warms the server
    seen, seen_again = _first_pictures(browser, lab + SETTING, "[class*=st-key-poster-] img")
    first, again = _first_pictures(browser, lab + SETTING, "canvas.lab-paths")
    moved = _by_hand(path, lab)
    sizes: list[int] = []
    sent: list[float] = []

    def count(socket: Any) -> None:
        socket.on("framereceived", lambda payload: sizes.append(len(payload)))
        socket.on("framesent", lambda _: sent.append(time.perf_counter()))

    counting = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}).new_page()
    counting.on("websocket", count)
    counting.goto(lab + SETTING)
    counting.wait_for_selector("canvas.lab-paths")
    counting.wait_for_timeout(4000)
    counting.evaluate(OPEN_ADAM)
    counting.wait_for_selector(KNOB)
    counting.wait_for_timeout(1000)
    quiet = len(sent)
    counting.evaluate(PLAYBACK)
    asked = len(sent) - quiet
    before = sum(sizes)
    counting.evaluate(CHANGES.replace("i < 40", "i < 10"), KNOB)
    inside, _ = open_page(
        browser, lab + "/step_by_step?landscape=Rosenbrock&steps=500&noise=0&t=5&beside=Adagrad", ".katex-html [data-exact]"
    )
    inside.wait_for_timeout(2500)
    numbers: list[float] = inside.evaluate(INSIDE)
    inside.close()
    beside, _ = open_page(browser, lab + SETTING + "&layout=Side+by+side", KNOB)
    beside.wait_for_timeout(4000)
    panel: list[float] = beside.evaluate(CHANGES, KNOB)
    beside.close()
    print("in the browser, 7 paths of 500 steps")
    print(line("knob changed -> paths repainted", moved.changes))
    print(line("side by side: knob changed -> repainted", panel))
    print(line("knob dragged: age of what is shown", moved.knob), f" {len(moved.knob) / SECONDS:.0f} repaints a second")
    print(line("start dragged: age of what is shown", moved.start), f" {len(moved.start) / SECONDS:.0f} repaints a second")
    frames = 1000 / statistics.mean(moved.playback)
    print(line("playback, frame to frame", moved.playback), f" {frames:.0f} frames a second, {asked} requests")
    print(line("inside a step: playhead moved -> numbers", numbers))
    print(f"  bytes for a change                           {(sum(sizes) - before) / 10 / 1000:6.1f} kB")
    print(line("first picture (the map), never here before", seen))
    print(line("first picture, browser has Streamlit's files", seen_again))
    print(line("first paths, browser never here before", first))
    print(line("first paths, browser has Streamlit's files", again))
    return statistics.median(moved.changes)


def _plain(browser: Browser, url: str) -> list[float]:
    open_page(browser, url, ".js-plotly-plot .scatterlayer")[0].close()  # warms the server
    first, again = _first_pictures(browser, url, ".js-plotly-plot .scatterlayer")
    print(line("first picture of the plain page, never before", first))
    print(line("first picture of the plain page, files there", again))
    page, _ = open_page(browser, url, ".js-plotly-plot .scatterlayer")
    page.wait_for_timeout(2500)
    page.locator("[role=slider], .stSlider input[type=range]").first.focus()
    taken: list[float] = []
    for _ in range(30):
        began = page.evaluate("(window.oldLayer = document.querySelector('.js-plotly-plot .scatterlayer'), performance.now())")
        page.keyboard.press("ArrowRight")
        taken.append(page.evaluate(PLAIN) - began)
        page.wait_for_timeout(400)
    return taken
