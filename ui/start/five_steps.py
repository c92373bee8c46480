"""The five steps that every optimizer repeats: the words for each, what the stage shows of it, and the charts beside the map."""

from dataclasses import replace

from figures.gradient_step import cut, model
from figures.theme import Theme
from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS, MiniBatch, Trajectory, knobs
from ui.controls.forms import counted
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.page import chart
from ui.stage.view import View, all_on

STEPS = {
    "1 Initialize": "Our model is a straight line that predicts a penguin's weight from the length of its flipper. "
    "θ holds its two numbers, slope and intercept. At first they are a guess, so the line misses. "
    "Each point of the map is a different guess.",
    "2 Compute the loss": "Measure how wrong the guess is. The loss J is half the average squared error: one number, "
    "the height of the point. The colour of the map shows the height, and the ring marks the lowest point there is.",
    "3 Calculate gradients": "Ask which way is up. The gradient ∇J says how much each of the two numbers changes the loss: "
    "it points straight uphill, and it is longer where the slope is steeper.",
    "4 Update": "Take a step the other way: θ ← θ − η∇J. The learning rate η says how far to go for a given slope. "
    "The open ring is where the step lands. Change η: if it is too small, "
    "the point hardly moves; above 1 the step goes too far; above 2 it ends up higher than it started.",
    "5 Repeat": "Do it again from the new point, until the loss stops falling. Near the bottom the slope is small, so the steps shrink by "
    f"themselves. The {counted(len(OPTIMIZERS))} optimizers differ in how they make the step from the gradients seen so far, "
    "and in which examples a step reads.",
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
