"""Full-matrix Adagrad: a matrix of products in place of the sum of squares of each coordinate."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive

PAPER = Citation(
    "Duchi, Hazan & Singer",
    2011,
    "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
    "https://jmlr.org/papers/v12/duchi11a.html",
)
GUPTA = Citation(
    "Gupta, Koren & Singer", 2018, "Shampoo: Preconditioned Stochastic Tensor Optimization", "https://arxiv.org/abs/1802.09568"
)

WHAT = Words(
    Claim(
        "Adagrad with a matrix: it learns how the gradients of the parameters move together, and divides by the root of that.",
        lambda lab: all(apart(_run(lab).quantities["step"][t], _expected(lab, t)) < 1e-9 for t in (1, 2, 50)),
    )
)
WHERE = Words(
    Remark(
        "Few parameters, since the matrix of n of them has n² numbers; Shampoo has two small matrices for each layer of a network.",
        "use",
        GUPTA,
    ),
    Claim(
        "It adapts, and yet the axes mean nothing to it: turn the landscape, and its path turns with it, while Adagrad's changes.",
        lambda lab: _bent(lab, "Full-matrix Adagrad") < 1e-6 < 0.1 < _bent(lab, "Adagrad"),
    ),
)


def _run(lab: Lab) -> Walk:
    return lab.run("Full-matrix Adagrad", steps=50, learning_rate=0.3)


def _expected(lab: Lab, t: int) -> Array:
    """Step t by the singular values of all gradients so far, each of which is divided out along its own direction."""
    g = _run(lab).gradient[:t]
    _, sizes, directions = np.linalg.svd(np.concatenate([g, np.zeros((1, 2))]))
    return np.asarray(-0.3 * directions.T @ (directions @ g[-1] / np.sqrt(sizes**2 + 1e-8)))


def _bent(lab: Lab, method: str) -> float:
    """How far the path in a ravine that is turned by 30 degrees is from the turned path."""
    c, s = np.cos(np.radians(30)), np.sin(np.radians(30))
    x, y = lab.on("Ravine").start
    straight, turned = (
        lab.on("Ravine", angle=angle).run(method, start, learning_rate=0.3).theta
        for angle, start in ((0, (x, y)), (30, (c * x - s * y, s * x + c * y)))
    )
    return apart(straight @ [[c, s], [-s, c]], turned)


class FullMatrixAdagradState(NamedTuple):
    """The state of full-matrix Adagrad, in the order of its formula."""

    G: Annotated[Array, TeX(r"G_t = G_{t-1} + g_t g_t^\top"), Meaning("sum of all products of the gradient with itself")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \left(G_t + \epsilon I\right)^{-1/2} g_t"), Meaning("the step")]


SCENE = Scene(
    "Ravine",
    "learning_rate",
    Words(
        Claim(
            "The ravine lies askew, and that does not matter: it arrives at step 18, Adagrad with the same η at step 232.",
            lambda lab: _arrived(lab, "Full-matrix Adagrad", 0.3) == 18 and _arrived(lab, "Adagrad", 0.3) == 232,
        ),
        Claim(
            "Drag η: at 1 it is there in three steps, at 0.1 in 118.",
            lambda lab: [_arrived(lab, "Full-matrix Adagrad", eta) for eta in (1.0, 0.1)] == [3, 118],
        ),
    ),
    MappingProxyType({"learning_rate": 0.3}),
)


def _arrived(lab: Lab, method: str, eta: float) -> float:
    """When a method arrives."""
    return lab.on("Ravine").run(method, learning_rate=eta).arrived


@final
@dataclass(frozen=True)
class FullMatrixAdagrad(Optimizer[FullMatrixAdagradState]):
    """The gradient is multiplied by the inverse root of a matrix, which adds up the products of all gradients with themselves.

    The paper adds δ outside the root, δI + G^½; here ε stands inside, as in this lab's Adagrad and, for a single vector, in Shampoo. The
    step is not a size for each axis times the gradient, so no bound of such sizes holds. Optax, PyTorch and Keras lack the method; the
    tests compare it with the singular values of all gradients. The defaults are Adagrad's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step", 1e-4, 10.0)] = 0.01
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-8

    name = "Full-matrix Adagrad"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = FullMatrixAdagradState
    marks = Marks("olive", "longdashdot", "triangle-up")
    scene = SCENE
    rate_unit = "length"
    rate_factor = 10.0  # as for Adagrad

    def init(self, theta: Array) -> FullMatrixAdagradState:
        return FullMatrixAdagradState(G=np.zeros((2, *theta.shape)), step=np.zeros_like(theta))

    def update(self, prev: FullMatrixAdagradState, g: Array) -> FullMatrixAdagradState:
        G = prev.G + g[:, np.newaxis] * g
        # The inverse root of a 2x2 matrix in closed form, by Cayley and Hamilton: s is the root of its determinant, and t the trace of its
        # root. The determinant of G alone is not negative, except by rounding.
        a, b, d = G[:1, 0], G[:1, 1], G[1:, 1]
        s = np.sqrt(np.maximum(a * d - b * b, 0.0) + self.epsilon * (a + d + self.epsilon))
        t = np.sqrt(a + d + 2 * (self.epsilon + s))
        Gg = G[:, 0] * g[:1] + G[:, 1] * g[1:]
        step = -self.learning_rate * (((a + d + self.epsilon + s) * g - Gg) / (s * t))
        return FullMatrixAdagradState(G, step)

    def step_matrix(self, quantities: Mapping[str, Array]) -> Array:
        # A root of a sum that is infinite or NaN is NaN, as the step is.
        G = quantities["G"][1:]
        whole = np.asarray(np.isfinite(G).all(axis=(1, 2)))
        values, vectors = np.linalg.eigh(np.where(whole[:, np.newaxis, np.newaxis], G, 0.0))
        sizes = float(self.learning_rate) / np.sqrt(np.maximum(values, 0.0) + float(self.epsilon))
        sizes[~whole] = np.nan
        return np.asarray((vectors * sizes[:, np.newaxis, :]) @ np.swapaxes(vectors, 1, 2))
