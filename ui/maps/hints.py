"""What to try on a map, by the hyperparameter along its bottom side."""

from optim_core.claims import Claim, Remark, Walk, Words

CLICK = Words(Remark("Click a cell, and its run plays.", "instruction"))
HINTS: dict[str, Words] = {
    "learning_rate": Words(
        Claim(
            "Try: with η along the bottom, go along one row from left to right: it crawls, arrives, bounces.",
            lambda lab: (
                [lab.run("Adam", learning_rate=eta).arrived < 300 for eta in (0.001, 0.03)] == [False, True]
                and lab.run("Adam", learning_rate=3.0).lengths.max() > 3
            ),
        ),
        Remark("How wide is that?", "instruction"),
    ),
    "beta1": Words(
        Claim(
            "Up to about 0.9 β₁ changes the way more than the arrival; with 0.99 Adam is still on its way on Himmelblau after 300 steps.",
            lambda lab: [lab.run("Adam", beta1=beta).arrived < 130 for beta in (0, 0.5, 0.9, 0.99)] == [True, True, True, False],
        )
    ),
    "beta2": Words(
        Claim(
            "From 0.9 on β₂ changes little on Himmelblau, so most of the map has one colour; at 0 a step no longer shrinks with the slope.",
            lambda lab: (
                abs(lab.run("Adam", beta2=0.9).arrived - lab.run("Adam", beta2=0.999).arrived) < 20
                and lab.run("Adam", beta2=0.0).lengths[100:].max() > 10 * lab.run("Adam").lengths[100:].max()
            ),
        )
    ),
    "epsilon": Words(
        Claim(
            "As long as ε is small beside the gradients it changes nothing: on Himmelblau up to 0.01.",
            lambda lab: (
                {lab.run("Adam", epsilon=epsilon).arrived for epsilon in (1e-12, 1e-8, 1e-4, 1e-2)} == {lab.run("Adam").arrived}
                and lab.run("Adam", epsilon=0.1).arrived != lab.run("Adam").arrived
            ),
        )
    ),
    "batch_size": Words(
        Claim(
            "The more examples a step reads, the less noise is left: sixteen times as many, a tenth of the loss or less.",
            lambda lab: (
                float(_late(lab.run("Mini-batch", batch_size=16, noise=1))) < 0.1 * _late(lab.run("Mini-batch", noise=1, batch_size=1))
            ),
        )
    ),
}
BORDERS = Words(Remark("Try: click on both sides of a border between two colours.", "instruction"))
"""For a side along which the start moves, and for hyperparameters that have no hint of their own."""
STARTS = Words(Remark("Try: make η larger, and look at the borders between the valleys.", "instruction"))


def _late(run: Walk) -> float:
    """The mean loss of the last quarter of a run."""
    return float(run.loss[-len(run.loss) // 4 :].mean())
