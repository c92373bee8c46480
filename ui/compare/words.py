"""What Compare says below its picture."""

from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart

TRY = Words(
    Remark("Try: drag the start, or open an optimizer and drag its η until the path leaves the valley.", "instruction"),
    Claim(
        "η is not the same for all unless you ask for it: each method has a rate that suits its kind of step here.",
        lambda lab: [lab.suited(method) for method in ("SGD", "Adagrad", "Adam")] == [0.003, 0.3, 0.03],
    ),
    Claim(
        "Methods that read equally many examples a step read the same ones.",
        lambda lab: apart(_path(lab, "SGD").theta, _path(lab, "Gradient descent").theta) == 0 < _path(lab, "SGD").lengths.min(),
    ),
)
ALIKE = Words(
    Claim(
        "The landscape is one function here, so every example, and every batch of them, has the same slope.",
        lambda lab: apart(lab.run("SGD").theta, lab.run("Mini-batch").theta) == 0 < lab.run("SGD").moved,
    ),
    Remark("Add noise, or choose a penguin landscape, to see the difference.", "instruction"),
)


def _path(lab: Lab, method: str) -> Walk:
    """A run that reads one example a step."""
    return lab.run(method, learning_rate=lab.suited("SGD"), noise=1, batch=1)
