"""Presets for the penguins. SGD reads one example a step; Adam and the others read all."""

from lessons.presets.preset import Preset

RAW, BOWL, SPECIES, NETWORK = "Penguins, raw units", "Penguins, standardised", "Penguins, two species", "Penguins, a small network"

DATA = (
    Preset(
        RAW, "Adam", {"learning_rate": 0.9}, "at a minimum", by=250, unless={"learning_rate": 0.03},
        why="Thirty times the usual η walks the whole ravine.",
    ),
    Preset(
        RAW, "Adamax", {"learning_rate": 0.3}, "at a minimum", by=1300, unless={"learning_rate": 0.03}, steps=2000,
        why="A larger η and more steps walk the ravine to its end.",
    ),
    Preset(
        RAW, "Adamax", {"learning_rate": 0.5}, "at a minimum", by=1000, unless={"learning_rate": 0.3}, steps=2000,
        why="A still larger η needs fewer of them.",
    ),
    Preset(
        RAW, "Adam", {}, "still moving", unless={"learning_rate": 0.9},
        why="300 steps of about η are too short for a ravine this long.",
    ),
    Preset(
        RAW, "Adamax", {}, "nearly still", unless={"learning_rate": 0.3},
        why="It remembers the steep side of the ravine, and hardly moves along it.",
    ),
    Preset(
        RAW, "SGD", {"learning_rate": 0.6}, "diverged", unless={"learning_rate": 0.1},
        why="The ravine is so steep across that this η climbs its sides.",
    ),
    Preset(
        BOWL, "Adagrad", {"learning_rate": 1.0}, "at a minimum", by=5, unless={"learning_rate": 0.1},
        why="The bowl is round, and the first step leads nearly to its middle.",
    ),
    Preset(
        BOWL, "Adam", {"learning_rate": 0.05}, "at a minimum", by=100, unless={"learning_rate": 0.01},
        why="Five times the usual η arrives well before the end.",
    ),
    Preset(
        BOWL, "Adamax", {"learning_rate": 0.05}, "at a minimum", by=60, unless={"learning_rate": 0.01},
        why="Each step is about η long, so a larger one arrives sooner.",
    ),
    Preset(
        BOWL, "SGD", {"learning_rate": 0.5}, "hovering", unless={"learning_rate": 0.005}, bad=True,
        why="Each penguin pulls its own way, and at this η far: the cloud is wide.",
    ),
    Preset(
        BOWL, "SGD", {"learning_rate": 3.0}, "diverged", unless={"learning_rate": 0.02},
        why="η is above 2/λ, and λ is 1 in every direction.",
    ),
    Preset(
        BOWL, "RMSprop", {"learning_rate": 0.3}, "cycling", unless={"learning_rate": 0.03},
        why="The stride is as long as the last part of the way, so it jumps across.",
    ),
    Preset(
        SPECIES, "Adagrad", {"learning_rate": 0.75}, "at a minimum", by=20, unless={"learning_rate": 0.15},
        why="The slope hardly changes on the way, so its long first steps lead straight on.",
    ),
    Preset(
        SPECIES, "Adamax", {"learning_rate": 0.45}, "at a minimum", by=10, unless={"learning_rate": 0.045},
        why="Eight long strides down a steady slope, and the bowl catches it.",
    ),
    Preset(
        SPECIES, "Adam", {"learning_rate": 0.15}, "at a minimum", by=25, unless={"learning_rate": 0.015},
        why="Ten times the usual η arrives more than ten times as soon.",
    ),
    Preset(
        SPECIES, "Adam", {}, "still moving", unless={"learning_rate": 0.15},
        why="Each step is about η long, and the way is longer than 300 of them.",
    ),
    Preset(
        SPECIES, "RMSprop", {"learning_rate": 0.45}, "cycling", unless={"learning_rate": 0.045},
        why="Its stride does not shrink near the minimum.",
    ),
    Preset(
        SPECIES, "Adadelta", {}, "still moving", unless={"epsilon": 1e-3},
        why="Its first steps are short, and it takes hundreds of them to find its pace.",
    ),
    Preset(
        NETWORK, "Adam", {"learning_rate": 0.3}, "at a minimum", by=10, unless={"learning_rate": 0.01},
        why="A large η jumps over the flat part, and lands in the valley.",
    ),
    Preset(
        NETWORK, "RMSprop", {}, "at a minimum", by=230, unless={"learning_rate": 0.001},
        why="A constant stride also crosses the flat part.",
    ),
    Preset(
        NETWORK, "Adagrad", {"learning_rate": 1.0}, "at a minimum", by=100, unless={"learning_rate": 0.1},
        why="Ten times the usual η makes up for the sum.",
    ),
    Preset(
        NETWORK, "Adam", {}, "at a saddle", start=(0.0, 0.0), elsewhere=(-0.4, 1.9),
        why="Both weights are 0, so both slopes are: that is why networks are not started there.",
    ),
    Preset(
        NETWORK, "RMSprop", {"learning_rate": 0.3}, "cycling", unless={"learning_rate": 0.01},
        why="The stride stays η, and jumps across the minimum.",
    ),
    Preset(
        NETWORK, "Adagrad", {"learning_rate": 10.0}, "left the view", unless={"learning_rate": 1.0},
        why="The first step is η long, and leads out of the picture.",
    ),
)  # fmt: skip
