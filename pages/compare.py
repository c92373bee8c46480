"""Compare: all optimizers from one start, overlaid or side by side."""

import streamlit as st

from figures.loss import loss
from figures.paths import Path, add_paths
from figures.surface import surface
from figures.theme import style
from optim_core import OPTIMIZERS, Run
from ui import compute
from ui.controls import Controls, url_name
from ui.outcomes import in_words, outcomes
from ui.page import chart, theme
from ui.panels import panels
from ui.setting import optimizer_controls, setting_controls

look = theme()
st.title("One start, seven ways down")
controls = Controls()
with st.sidebar:
    landscape, start, steps, batch_size, seed = setting = setting_controls(controls)
    chosen = controls.several("Optimizers", OPTIMIZERS, "show", lambda cls: cls.name)
    place = url_name(type(getattr(landscape, "landscape", landscape)))
    optimizers = {}
    for cls in OPTIMIZERS:
        if cls in chosen:
            with st.expander(cls.name):
                optimizers[cls] = optimizer_controls(controls, cls, landscape, place)

runs = [Run(optimizer, landscape, start, steps, batch_size, seed) for optimizer in optimizers.values()]
paths = [
    Path(run.optimizer.name, style(OPTIMIZERS.index(cls), look), compute.trajectory(run), run.evaluations_per_step)
    for cls, run in zip(optimizers, runs, strict=True)
]
found = [compute.ending(run) for run in runs]
words = in_words(paths, found) or "No optimizer is chosen."

with st.container(horizontal=True):
    layout = controls.switch("Layout", ("Overlaid", "Side by side"), "layout", label_visibility="collapsed")
    view = controls.switch("View", ("2D", "3D"), "view", label_visibility="collapsed")
    per = controls.switch("Loss", ("Loss per step", "per gradient evaluation"), "per", label_visibility="collapsed")
controls.report()

if layout == "Side by side":
    panels(landscape, runs, paths, found, look)
else:
    picture, curves = st.columns([3, 2])
    with picture:
        if view == "3D":
            chart(surface(landscape, paths, look, 520), "surface", f"{landscape.name} in three dimensions. {words}")
        else:
            chart(add_paths(compute.ground(landscape, look, 520), paths, look), "paths", f"Paths over {landscape.name}. {words}")
    with curves:
        chart(loss(paths, landscape, look, 300, per_evaluation=per != "Loss per step"), "loss", f"Loss of each run. {words}")
        if landscape.examples == 1 and len(paths) > 1:
            st.info(
                "SGD and mini-batch coincide with plain gradient descent here: the landscape is one function, so every example, "
                "and every batch of them, has the same slope. Add noise, or choose a penguin landscape, to see them part."
            )
        st.caption("Try: drag one η up until its path leaves the valley, then side by side to see each alone.")
outcomes(paths, found)
st.caption(
    "η is not the same for all: each method has the rate that suits its kind of step on this landscape. All read one shuffled stream "
    "of examples; the axis “per gradient evaluation” counts what a step costs. Tolerance: a thousandth of the starting height is left."
)
