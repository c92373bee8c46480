"""A plain function as the mean of noisy examples."""

import functools
from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes.landscape import Landscape, Survey
from landscapes.typed.tree import Node
from landscapes.written import tex
from optim_core.claims import Claim, Lab, Words
from optim_core.spec import Array, Citation, Knob, Rows, TeX, settle

NOISE_STEP = 0.006
"""How far, in widths of the window, the noise of one example moves a step at the rate that suits the landscape."""


TILTS = """xi_1, xi_2 = np.random.default_rng({examples}).standard_normal((2, {examples}))
xi_1 -= xi_1.mean()
xi_2 -= xi_2.mean()
xi_2 -= (xi_1 @ xi_2) / (xi_1 @ xi_1) * xi_1
data = np.array([xi_1 / xi_1.std(), xi_2 / xi_2.std()])
"""
"""What `tilts` does, for programs."""


@final
@dataclass(frozen=True)
class Noisy(Landscape):
    """A plain function as a mean over N noisy examples: J(θ; i) = f(θ) + σ ξᵢ·θ, with Σ ξᵢ = 0 and the ξ whitened.

    The mean over the examples is exactly f. The gradient of one example differs from that of f by σ in each coordinate, root mean square.
    So a landscape where everything else is known gets the noise that data have. Raises ValueError if the landscape has examples already.
    """

    landscape: Landscape
    sigma: Annotated[float, Knob(TeX(r"\sigma"), "noise in each example's gradient", (0, np.inf), (True, False), (0, 50), "linear")]
    # A field instead of the property: here N can be chosen, elsewhere it follows from the data.
    examples: Annotated[  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleMethodOverride]
        int, Knob(TeX("N"), "number of examples", (3, np.inf), (True, False), (3, 1024), "log", whole=True)
    ] = 64

    name = "Noisy"
    lesson = Words(
        Claim(
            "Every example has its own tilt, and the tilts cancel in the mean.",
            lambda lab: float(np.hypot(*_tilts(lab)).min()) > 0.01 and float(np.abs(_tilts(lab).mean(axis=1)).max()) < 1e-12,
        ),
        Claim(
            "A method that reads one example a step never comes to rest;",
            lambda lab: float(lab.on("Ravine").run("SGD", noise=1, steps=2000).lengths[-500:].min()) > 0,
        ),
        Claim(
            "the mean of m examples, drawn at random from many, has about 1/√m of the noise of one.",
            lambda lab: all(abs(_noise(lab, m) * m**0.5 - 1) < 0.1 for m in (4, 9)),
        ),
    )
    source = Citation(
        "Bottou, Curtis & Nocedal", 2018, "Optimization Methods for Large-Scale Machine Learning", "https://arxiv.org/abs/1606.04838"
    )

    def __post_init__(self) -> None:
        settle(self)
        if self.landscape.examples != 1:
            raise ValueError(
                f"Noisy.landscape must be a plain function, got {type(self.landscape).__name__}, "
                f"which is a mean over {self.landscape.examples} examples already"
            )

    @property
    def survey(self) -> Survey:
        inner = self.landscape.survey
        x, y = inner.coordinates
        xi = tilts(self.examples)
        return inner._replace(
            formula=TeX(rf"{inner.formula} + \sigma\, \left(\xi_1 {x} + \xi_2 {y}\right)"),
            data={**self.landscape.letters, r"\xi_1": xi[0], r"\xi_2": xi[1]},
        )

    def tree(self, x: Node = tex.X, y: Node = tex.Y) -> Node:
        xi = {name: tex.letter(name, None) for name in (r"\xi_1", r"\xi_2")}
        letters = {"f": self.landscape.tree(x, y), r"\sigma": tex.letter(r"\sigma", self.sigma), "x": x, "y": y, **xi}
        return tex.read(r"f + \sigma\, \left(\xi_1 x + \xi_2 y\right)", letters)

    def data_code(self) -> str:
        return TILTS.format(examples=self.examples)

    def value(self, x: Array, y: Array) -> Array:
        return self.landscape.value(x, y)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        g = self.landscape.gradient(x, y)
        if rows is None:
            return g
        tilt: Array = self.sigma * (np.add.reduce(tilts(self.examples).take(rows, axis=1), axis=1) / len(rows))
        return g + tilt.reshape(2, *(1,) * (g.ndim - tilt.ndim), *tilt.shape[1:])


@functools.cache
def tilts(examples: int) -> Array:
    """ξ, (2, N): random numbers with mean 0 and the identity as covariance; N is also the seed."""
    a, b = np.random.default_rng(examples).standard_normal((2, examples))
    a -= a.mean()
    b -= b.mean()
    b -= (a @ b) / (a @ a) * a
    xi = np.array([a / a.std(), b / b.std()])
    xi.flags.writeable = False
    return xi


def usual_noise(landscape: Landscape) -> float:
    """A σ that suits the landscape, in one digit."""
    (low, high), _ = landscape.window
    return float(f"{NOISE_STEP * (high - low) / landscape.rate:.1g}")


def default_noise(landscape: Landscape) -> Landscape:
    """The landscape with the usual noise on it, where it has no examples of its own."""
    return Noisy(landscape, usual_noise(landscape)) if landscape.examples == 1 else landscape


def _tilts(lab: Lab) -> Array:
    """The tilt of each example, (2, 64): its gradient where the mean over all has none, for σ = 1."""
    ravine = lab.on("Ravine")
    return ravine.on(Noisy(ravine.landscape, 1.0)).examples(*ravine.minima[0])


def _noise(lab: Lab, m: int) -> float:
    """The noise of the mean tilt of m examples, in units of the noise of one: the spread over many draws."""
    draws = np.random.default_rng(0).integers(64, size=(4000, m))
    return float(_tilts(lab)[0, draws].mean(axis=1).std())
