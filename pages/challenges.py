"""Challenges: tasks of two minutes in which the visitor predicts or reaches something; and a game, in which they take each step by hand."""

from ui.challenges.by_hand import by_hand
from ui.challenges.tasks import tasks
from ui.controls.widgets import Controls
from ui.page import theme
from ui.workspace import workspace

KINDS = {"Tasks": tasks, "Be the optimizer": by_hand}

look = theme()
controls = Controls()
place = workspace()
with place.options:
    kind = controls.switch("Kind", tuple(KINDS), "play", label_visibility="collapsed")
KINDS[kind](controls, place, look)
controls.report()
