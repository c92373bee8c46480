"""Writes `docs/links.md`, the settings that a link may hold, as the pages themselves say them: `make links`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import parse_qs, urlencode

from streamlit.testing.v1 import AppTest

from landscapes import LANDSCAPES
from landscapes.expression import EXAMPLES
from landscapes.tables.links import MOST_CARRIED, carried
from lessons.challenges import CHALLENGES
from lessons.plans import LESSONS
from optim_core import OPTIMIZERS
from tests.pages import run
from tests.servers import ROOT
from ui.controls import widgets
from ui.controls.forms import exact
from ui.controls.frame import FORMS, MOST_KEYS, Frame
from ui.controls.keys import url_name
from ui.controls.visit import PLAN
from ui.lessons.plan import Place
from ui.pages import PAGES, Page, address
from ui.stage.gesture import LINK, Gesture, to_link

Read = Callable[[Sequence[str]], Any]
FILE = ROOT / "docs/links.md"
MOST_NAMED = 20
"""The most values of a setting that are listed; the page has the others."""
MENUS, OTHERS = ("selectbox", "button_group", "radio"), ("number_input", "select_slider", "text_input", "text_area", "multiselect")
"""Widgets by kind. A menu may bring other settings to the page, so each of its values is opened."""
TEXTS: Mapping[str, str] = MappingProxyType(
    {"f": [*EXAMPLES.values()][1], "rows": carried(("hours", "score"), (1, 2, 3, 4), (31, 40, 52, 57)) or ""}
)
"""Examples of settings that are typed."""
NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "landscape": {url_name(cls): cls.name for cls in LANDSCAPES},
        "method": {url_name(cls): cls.name for cls in OPTIMIZERS},
        "task": {each.name: each.title for each in CHALLENGES},
        "lesson": {each.name: each.title for each in LESSONS},
    }
)
"""What a key may begin with, for each of the words that stand for them in the table."""
KEYS = f"keys with commas between, at most {MOST_KEYS}, each as in this table or with `*` for its beginning"
GESTURES: Mapping[str, tuple[str, Gesture]] = MappingProxyType(
    {
        "t": ("The step that is shown", Gesture(t=20)),
        "at": ("The part of the map in view", Gesture(views=((-1.0, 4.0, -2.0, 3.0),))),
        "eye": ("Where you look at the surface from, in 3D", Gesture(eye=(1.5, 1.0, 1.2, 0.0, 0.0, 0.0))),
        "arrows": ("Arrows for slope, momentum and step", Gesture(arrows=True)),
        "present": ("Opens large, for an audience", Gesture(present=True)),
    }
)
"""What the browser alone puts into links, with an example of each."""
FRAMES: Mapping[str, tuple[str, str, Frame]] = MappingProxyType(
    {
        "controls": ("The controls that are seen, by their keys", KEYS, Frame(controls=("*.x", "*.y", "adam.beta1"))),
        "locked": ("The controls that are seen and cannot be changed", KEYS, Frame(locked=("landscape", "*.adam.learning_rate"))),
        "optimizers": (
            "The optimizers that can be chosen",
            "optimizers, each as a value of its own or with commas",
            Frame(optimizers=("SGD", "Adam")),
        ),
        "landscapes": ("The landscapes that can be chosen", "landscapes, in the same way", Frame(landscapes=("Beale", "Ravine"))),
        "says": ("Your text above the page", FORMS["says"].allowed, Frame(says="Which one arrives first?")),
    }
)
"""What a link says of how its page is used: what it sets, what it may be, and an example of each."""
WORDS = f"""# Links for teachers

A link opens the lab exactly as you set it up. Set up a page, press **Share**, and send the link: you need not write it yourself.
To change a link by hand, use this table. An example goes behind the address of the lab, as in `http://localhost:8501/compare?view=3D`.
Settings are joined by `&`. A setting that a link does not mention is as usual. If a page cannot read a setting, it says so and uses the
usual one. Of a range such as [0, 1), the end with a square bracket belongs to it, and the end with a round one does not.

A link holds settings only. It never says who you are, and it holds at most {MOST_CARRIED} rows of your own data: of a longer table it holds
your choices, and the page asks for the rows. Share leaves out `embed` and `present`, which say how a page is shown, not what it shows.

Five settings frame a page for a lesson: `controls`, `locked`, `optimizers`, `landscapes` and `says`. **Make a lesson**, in Share, writes
them for you, and puts several links in a row into a lesson file. They hold as long as the page of the
link is open; the next page is whole again. A control that is hidden or locked keeps the value that the link gives it, or its usual one.
`*.x` stands for `himmelblau.x`, `beale.x` and every other key that ends so, and an empty `controls=` hides all controls. Where a
link says `controls`, the page leaves out what it asks and tells for itself. It shows your text as plain text.

