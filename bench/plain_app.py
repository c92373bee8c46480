"""The same picture as one would write it first: contour, paths and loss through st.plotly_chart, a slider for η. For comparison."""

import plotly.graph_objects as go
import streamlit as st

from figures.contour import contour
from figures.theme import THEMES, style
from landscapes import Rosenbrock
from optim_core import OPTIMIZERS, Adam, Run

landscape, look = Rosenbrock(), THEMES["light"]
rate = st.slider("rate", 0.001, 0.1, 0.02, 0.0001, format="%.4f")
runs = [Run(cls.suited_to(landscape), landscape, landscape.start, 500) for cls in OPTIMIZERS]
runs[5] = Run(Adam(learning_rate=rate), landscape, landscape.start, 500)
figure, curves = contour(landscape, look), go.Figure()
for run in runs:
    walk = run.record()
    line = {"color": style(type(run.optimizer).marks, look).colour, "width": 2.5}
    figure.add_scatter(x=walk.theta[:, 0], y=walk.theta[:, 1], mode="lines", line=line)
    curves.add_scatter(y=walk.loss, mode="lines", line=line)
curves.update_yaxes(type="log")
st.plotly_chart(figure, theme=None)
st.plotly_chart(curves, theme=None)
