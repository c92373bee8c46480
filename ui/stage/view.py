"""What the stage is asked to show of some runs."""

from dataclasses import dataclass

from figures.theme import Theme


@dataclass(frozen=True)
class Panel:
    """A chart, by the key of the container it stands in, and the paths on it, by their place in the list."""

    place: str
    paths: tuple[int, ...]


def all_on(place: str, paths: int) -> tuple[Panel, ...]:
    """One chart with all of the paths on it; `paths` is their number."""
    return (Panel(place, tuple(range(paths))),)


@dataclass(frozen=True)
class Sketch:
    """The line that a visitor draws on the map."""

    key: str
    """The text box that holds it."""
    points: tuple[tuple[float, float], ...]
    """The start first. It stands alone where nothing is drawn yet."""
    open: bool
    """Whether it can be drawn now."""


@dataclass(frozen=True)
class Taken:
    """The steps that a visitor takes by hand."""

    key: str
    """The text box that takes the next one."""
    points: tuple[tuple[float, float], ...]
    """Where they led, the start first."""
    downhill: tuple[float, float]
    """The tip of the arrow that points downhill from the last point."""
    height: str
    """What is said of the last point and of the arrow."""
    slope: str
    reach: tuple[tuple[float, float], tuple[float, float]]
    """The sides of what the next step cannot leave."""


@dataclass(frozen=True)
class View:
    """The charts that the stage works with, and what is drawn on them."""

    panels: tuple[Panel, ...]
    look: Theme
    per_evaluation: bool = False
    """Whether the loss curves run over gradient evaluations instead of steps."""
    together: bool = True
    """Whether all maps zoom together."""
    shows: tuple[str, ...] | None = None
    """What stands at the playhead and along the path (path, height, errors, uphill, slope, momentum, step, size), in words, too. None
    leaves the choice to the visitor's switch."""
    bare: bool = False
    """Whether the stage has no transport, curves or list."""
    t: int | None = None
    """The step at which the page puts the playhead. None leaves it to the visitor."""
    inspected: tuple[int, ...] = ()
    """The paths of which the numbers of each step are shown, by their place in the list."""
    chapter: str = ""
    """What the page tells now. When another chapter begins, the run is played."""
    fit: bool = False
    """Whether the rows of a landscape over data are shown, with the curve of each path."""
    cut: bool = False
    """Whether the landscape is shown cut open along the steps of the first path."""
    movable: bool = True
    """Whether the start can be moved."""
    weights: int = 2
    """How many of the two parameters the run moves. Where it is one, the landscape is cut open along it."""
    sketch: Sketch | None = None
    """The line that the visitor draws on the map, where the page asks for one."""
    taken: Taken | None = None
    """The steps that the visitor takes by hand, where the page asks for them."""
