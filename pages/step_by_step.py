"""Step by step: the formula with this step's numbers, and what each of its terms is for."""

import streamlit as st

from optim_core import OPTIMIZERS, Adam
from ui.controls import Controls
from ui.inside import inside
from ui.page import theme
from ui.setting import setting_controls

look = theme()
st.title("Inside one step")
controls = Controls()
with st.sidebar:
    first = controls.choice("Optimizer", OPTIMIZERS, "optimizer", lambda cls: cls.name, index=OPTIMIZERS.index(Adam))
    others = (None, *(cls for cls in OPTIMIZERS if cls is not first))
    second = controls.choice("Beside it", others, "beside", lambda cls: cls.name if cls else "none")
    setting = setting_controls(controls)
inside(controls, setting, [first, second] if second else [first], look)
controls.report()
