"""Methods as visitors type them: those of the catalogue, and what else the lines can say."""

from typing import Any

from lessons.own_method import OwnMethod, as_text, own_method
from optim_core import Optimizer
from optim_core.catalogue import EVERY


def has_text(cls: type[Optimizer[Any]]) -> bool:
    """Whether lines can say a method."""
    try:
        as_text(cls())
    except ValueError:
        return False
    return True


WRITABLE = tuple(filter(has_text, EVERY))
"""The methods of the catalogue that have a text: all, but for some that tests add to it."""
TYPED = {
    "the mean of all gradients": "eta = 0.1 in [0.001, 10] log\nm = m + (g - m)/t\nstep = -eta m",
    "the step before": "lr = 0.01 in [0.0001, 1]\nμ = 0.9 in [0, 0.99] memory\nstep = mu step - lr g",
    "names of every kind": (
        "η = 0.01 in [1e-4, 1] log\nβ₁ = 0.9 in [0, 0.999] memory\nlambda = 0.01 in [0, 1]\nclip_max = 2 in [0.1, 10] log\n"
        "old_1 = old1 \\beta_{1} + g\nv̂ = \\hat{v}/2 + g²\nm_2_max = √v_hat + \\frac{old_1}{1 + |g|}\n"
        "count = max(min(m2_max, clip_max, 3), -clip_max)\nstep = -eta (count + lambda theta)"
    ),
    "functions": (
        "eta = 0.02 in [0.001, 1] log\na = 0.5 in [0, 1]\nu = tanh(g) + exp(-a t) ln(1 + g^2)\n"
        "w = sign(u) sqrt |u| + floor(3u)/9 + sin^2(u)\n"
        "c = atan(w)^3 + e^(-w^2) + a^(t + 1) + 0.5^t + a^t w + (1 + a)^-2\nstep = -eta g (1 + (c + cos(2w)/(1 + w^2)^1.5)/100)"
    ),
    "powers of time": "eta = 0.1 in [0.001, 10] log\np = 0.5 in [0, 1]\nrate = eta/t^p\nshare = 2^(-t/50)\nstep = -rate g (1 - share)",
    "a look ahead": (
        "eta = 0.01 in [0.001, 1] log\nmu = 0.8 in [0, 0.99] memory\n"
        "g = grad(theta + mu^t (theta - theta0)/(t + 1) - eta v)\nv = mu v + g from eta theta0\nstep = -eta v"
    ),
    "both coordinates": (
        "eta = 0.01 in [0.001, 1] log\nsize = sqrt(sum(g²))\nu = g/max(size, 1) + other(g)/(9 + size)\n"
        "w = sum(u other(g + 1))/(1 + sum(|g|)) + w/9 from 2.5\n"
        "v = 0.9 v + 0.1 sum(sum(g other(v)) + 1)/(9 + sum(v^2)) from other(theta0)\n"
        "step = -eta (u + w g/(1 + |w|) + v/9)"
    ),
    "choices": (
        "eta = 0.01 in [0.001, 1] log\nlimit = 2 in [0.1, 10] log\n"
        "u = if(|g| > limit, limit sign(g), g)\nv = if(t <= 3, 1.5u, if(other(u) < 0, u, if(eta ≥ limit, g, u/2 + 1)))\n"
        "step = -eta if(sum(u v) \\geq 0; v; u)"
    ),
    "examples": "eta = 0.01 in [0.001, 1] log\nm = 8 in [1, 64] count\ng = ∇J(theta - eta w, m)\nw = w/2 + g/√m\nstep = -eta w",
    "one example": "eta = 0.01 in [0.001, 1] log\ng = \\nabla(theta; 1)\nstep = -eta g",
    "a constant": "eta = 0.1 in [0.001, 10] log\ntwo = 2\nhalf = eta/two\nstep = -half sign(g)",
}
"""Texts that are no method of the catalogue, each with its point."""
TEXTS = {**TYPED, **{cls.__name__: as_text(cls()) for cls in WRITABLE}}
OWN: tuple[type[OwnMethod], ...] = tuple(map(own_method, TYPED.values()))
