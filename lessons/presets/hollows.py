"""Presets for landscapes with several hollows."""

from lessons.presets.preset import Preset

NEAR = (0.4, -0.3)
"""A start in the deepest hollow of Rastrigin."""

HOLLOWS = (
    Preset(
        "Three-hump camel", "Adagrad", {}, "at a minimum", by=30, unless={"learning_rate": 0.3},
        why="Its first step is long enough to pass the shallow hollow.",
    ),
    Preset(
        "Three-hump camel", "Adam", {"learning_rate": 1.0}, "at a minimum", by=60, unless={"learning_rate": 0.1},
        why="At this η its first steps and its momentum carry it past the shallow hollow.",
    ),
    Preset(
        "Three-hump camel", "SGD", {"learning_rate": 0.25}, "at a minimum", by=20, unless={"learning_rate": 0.05},
        why="At this η the shallow hollow, which is steeper, does not hold it.",
    ),
    Preset(
        "Three-hump camel", "Adam", {}, "at a local minimum", unless={"learning_rate": 1.0},
        why="Small steps walk into the nearest hollow, and stay.",
    ),
    Preset(
        "Three-hump camel", "RMSprop", {}, "cycling", unless={"learning_rate": 0.003},
        why="In the wrong hollow, and not even at rest: the stride stays η.",
    ),
    Preset(
        "Three-hump camel", "SGD", {"learning_rate": 1.5}, "diverged", unless={"learning_rate": 0.25},
        why="η is above 2/λ at every minimum.",
    ),
    Preset(
        "Styblinski–Tang", "SGD", {}, "at a minimum", by=50, start=(-0.5, -0.5), elsewhere=(0.5, 0.0),
        why="The start is on the right side of both ridges, and that is all that counts.",
    ),
    Preset(
        "Styblinski–Tang", "Adam", {}, "at a minimum", by=100, start=(-0.5, -0.5), elsewhere=(0.5, 0.0),
        why="From the right quarter Adam arrives, too, later than gradient descent.",
    ),
    Preset(
        "Styblinski–Tang", "Adagrad", {}, "at a minimum", start=(-0.5, -0.5), unless={"learning_rate": 0.03},
        why="From the right quarter its long first steps are an advantage; at a tenth of η it is on its way after 300 steps.",
    ),
    Preset(
        "Styblinski–Tang", "SGD", {}, "at a local minimum", start=(0.5, 0.0), elsewhere=(-0.5, -0.5),
        why="The start is on the wrong side of a ridge.",
    ),
    Preset(
        "Styblinski–Tang", "SGD", {"learning_rate": 0.063}, "at a local minimum", start=(2.0, 2.0), elsewhere=(-2.9, -2.8),
        why="At this η the flattest hollow holds it, and the deepest one does not: it is steeper.",
    ),
    Preset(
        "Styblinski–Tang", "SGD", {"learning_rate": 0.15}, "diverged", unless={"learning_rate": 0.005},
        why="η is above 2/λ in all four hollows.",
    ),
    Preset(
        "Rastrigin", "Adagrad", {}, "hovering", unless={"learning_rate": 0.3},
        why="Its first steps jump over hollows; then they shrink, and it stays around the right one.",
    ),
    Preset(
        "Rastrigin", "SGD", {}, "at a minimum", by=20, start=NEAR, elsewhere=(-2.7, 3.3),
        why="The start is in the right hollow.",
    ),
    Preset(
        "Rastrigin", "Adam", {"learning_rate": 0.03}, "at a minimum", by=100, start=NEAR, elsewhere=(-2.7, 3.3),
        why="In the right hollow a small η suffices.",
    ),
    Preset(
        "Rastrigin", "SGD", {}, "at a local minimum", start=(-2.7, 3.3), elsewhere=NEAR,
        why="It walks downhill into the nearest hollow.",
    ),
    Preset(
        "Rastrigin", "SGD", {"learning_rate": 0.02}, "left the view", unless={"learning_rate": 0.002},
        why="η is above 2/λ in every hollow, so the run is thrown about until it is out.",
    ),
    Preset(
        "Rastrigin", "RMSprop", {}, "cycling", unless={"learning_rate": 0.009},
        why="It bounces across a wrong hollow, because its stride stays η.",
    ),
    Preset(
        "Ackley", "Adagrad", {}, "hovering", unless={"learning_rate": 0.3},
        why="Long first steps jump over the ripples, and shrink in time to stay near the tip.",
    ),
    Preset(
        "Ackley", "SGD", {"learning_rate": 0.15}, "hovering", unless={"learning_rate": 0.03},
        why="This η jumps over ripples; a smaller one is caught by the first.",
    ),
    Preset(
        "Ackley", "Adam", {"learning_rate": 0.01}, "at a minimum", start=(0.3, 0.2), elsewhere=(-2.6, 3.2),
        why="Inside the last ripple a small η leads to the tip.",
    ),
    Preset(
        "Ackley", "Adam", {}, "at a local minimum", start=(-2.6, 3.2), elsewhere=(0.3, 0.2),
        why="Far out, the nearest ripple catches it.",
    ),
    Preset(
        "Ackley", "SGD", {"learning_rate": 2.0}, "left the view", unless={"learning_rate": 0.15},
        why="The slope does not shrink at the tip, so a large η is thrown about, and out at last.",
    ),
    Preset(
        "Ackley", "RMSprop", {}, "cycling", unless={"learning_rate": 0.003},
        why="Caught by a ripple, and jumping across it: the stride stays η.",
    ),
)  # fmt: skip
