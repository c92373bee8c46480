"""A run to watch, and the five steps that every optimizer repeats: the words for each, and what the stage shows of it."""

from dataclasses import replace

import numpy as np

from figures.theme import Theme
from landscapes import PenguinsStandardised
from optim_core import MiniBatch, knobs
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.stage.view import View, all_on

PENGUINS = "Penguins, standardised"
RATE = 0.3
STEPS = {
    "Watch": Words(
        Claim(
            "It walks downhill by the slope alone: step by step, a line learns to predict a penguin's weight.",
            lambda lab: _follows_slope(lab, RATE) and _falls(lab) and _line_error(lab, -1) < 0.3 * _line_error(lab, 0),
        ),
        Remark("Now you: drag the point.", "instruction"),
    ),
    "1 Initialize": Words(
        Claim(
            "The line's two parameters, slope (a weight) and intercept (a bias), start as a random guess, so the line misses the penguins.",
            lambda lab: lab.on(PENGUINS).loss(*lab.on(PENGUINS).start) > 5 * lab.on(PENGUINS).loss(*lab.on(PENGUINS).minima[0]),
        ),
        Remark("Drag the point and watch the line.", "instruction"),
    ),
    "2 Compute the loss": Words(
        Claim(
            "The loss J says how wrong the guess is: half the average squared error, and the height of the point.",
            lambda lab: all(abs(lab.on(PENGUINS).loss(*at) - _half_squares(*at)) < 1e-9 for at in ((0.0, 0.0), (0.0, 1.0), (-0.4, 1.0))),
        ),
        Remark("Drag the point until the errors are short.", "instruction"),
    ),
    "3 Calculate gradients": Words(
        Claim(
            "The gradient ∇J says how much each of the two numbers changes the loss, and points straight uphill.",
            lambda lab: _uphill(lab.on(PENGUINS)) and _changes(lab.on(PENGUINS)),
        ),
        Remark("Drag the point and watch the arrow turn.", "instruction"),
    ),
    "4 Update": Words(
        Claim(
            "Take a step the other way: θ ← θ − η∇J, where the learning rate η says how far to go.",
            lambda lab: all(_follows_slope(lab, eta) for eta in (0.05, 1.0, 2.1)) and _step(lab, 1.0).moved > 19 * _step(lab, 0.05).moved,
        ),
        Remark("Change η until the step goes too far.", "instruction"),
    ),
    "5 Repeat": Words(
        Claim(
            "Repeat until the loss stops falling: near the bottom the slope is small, so the steps shrink by themselves.",
            lambda lab: _falls(lab) and bool(np.all(np.diff(_step(lab, RATE, 12).lengths) < 0)) and _near_bottom(lab),
        ),
        Remark("Drag η past 1 and watch the line swing.", "instruction"),
    ),
}
"""What each choice says: one sentence, and one thing to do."""
CHOICES = tuple(STEPS)
WATCH, REPEAT = CHOICES[0], CHOICES[-1]
"""The choices that show a run; the others show its first step."""
SHOWS = dict(zip(CHOICES, (("path",), (), ("height", "errors"), ("height", "uphill"), ("uphill", "step"), ("path",)), strict=True))
ETA = replace(knobs(MiniBatch)["learning_rate"], meaning="learning rate", slider=(0.05, 2.2), scale="linear")


def descent(landscape: PenguinsStandardised) -> Choice:
    """Gradient descent over all examples, at the rate of the control `eta`."""
    fixed = {"batch_size": landscape.examples}
    return Choice(MiniBatch, MiniBatch, {"learning_rate": "eta"}, fixed, "Gradient descent", Marks("vermilion", "solid", "circle"))


def setting_of(landscape: PenguinsStandardised, choice: str, start_keys: tuple[str, str]) -> Setting:
    """A run of twelve steps, or its first step."""
    return Setting(landscape, 12 if choice in (WATCH, REPEAT) else 1, landscape.examples, 0, start_keys)


def view(choice: str, look: Theme) -> View:
    """What the stage shows: the run, or its start alone, with nothing to play it. The landscape is cut open once it is a height."""
    plays = choice in (WATCH, REPEAT)
    return View(
        all_on("ground", 1),
        look,
        shows=SHOWS[choice],
        bare=not plays,
        t=None if plays else 0,
        chapter=choice,
        fit=True,
        cut=choice not in CHOICES[:2],
    )


def _step(lab: Lab, eta: float, steps: int = 1) -> Walk:
    """The descent of the page at this η."""
    return lab.on(PENGUINS).run("Gradient descent", learning_rate=eta, steps=steps)


def _follows_slope(lab: Lab, eta: float) -> bool:
    """Whether each step is −η times the gradient where it begins."""
    run = _step(lab, eta, 12)
    slopes = np.array([lab.on(PENGUINS).gradient(x, y) for x, y in run.theta[:-1]])
    return run.moved > 0 and apart(run.theta[1:], run.theta[:-1] - eta * slopes) < 1e-9


def _falls(lab: Lab) -> bool:
    """Whether each of the twelve steps lowers the loss."""
    return bool(np.all(np.diff(_step(lab, RATE, 12).loss) < 0))


def _line_error(lab: Lab, step: int) -> float:
    """The mean square error of the line of a step."""
    slope, intercept = _step(lab, RATE, 12).theta[step]
    return 2 * _half_squares(float(slope), float(intercept))


def _half_squares(slope: float, intercept: float) -> float:
    """Half the mean square of what a line misses the penguins by."""
    X, Y = PenguinsStandardised().points()
    return float(np.mean((slope * X + intercept - Y) ** 2) / 2)


def _near_bottom(lab: Lab) -> bool:
    """Whether the slope is smaller after each step."""
    slopes = [lab.on(PENGUINS).slope(x, y) for x, y in _step(lab, RATE, 12).theta]
    return bool(np.all(np.diff(slopes) < 0))


def _changes(lab: Lab) -> bool:
    """Whether the gradient says what the loss gains when one of the two numbers grows a little."""
    x, y = lab.start
    gains = [(lab.loss(x + dx, y + dy) - lab.loss(x - dx, y - dy)) / 2e-4 for dx, dy in ((1e-4, 0.0), (0.0, 1e-4))]
    return apart(gains, lab.gradient(x, y)) < 1e-6


def _uphill(lab: Lab) -> bool:
    """Whether no other direction leads higher than the gradient's."""
    x, y = lab.start
    angles = np.linspace(0, 2 * np.pi, 360)
    heights = [lab.loss(x + 1e-4 * float(np.cos(a)), y + 1e-4 * float(np.sin(a))) for a in angles]
    g = lab.gradient(x, y)
    return abs(float(np.cos(angles[int(np.argmax(heights))] - np.arctan2(g[1], g[0]))) - 1) < 1e-3
