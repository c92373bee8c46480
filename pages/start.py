"""Start: what an optimizer is and how it works, in five steps on a real landscape."""

import streamlit as st

from figures.loss import lowest
from figures.walk import cut, model, on_map
from landscapes import PenguinsStandardised
from optim_core import MiniBatch, Run, knobs
from ui import compute
from ui.controls import Controls
from ui.page import chart, theme

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
    "themselves. What the seven optimizers change is only how the step is made from the gradients seen so far.",
}

look = theme()
landscape = PenguinsStandardised()
eta = knobs(MiniBatch)["learning_rate"]

st.title("An optimizer walks downhill")
controls = Controls()
st.markdown(
    "A model learns by changing its numbers until its predictions are less wrong. An **optimizer** decides each change. "
    "It never sees the whole landscape, only the slope under its feet, and repeats five steps."
)
now = controls.switch("Step", tuple(STEPS), "step", label_visibility="collapsed")
stage = list(STEPS).index(now) + 1

picture, side = st.columns([3, 2], gap="large")
with side:
    st.markdown(STEPS[now])
    left, right = st.columns(2)
    with left:
        rate = controls.slide(f"${eta.symbol}$ learning rate", tuple(round(0.05 * n, 2) for n in range(1, 45)), 0.3, "eta")
    with right:
        repeats = controls.slide("Repeat", tuple(range(1, 31)), 12, "repeat") if stage == 5 else 1
run = Run(MiniBatch(rate, batch_size=landscape.examples), landscape, landscape.start, repeats)
walk = compute.trajectory(run)
theta = walk.theta[-1 if stage == 5 else 0]
words = f"At slope {theta[0]:.2f} and intercept {theta[1]:.2f} the loss is {walk.loss[-1 if stage == 5 else 0]:.3g}."
with picture:
    chart(on_map(compute.ground(landscape, look, 540), walk, stage, look), "map", f"The landscape from above. {STEPS[now]} {words}")
with side:
    if stage == 5:
        bottom = lowest(landscape)
        st.markdown(f"After {repeats} step{'s' * (repeats > 1)} the loss is **{walk.loss[-1]:.3g}**. The lowest possible is {bottom:.3g}.")
    else:
        chart(cut(landscape, walk, stage, look, 220), "cut", f"The landscape cut open along the slope. {words}")
    chart(model(landscape, theta, stage == 2, look, 230), "model", f"Penguins, and the line that the point stands for. {words}")
st.page_link("pages/optimizers.py", label="Next: the seven optimizers, each with its formula", icon=":material/arrow_forward:")
controls.report()
