"""A hand in a real browser: it drags sliders and the start, and sees what follows."""

from typing import Any

from playwright.sync_api import CDPSession, Page, TimeoutError

PATIENCE = 60_000
"""Milliseconds: a busy machine answers late, and a test that waits for what never comes fails all the same."""
DRAWN = {"paths": "hand.paths", "charts": "hand.looks()", "rate": "document.querySelector('.lab-rate canvas').toDataURL()"}
# A browser hands over the moves of a pointer frame by frame: when the last one is sent, the slider may still be at the first.
AT_POINTER = """([key, at]) => {
  const slider = hand.slider(key), { x, width } = slider.getBoundingClientRect();
  return Math.abs(slider.value - ((at - x - 7) / (width - 14)) * slider.max) < 1.5;
}"""
SETTLED = """(key) => {
  if (hand.value(key) !== hand.shown) [hand.shown, hand.since] = [hand.value(key), performance.now()];
  return performance.now() - hand.since > 250;
}"""
EYES = """() => {
  if (window.hand) return;
  const cells = (key) => document.querySelector(`.st-key-${key.replaceAll(".", "-")}`);
  const inView = (node) => node && node.getClientRects().length > 0;
  window.hand = {
    paths: 0,
    // What the charts look like now: the canvases on them, and the figures.
    looks() {
      const canvases = [...document.querySelectorAll("canvas.lab-paths, canvas.lab-cells")];
      const drawn = canvases.map((canvas) => canvas.width && canvas.toDataURL());
      const figures = [...document.querySelectorAll(".js-plotly-plot .main-svg")].map((svg) => svg.innerHTML);
      return [drawn, figures].join();
    },
    slider: (key) => cells(key)?.querySelector("input.lab-knob"),
    box: (key) => cells(key)?.querySelector("input:not(.lab-knob)"),
    value: (key) => Number(hand.box(key)?.value),
    linked: (key) => new URL(location).searchParams.get(key),
    // Opens what the slider is in, and brings it into view; where its thumb is, and where its track begins and ends.
    reach(key) {
      const slider = hand.slider(key);
      const closed = [...document.querySelectorAll("details:not([open])")].find((box) => box.contains(cells(key)));
      if (closed) closed.querySelector("summary").click();
      if (!inView(slider)) return null;
      slider.scrollIntoView({ block: innerWidth < 500 ? "end" : "center" }); // a phone's picture stays over the middle
      const { x, y, width, height } = slider.getBoundingClientRect();
      const share = slider.value / slider.max;
      const [at, middle] = [x + 7 + share * (width - 14), y + height / 2];
      return hand.still(slider, at, middle) && { from: x + 7, to: x + width - 7, at, y: middle, share };
    },
    // The same for the start: where it is, and the middle and the size of what it is dragged on.
    reachStart() {
      const disc = [...document.querySelectorAll(".lab-start")].find(inView);
      if (!disc) return null;
      disc.scrollIntoView({ block: "center" });
      const { x, y, width, height } = disc.getBoundingClientRect();
      const plot = disc.closest(".js-plotly-plot").querySelector(".nsewdrag").getBoundingClientRect();
      const found = { at: x + width / 2, y: y + height / 2, left: plot.x, top: plot.y, width: plot.width, height: plot.height };
      return hand.still(disc, found.at, found.y) && found;
    },
    // Whether it lies under this point, and lay there when it was last asked for: an expander that opens moves the page.
    still(node, x, y) {
      const where = `${x} ${y}`;
      const same = hand.last === where && document.elementFromPoint(x, y) === node;
      hand.last = where;
      return same;
    },
  };
  addEventListener("pointerdown", ({ target }) => (hand.pressed = target), true);
  addEventListener("lab-drawn", ({ detail: { paths } }) => {
    const words = paths.flatMap(({ theta }) => [...new Uint32Array(theta.slice().buffer)]);
    hand.paths = words.reduce((all, word) => (all * 31 + word) | 0, 7);
  });
}"""


