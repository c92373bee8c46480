"""A landscape turned about the origin."""

import re
from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes.landscape import Landscape, Point, Survey
from landscapes.typed.tree import Node
from landscapes.written import tex
from optim_core.claims import Claim, Lab, Words, apart
from optim_core.spec import Array, Citation, Rows, TeX, real


@final
@dataclass(frozen=True)
class Rotated(Landscape):
    """f(R⁻¹θ): a landscape turned counter-clockwise about the origin, with its start, minima and window."""

    landscape: Landscape
    degrees: Annotated[float, real(r"\alpha", "turned by, in degrees", -180.0, 180.0)] = 45.0

    name = "Rotated"
    lesson = Words(
        Claim(
            "Turning the landscape turns the path of plain gradient descent with it, and nothing else.",
            lambda lab: _difference(lab, "Gradient descent") < 1e-9,
        ),
        Claim(
            "A method with a rate for each coordinate takes another path: it knows where the axes lie.",
            lambda lab: min(_difference(lab, method) for method in ("Adagrad", "RMSprop", "Adam", "Adamax")) > 0.1,
        ),
    )
    source = Citation("Kingma & Ba", 2015, "Adam: A Method for Stochastic Optimization", "https://arxiv.org/abs/1412.6980")

    @property
    def survey(self) -> Survey:
        inner = self.landscape.survey
        corners = [self._turned((x, y)) for x in inner.window[0] for y in inner.window[1]]
        (x_low, y_low), (x_high, y_high) = np.min(corners, axis=0), np.max(corners, axis=0)
        x, y = inner.coordinates
        back = {
            x: rf"\left({x} \cos{{\alpha}} + {y} \sin{{\alpha}}\right)",
            y: rf"\left({y} \cos{{\alpha}} - {x} \sin{{\alpha}}\right)",
        }
        letters = re.compile(rf"(?<![\\a-zA-Z])({re.escape(x)}|{re.escape(y)})(?![a-zA-Z])")
        return inner._replace(
            formula=TeX(letters.sub(lambda letter: back[TeX(letter[0])], inner.formula)),
            window=((float(x_low), float(x_high)), (float(y_low), float(y_high))),
            start=self._turned(inner.start),
            minima=tuple(self._turned(minimum) for minimum in inner.minima),
            axes=(f"θ₁ (turned from {inner.axes[0]})", f"θ₂ (turned from {inner.axes[1]})"),
            data={**self.landscape.letters, r"\alpha": np.radians(self.degrees)},
        )

    @property
    def terms(self) -> int:
        return self.landscape.terms

    def tree(self, x: Node = tex.X, y: Node = tex.Y) -> Node:
        letters = {"x": x, "y": y, r"\alpha": tex.letter(r"\alpha", float(np.radians(self.degrees)))}
        back = (r"x \cos{\alpha} + y \sin{\alpha}", r"y \cos{\alpha} - x \sin{\alpha}")
        return self.landscape.tree(*(tex.read(each, letters) for each in back))

    def data_code(self) -> str:
        return self.landscape.data_code()

    def value(self, x: Array, y: Array) -> Array:
        c, s = np.cos(np.radians(self.degrees)), np.sin(np.radians(self.degrees))
        return self.landscape.value(x * c + y * s, y * c - x * s)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        c, s = np.cos(np.radians(self.degrees)), np.sin(np.radians(self.degrees))
        dx, dy = self.landscape.gradient(x * c + y * s, y * c - x * s, rows)
        return np.array([c * dx - s * dy, s * dx + c * dy])

    def _turned(self, point: Point) -> Point:
        c, s = np.cos(np.radians(self.degrees)), np.sin(np.radians(self.degrees))
        return float(c * point[0] - s * point[1]), float(s * point[0] + c * point[1])


def _difference(lab: Lab, method: str) -> float:
    """How far the path on a turned ravine is from the path on the ravine, turned with it."""
    ravine, turned = lab.on("Ravine", angle=0), lab.on("Ravine", angle=40)
    c, s = np.cos(np.radians(40)), np.sin(np.radians(40))
    turn = np.array([[c, -s], [s, c]])
    x, y = turn @ ravine.start
    return apart(ravine.run(method).theta @ turn.T, turned.run(method, (float(x), float(y))).theta)
