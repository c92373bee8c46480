"""How large the steps of a method may be before they overshoot by more than they correct.

On a quadratic with Hessian H, x ← x - s·g is x ← (1 - sλ)x along each eigenvector: it shrinks while sλ < 2. With the gradient averaged,
m ← βm + (1 - β)g and x ← x - s·m, the characteristic polynomial of the pair is z² - (1 + β - s(1 - β)λ)z + β, whose roots leave the
unit circle at sλ = 2(1 + β)/(1 - β): 38 at β = 0.9. A method names its bound as it names its paper; if no other method has that bound, it
is defined in the method's file.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from optim_core.spec import Citation, TeX

COHEN = Citation("Cohen et al.", 2022, "Adaptive Gradient Methods at the Edge of Stability", "https://arxiv.org/abs/2207.14484")


class Bound(NamedTuple):
    """The largest s·λ that is stable, where s is the step for one unit of the method's driver, and λ the curvature along it."""

    formula: TeX
    """In the letters of the method's knobs; the tests execute it."""
    at: Callable[..., Any]
    """The same as a number, for an optimizer whose hyperparameters are single numbers; and for the values of `line`, if it has one."""
    source: Citation
    line: str = ""
    """The line of the formula that the bound depends on besides the knobs. The bound then changes from step to step."""


def _gradient(method: Any) -> float:
    return 2.0


def _mean_gradient(method: Any) -> float:
    beta: float = method.beta1
    return 2 * (1 + beta) / (1 - beta)


GRADIENT = Bound(TeX("2"), _gradient, COHEN)
"""The bound of steps along the gradient."""
MEAN_GRADIENT = Bound(TeX(r"\frac{2 (1 + \beta_1)}{1 - \beta_1}"), _mean_gradient, COHEN)
"""The bound of steps along a moving average of the gradient."""
