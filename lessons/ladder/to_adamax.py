"""From Adam to Adamax."""

import numpy as np

from lessons.ladder.rung import Case, Ladder, Rung, Term, first_steps
from optim_core.claims import Claim, Words, apart
from optim_core.methods.adam import AdamShorthand
from optim_core.methods.adamax import Adamax, AdamaxShorthand

TO_ADAMAX: Ladder = (
    Rung(
        AdamShorthand,
        "the mean of the square",
        Words(
            Claim(
                "Of one steep slope the mean takes a thousandth of its square, so the next steps are too long.",
                lambda lab: apart(lab.run("Adam, as on the card").quantities["v"][1], 0.001 * lab.gradient(*lab.start) ** 2) < 1e-9,
            )
        ),
    ),
    Term(
        AdamaxShorthand,
        "+ the largest instead",
        Words(
            Claim(
                "One steep slope sets the scale at once.",
                lambda lab: apart(lab.run("Adamax, as on the card").quantities["u"][1], np.abs(lab.gradient(*lab.start))) == 0,
            ),
            Claim(
                "The first step is a tenth of η in each coordinate.",
                lambda lab: abs(first_steps(lab, "Adamax, as on the card")[0] - 0.1) < 1e-9,
            ),
        ),
        wins=Case(
            "Beale",
            "With η = 1 the mean throws the run out of the picture at once; the largest slope keeps the steps short, and it arrives.",
            lambda mean, largest: (
                mean.kind == "left the view" and mean.lengths[0] > 4 and largest.lengths.max() < 0.3 and largest.arrived < 100
            ),
            {"learning_rate": 1.0},
        ),
        not_here=Case(
            "Rosenbrock",
            "On Rosenbrock the mean arrives within 1,000 steps; the largest slope is long remembered, and its short steps do not.",
            lambda mean, largest: mean.arrived < 1000 < largest.arrived and 10 * largest.lengths.max() < mean.lengths.max(),
        ),
    ),
    Term(
        Adamax,
        "+ bias correction and ε",
        Words(
            Claim(
                "The first step is η,",
                lambda lab: abs(first_steps(lab, "Adamax")[0] - 1) < 1e-6,
            ),
            Claim(
                "and a slope that was always 0 divides by ε, not by 0.",
                lambda lab: lab.on("Saddle").run("Adamax", (-1.5, 0.0)).quantities["u"][5, 1] == 1e-8,
            ),
        ),
        wins=Case(
            "Three-hump camel",
            "With η = 1 the uncorrected run starts with a tenth of that, and falls into the nearest hollow; "
            "corrected, it clears it and arrives.",
            lambda short, full: (
                short.kind == "at a local minimum" and full.arrived < 50 and abs(full.lengths[0] / short.lengths[0] - 10) < 1e-3
            ),
            {"learning_rate": 1.0},
        ),
        not_here=Case(
            "Himmelblau",
            "On Himmelblau it hardly matters: of more than a hundred steps it saves about ten.",
            lambda short, full: 5 < short.arrived - full.arrived < 15 and full.arrived > 100,
        ),
    ),
)
