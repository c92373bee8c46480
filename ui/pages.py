"""The pages, in the order of the menu: the one list that the app and the tests use."""

import sys
from typing import NamedTuple

FOLDER, IN_BROWSER = "pages", "views"
"""The folder of the pages' files, and its name in a browser (`static_site/build.py`). Streamlit takes a folder `pages` for an app of the
older kind, whose pages run without `app.py`: `ui.page.theme` then runs the first one again, which in a browser would take seconds."""


class Page(NamedTuple):
    """A page of the lab."""

    name: str
    """The name of its file in `pages/`, and of its address."""
    title: str
    short: str = ""
    """Its name in the row of links, where seven have to fit on a phone; empty: its title."""

    chooses: bool = True
    """Whether the visitor chooses its landscape."""
    runs: bool = True
    """Whether it shows runs."""

    @property
    def path(self) -> str:
        """Its file, from the root of the project."""
        return f"{IN_BROWSER if sys.platform == 'emscripten' else FOLDER}/{self.name}.py"


PAGES: tuple[Page, ...] = (
    Page("start", "Start", chooses=False),
    Page("optimizers", "Optimizers"),
    Page("compare", "Compare"),
    Page("step_by_step", "Step by step", "Steps"),
    Page("maps", "Maps"),
    Page("challenges", "Challenges", "Tasks", chooses=False),
    Page("teachers", "For teachers", "Teach", chooses=False, runs=False),
)


def address(page: Page) -> str:
    """The address of a page below that of the lab. The first page is at the root."""
    return "/" if page is PAGES[0] else f"/{page.name}"


def path_of(name: str) -> str:
    """The file of the page of this name, as `st.page_link` takes it."""
    return next(page.path for page in PAGES if page.name == name)
