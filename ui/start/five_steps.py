"""One weight, two, and the five steps that every optimizer repeats: the words for each, and what the stage shows of it."""

from dataclasses import replace

import numpy as np

from figures.theme import Theme
from landscapes import Landscape, OneWeight, PenguinsStandardised
from optim_core import MiniBatch, knobs
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.stage.view import View, all_on

PENGUINS = "Penguins, standardised"
RATE = 0.3
STEPS = {
    "One weight": Words(
        Claim(
            "One weight w tilts the line: the ball rolls down the slope to the best tilt, but the line stays too high.",
            lambda lab: _curve_is_error(lab) and _rolls_to_best(lab) and _too_high(lab),
        ),
        Remark("Drag the ball up the curve and let go.", "instruction"),
    ),
    "Two weights": Words(
        Claim(
            "The weight b moves the line up or down: step by step on the map, it learns to predict a penguin's mass.",
            lambda lab: _follows_slope(lab, RATE) and _falls(lab) and _line_error(lab, -1) < 0.3 * 2 * float(_one_weight(lab).loss[-1]),
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
ONE, TWO, REPEAT = CHOICES[0], CHOICES[1], CHOICES[-1]
"""The choices that show a run; the others show its first step."""
SHOWN = (("path", "uphill"), ("path",), (), ("height", "errors"), ("height", "uphill"), ("uphill", "step"), ("path",))
SHOWS = dict(zip(CHOICES, SHOWN, strict=True))
ETA = replace(knobs(MiniBatch)["learning_rate"], meaning="learning rate", slider=(0.05, 2.2), scale="linear")


def descent(landscape: PenguinsStandardised) -> Choice:
    """Gradient descent over all examples, at the rate of the control `eta`."""
    fixed = {"batch_size": landscape.examples}
    return Choice(MiniBatch, MiniBatch, {"learning_rate": "eta"}, fixed, "Gradient descent", Marks("vermilion", "solid", "circle"))


def setting_of(landscape: PenguinsStandardised, choice: str, start_keys: tuple[str, str]) -> Setting:
    """A run of twelve steps, or its first step; of one weight, the row of the map in which the run of both begins."""
    ground: Landscape = OneWeight(landscape, landscape.start[1]) if choice == ONE else landscape
    return Setting(ground, 12 if choice in (ONE, TWO, REPEAT) else 1, landscape.examples, 0, start_keys)


def view(choice: str, look: Theme) -> View:
    """What the stage shows: the run, or its start alone. One weight and the start need nothing to play them: the hand does.

    The landscape is cut open where it has one weight, and again once it is a height.
    """
    return View(
        () if choice == ONE else all_on("ground", 1),
        look,
        shows=SHOWS[choice],
        bare=choice not in (TWO, REPEAT),
        t=None if choice in (ONE, TWO, REPEAT) else 0,
        chapter=choice,
        fit=True,
        cut=choice not in CHOICES[1:3],
        weights=1 if choice == ONE else 2,
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


def _one_weight(lab: Lab) -> Walk:
    """The descent of the page along the slope alone."""
    line = lab.on(PENGUINS)
    return lab.on(OneWeight(line.landscape, line.start[1])).run("Gradient descent", learning_rate=RATE, steps=12)


def _rolls_to_best(lab: Lab) -> bool:
    """Whether each step of the one weight lowers the loss, and the last is near the slope of the best line."""
    walk = _one_weight(lab)
    return bool(np.all(np.diff(walk.loss) < 0)) and apart(walk.theta[-1][0], lab.on(PENGUINS).minima[0][0]) < 0.05


def _too_high(lab: Lab) -> bool:
    """Whether the line of one weight ends above most penguins."""
    X, Y = PenguinsStandardised().points()
    slope, intercept = map(float, _one_weight(lab).theta[-1])
    above = slope * X + intercept > Y
    return int(np.count_nonzero(above)) > 0.9 * len(Y)


def _curve_is_error(lab: Lab) -> bool:
    """Whether the loss of each tilt is half the mean square of what its line misses the penguins by."""
    walk = _one_weight(lab)
    return apart(walk.loss, [_half_squares(float(w), float(b)) for w, b in walk.theta]) < 1e-9


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
