"""Start: what an optimizer is and how it works, in five steps on a real landscape."""

from dataclasses import replace

import streamlit as st

from figures.gradient_step import cut, model
from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS, MiniBatch, knobs
from ui import compute
from ui.controls.forms import counted
from ui.controls.landscape import start_controls
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.controls.widgets import Controls
from ui.page import chart, theme
from ui.stage.comparison import Race, perform, transport_here
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on

STEPS = {
    "1 Initialize": "Start anywhere. A model is a line through penguins, and θ holds its two numbers, slope and intercept. "
    "At first they are a guess, so the line misses. Every other guess is another point of the map on the left.",
    "2 Compute the loss": "Measure how wrong the guess is. The loss J is the mean squared miss, halved: one number, "
    "the height of the point. Darker on the map means higher, and the ring marks the lowest point there is.",
    "3 Calculate gradients": "Ask which way is up. The gradient ∇J says how much each of the two numbers changes the loss: "
    "it points straight uphill, and it is longer where the slope is steeper.",
    "4 Update": "Take a step the other way: θ ← θ − η∇J. The learning rate η says how far to go for a given slope. "
    "The open ring is where the step lands. Turn η: too small hardly moves, above 1 it overshoots, above 2 it lands higher than it began.",
    "5 Repeat": "Do it again from the new point, until the loss stops falling. Near the bottom the slope is small, so the steps shrink by "
    f"themselves. What the {counted(len(OPTIMIZERS))} optimizers change is only how the step is made from the gradients seen so far.",
}

SHOWS = {1: (), 2: ("height",), 3: ("height", "uphill"), 4: ("uphill", "step"), 5: ("path",)}

look = theme()
st.title("An optimizer walks downhill")
controls = Controls()
landscape = PenguinsStandardised()
eta = replace(knobs(MiniBatch)["learning_rate"], meaning="learning rate", slider=(0.05, 2.2), scale="linear")

st.markdown(
    "A model learns by changing its numbers until its predictions are less wrong. An **optimizer** decides each change. "
    "It never sees the whole landscape, only the slope under its feet, and repeats five steps."
)
now = controls.switch("Step", tuple(STEPS), "step", label_visibility="collapsed")
stage = list(STEPS).index(now) + 1

picture, side = st.columns([3, 2], gap="large")
with side:
    st.markdown(STEPS[now])
    rate = controls.knob(eta, 0.3, "eta")
with picture:
    with st.container(key="ground"):
        chart(compute.ground(landscape, look, 520), "map", f"The landscape from above. {STEPS[now]}")
    transport_here()
with side:
    with st.container(horizontal=True):
        start_keys = start_controls(controls, landscape)
    setting = Setting(landscape, 12 if stage == 5 else 1, landscape.examples, 0, start_keys)
    loop = Choice(MiniBatch, MiniBatch, {"learning_rate": "eta"}, {"batch_size": landscape.examples})
    race = Race([loop], setting, controls.values, controls.knobs)
    perform(race, controls.handles, View(all_on("ground", 1), look, shows=SHOWS[stage], bare=stage < 5, t=None if stage == 5 else 0))
    walk, _ = compute.walked(race.runs(Gesture()))[0]
    words = f"At slope {walk.theta[0, 0]:.2f} and intercept {walk.theta[0, 1]:.2f} the loss is {walk.loss[0]:.3g}."
    line = model(landscape, walk.theta[-1 if stage == 5 else 0], stage == 2, look, 220)
    seen = [("model", line, f"Penguins, and the line of the point. {words}")]
    if stage < 5:
        # What the step speaks of comes first.
        opened = cut(landscape, walk, stage, look, 210)
        seen.insert(0 if stage > 2 else 1, ("cut", opened, f"The landscape cut open along the slope. {words}"))
    for key, figure, alt in seen:
        chart(figure, key, alt)
st.page_link(
    "pages/optimizers.py", label=f"Next: the {counted(len(OPTIMIZERS))} optimizers, each with its formula", icon=":material/arrow_forward:"
)
controls.report()
