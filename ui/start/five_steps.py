"""The five steps that every optimizer repeats: the words for each, what the stage shows of it, and the charts beside the map."""

from dataclasses import replace

import numpy as np

from figures.gradient_step import cut, model
from figures.theme import Theme
from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS, MiniBatch, Trajectory, knobs
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from ui.controls.forms import counted
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.page import chart
from ui.stage.view import View, all_on

PENGUINS = "Penguins, standardised"
STEPS = {
    "1 Initialize": Words(
        Remark(
            "Our model is a straight line that predicts a penguin's weight from the length of its flipper. "
            "θ holds its two parameters: the slope is a weight, the intercept a bias.",
            "definition",
        ),
        Claim(
            "At first they are a random guess, so the line misses.",
            lambda lab: lab.on(PENGUINS).loss(*lab.on(PENGUINS).start) > 5 * lab.on(PENGUINS).loss(*lab.on(PENGUINS).minima[0]),
        ),
        Remark("Each point of the map is a different guess.", "definition"),
    ),
    "2 Compute the loss": Words(
        Claim(
            "Measure how wrong the guess is. The loss J is half the average squared error: one number, the height of the point.",
            lambda lab: abs(lab.on(PENGUINS).loss(0.0, 0.0) - 0.5) < 1e-9 and abs(lab.on(PENGUINS).loss(0.0, 1.0) - 1) < 1e-9,
        ),
        Remark("The colour of the map shows the height, and the ring marks the lowest point there is.", "definition"),
    ),
    "3 Calculate gradients": Words(
        Remark("Ask which way is up. The gradient ∇J says how much each of the two numbers changes the loss:", "definition"),
        Claim(
            "it points straight uphill, and it is longer where the slope is steeper.",
            lambda lab: _uphill(lab.on(PENGUINS)) and lab.on(PENGUINS).slope(2.0, 1.0) > lab.on(PENGUINS).slope(1.0, 0.1),
        ),
    ),
    "4 Update": Words(
        Remark(
            "Take a step the other way: θ ← θ − η∇J. The learning rate η says how far to go for a given slope. "
            "The open ring is where the step lands.",
            "definition",
        ),
        Claim(
            "Change η: if it is too small, the point hardly moves; above 1 the step goes too far; above 2 it ends up higher than it "
            "started.",
            lambda lab: (
                _step(lab, 0.05).moved < 0.1 * _step(lab, 1.0).moved
                and [_beyond(lab, eta) for eta in (0.05, 0.9, 1.1, 2.1)] == [False, False, True, True]
                and [_higher(lab, eta) for eta in (0.9, 1.1, 1.9, 2.1)] == [False, False, False, True]
            ),
        ),
    ),
    "5 Repeat": Words(
        Claim(
            "Do it again from the new point, until the loss stops falling.",
            lambda lab: bool(np.all(np.diff(_step(lab, 0.3, 12).loss) < 0)),
        ),
        Claim(
            "Near the bottom the slope is small, so the steps shrink by themselves.",
            lambda lab: bool(np.all(np.diff(_step(lab, 0.3, 12).lengths) < 0)),
        ),
        Claim(
            f"The {counted(len(OPTIMIZERS))} optimizers differ in how they make the step from the gradients seen so far, and in which "
            "examples a step reads.",
            lambda lab: (
                apart(*(lab.run(method).theta for method in ("Adam", "RMSprop"))) > 0.1
                and apart(*(lab.run(method, noise=1).theta for method in ("SGD", "Mini-batch"))) > 0.1
            ),
        ),
    ),
}
REPEAT = len(STEPS)
"""The number of the last step, which shows many steps of the run."""
SHOWS = {1: (), 2: ("height",), 3: ("height", "uphill"), 4: ("uphill", "step"), REPEAT: ("path",)}
ETA = replace(knobs(MiniBatch)["learning_rate"], meaning="learning rate", slider=(0.05, 2.2), scale="linear")


def descent(landscape: PenguinsStandardised) -> Choice:
    """Gradient descent over all examples, at the rate of the control `eta`."""
    return Choice(MiniBatch, MiniBatch, {"learning_rate": "eta"}, {"batch_size": landscape.examples})


def setting_of(landscape: PenguinsStandardised, stage: int, start_keys: tuple[str, str]) -> Setting:
    """A run of one step, or of twelve where the step is repeated."""
    return Setting(landscape, 12 if stage == REPEAT else 1, landscape.examples, 0, start_keys)


def view(stage: int, look: Theme) -> View:
    """What the stage shows: all of the run where the step is repeated, and before that its start alone, with nothing to play it."""
    repeats = stage == REPEAT
    return View(all_on("ground", 1), look, shows=SHOWS[stage], bare=not repeats, t=None if repeats else 0)


def charts(landscape: PenguinsStandardised, walk: Trajectory, stage: int, look: Theme) -> None:
    """Draw the model at the point, and the landscape cut open. The chart that the words of the step are about comes first."""
    words = f"At slope {walk.theta[0, 0]:.2f} and intercept {walk.theta[0, 1]:.2f} the loss is {walk.loss[0]:.3g}."
    line = model(landscape, walk.theta[-1 if stage == REPEAT else 0], stage == 2, look, 220)
    seen = [("model", line, f"Penguins, and the line of the point. {words}")]
    if stage < REPEAT:
        opened = cut(landscape, walk, stage, look, 210)
        seen.insert(0 if stage > 2 else 1, ("cut", opened, f"The landscape cut open along the slope. {words}"))
    for key, figure, alt in seen:
        chart(figure, key, alt)


def _step(lab: Lab, eta: float, steps: int = 1) -> Walk:
    """The descent of the page at this η."""
    return lab.on(PENGUINS).run("Gradient descent", learning_rate=eta, steps=steps)


def _beyond(lab: Lab, eta: float) -> bool:
    """Whether the first step lands beyond the lowest point."""
    before, after = _step(lab, eta).gradient
    return float(before @ after) < 0


def _higher(lab: Lab, eta: float) -> bool:
    """Whether the first step lands higher than it began."""
    before, after = _step(lab, eta).loss
    return bool(after > before)


def _uphill(lab: Lab) -> bool:
    """Whether no other direction leads higher than the gradient's."""
    x, y = lab.start
    angles = np.linspace(0, 2 * np.pi, 360)
    heights = [lab.loss(x + 1e-4 * float(np.cos(a)), y + 1e-4 * float(np.sin(a))) for a in angles]
    g = lab.gradient(x, y)
    return abs(float(np.cos(angles[int(np.argmax(heights))] - np.arctan2(g[1], g[0]))) - 1) < 1e-3
