"""The noise floor: where runs end that differ only in the order of their examples, beside the laws of theory."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from figures.clouds import Law, cloud, floor
from figures.theme import Theme, nth
from landscapes import Landscape, Noisy
from optim_core import MiniBatch, knobs
from optim_core.batch.clouds import MOST_NOISE_STEPS, clouds, drawn_anew, radius, shuffled
from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.identity import cache_key
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, Pause
from optim_core.stability import largest_eigenvalue
from ui import components, compute
from ui.controls.forms import brief
from ui.controls.keys import place_of
from ui.controls.landscape import plain
from ui.controls.setting import Setting
from ui.controls.widgets import Controls
from ui.interruptible import patience
from ui.page import chart
from ui.workspace import Workspace

SEEDS = 200
BATCHES = (1, 4, 16, 64)
CAPTION = Words(
    Remark(
        "Markers: measured. Dashed: σ√(η/(mλ(2 − ηλ))), for examples drawn anew each time "
        "([Mandt, Hoffman & Blei 2017](https://arxiv.org/abs/1704.04289)).",
        "definition",
    ),
    Remark(
        "Solid: the same for a shuffled stream, as here and in most training code, whose noise adds up to nothing over an epoch "
        "([Mishchenko, Khaled & Richtárik 2020](https://arxiv.org/abs/2006.05988)).",
        "definition",
    ),
    Remark("λ and σ are those at the minimum: exact on a quadratic with noise added, elsewhere a guide.", "definition"),
)
NO_NOISE = Words(
    Claim(
        "There is no noise here: the landscape is one function.",
        lambda lab: apart(lab.run("SGD", seed=1).theta, lab.run("SGD", seed=2).theta) == 0 < lab.run("SGD").moved,
    ),
    Remark("Choose a σ above 0, or a penguin landscape.", "instruction"),
)
TRY = Words(
    Remark("Try: the ravine with condition 1, and η ten times smaller.", "instruction"),
    Claim(
        "Where examples are drawn anew, four times the batch halves the cloud.",
        lambda lab: all(abs(_cloud(lab, m) / drawn_anew(0.1, 1.0, 1.0, m) - 1) < 0.05 for m in (1, 4)),
    ),
)


def noise_floor(controls: Controls, place: Workspace, setting: Setting, look: Theme) -> None:
    """Show where 200 seeds end, for several batch sizes: the clouds, and their radius against η beside the laws of the quadratic."""
    landscape, bare = setting.landscape, plain(setting.landscape)
    if landscape.examples == 1:
        place.picture.info(NO_NOISE)
        return
    suited = float(MiniBatch.suited_to(landscape).learning_rate)
    low, high = float(f"{suited / 30:.2g}"), float(f"{min(suited * 10, _bound(landscape)):.2g}")
    with place.controls:
        knob = replace(knobs(MiniBatch)["learning_rate"], slider=(low, high))
        eta = controls.knob(knob, suited, f"{place_of(bare)}.floor.learning_rate")
    components.knob_sliders(controls.handles)
    steps = min(setting.steps, MOST_NOISE_STEPS)
    sizes = tuple(m for m in BATCHES if m < landscape.examples)
    rates = tuple(float(f"{rate:.4g}") for rate in np.geomspace(low, high, 13))
    start = (controls.values[setting.start_keys[0]], controls.values[setting.start_keys[1]])
    schedule = setting.pace.build(controls.values)
    with patience("Two hundred seeds for each batch size …") as pause:
        found = _clouds(cache_key(landscape, schedule), landscape, schedule, start, steps, sizes, (*rates, eta), pause)
    names = ["SGD, one example" if m == 1 else f"mini-batch, m = {m}" for m in sizes]
    marks = [nth(i, look) for i in range(len(sizes))]
    radii = [radius(each) for each in found]
    said = "; ".join(f"{name}: {each[-1]:.3g}" for name, each in zip(names, radii, strict=True))
    with place.picture:
        st.markdown(f"**Where {SEEDS} runs end that differ only in the order of their examples**")
        ground = compute.ground(bare, look, 460).figure
        with st.container(key="cloud"):
            clouded = cloud(ground, names, [each[:, -1] for each in found], marks, look)
            chart(clouded, "clouds", f"Clouds of end points. Radius: {said}.", fills=True)
    with place.readings:
        st.caption(f"η = {brief(eta)}, {steps} steps from the start. Radius of each cloud: {said}.")
        st.markdown("**The radius of the cloud against η**")
        measured = [each[:-1] for each in radii]
        words = f"Radius against η. At η = {brief(eta)}: {said}."
        chart(floor(names, rates, measured, None if schedule else _laws(landscape, sizes, rates, steps), marks, look, 460), "floor", words)
        st.caption(CAPTION)
    st.caption(TRY)


@st.cache_data(max_entries=16, show_spinner=False)
def _clouds(
    key: str,
    _landscape: Landscape,
    _schedule: Schedule | None,
    start: tuple[float, float],
    steps: int,
    sizes: tuple[int, ...],
    rates: tuple[float, ...],
    _pause: Pause,
) -> list[Array]:
    """The ends of all seeds at all rates, for each batch size: (2, rates, seeds)."""
    return [clouds(MiniBatch(np.array(rates), m), _landscape, start, steps, SEEDS, pause=_pause, schedule=_schedule) for m in sizes]


def _bound(landscape: Landscape) -> float:
    """A little below the η above which the lowest minimum is not stable; ∞ if there is no such η."""
    if not landscape.minima:
        return np.inf
    at = np.array(landscape.minima[0])[:, np.newaxis]
    curvature = float(largest_eigenvalue(np.moveaxis(landscape.hessian(*at), -1, 0))[0])
    return 1.9 / curvature if curvature > 0 else np.inf  # a kink has no curvature


def _laws(landscape: Landscape, sizes: Sequence[int], rates: Sequence[float], steps: int) -> list[Law] | None:
    """The laws of the quadratic that fits the lowest minimum, for each batch size; None if there is no such quadratic."""
    if not landscape.minima:
        return None
    at = np.array(landscape.minima[0])[:, np.newaxis]
    hessian = landscape.hessian(*at)[:, :, 0]
    if not np.isfinite(hessian).all():
        return None
    curvatures, directions = np.linalg.eigh(hessian)
    if curvatures[0] <= 0:
        return None
    # The noise of one example's slope along either direction of principal curvature.
    slopes = np.array([landscape.gradient(at[0], at[1], np.array([i]))[:, 0] for i in range(landscape.examples)])
    sigmas = np.std(slopes @ directions, axis=0)
    fine = np.geomspace(rates[0], rates[-1], 120)
    both = list(zip(curvatures, sigmas, strict=True))
    return [
        Law(
            fine,
            np.hypot(*(drawn_anew(fine, curvature, sigma, m) for curvature, sigma in both)),
            np.hypot(*(shuffled(fine, curvature, sigma, m, landscape.examples, steps) for curvature, sigma in both)),
        )
        for m in sizes
    ]


def _cloud(lab: Lab, m: int) -> float:
    """The spread of the first coordinate of many runs on a bowl, each step with m of 64 tilts that are drawn anew."""
    bowl = lab.on("Ravine", condition=1)
    tilts = bowl.on(Noisy(bowl.landscape, 1.0)).examples(*bowl.minima[0])[0]
    draws = np.random.default_rng(1).integers(64, size=(100, 4000, m))
    end = np.zeros(4000)
    for each in draws:
        end = end - 0.1 * (end + tilts[each].mean(axis=1))
    return float(end.std())
