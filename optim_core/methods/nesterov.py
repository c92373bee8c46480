"""Nesterov's momentum: the gradient is taken where the velocity is about to lead; and the form that libraries have."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Library, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation(
    "Sutskever et al.",
    2013,
    "On the importance of initialization and momentum in deep learning",
    "https://proceedings.mlr.press/v28/sutskever13.html",
)
PYTORCH = Citation("PyTorch", 2025, "torch.optim.SGD", "https://pytorch.org/docs/stable/generated/torch.optim.SGD.html")
KERAS = Citation("Keras", 2025, "SGD", "https://keras.io/api/optimizers/sgd/")
OPTAX = Citation("Optax", 2025, "optax.sgd", "https://optax.readthedocs.io/en/latest/api/optimizers.html#sgd")
NAME = "Nesterov"
LIBRARIES = "Nesterov, as in the libraries"
AHEAD = "Its θ is the point ahead, at which this form takes its gradients."
WHAT = Words(
    Remark("Momentum that looks ahead:", "definition"),
    Claim(
        "the gradient is taken where the velocity alone would lead, and corrects it there.",
        lambda lab: apart(_run(lab).gradient[40], lab.gradient(*_ahead(_run(lab))[40])) < 1e-9 < apart(*_run(lab).gradient[39:41]),
    ),
)
WHERE = Words(
    Remark("Deep autoencoders and recurrent networks, in its paper.", "use", PAPER),
    Claim(
        "It feels the far wall of a valley before it gets there: across a ravine its swings are gone after 9 steps, the heavy ball's "
        "after 85.",
        lambda lab: (_swings(lab, NAME), _swings(lab, "Heavy ball")) == (9, 85),
    ),
)
DIFFERENCE = Words(
    Claim(
        "Follows the point ahead in place of θ, so every gradient is taken where θ is, and the path is that of the published gradients.",
        lambda lab: _from_libraries(lab, _ahead(_run(lab))) < 1e-12 < 0.01 < _from_libraries(lab, _run(lab).theta),
    ),
    Claim(
        "Where the velocity dies, both end at one point.",
        lambda lab: apart(*(lab.on("Ravine").run(form, learning_rate=0.02).theta[-1] for form in (NAME, LIBRARIES))) < 1e-6,
    ),
)


def _run(lab: Lab, form: str = NAME) -> Walk:
    """A run of one of the two forms at the usual μ."""
    return lab.run(form, learning_rate=0.001, steps=60)


def _ahead(run: Walk) -> Array:
    """The points to which the velocity alone would lead."""
    return np.asarray(run.theta - 0.001 * 0.9 * run.quantities["v"])


def _from_libraries(lab: Lab, path: Array) -> float:
    """How far a path is from that of the libraries' form."""
    return apart(_run(lab, LIBRARIES).theta, path)


def _swings(lab: Lab, method: str) -> int:
    """The last step at which a hundredth of the first distance across a ravine along the axes is left."""
    across = np.abs(lab.on("Ravine", angle=0).run(method, learning_rate=0.01).theta[:, 1])
    return int(np.flatnonzero(across > across[0] / 100)[-1])


class NesterovState(NamedTuple):
    """The state of Nesterov's momentum, in the order of its formula."""

    v: Annotated[Array, TeX(r"v_t = \mu v_{t-1} + g_t"), Meaning("velocity: the sum of all gradients so far, fading")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, v_t"), Meaning("the step")]


SCENE = Scene(
    "Ravine",
    "learning_rate",
    Words(
        Claim(
            "It brakes before it meets the far wall and is there at step 13; the heavy ball swings, and needs 33 steps.",
            lambda lab: (_arrived(lab, NAME, 0.02), _arrived(lab, "Heavy ball", 0.02)) == (13, 33),
        ),
        Claim(
            "Drag η: at 0.03 the look ahead is too long, and it is thrown out; the heavy ball still arrives at 0.07.",
            lambda lab: (
                lab.on("Ravine").run(NAME, learning_rate=0.03).diverged
                and not lab.on("Ravine").run(NAME, learning_rate=0.025).diverged
                and _arrived(lab, "Heavy ball", 0.07) < 300
            ),
        ),
    ),
    {"learning_rate": 0.02},
)


def _arrived(lab: Lab, method: str, eta: float) -> float:
    """When a method arrives on the ravine."""
    return lab.on("Ravine").run(method, learning_rate=eta).arrived


CALLS: dict[Library, str] = {
    "PyTorch": "torch.optim.SGD([theta], lr={learning_rate}, momentum={momentum}, dampening=0, nesterov=True)",
    "Keras": "keras.optimizers.SGD({learning_rate}, momentum={momentum}, nesterov=True)",
    "Optax": "optax.sgd({learning_rate}, momentum={momentum}, nesterov=True)",
}
ORACLE = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.0003})


