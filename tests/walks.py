"""Random walks through the pages: what a visitor may do next, and what the page shows of it."""

import random
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError

TABS = ".st-key-nav a"

AT_REST = """() => window.optimizerLab?.then((lab) => {
    const app = document.querySelector('[data-testid=stApp]');
    return lab.resting() && app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('h1') && !document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner]')
        && !document.querySelector('.lab-atlas progress:not([hidden])');
}) ?? false"""

SHOWN = """() => {
    const found = {};
    const text = (node) => node?.innerText.trim();
    for (const place of document.querySelectorAll('[class*="st-key-"]')) {
        const key = [...place.classList].find((name) => name.startsWith('st-key-')).slice(7);
        if (place.matches('.stElementContainer')) {
            if (place.querySelector('.stNumberInput')) found[key] = place.querySelector('.stNumberInput input').value;
            else if (place.querySelector('.stSelectbox'))
                found[key] = place.querySelector('.stSelectbox input')?.value || text(place.querySelector('[data-baseweb=select]'));
            else if (place.querySelector('.stTextInput')) found[key] = place.querySelector('.stTextInput input').value;
            else if (place.querySelector('.stSlider')) found[key] = text(place.querySelector('[data-testid=stSliderThumbValue]'));
            else if (place.querySelector('.stButtonGroup'))
                found[key] = [...place.querySelectorAll('button')].filter((each) => /Active/.test(each.dataset.testid)).map(text);
        }
    }
    // The ink in each of 24 x 24 fields: what the paths look like, whatever a rounded view does to their edges.
    const ink = (canvas) => {
        const small = Object.assign(document.createElement('canvas'), { width: 24, height: 24 }).getContext('2d');
        small.drawImage(canvas, 0, 0, 24, 24);
        return [...small.getImageData(0, 0, 24, 24).data];
    };
    const picture = {
        outcomes: text(document.querySelector('.lab-outcomes')),
        t: text(document.querySelector('.lab-t')),
        arrows: document.querySelector('.lab-transport input[type=checkbox]:last-of-type')?.checked,
        paths: [...document.querySelectorAll('canvas.lab-paths')].map(ink),
        views: [...document.querySelectorAll('.js-plotly-plot')].map(({ _fullLayout: { xaxis, yaxis, scene } }) => {
            if (!scene) return [...xaxis.range, ...yaxis.range].map(Number);
            const { eye, center } = scene._scene.getCamera();
            return [eye, center].flatMap(({ x, y, z }) => [x, y, z]);
        }),
        atlas: [...document.querySelectorAll('.lab-atlas-words, .lab-atlas-count')].map(text),
        alerts: [...document.querySelectorAll('[data-testid=stAlert], [data-testid=stException]')].map(text),
    };
    return { controls: found, picture };
}"""


def rest(page: Page) -> None:
    """Wait until nothing is held or in flight, and has not been for half a second."""
    calm = 0
    for _ in range(600):
        calm = calm + 1 if page.evaluate(AT_REST) else 0
        if calm > 6:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page does not come to rest")


def differ(one: list[list[int]], other: list[list[int]]) -> bool:
    """Whether drawings look different."""
    pairs = zip(one, other, strict=True)
    return any(sum(abs(a - b) > 60 for a, b in zip(here, there, strict=True)) > 20 for here, there in pairs)


def same_views(one: list[list[float]], other: list[list[float]]) -> bool:
    """Whether charts show the same part of their maps, or their cameras stand at the same place, to half a percent of what is in view."""
    return len(one) == len(other) and all(
        len(here) == len(there) and max(abs(a - b) for a, b in zip(here, there, strict=True)) <= 5e-3 * (max(here) - min(here))
        for here, there in zip(one, other, strict=True)
    )


def shown(page: Page) -> Any:
    """What the controls say and what the picture shows."""
    return page.evaluate(SHOWN)


