"""A method that a visitor types, as an optimizer like those of the catalogue: knobs, lines of a formula, `update`."""

import functools
import hashlib
import keyword
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar, NamedTuple, Self, cast

import numpy as np

from landscapes.typed.tree import Node
from lessons.own_method.elementwise import computed, remembered
from lessons.own_method.knob_lines import RATE
from lessons.own_method.lines_tex import gradient_tex, line_tex
from lessons.own_method.rule import Line, Rule, leaves, rule
from lessons.own_method.typed_out import typed_out
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer, Terrain
from optim_core.spec import Array, Citation, Meaning, Scalar, quoted


class OwnMethod(Optimizer[Any]):
    """What all typed methods have in common. `own_method` makes a class of its own for each text.

    The state holds a field for each line, of θ's shape. Before these stand, where a line reads them, t, θ, θ at the start and the powers
    of t. A run in which a number becomes infinite or NaN diverges; that is no error.
    """

    name = "Your own"
    paper = Citation("You", 2026, "", "")
    what = Words(Remark("A method of your own: each step computes its lines from top to bottom.", "definition"))
    where = Words(Remark("Wherever you want to try it.", "instruction"))
    marks = Marks("ink", "longdash", "star")
    rate_unit = "none"

    text: ClassVar[str]
    """The text that it was made of, without empty lines."""
    names: ClassVar[tuple[str, ...]]
    """What its lines compute, in order, as typed; the last is the step."""
    letters: ClassVar[tuple[str, ...]]
    """What each field of the state is in the trees: memory, then the names."""
    knob_fields: ClassVar[Mapping[str, str]]
    """The field of each knob, by its name in the text."""
    trees: ClassVar[tuple[Node, ...]]
    """Its lines, as they are computed."""
    bases: ClassVar[Mapping[str, Node]]
    """The base of each power of t, by its letter in the trees."""
    place: ClassVar[Node | None]
    """Where the gradient is taken; None: at θ."""
    count: ClassVar[str | None]
    """How many examples a step reads: digits, or the field of a knob; None: as many as the run says."""
    starts: ClassVar[Mapping[str, Node]]
    """The starts of names that do not start at 0."""

    @classmethod
    def suited_to(cls, landscape: Terrain) -> Self:
        """With the values of the text on every landscape: only its author knows the unit of its learning rate."""
        return cls()

    def init(self, theta: Array) -> Any:
        """The state before the first step: θ, 1 for the powers of t, and the start of each line, which is 0 if it has none."""
        known = {"theta": theta, "theta0": theta, **dict.fromkeys(self.bases, np.ones_like(theta))}
        values = self._knob_values() | {"theta0": theta}
        known |= {name: computed(start, values, theta) for name, start in self.starts.items()}
        zero = np.zeros_like(theta)
        return self.state(*(known.get(letter, zero) for letter in self.letters))

    @property
    def examples_per_step(self) -> int | None:
        """How many examples a step reads, if a line says it."""
        return None if self.count is None else int(self.count) if self.count.isdigit() else getattr(self, self.count)

    def gradient_point(self, theta: Array, state: Any) -> Array:
        """Where the line of the gradient says."""
        return computed(self.place, self._before(state) | {"theta": theta}, theta) if self.place else theta

    def update(self, prev: Any, g: Array) -> Any:
        """Compute the lines in their order. A letter is its value before the step until its own line has been computed."""
        values = self._before(prev) | {"g": g}
        for name, tree in zip(self.names, self.trees, strict=True):
            values[name] = computed(tree, values, g)
        if "theta" in values:
            values["theta"] = values["theta"] + values["step"]
        return self.state(*(values[letter] for letter in self.letters))

    def _before(self, prev: Any) -> dict[str, Any]:
        """All letters but g before the lines are computed: t and the powers of it are those of this step."""
        values = self._knob_values() | dict(zip(self.letters, prev, strict=True))
        if "t" in values:
            values["t"] = values["t"] + 1.0
        for letter, base in self.bases.items():
            values[letter] = computed(base, values, values[letter]) * values[letter]
        return values

    def _knob_values(self) -> dict[str, Any]:
        return {name: np.atleast_1d(1.0 * getattr(self, field)) for name, field in self.knob_fields.items()}

    def __eq__(self, other: object) -> bool:
        """Whether text and values are equal. A text that nobody has asked for lately may get its class anew."""
        return isinstance(other, OwnMethod) and self.cache_key() == other.cache_key()

    def __hash__(self) -> int:
        return hash(self.cache_key())

    def __reduce__(self) -> Any:
        """A copy in another process is made of the text."""
        return _copied, (self.text, tuple(getattr(self, each.name) for each in fields(self)))