class Hand:
    """One pointer on one page."""

    def __init__(self, page: Page, touch: CDPSession | None = None) -> None:
        self.page = page
        self.touch = touch
        page.wait_for_function("document.querySelector('input.lab-knob, .lab-start')", timeout=PATIENCE)
        page.evaluate(EYES)

    def open(self, summary: str) -> None:
        """Open an expander."""
        box = self.page.locator("[data-testid=stExpander] details", has_text=summary).first
        if box.get_attribute("open") is None:
            box.locator("summary").click()

    def open_all(self) -> None:
        """Open every expander of the page."""
        closed = self.page.locator("[data-testid=stExpander] details:not([open]) > summary")
        while closed.count():
            closed.first.click()
            self.page.wait_for_timeout(300)  # so that Streamlit hears of each

    def watch(self, what: str) -> None:
        """Remember what is drawn now: the numbers of the paths, or what the charts look like."""
        self.page.evaluate(f"() => {{ hand.before = {DRAWN[what]}; }}")

    def sees(self, what: str, said: str) -> None:
        """Wait until something else is drawn than what is remembered."""
        self.until(f"() => {DRAWN[what]} !== hand.before", None, said)

    def take(self, key: str) -> dict[str, Any]:
        """Put the pointer on a knob's thumb; where that is."""
        for _ in range(10):
            self.until("(key) => (hand.found = hand.reach(key))", key, f"{key}: its slider is in view")
            where: dict[str, Any] = self.page.evaluate("hand.found")
            self.down(where["at"], where["y"])
            if self.page.evaluate("(key) => hand.pressed === hand.slider(key)", key):
                return where
            self.up()  # the page has moved meanwhile, and the pointer has missed it
        raise AssertionError(f"{key}: its slider cannot be taken")

    def down(self, x: float, y: float) -> None:
        if self.touch:
            self._touch("touchStart", x, y)
            return
        self.page.mouse.move(x, y)
        self.page.mouse.down()

    def move(self, x: float, y: float, steps: int = 4) -> None:
        if self.touch:
            self._touch("touchMove", x, y)
        else:
            self.page.mouse.move(x, y, steps=steps)

    def up(self) -> None:
        if self.touch:
            self.touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        else:
            self.page.mouse.up()

    def _touch(self, kind: str, x: float, y: float) -> None:
        assert self.touch
        self.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})

    def far(self, where: dict[str, Any]) -> float:
        """The other end of a slider, nearly."""
        share = 0.08 if where["share"] > 0.5 else 0.92
        return float(where["from"] + share * (where["to"] - where["from"]))

    def drag(self, key: str, follows: str = "paths") -> float:
        """Drag a knob to the other end, see the picture follow, let go, see the last value arrive; what it is.

        While it is held the paths follow; where the page has none, or the knob changes the landscape, the charts do when it is released.
        """
        where = self.take(key)
        self.watch(follows)
        linked = self.linked(key)
        self.move(self.far(where), where["y"])
        self.until(AT_POINTER, [key, self.far(where)], f"{key}: the slider is where the pointer is")
        if follows == "paths":
            self.sees("paths", f"{key}: the paths follow")
        held = self.held(key)
        assert self.linked(key) == linked, f"{key}: settled while the hand holds it"
        self.up()
        self.arrives(key, held)
        if follows == "charts":
            self.sees("charts", f"{key}: the charts follow")
        return held

    def linked(self, key: str) -> str | None:
        """What the link has of a knob."""
        found: str | None = self.page.evaluate("(key) => hand.linked(key)", key)
        return found

    def held(self, key: str) -> float:
        """What the number box of a held knob shows once it has heard the last move: the same for a quarter of a second."""
        self.until(SETTLED, key, f"{key}: the number settles")
        return float(self.page.evaluate("(key) => hand.value(key)", key))

    def arrives(self, key: str, value: float) -> None:
        """See a value in the link and in the number box."""
        self.until(
            "([key, value]) => hand.linked(key) !== null && Number(hand.linked(key)) === value && hand.value(key) === value",
            [key, value],
            f"{key}: the last value arrives",
        )

    def start(self) -> tuple[float, float]:
        """Where the start is on the screen, brought into view."""
        found = self._start()
        return found["at"], found["y"]

    def _start(self) -> dict[str, float]:
        self.until("() => (hand.found = hand.reachStart())", None, "the start is in view")
        found: dict[str, float] = self.page.evaluate("hand.found")
        return found

    def drag_start(self, place: str, part: int = 7) -> None:
        """Drag the start inwards by a part of its chart, see the paths follow while it is held, let go, and see the place arrive."""
        keys = [f"{place}.x", f"{place}.y"]
        linked = [self.linked(key) for key in keys]
        found, dx, dy = self.hold_start(part)
        assert [self.linked(key) for key in keys] == linked, "nothing is settled while the hand holds the start"
        self.up()
        self.until(
            "([keys, linked]) => keys.every((key, i) => hand.linked(key) !== linked[i] && Number(hand.linked(key)) === hand.value(key))",
            [keys, linked],
            f"{place}: the start arrives",
        )
        there = self._start()
        moved = [(there[side] - there[edge]) - (found[side] - found[edge]) for side, edge in (("at", "left"), ("y", "top"))]
        assert max(abs(moved[0] - dx), abs(moved[1] - dy)) < 3, (moved, dx, dy)

    def hold_start(self, part: int = 7) -> tuple[dict[str, float], float, float]:
        """Take the start, drag it inwards, and see the paths follow: it is held now. Where it was, and how far it was dragged."""
        found = self._start()
        x, y = found["at"], found["y"]
        self.watch("paths")
        self.down(x, y)
        dx, dy = inwards(found, part)
        self.move(x + dx / 2, y + dy / 2)
        self.move(x + dx, y + dy)
        self.sees("paths", "the paths follow the start")
        return found, dx, dy

    def hold(self, key: str) -> None:
        """Take a knob, and drag it half way: it is held now."""
        where = self.take(key)
        self.watch("paths")
        self.move((where["at"] + self.far(where)) / 2, where["y"])
        self.sees("paths", f"{key}: the paths follow")

    def own(self) -> str:
        """What the keys of a landscape of one's own begin with."""
        found: str = self.page.evaluate(
            "document.querySelector('[class*=st-key-own], [class*=st-key-data]').className.match(/st-key-(\\w+)/)[1]"
        )
        return found

    def until(self, condition: str, argument: Any, said: str) -> None:
        """Wait for a condition of the page."""
        try:
            self.page.wait_for_function(condition, arg=argument, polling=50, timeout=PATIENCE)
        except TimeoutError as error:
            raise AssertionError(said) from error


def inwards(found: dict[str, float], part: int) -> tuple[float, float]:
    """A way from the start that stays on its chart, a part of it long."""
    across, up = found["left"] + found["width"] / 2 - found["at"], found["top"] + found["height"] / 2 - found["y"]
    far = min(found["width"], found["height"]) / part
    return (far if across >= 0 else -far), (far if up >= 0 else -far)
