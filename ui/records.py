"""The records that travel between Python and the browser (`ui.protocol` packs them).

`python -m tests.twin` writes the types of JavaScript, `ui/web/records.d.ts`, from the classes below. What stands beside the map has
records of its own, in `ui/stage/records.py`.
"""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from ui.share.records import ControlRecord
from ui.stage.records import CutRecord, FitRecord, Inspected, SketchRecord, TakenRecord


class GestureMessage(TypedDict):
    """What the visitor's pointer or keys do now. The browser sends it through Streamlit or on the socket."""

    live: NotRequired[dict[str, tuple[float, float | None]]]
    """Values that move, by key: the value under the pointer, and the value that Python has, if it has one."""
    arrows: NotRequired[bool]
    opened: NotRequired[int]
    """The opening of a page that this belongs to."""
    seq: NotRequired[int]
    """Counts the gestures of a page. A picture says which one it answers."""
    piece: NotRequired[int]
    """The pass of the maps that is asked for."""


class PassRequest(TypedDict):
    """The pass of the maps that the browser asks for through Streamlit."""

    address: str | None
    piece: int


class LinkRequest(TypedDict):
    """A link that the browser asks Python to open."""

    number: int
    page: str
    query: str


class Kept(TypedDict):
    """What a link keeps of the stage. None is the default."""

    t: int | None
    """Where the playhead rests. None: at the end."""
    views: Sequence[Sequence[float] | None]
    """The part of each map in view: x from, x to, y from, y to. One alone is the view of all maps."""
    eye: Sequence[float] | None
    """Where the camera stands, and what it looks at: six numbers."""
    arrows: bool


class LinkData(Kept):
    """What the browser writes into the URL."""

    visit: str
    page: str
    opened: int
    query: str
    """The settings that are not at their defaults."""
    controls: Sequence[ControlRecord]
    """The controls of the page, those that a frame hides among them."""


class KnobSpec(TypedDict):
    """A number input that the browser works with. A coordinate of the start has no ticks, and gets no slider."""

    key: str
    label: str
    ticks: NotRequired[list[float]]
    formulas: NotRequired[list[str]]
    """The keys of the containers whose formulas have its symbol."""
    value: float
    default: float
    locked: bool
    """Whether a frame fixes it: neither a hand nor a key moves it."""


class TypingData(TypedDict):
    """The text box that is watched while something is typed."""

    key: str
    entered: str


class TaskData(TypedDict):
    """The task that is open, and the answer that is judged, if one is."""

    task: str
    answer: str | None
    right: bool


class Least(TypedDict):
    """Numbers nearer to 0 are only rounding errors beside what is in view, and are written 0."""

    loss: float
    distance: float


class PathRecord(TypedDict):
    """One run on the stage. `shares`, `theta`, `loss`, `distances` and `extra` are indices of arrays."""

    name: str
    colour: str
    dash: Sequence[float]
    """Lengths of strokes and gaps, in pixels."""
    marker: str
    """A path of SVG."""
    steps: int
    evaluations: int
    """Gradients that one step evaluates."""
    rate: float
    """The learning rate."""
    shares: int | None
    """The share of it that each step has, where it has a schedule."""
    theta: int
    loss: int
    distances: int
    """The distance to the nearest of the lowest minima at each step; NaN where none is known."""
    extra: dict[Literal["slope", "momentum", "size", "matrix"], int]
    """What arrows and squares at the playhead show of a step, two numbers a step each; or an ellipse, of a symmetric matrix: three."""
    least: Least
    sentence: str
    """What became of the run."""
    final: str
    """The loss at the end, as the list writes it."""
    distance: str
    """The distance at the end, as the list writes it."""
    reached: int | None
    """The step at which the run came within the tolerance of a minimum."""


class PanelRecord(TypedDict):
    """A chart, by the key of the container it stands in, and the paths on it, by their place in the list."""

    place: str
    paths: Sequence[int]


class StageLook(TypedDict):
    """Colours and sizes of what is drawn on the stage."""

    ink: str
    faint: str
    line: str
    paper: str
    words: bool
    """Whether words stand beside the arrows."""
    span: float
    """The width of the window."""


class LossAxis(TypedDict):
    """How the loss curves are drawn."""

    floor: float | None
    """The lowest loss of the landscape, if it has a minimum."""
    per: bool
    """Whether the curves run over gradient evaluations instead of steps."""


class Scale3d(TypedDict):
    """How the height of a surface is drawn."""

    floor: float
    unit: float


class StartRecord(TypedDict):
    """The start point: the keys of its coordinates, their values, and the window that it lies in. Where one weight moves it has one. A
    start that cannot be moved has no keys."""

    keys: Sequence[str]
    value: Sequence[float]
    window: Sequence[Sequence[float]]


class StagePicture(Kept):
    """A picture of the stage."""

    seq: int
    """The number of the gesture that this answers."""
    address: str | None
    """Where the socket can ask for more pictures of this scene."""
    paths: Sequence[PathRecord]
    panels: Sequence[PanelRecord]
    look: StageLook
    loss: LossAxis
    scale3d: Scale3d
    start: StartRecord
    opened: int
    landscape: str
    """Whose runs these are: the beginning of the keys of its start. Its map says the same."""
    usual_view: Sequence[float]
    together: bool
    """Whether all maps zoom together."""
    shows: Sequence[str] | None
    """What is shown. None leaves the choice to the visitor."""
    schedule: str | None
    """The name of what η does over time. None: it stays as it is, or does not do the same in all runs."""
    bare: bool
    """Whether the stage has no transport, curves or list."""
    fixed: bool
    """Whether the page chooses where the playhead stands."""
    chapter: str
    """What the page tells now. When another chapter begins, the run is played."""
    fit: FitRecord | None
    cut: CutRecord | None
    sketch: SketchRecord | None
    taken: TakenRecord | None
    inspected: Sequence[Inspected]