_ATTRIBUTES = frozenset(dir(OwnMethod)).union(*(vars(each).get("__annotations__", ()) for each in OwnMethod.__mro__))
"""What optimizers have beside their knobs."""
_OF_TUPLES = frozenset(dir(tuple))


def own_method(text: str) -> type[OwnMethod]:
    """The optimizer of this text. Equal texts have equal methods, and two texts have different keys (`optim_core.identity`).

    Raises a ValueError that says the line and the place, what was not understood, and what is allowed.
    """
    if type(text) is not str:  # callers may ignore the annotation
        raise ValueError(f"A method must be text, got {quoted(text)}")
    return _read(text)


@functools.lru_cache(maxsize=128)  # a page asks at every run of its script; what a class holds is in the link of whoever typed it
def _read(text: str) -> type[OwnMethod]:
    return _made(rule(text))


@functools.lru_cache(maxsize=128)
def _made(read: Rule) -> type[OwnMethod]:
    """The class of a rule. Only names that `lessons.own_method.names` allows become names of fields."""
    knob_fields = {knob.name: _field(knob.name) for knob in read.knobs}
    place, count = read.gradient or (None, None)
    every, bases = remembered((*(line.tree for line in read.lines), *filter(None, [place])), frozenset(knob_fields) - {RATE})
    names, letters = tuple(line.name for line in read.lines), frozenset[str]().union(*map(leaves, every))
    memory = *(letter for letter in ("t", "theta", "theta0") if letter in letters), *bases
    lines = {line.name: line_tex(line.name, line.tree, names[i:], knob_fields) for i, line in enumerate(read.lines)}
    body: dict[str, Any] = {
        "__doc__": "A method that a visitor has typed.",
        "__module__": __name__,
        "__qualname__": f"Own_{hashlib.sha256(read.text.encode()).hexdigest()}",  # what its cache key says of the class
        "__annotations__": {knob_fields[knob.name]: Annotated[Scalar, knob.knob] for knob in read.knobs},
        **{knob_fields[knob.name]: knob.default for knob in read.knobs},
        "state": NamedTuple(
            "OwnState",
            [(each, Array) for each in memory]
            + [(_free(line.name, _OF_TUPLES), cast(Any, Annotated[Array, lines[line.name], _meaning(line)])) for line in read.lines],
        ),
        "gradient_line": gradient_tex(read.gradient, names, knob_fields),
        "text": read.text,
        "names": names,
        "letters": (*memory, *names),
        "knob_fields": knob_fields,
        "trees": every[: len(names)],
        "bases": bases,
        "place": every[-1] if place else None,
        "starts": {line.name: line.start for line in read.lines if line.start},
        "count": knob_fields.get(count, count) if count else None,
    }
    return dataclass(frozen=True, eq=False)(type("Own", (OwnMethod,), body))


def _field(name: str) -> str:
    """The field of a knob."""
    return "learning_rate" if name == RATE else _free(name, _ATTRIBUTES)


def _free(name: str, taken: frozenset[str]) -> str:
    """A name as the name of a field: with an underscore if it is a word of Python or taken by something else."""
    return f"{name}_" if keyword.iskeyword(name) or name in taken else name


def _meaning(line: Line) -> Meaning:
    what = "the step" if line.name == "step" else "a quantity of your own"
    return Meaning(f"{what}, from {typed_out(line.start)}" if line.start else what)


def _copied(text: str, values: tuple[Any, ...]) -> OwnMethod:
    return own_method(text)(*values)
