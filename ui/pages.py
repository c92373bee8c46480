"""The pages, in the order of the menu: the one list that the app and the tests go by."""

from typing import NamedTuple


class Page(NamedTuple):
    """A page of the lab."""

    name: str
    """Of its file in `pages/`, and of its address."""
    title: str

    @property
    def path(self) -> str:
        """Its file, from the root of the project."""
        return f"pages/{self.name}.py"


PAGES: tuple[Page, ...] = (
    Page("start", "Start"),
    Page("optimizers", "Optimizers"),
    Page("compare", "Compare"),
    Page("step_by_step", "Step by step"),
    Page("maps", "Maps"),
)


def address(page: Page) -> str:
    """Where a page opens, below the address of the lab: the first one at its root."""
    return "/" if page is PAGES[0] else f"/{page.name}"