class Walker:
    """Does one thing after another, as a seed has it. `did` is the list of what was done, to be read when something fails."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page = page
        self.dice = random.Random(seed)
        self.did: list[str] = []
        self.entries = 1
        self.acts: list[Callable[[], bool]] = [
            *(self.tab, self.tab, self.back, self.reload, self.switch, self.switch, self.pill, self.menu, self.menu, self.steps),
            *(self.number, self.number, self.knob, self.knob, self.start, self.zoom, self.scrub, self.arrows, self.button, self.cell),
        ]

    def act(self) -> None:
        """One more thing, of those that can be done here."""
        while not self.dice.choice(self.acts)():
            pass
        rest(self.page)

    def one(self, selector: str) -> Locator | None:
        """One of the things in sight, or nothing."""
        found = self.page.locator(f":is({selector}):visible")
        count = found.count()
        return found.nth(self.dice.randrange(count)) if count else None

    def note(self, what: str, node: Locator | None = None) -> bool:
        key = node.evaluate("node => node.closest('[class*=st-key-]')?.className.match(/st-key-\\S+/)?.[0] ?? ''") if node else ""
        self.did.append(f"{what} {key}".strip())
        return True

    def tab(self) -> bool:
        here = self.page.url
        link = self.one(TABS)
        if link is None:
            return False
        name = link.inner_text()
        link.click()
        rest(self.page)
        if self.page.url.split("?")[0] != here.split("?")[0]:
            self.entries += 1
        return self.note(f"tab {name}")

    def back(self) -> bool:
        if self.entries == 1:
            return False
        self.entries -= 1
        self.page.go_back()
        return self.note("back")

    def reload(self) -> bool:
        self.page.reload()
        return self.note("reload")

    def switch(self) -> bool:
        button = self.one(".stButtonGroup button")
        if button is None:
            return False
        self.note(f"press {button.inner_text()!r}", button)
        button.click()
        return True

    def pill(self) -> bool:
        button = self.one(".st-key-show button, .st-key-of button")
        if button is None:
            return False
        self.note(f"pill {button.inner_text()!r}", button)
        button.click()
        return True

    def menu(self) -> bool:
        box = self.one(".stSelectbox")
        if box is None:
            return False
        box.locator("[data-baseweb=select], input").first.click()
        options = self.page.locator("[role=option]")
        try:
            options.first.wait_for(timeout=3000)
        except TimeoutError:  # it lies under something else
            return False
        self.note("menu", box)
        option = options.nth(self.dice.randrange(options.count()))
        self.did[-1] += f" {option.inner_text()!r}"
        option.click()
        return True

    def steps(self) -> bool:
        thumb = self.one(".stSlider [role=slider]")
        if thumb is None:
            return False
        thumb.focus()
        key = self.dice.choice(["ArrowLeft", "ArrowRight"])
        for _ in range(self.dice.randint(1, 3)):
            self.page.keyboard.press(key)
        return self.note(f"slider {key}", thumb)

    def number(self) -> bool:
        box = self.one(".stNumberInput input[type=number], .stNumberInput input[type=text]")
        if box is None:
            return False
        low, high = (float(box.get_attribute(end) or default) for end, default in (("min", -5), ("max", 5)))
        value = f"{self.dice.uniform(max(low, -3), min(high, 3)):.3g}"
        box.fill(str(round(float(value))) if box.get_attribute("step") == "1" else value)
        box.press("Enter")
        return self.note(f"type {value}", box)

    def knob(self) -> bool:
        knob = self.one("input.lab-knob")
        return knob is not None and self.drag(knob, "drag")

    def start(self) -> bool:
        disc = self.one(".lab-start")
        return disc is not None and self.drag(disc, "start")

    def zoom(self) -> bool:
        plot = self.one(".st-key-ground .js-plotly-plot, [class*=st-key-panel-] .js-plotly-plot")
        return plot is not None and self.drag(plot, "zoom")

    def scrub(self) -> bool:
        scrub = self.one(".lab-scrub")
        return scrub is not None and self.drag(scrub, "scrub")

    def arrows(self) -> bool:
        box = self.page.get_by_label("Arrows")
        if not box.count() or not box.is_visible():
            return False
        box.set_checked(not box.is_checked())
        return self.note("arrows")

    def button(self) -> bool:
        button = self.one(".st-key-examples button, .stExpander summary, .st-key-workspace [data-testid=stPageLink] a")
        if button is None:
            return False
        here = self.page.url.split("?")[0]
        self.note(f"click {button.inner_text()!r}", button)
        button.click()
        rest(self.page)
        if self.page.url.split("?")[0] != here:
            self.entries += 1
        return True

    def cell(self) -> bool:
        plot = self.one("[class*=st-key-atlas-] .js-plotly-plot")
        box = plot.bounding_box() if plot else None
        if plot is None or box is None:
            return False
        plot.click(position={"x": box["width"] * self.dice.uniform(0.3, 0.8), "y": box["height"] * self.dice.uniform(0.2, 0.7)})
        return self.note("cell", plot)

    def drag(self, node: Locator, what: str) -> bool:
        """From the middle of a thing to somewhere near."""
        node.scroll_into_view_if_needed()
        box = node.bounding_box()
        if box is None:
            return False
        self.note(what, node)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + self.dice.uniform(-90, 90), y + self.dice.uniform(-60, 60), steps=4)
        self.page.wait_for_timeout(150)
        mouse.up()
        mouse.move(2, 300)
        return True
