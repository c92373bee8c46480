"""Everything about a comparison but the optimizers: landscape, start, steps, noise, batch and seed."""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from landscapes import LANDSCAPES, Landscape, Noisy
from landscapes.noisy import usual_noise
from optim_core import OPTIMIZERS
from optim_core.claims import Claim, Words, apart
from ui.controls.landscape import landscape_controls, start_controls
from ui.controls.schedule import CONSTANT, Pace, schedule_controls
from ui.controls.widgets import Controls

NOISES = (0.0, 0.1, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""In units of the usual noise of the landscape, so that one list suits all landscapes."""
MOST_TERMS = 5_000_000
"""The most examples that a run reads in all its steps: on a long table, where each step reads all rows, a run has fewer steps."""
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)

ORDER = Words(
    Claim(
        "Sets the random order of examples, the same for every method.",
        lambda lab: (
            [
                apart(lab.run("SGD", noise=1, seed=1).gradient[0], lab.run(method, noise=1, seed=seed, batch=1).gradient[0]) > 0
                for method, seed in (("SGD", 1), ("Adam", 1), ("Adam", 2))
            ]
            == [False, False, True]
        ),
    )
)
NO_NOISE = Words(
    Claim(
        "Without noise every example, and so every batch, is the function itself.",
        lambda lab: (
            apart(lab.run("SGD").theta, lab.run("Gradient descent").theta) == 0 < apart(lab.run("SGD", noise=1).theta, lab.run("SGD").theta)
        ),
    )
)


class Setting(NamedTuple):
    """Everything about a comparison but the optimizers."""

    landscape: Landscape
    steps: int
    batch_size: int | None
    seed: int
    start_keys: tuple[str, str]
    """The start is dragged, so its values are where those of the knobs are: in `controls.values`, by key."""
    pace: Pace = CONSTANT
    """What η does over time. Its knobs are dragged, too."""


def setting_controls(
    controls: Controls,
    longest: int = 10_000,
    terms: int = MOST_TERMS,
    usual: str = LANDSCAPES[0].name,
    more: DeltaGenerator | None = None,
) -> Setting:
    """Landscape, start, steps, noise, batch and seed; at most `longest` steps, and at most `terms` terms in a run.

    `usual` is the name of the landscape to open on; `more` is the container for all that follows the landscape.
    """
    bare = landscape_controls(controls, usual)
    with more or st.container():
        start_keys = start_controls(controls, bare)
        lengths = [steps for steps in (20, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000) if steps <= min(longest, terms // bare.terms)]
        steps = controls.slide("Steps", lengths, min(bare.steps, lengths[-1]), "steps")
        landscape = bare
        if bare.examples == 1:
            times = controls.slide("Noise in each example's gradient", NOISES, 1.0, "noise", lambda times: f"{times:g}")
            sigma = times * usual_noise(bare)
            if not controls.hidden("noise"):
                st.caption(f"σ = {sigma:g}" if sigma else NO_NOISE)
            landscape = Noisy(bare, sigma) if sigma else bare
        batch, seed = None, 0
        if landscape.examples > 1:
            sizes = (*(size for size in BATCHES if size < landscape.examples), None)
            own, others = (", ".join(cls.name for cls in OPTIMIZERS if (cls().examples_per_step is None) is free) for free in (False, True))
            batch = controls.slide(
                "Batch size",
                sizes,
                None,
                "batch",
                lambda m: str(m or "all"),
                help=f"For {others}. These have their own: {own}.",
            )
            seed = int(controls.number("Seed", 0, 9999, 1, "seed", whole=True, help=ORDER))
        pace = schedule_controls(controls)
    return Setting(landscape, steps, batch, seed, start_keys, pace)
