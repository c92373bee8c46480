"""A method that a visitor types, as an optimizer like those of the catalogue: knobs, lines of a formula, `update`."""

import functools
import hashlib
import keyword
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar, NamedTuple, Self, cast

import numpy as np

from landscapes.typed.printed import printed
from landscapes.typed.tree import Node
from lessons.own_method.elementwise import Remembered, computed, remembered
from lessons.own_method.knob_lines import RATE
from lessons.own_method.names import over_time, symbol
from lessons.own_method.rule import Rule, leaves, rule
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer, Terrain
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, quoted


class OwnMethod(Optimizer[Any]):
    """What all typed methods have in common. `own_method` makes a class of its own for each text.

    The state holds a field for each line, of θ's shape, and all of them start at 0. Before these stand, where a line reads them, t, θ and
    the powers of t. A run in which a number becomes infinite or NaN diverges; that is no error.
    """

    name = "Your own"
    paper = Citation("You", 2026, "", "")
    what = Words(Remark("A method of your own: each step computes its lines from top to bottom, each coordinate by itself.", "definition"))
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
    computing: ClassVar[Remembered]
    """The trees of its lines, as they are computed."""

    @classmethod
    def suited_to(cls, landscape: Terrain) -> Self:
        """With the values of the text on every landscape: only its author knows the unit of its learning rate."""
        return cls()

    def init(self, theta: Array) -> Any:
        """The state before the first step: 0, but for θ itself, and for the powers of t, which are 1."""
        zero = np.zeros_like(theta)
        known = {"theta": theta, **dict.fromkeys(self.computing.bases, np.ones_like(theta))}
        return self.state(*(known.get(letter, zero) for letter in self.letters))

    def update(self, prev: Any, g: Array) -> Any:
        """Compute the lines in their order. A letter is its value before the step until its own line has been computed."""
        values: dict[str, Any] = {name: np.atleast_1d(getattr(self, field)) for name, field in self.knob_fields.items()}
        values |= dict(zip(self.letters, prev, strict=True))
        values["g"], zero = g, np.zeros_like(g)
        if "t" in values:
            values["t"] = values["t"] + 1.0
        for letter, base in self.computing.bases.items():
            values[letter] = computed(base, values) * values[letter]
        for name, tree in zip(self.names, self.computing.trees, strict=True):
            found = computed(tree, values)
            values[name] = found if np.shape(found) == np.shape(g) else found + zero
        if "theta" in values:
            values["theta"] = values["theta"] + values["step"]
        return self.state(*(values[letter] for letter in self.letters))

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
    computing = remembered(tuple(line.tree for line in read.lines), frozenset(knob_fields))
    names, letters = tuple(line.name for line in read.lines), frozenset[str]().union(*map(leaves, computing.trees))
    memory = *(letter for letter in ("t", "theta") if letter in letters), *computing.bases
    lines = {line.name: _line(line.name, line.tree, names[i:], knob_fields) for i, line in enumerate(read.lines)}
    body: dict[str, Any] = {
        "__doc__": "A method that a visitor has typed.",
        "__module__": __name__,
        "__qualname__": f"Own_{hashlib.sha256(read.text.encode()).hexdigest()}",  # what its cache key says of the class
        "__annotations__": {knob_fields[knob.name]: Annotated[Scalar, knob.knob] for knob in read.knobs},
        **{knob_fields[knob.name]: knob.default for knob in read.knobs},
        "state": NamedTuple(
            "OwnState",
            [(each, Array) for each in memory]
            + [(_free(name, _OF_TUPLES), cast(Any, Annotated[Array, line, _meaning(name)])) for name, line in lines.items()],
        ),
        "text": read.text,
        "names": names,
        "letters": (*memory, *names),
        "knob_fields": knob_fields,
        "computing": computing,
    }
    return dataclass(frozen=True, eq=False)(type("Own", (OwnMethod,), body))


def _field(name: str) -> str:
    """The field of a knob."""
    return "learning_rate" if name == RATE else _free(name, _ATTRIBUTES)


def _free(name: str, taken: frozenset[str]) -> str:
    """A name as the name of a field: with an underscore if it is a word of Python or taken by something else."""
    return f"{name}_" if keyword.iskeyword(name) or name in taken else name


def _meaning(name: str) -> Meaning:
    return Meaning("the step" if name == "step" else "a quantity of your own")


def _line(name: str, tree: Node, later: tuple[str, ...], knob_fields: Mapping[str, str]) -> TeX:
    """A line as TeX. `later` are the names whose lines do not stand above it."""

    def letter(each: str) -> str:
        if each in knob_fields:
            return symbol(each)
        known = {"t": "t", "g": "g_t", "theta": r"\theta_{t-1}"}
        return known.get(each) or over_time(each, each in later)

    def lettered(node: Node) -> Node:
        if node.number is None and not node.parts:
            return Node(letter(node.name))
        return node._replace(parts=tuple(map(lettered, node.parts)))

    return TeX(f"{over_time(name, before=False)} = {printed(lettered(tree))}")


def _copied(text: str, values: tuple[Any, ...]) -> OwnMethod:
    return own_method(text)(*values)
