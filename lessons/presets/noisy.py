"""Presets with noise, or with small batches, where the memory of squares and ε decide."""

from lessons.presets.preset import Preset

BOWL = "Penguins, standardised"
NOISY = (
    Preset(
        "Himmelblau", "Adam", {"beta2": 0.999}, "at a minimum", by=130, unless={"beta2": 0.0}, noise=1, batch=1,
        why="β₂ remembers a thousand squared slopes, so one noisy example hardly changes the step.",
    ),
    Preset(
        "Himmelblau", "Adam", {"learning_rate": 0.5, "beta2": 0.0}, "left the view", unless={"beta2": 0.999}, noise=1, batch=1,
        why="β₂ = 0 forgets at once: where the noise leaves almost no slope, the mean of larger ones is divided by it.",
    ),
    Preset(
        BOWL, "Adam", {"beta2": 0.0, "epsilon": 0.1}, "hovering", unless={"epsilon": 1e-8}, batch=8,
        why="Eight penguins may cancel each other. A large ε keeps the divisor away from 0; with 1e-8 the run leaves the picture.",
    ),
    Preset(
        BOWL, "Adam", {"beta2": 0.0}, "left the view", unless={"beta2": 0.9}, batch=8,
        why="Eight penguins may cancel each other, and β₂ = 0 divides by what is left of their slope.",
    ),
)  # fmt: skip
