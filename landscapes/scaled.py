"""A landscape whose loss is measured in other units."""

from dataclasses import dataclass
from typing import Annotated, final

from landscapes.landscape import Landscape, Survey
from optim_core.spec import Array, Citation, Rows, TeX, positive


@final
@dataclass(frozen=True)
class Scaled(Landscape):
    """c·f: the same shape, with every slope c times as steep."""

    landscape: Landscape
    factor: Annotated[float, positive("c", "factor on the loss", 1e-3, 1e3)] = 10.0

    name = "Scaled"
    lesson = (
        "Measuring the loss in other units changes nothing about the problem. "
        "Plain gradient descent takes c times longer steps all the same; Adam's path stays what it was, up to ε."
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
    def terms(self) -> int:
        return self.landscape.terms

    def value(self, x: Array, y: Array) -> Array:
        return self.factor * self.landscape.value(x, y)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return self.factor * self.landscape.gradient(x, y, rows)