Replace `<landscape>`, `<method>`, `<task>` and `<lesson>` by a name from the lists below, and `<rung>` by `rung1`, `rung2` and so on. Let
Share write the name of a landscape of your own: it is made from your formula or your rows. Each row describes its example, and "(here)"
marks values that differ elsewhere, for example on another landscape.
"""


class Setting(NamedTuple):
    """A control as a page shows it."""

    label: str
    allowed: str
    others: Sequence[str]
    """Values other than the usual one, as a link writes them."""
    menu: bool


@dataclass
class Row:
    """A row of the table: a setting, or several that differ in the name that they begin with, described by an example."""

    link: str
    label: str
    allowed: list[str]
    """What it may be; of several settings, first that of the example."""
    pages: list[str]

    def written(self, key: str) -> str:
        """The row as Markdown."""
        pages = "all" if len(self.pages) == len(PAGES) else ", ".join(self.pages)
        allowed = self.allowed[0] + " (here)" * (len(self.allowed) > 1)
        return "| " + " | ".join(cell.replace("|", r"\|") for cell in (pages, f"`{key}`", self.label, allowed, f"`{self.link}`")) + " |"


def written(app: AppTest) -> dict[str, list[str]]:
    """The settings that the page writes into its link."""
    return parse_qs(app.session_state["visit"].query, keep_blank_values=True)


def complaints(app: AppTest) -> list[str]:
    """What the page says is wrong with its link, or with what the link sets."""
    return [block.value for block in app.error] + [block.value for block in app.warning if "this link" in block.value]


def settings(page: Page, link: Mapping[str, str]) -> dict[str, Setting]:
    """The settings of a page that is opened by a link, and those that its main button adds to the link."""
    seen: dict[str, tuple[Any, Read, str]] = {}

    class Recorder(widgets.Controls):
        """Notes what each control is made with: its usual value, how a link is read, and the allowed values in words."""

        def _begin(self, key: str, default: Any, read: Read, allowed: str) -> bool:
            seen[key] = default, read, allowed
            return super()._begin(key, default, read, allowed)

    with patch.object(widgets, "Controls", Recorder):
        app = run(page.path, **link)
        found: dict[str, Setting] = {}
        for widget in chain.from_iterable(app.get(kind) for kind in (*MENUS, *OTHERS)):
            if widget.key in seen:
                found[widget.key] = _setting(widget, *seen[widget.key])
        for button in [each for each in app.button if each.proto.type == "primary" and not each.disabled][:1]:
            known = {*written(app), *seen}
            new = {key: values for key, values in written(button.click().run()).items() if key not in known}
            found |= {key: Setting(button.label, f"`{values[-1]}`", values, False) for key, values in new.items()}
    return found


def _setting(widget: Any, default: Any, read: Read, allowed: str) -> Setting:
    # The options of a radio are sentences, and a link holds their letters.
    options: list[str] = allowed.split(", ") if widget.type == "radio" else list(getattr(widget, "options", ()))
    texts = options or [TEXTS.get(widget.key, "")]
    if widget.type == "number_input":
        texts = [exact(float(f"{widget.value + step:.10g}")) for step in (widget.step, -widget.step)]
    others = [text for text in texts if text and _reads(read, text) not in (None, default)]
    if options:
        few = f"one of {len(options)}, from `{options[0]}` to `{options[-1]}`"
        allowed = ", ".join(f"`{option}`" for option in options) if len(options) <= MOST_NAMED else few
    return Setting(widget.label, allowed, others, widget.type in MENUS)


def _reads(read: Read, text: str) -> Any:
    try:
        return read([text])
    except (ValueError, LookupError):
        return None


def folded(key: str) -> str:
    """A key with words in place of the names of landscapes, methods, tasks and rungs."""
    key = re.sub(r"\brung\d+\b", "<rung>", re.sub(r"^(own|data)[0-9a-f]{8}\b", "<landscape>", key))
    words = {name: word for word, names in NAMES.items() for name in names}
    return ".".join(f"<{words[part]}>" if part in words else part for part in key.split("."))


def rows() -> dict[str, Row]:
    """Every setting, by key. Where a menu is first seen, the page is opened with each of its values, to see what it brings."""
    found: dict[str, Row] = {}
    every: set[str] = set()
    for page in PAGES:
        links: list[dict[str, str]] = [{}]
        for link in links:
            for key, (label, allowed, others, menu) in settings(page, link).items():
                name, openings = folded(key), [{**link, key: other} for other in others]
                every.add(name)
                if name not in found:
                    fit = next((opening for opening in openings if not complaints(run(page.path, **opening))), None)
                    if fit is None:
                        continue
                    found[name] = Row(f"{address(page)}?{urlencode(fit)}", label, [], [])
                row = found[name]
                if menu and page.title not in row.pages:
                    links += openings
                for cells, cell in ((row.allowed, allowed), (row.pages, page.title)):
                    cells += [cell] * (cell not in cells)
    assert every == found.keys(), f"without an example: {every - found.keys()}"
    return found


def text() -> str:
    """The whole file."""
    every = [page.title for page in PAGES]
    first = urlencode({PLAN: Place(LESSONS[0], 1).name})
    table = {"embed": Row("/compare?embed=true", "Picture and controls only, for a frame in a page of your own", ["`true`"], every)}
    table[PLAN] = Row(
        f"/?{first}",
        "The stop of a lesson",
        ["`<lesson>.<number>`, or the letters of a [lesson file](lesson-files.md) and a number"],
        every,
    )
    for key, allowed in LINK.items():
        label, gesture = GESTURES[key]
        surface = {"view": "3D"} if gesture.eye else {}
        table[key] = Row(f"/compare?{urlencode({**surface, key: to_link(gesture)[key]})}", label, [allowed], every)
    for key, (label, allowed, made) in FRAMES.items():
        table[key] = Row(f"/compare?{urlencode(made.texts(), doseq=True)}", label, [allowed], every)
    table |= dict(sorted(rows().items(), key=lambda each: (-len(each[1].pages), [every.index(page) for page in each[1].pages])))
    lines = ["| page | key | what it sets | what it may be | example |", "|---|---|---|---|---|"]
    lines += [row.written(key) for key, row in table.items()]
    names = [f"`<{word}>`: {', '.join(f'`{name}` ({title})' for name, title in each.items())}." for word, each in NAMES.items()]
    return "\n".join([WORDS, *lines, "", "\n\n".join(names), ""])


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