def _bound(method: Any) -> float:
    mu: float = method.momentum
    return 2 * (1 + mu) / (1 + 2 * mu)


# On a quadratic both forms have z² - (1 + μ)(1 - sλ)z + μ(1 - sλ), which leaves the unit circle at z = -1.
BOUND = Bound(TeX(r"\frac{2 (1 + \mu)}{1 + 2 \mu}"), _bound, PAPER)


@final
@dataclass(frozen=True)
class Nesterov(Optimizer[NesterovState]):
    """The velocity leads to a point ahead of θ, and the gradient that is taken there corrects it.

    Sutskever et al. keep η inside the velocity, v_t = μ v_{t-1} - η ∇J(θ + μ v_{t-1}); here it stands outside, as for the heavy ball, and
    while η stays the same so do the steps. Nesterov's own method of 1983 lets μ grow from step to step; here it is constant. Libraries
    follow the point ahead instead of θ: `NesterovInLibraries`. The default μ = 0.9 is the usual one; the libraries' is 0.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    momentum: Annotated[Scalar, decay(r"\mu", "memory of the velocity")] = 0.9

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    gradient_line = TeX(r"g_t = \nabla J(\theta_{t-1} - \eta \mu v_{t-1})")
    state = NesterovState
    marks = Marks("sky", "dash", "pentagon")
    driver = "v"
    draws = {"v": "momentum"}
    bound = BOUND
    elsewhere = {
        "PyTorch": Elsewhere(CALLS["PyTorch"], Words(Remark(AHEAD, "use", PYTORCH)), scheduled=False),
        "Keras": Elsewhere(CALLS["Keras"], Words(Remark(AHEAD, "use", KERAS)), scheduled=False),
        "Optax": Elsewhere(CALLS["Optax"], Words(Remark(AHEAD, "use", OPTAX)), scheduled=False),
    }
    oracle = ORACLE
    scene = SCENE
    rate_unit = "slope"
    rate_factor = 0.1  # as for the heavy ball

    def init(self, theta: Array) -> NesterovState:
        return NesterovState(v=np.zeros_like(theta), step=np.zeros_like(theta))

    def gradient_point(self, theta: Array, state: NesterovState) -> Array:
        return theta - self.learning_rate * self.momentum * state.v

    def update(self, prev: NesterovState, g: Array) -> NesterovState:
        v = self.momentum * prev.v + g
        step = -self.learning_rate * v
        return NesterovState(v, step)


class NesterovInLibrariesState(NamedTuple):
    """The state of the libraries' form, in the order of its formula."""

    v: Annotated[Array, TeX(r"v_t = \mu v_{t-1} + g_t"), Meaning("velocity: the sum of all gradients so far, fading")]
    u: Annotated[Array, TeX(r"u_t = \mu v_t + g_t"), Meaning("the velocity, a step ahead")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, u_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class NesterovInLibraries(Optimizer[NesterovInLibrariesState]):
    """Nesterov's momentum as PyTorch, Keras and Optax have it: θ is the point ahead. Keras keeps η inside the velocity."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    momentum: Annotated[Scalar, decay(r"\mu", "memory of the velocity")] = 0.9

    name = LIBRARIES
    paper = PAPER
    what = Words(Remark("Nesterov momentum that follows the point ahead.", "definition"))
    where = Words(Remark("In PyTorch, Keras and Optax.", "use", PYTORCH))
    difference = DIFFERENCE
    state = NesterovInLibrariesState
    driver = "u"
    draws = {"v": "momentum", "u": "momentum"}
    bound = BOUND
    elsewhere = {library: Elsewhere(call, scheduled=library != "Keras") for library, call in CALLS.items()}
    oracle = ORACLE
    rate_unit = "slope"
    rate_factor = 0.1

    def init(self, theta: Array) -> NesterovInLibrariesState:
        zero = np.zeros_like(theta)
        return NesterovInLibrariesState(v=zero, u=zero, step=zero)

    def update(self, prev: NesterovInLibrariesState, g: Array) -> NesterovInLibrariesState:
        v = self.momentum * prev.v + g
        u = self.momentum * v + g
        step = -self.learning_rate * u
        return NesterovInLibrariesState(v, u, step)
