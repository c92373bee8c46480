"""A landscape whose loss is measured in other units."""

from dataclasses import dataclass
from typing import Annotated, final

from landscapes.fit import Fit
from landscapes.landscape import Landscape, Survey
from landscapes.typed.tree import Node
from landscapes.written import tex
from optim_core.claims import Claim, Lab, Walk, Words, apart
from optim_core.spec import Array, Citation, Rows, TeX, positive


@final
@dataclass(frozen=True)
class Scaled(Landscape):
    """c·f: the same shape, with every slope c times as steep."""

    landscape: Landscape
    factor: Annotated[float, positive("c", "factor on the loss", 1e-3, 1e3)] = 10.0

    name = "Scaled"
    lesson = Words(
        Claim(
            "Measuring the loss in other units moves no minimum.",
            lambda lab: all(Scaled(each.landscape, 3.0).minima == each.minima for each in [lab.on("Himmelblau")]),
        ),
        Claim(
            "The first step of plain gradient descent is c times longer all the same;",
            lambda lab: abs(_scaled(lab, "Gradient descent", 3).lengths[0] / _scaled(lab, "Gradient descent", 1).lengths[0] - 3) < 1e-9,
        ),
        Claim(
            "Adam's path stays what it was, up to ε.",
            lambda lab: apart(_scaled(lab, "Adam", 3).theta, _scaled(lab, "Adam", 1).theta) < 1e-6,
        ),
    )
    source = Citation("Kingma & Ba", 2015, "Adam: A Method for Stochastic Optimization, section 2.1", "https://arxiv.org/abs/1412.6980")

    @property
    def survey(self) -> Survey:
        inner = self.landscape.survey
        return inner._replace(
            formula=TeX(rf"c\, \left({inner.formula}\right)"),
            rate=inner.rate / self.factor,
            data=self.landscape.letters,
        )

    @property
    def fit(self) -> Fit | None:
        return self.landscape.fit

    @property
    def terms(self) -> int:
        return self.landscape.terms

    def tree(self, x: Node = tex.X, y: Node = tex.Y) -> Node:
        return tex.read(r"c\, f", {"c": tex.letter("c", self.factor), "f": self.landscape.tree(x, y)})

    def data_code(self) -> str:
        return self.landscape.data_code()

    def value(self, x: Array, y: Array) -> Array:
        return self.factor * self.landscape.value(x, y)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return self.factor * self.landscape.gradient(x, y, rows)


def _scaled(lab: Lab, method: str, factor: float) -> Walk:
    """A run on Rosenbrock's function times a factor, at the rate that suits the function itself."""
    rosenbrock = lab.on("Rosenbrock")
    return rosenbrock.on(Scaled(rosenbrock.landscape, factor)).run(method, learning_rate=rosenbrock.suited(method))
