"""Presets for the methods of the second shelf, two for each."""

from lessons.presets.preset import Preset
from optim_core.schedules.constant import Constant
from optim_core.schedules.cosine import Cosine

STANDARDISED, SPECIES = "Penguins, standardised", "Penguins, two species"

SECOND_SHELF = (
    Preset(
        "Ravine", "Heavy ball", {"learning_rate": 0.07}, "at a minimum", by=60, unless={"momentum": 0.0},
        why="In the velocity, slopes to and fro cancel. Without it, at μ = 0, this η is thrown out of the ravine.",
    ),
    Preset(
        STANDARDISED, "Heavy ball", {"learning_rate": 0.01, "momentum": 0.99}, "still moving", unless={"momentum": 0.9},
        why="At μ = 0.99 the ball keeps a hundred slopes in its velocity, and swings past the minimum; at 0.9 it settles.",
    ),
    Preset(
        "Rosenbrock", "Nesterov", {"learning_rate": 0.001}, "at a minimum", by=300, unless={"momentum": 0.0},
        why="The velocity adds up along the floor of the valley. Without it, at μ = 0, the run does not arrive.",
    ),
    Preset(
        "Ravine", "Nesterov", {"learning_rate": 0.03}, "diverged", unless={"momentum": 0.0},
        why="Looking ahead lowers the largest η: it is 0.04 at μ = 0, and 0.027 at μ = 0.9.",
    ),
    Preset(
        "Ackley", "AdamW", {"weight_decay": 0.1}, "at a minimum", by=50, unless={"weight_decay": 0.001},
        why="Luck: the decay λ pulls towards 0, across all ripples, and the tip happens to be there.",
    ),
    Preset(
        "Styblinski–Tang", "AdamW", {"learning_rate": 0.1, "weight_decay": 0.1}, "nearly still", start=(-0.5, -0.5),
        unless={"weight_decay": 0.001},
        why="No coordinate gets beyond η/λ, here 1: there the decay takes as much as a step gives.",
    ),
    Preset(
        "Plateau", "NAdam", {"learning_rate": 0.2}, "at a minimum", unless={"beta1": 0.0},
        why="In the mean, slopes to and fro cancel, so a long stride settles. Without the mean, at β₁ = 0, it hovers.",
    ),
    Preset(
        "Three-hump camel", "NAdam", {}, "cycling", unless={"learning_rate": 0.03},
        why="In the wrong hollow, and not at rest: the newest slope counts twice, which is too much at this η.",
    ),
    Preset(
        "Saddle", "AMSGrad", {"learning_rate": 0.003}, "left the view", unless={"beta2": 0.99},
        why="Nothing corrects its start, so at β₂ = 0.999 the first steps are about three times as long as at 0.99, and off it goes.",
    ),
    Preset(
        "Beale", "AMSGrad", {"learning_rate": 0.06, "beta2": 0.9}, "still moving", unless={"beta2": 0.999},
        why="It never forgets the largest v, and at β₂ = 0.9 v takes in a hundred times as much of the cliff as at 0.999.",
    ),
    Preset(
        "Plateau", "Lion", {"learning_rate": 0.06}, "cycling", unless={"learning_rate": 0.02},
        why="Each step is η along each axis, also beside the minimum, so it jumps to and fro across it.",
    ),
    Preset(
        SPECIES, "Lion", {"learning_rate": 0.15}, "at a minimum", schedule=Cosine(), unless_schedule=Constant(),
        why="Each step is η along each axis, so it settles if η falls to nothing. While η stays the same, it hovers.",
    ),
    Preset(
        STANDARDISED, "RAdam", {"learning_rate": 0.1, "beta2": 0.5}, "at a minimum", by=20, unless={"beta2": 0.999},
        why="At β₂ = 0.5 it never trusts v, and plain momentum leads straight there. At 0.999 it trusts v slowly, in short steps.",
    ),
    Preset(
        "Beale", "RAdam", {"learning_rate": 0.06}, "diverged", unless={"learning_rate": 0.006},
        why="Its first four steps do not divide by v: they are as long as η and the cliff make them, and throw it out.",
    ),
    Preset(
        "Penguins, raw units", "Full-matrix Adagrad", {"learning_rate": 0.9}, "at a minimum", by=20, unless={"learning_rate": 0.3},
        why="The matrix makes the askew ravine round, so three times the usual η arrives more than four times as soon.",
    ),
    Preset(
        "Penguins, a small network", "Full-matrix Adagrad", {"learning_rate": 6.0}, "left the view", unless={"learning_rate": 3.0},
        why="The first step is η long, whichever way the slope points, and leads out of the picture.",
    ),
    Preset(
        "Saddle", "AdaBelief", {"learning_rate": 0.001}, "left the view", unless={"epsilon": 1e-4},
        why="A steady slope is no surprise, so it is divided by little. A large ε stands in place of the surprise.",
    ),
    Preset(
        "Rosenbrock", "AdaBelief", {"beta1": 0.0}, "diverged", unless={"beta1": 0.9},
        why="At β₁ = 0 the mean is the slope itself, so nothing is a surprise, and the first step is more than ten thousand times η.",
    ),
    Preset(
        "Ravine", "Schedule-Free SGD", {"learning_rate": 0.1}, "at a minimum", by=30, unless={"beta": 0.5},
        why="The slope is taken near the average, which hardly swings. At β = 0.5 it is taken nearer to z, and z is thrown out.",
    ),
    Preset(
        STANDARDISED, "Schedule-Free SGD", {"learning_rate": 0.06, "beta": 0.0}, "still moving", unless={"beta": 0.9},
        why="θ, the average, still counts the whole way there. At β = 0.9 z swings past the minimum and makes up for that.",
    ),
    Preset(
        "Plateau", "Schedule-Free AdamW", {"learning_rate": 0.2}, "at a minimum", by=40, unless={"beta1": 0.0},
        why="The slope is taken near the average, so z comes to rest. At β₁ = 0 it is taken at z itself, which swings on.",
    ),
    Preset(
        SPECIES, "Schedule-Free AdamW", {"learning_rate": 0.45, "weight_decay": 1.0}, "nearly still", unless={"weight_decay": 0.0},
        why="The decay λ pulls towards 0, and the run rests where the pull is as strong as the step.",
    ),
    Preset(
        SPECIES, "Prodigy", {}, "at a minimum", by=60, unless={"learning_rate": 10.0},
        why="It finds the length of its steps by itself, so η stays 1. At η = 10 each is ten times that.",
    ),
    Preset(
        "Beale", "Prodigy", {"initial_distance": 1.0}, "left the view", unless={"initial_distance": 0.1},
        why="The first step is 3.2 times d₀, and d never shrinks, so a d₀ that is too large is never put right.",
    ),
)  # fmt: skip
