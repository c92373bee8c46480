"""Presets for valleys, bowls and plains."""

from lessons.presets.preset import Preset

VALLEYS = (
    Preset(
        "Himmelblau", "SGD", {"learning_rate": 0.015}, "at a minimum", by=20, unless={"learning_rate": 0.003},
        why="Five times the usual η is still below 2/λ, and arrives more than four times as soon.",
    ),
    Preset(
        "Himmelblau", "Adagrad", {"learning_rate": 0.9}, "at a minimum", by=10, unless={"learning_rate": 0.3},
        why="A long first step does no harm here, because the sum shortens the next ones.",
    ),
    Preset(
        "Himmelblau", "Adam", {"learning_rate": 0.15}, "at a minimum", by=60, unless={"learning_rate": 0.03},
        why="Five times the usual η arrives twice as soon.",
    ),
    Preset(
        "Himmelblau", "SGD", {"learning_rate": 0.09}, "diverged", unless={"learning_rate": 0.015},
        why="η is above 2/λ in every valley, so none of them holds it.",
    ),
    Preset(
        "Himmelblau", "Adam", {"learning_rate": 0.003}, "still moving", unless={"learning_rate": 0.03},
        why="Each step is about η long, so 300 small steps do not lead as far as a valley.",
    ),
    Preset(
        "Himmelblau", "RMSprop", {"learning_rate": 0.9}, "cycling", unless={"learning_rate": 0.09},
        why="Its stride does not shrink, so a long one jumps to and fro across the minimum.",
    ),
    Preset(
        "Rosenbrock", "Adam", {"learning_rate": 0.1}, "at a minimum", by=500, unless={"beta1": 0.0},
        why="Momentum leads along the floor: without it, at β₁ = 0, it does not arrive.",
    ),
    Preset(
        "Rosenbrock", "Adam", {"learning_rate": 1.0}, "at a minimum", by=300, unless={"learning_rate": 0.1},
        why="A long stride swings wide at first and then walks the floor sooner.",
    ),
    Preset(
        "Rosenbrock", "SGD", {"learning_rate": 0.002}, "at a minimum", by=60, unless={"learning_rate": 0.0019},
        why="Luck: the path happens to fall beside the minimum. At η = 0.0019 it does not.",
    ),
    Preset(
        "Rosenbrock", "SGD", {"learning_rate": 0.003}, "diverged", unless={"learning_rate": 0.001},
        why="The walls are too steep for this η, and the run climbs them.",
    ),
    Preset(
        "Rosenbrock", "Adagrad", {"learning_rate": 4.0}, "left the view", unless={"learning_rate": 0.4},
        why="The first step is η long in each coordinate, however steep the slope: it leads out of the picture.",
    ),
    Preset(
        "Rosenbrock", "Adam", {"learning_rate": 0.1, "beta1": 0.99}, "still moving", unless={"beta1": 0.9},
        why="A momentum of a hundred steps carries it past the bends of the valley.",
    ),
    Preset(
        "Beale", "Adam", {"beta2": 0.9}, "at a minimum", by=200, unless={"beta2": 0.999},
        why="With β₂ = 0.9 it forgets the cliff within some ten steps.",
    ),
    Preset(
        "Beale", "Adamax", {"beta2": 0.9}, "at a minimum", by=200, unless={"beta2": 0.999},
        why="The largest slope fades to a tenth within 22 steps, and the stride comes back.",
    ),
    Preset(
        "Beale", "Adagrad", {"learning_rate": 1.0}, "at a minimum", by=80, unless={"learning_rate": 0.2},
        why="It never forgets the cliff, but a larger η makes up for it.",
    ),
    Preset(
        "Beale", "SGD", {"learning_rate": 0.06}, "diverged", unless={"learning_rate": 0.002},
        why="The step is η times the slope of the cliff, and throws it out.",
    ),
    Preset(
        "Beale", "Adamax", {}, "still moving", unless={"beta2": 0.9},
        why="β₂ = 0.999 remembers the cliff for a thousand steps.",
    ),
    Preset(
        "Beale", "Adagrad", {"learning_rate": 0.2}, "still moving", unless={"learning_rate": 1.0},
        why="The first gradient stays in the sum and starves all later steps.",
    ),
    Preset(
        "Ravine", "SGD", {"learning_rate": 0.03}, "at a minimum", by=60, unless={"learning_rate": 0.01},
        why="Nearer to 2/κ it bounces off the walls, and goes faster along the floor.",
    ),
    Preset(
        "Ravine", "RMSprop", {"learning_rate": 0.05}, "at a minimum", by=80, unless={"learning_rate": 0.01},
        why="Five times the stride arrives nearly three times as soon, and still settles.",
    ),
    Preset(
        "Ravine", "Adam", {"learning_rate": 1.0}, "at a minimum", by=30, unless={"learning_rate": 0.03},
        why="The mean of the gradients cancels the swings, so even this η settles.",
    ),
    Preset(
        "Ravine", "SGD", {"learning_rate": 0.041}, "diverged", unless={"learning_rate": 0.039}, steps=1000,
        why="η is just above 2/κ = 0.04: each bounce is a little higher than the last.",
    ),
    Preset(
        "Ravine", "Adagrad", {"learning_rate": 0.1}, "still moving", unless={"learning_rate": 0.5},
        why="The first bounces off the wall stay in the sum, and the floor takes forever.",
    ),
    Preset(
        "Ravine", "RMSprop", {"learning_rate": 0.3}, "cycling", unless={"learning_rate": 0.05},
        why="Near the minimum the stride is still η, so it jumps across.",
    ),
    Preset(
        "Saddle", "Adagrad", {}, "left the view", unless={"learning_rate": 0.01},
        why="The tiny slope beside the ridge is divided by its own size, so it counts at once.",
    ),
    Preset(
        "Saddle", "Adadelta", {}, "left the view", unless={"epsilon": 1e-12},
        why="Steps grow with the steps before them, faster and faster; ε sets the pace of the start.",
    ),
    Preset(
        "Saddle", "Adam", {"learning_rate": 0.03}, "left the view", unless={"learning_rate": 0.003},
        why="Every step is about η long, also where the slope is tiny.",
    ),
    Preset(
        "Saddle", "SGD", {}, "still moving", unless={"learning_rate": 0.03},
        why="Stuck beside the ridge: the step is η times a tiny slope, and takes long to grow.",
    ),
    Preset(
        "Saddle", "Adam", {}, "at a saddle", start=(0.0, 0.0), elsewhere=(-1.5, 0.001),
        why="Stuck on the ridge: where the slope is exactly zero, no method moves.",
    ),
    Preset(
        "Saddle", "SGD", {"learning_rate": 1.0}, "diverged", unless={"learning_rate": 0.03},
        why="η is so large that the run triples its distance from the ridge with every step.",
    ),
    Preset(
        "Plateau", "Adagrad", {}, "at a minimum", by=50, unless={"epsilon": 0.1},
        why="The slope is divided by its own size, however tiny it is.",
    ),
    Preset(
        "Plateau", "Adam", {}, "at a minimum", by=120, unless={"epsilon": 0.1},
        why="The mean gradient over its own size is about 1, also on the plain.",
    ),
    Preset(
        "Plateau", "RMSprop", {"learning_rate": 0.04}, "at a minimum", by=60, unless={"epsilon": 0.1},
        why="A constant stride crosses the plain as fast as it crosses the bowl.",
    ),
    Preset(
        "Plateau", "SGD", {}, "nearly still", unless={"learning_rate": 1.5},
        why="The step is η times next to nothing.",
    ),
    Preset(
        "Plateau", "Adam", {"epsilon": 0.1}, "nearly still", unless={"epsilon": 1e-8},
        why="ε eats the step: the slope is tiny beside it.",
    ),
    Preset(
        "Plateau", "Adagrad", {"learning_rate": 6.0}, "left the view", unless={"learning_rate": 0.2},
        why="The first step is η long, also where the slope is tiny, and leads out of the picture.",
    ),
)  # fmt: skip
