"""Be the optimizer: a visitor sees a point, its height and its slope, and takes each step by hand; the methods take as many steps."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple, final

import numpy as np

from landscapes import Beale, Himmelblau, Landscape, Ravine, Rosenbrock, StyblinskiTang, ThreeHumpCamel
from landscapes.landscape import Point, Survey, Window
from optim_core import Optimizer
from optim_core.claims import Words
from optim_core.marks import Marks
from optim_core.spec import Array, Rows, Scalar, TeX

HIDDEN: tuple[Landscape, ...] = (Ravine(), ThreeHumpCamel(), Rosenbrock(), StyblinskiTang(), Beale(), Himmelblau())
"""The landscapes under the fog, which go by their number. On each, one step reads one gradient, whatever the method."""
BUDGETS = (6, 12, 24)
"""How many steps a game may have."""
REACH = 10
"""How far the point may go: as many times as far from the middle of the window as its sides."""
FRAMES = (1, 2, 5, REACH)
"""How many times the window the frame is that shows the point."""
DIGITS = 4
"""Of each coordinate of a step."""
LONGEST = 24 * BUDGETS[-1]
"""Characters of all steps in a link."""
ARROW = (0.1, 0.35)
"""The length of the arrow downhill where there is next to no slope, and where it is infinite, as a share of the frame."""


class Steps(NamedTuple):
    """What a hand remembers."""

    t: int
    step: Annotated[Array, TeX(r"\Delta\theta_t = \theta_t - \theta_{t-1}")]


@final
@dataclass(frozen=True)
class ByHand(Optimizer[Steps]):
    """Takes the steps that a visitor has chosen, one after the other, and stands still after the last."""

    taken: tuple[Point, ...]
    learning_rate: Scalar = field(default=0.0, init=False)
    """It has none."""

    name = "you"
    rate_unit = "none"
    state = Steps
    marks = Marks("olive", "dash", "x")

    def init(self, theta: Array) -> Steps:
        """No step is taken."""
        return Steps(0, np.zeros_like(theta))

    def update(self, prev: Steps, g: Array) -> Steps:
        """Take the next step, whatever the gradient says: the visitor has seen it."""
        chosen = self.taken[prev.t] if prev.t < len(self.taken) else (0.0, 0.0)
        return Steps(prev.t + 1, np.array(chosen))


@final
@dataclass(frozen=True)
class Fog(Landscape):
    """What the page knows of a landscape as long as it is hidden: the sides of a frame. It is flat."""

    sides: Window

    name = "Fog"
    lesson = Words()

    @property
    def survey(self) -> Survey:
        """A frame, and a start in its middle."""
        (left, right), (low, high) = self.sides
        return Survey(TeX("?"), self.sides, ((left + right) / 2, (low + high) / 2), (), 1.0, 1.0)

    def value(self, x: Array, y: Array) -> Array:
        """Nothing is seen."""
        return np.zeros_like(x)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        """Nothing is seen."""
        return np.array([np.zeros_like(x), np.zeros_like(y)])


class Here(NamedTuple):
    """What is seen of a landscape at a point."""

    height: float
    gradient: Point
    slope: float


def here(landscape: Landscape, point: Point) -> Here:
    """Look at a point: the engine computes one height and one gradient."""
    x, y = (np.array([at]) for at in point)
    with np.errstate(all="ignore"):
        gx, gy = map(float, landscape.gradient(x, y)[:, 0])
        return Here(float(landscape.value(x, y)[0]), (gx, gy), math.hypot(gx, gy))


def points(start: Point, steps: Iterable[Point]) -> tuple[Point, ...]:
    """Where the steps lead, the start first."""
    found = [start]
    for dx, dy in steps:
        x, y = found[-1]
        found.append((x + dx, y + dy))
    return tuple(found)


def read(text: str, landscape: Landscape, most: int) -> tuple[Point, ...]:
    """Steps as a link has them: `dx,dy;dx,dy`. ValueError if they are no steps, more than `most`, or lead out of reach."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    parts = [part.split(",") for part in text.split(";") if part.strip()]
    steps = tuple((_rounded(dx), _rounded(dy)) for dx, dy in parts)
    if len(steps) > most:
        raise ValueError("too many steps")
    room = _around(landscape.window, REACH)
    if not all(_inside(point, room) for point in points(landscape.start, steps)):
        raise ValueError("out of reach")
    return steps


def write(steps: Iterable[Point]) -> str:
    """Steps as a link has them."""
    return ";".join(f"{dx:.{DIGITS}g},{dy:.{DIGITS}g}" for dx, dy in steps)


def reach(landscape: Landscape) -> Window:
    """The sides of what the point cannot leave."""
    return _around(landscape.window, REACH)


def frame(landscape: Landscape, seen: Sequence[Point]) -> Window:
    """The sides of the frame that shows these points: the window, or some times as much around its middle."""
    sizes = (_around(landscape.window, times) for times in FRAMES)
    return next((sides for sides in sizes if all(_inside(point, sides) for point in seen)), reach(landscape))


def downhill(landscape: Landscape, point: Point, sides: Window) -> Point:
    """The tip of the arrow that points downhill from a point: the steeper, the longer. The point itself where there is no slope."""
    _, gradient, slope = here(landscape, point)
    usual = here(landscape, landscape.start).slope
    if not 0 < slope < math.inf:
        return point
    spans = [high - low for low, high in sides]
    seen = math.hypot(*(each / span for each, span in zip(gradient, spans, strict=True)))
    least, most = ARROW
    far = (least + (most - least) * slope / (slope + usual)) / seen
    return point[0] - far * gradient[0], point[1] - far * gradient[1]


def lower(yours: float, others: Mapping[str, float]) -> list[str]:
    """The names of those that ended lower than you. What is no number is nowhere."""
    return [name for name, loss in others.items() if loss < yours or (math.isfinite(loss) and not math.isfinite(yours))]


def _rounded(text: str) -> float:
    return float(f"{float(text):.{DIGITS}g}") + 0.0  # -0.0 + 0.0 is 0.0


def _around(window: Window, times: float) -> Window:
    """A window so many times as large, around the same middle."""
    (left, right), (low, high) = (
        ((a + b) / 2 - times * (b - a) / 2, (a + b) / 2 + times * (b - a) / 2) if times != 1 else (a, b) for a, b in window
    )
    return (left, right), (low, high)


def _inside(point: Point, sides: Window) -> bool:
    """Whether a point lies in a window; what is no number does not."""
    return all(low <= at <= high for at, (low, high) in zip(point, sides, strict=True))
