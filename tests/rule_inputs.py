"""Texts of methods that strangers may send, from nonsense to what runs."""

from hypothesis import strategies as st

from tests.inputs import FORMULAS
from tests.own_texts import TEXTS

NAMES = st.sampled_from(
    ["m", "v", "m_hat", "\\hat{v}", "β₁", "beta2", "eps", "old", "G", "u1", "w_max", "t", "g", "theta", "theta0", "step", "eta"]
)
MARKS = st.sampled_from(
    [
        " from ",
        "grad(",
        ",",
        "if(",
        "sum(",
        ">",
        "≤",
        "_t",
        "_{t-1}",
        "(t)",
        "²",
        "^t",
        "^2",
        "^",
        "\u0302",
        "[",
        "=",
        "\n",
        " in ",
        "∈",
        "log",
        "memory",
        "\r",
        "\u2028",
        "x",
    ]
)
NUMBERS = st.sampled_from(["0", "1", "0.9", "1e-8", "-3", "1e400", "½", "1,5", "nan", "inf", "1e5", ".5"])


def rights(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas of these letters."""
    return st.recursive(
        leaves | st.sampled_from(["1", "0.5", "g", "2"]),
        lambda inner: (
            st.tuples(inner, st.sampled_from(["+", "-", "*", "/", " ", "^", " mod "]), inner).map(
                lambda told: f"({told[0]}){told[1]}({told[2]})"
            )
            | st.tuples(st.sampled_from(["sqrt", "abs", "sign", "exp", "log", "tanh", "floor", "sin", "sum", "other"]), inner).map(
                lambda told: f"{told[0]}({told[1]})"
            )
            | st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda told: f"{told[0]}({told[1]}, {told[2]})")
            | st.tuples(inner, st.sampled_from([">", ">=", "<", "≤"]), inner, inner, inner).map(
                lambda told: f"if({told[0]} {told[1]} {told[2]}, {told[3]}, {told[4]})"
            )
        ),
        max_leaves=5,
    )


RIGHTS = rights(NAMES)
KNOBS = st.sampled_from(
    [
        "beta1 = 0.9 in [0, 0.999] memory",
        "β₂ = 0.99 in [0, 0.9999] memory",
        "eps = 1e-8 in [1e-12, 0.1] log",
        "a = 2 in [0, 9]",
        "n = 2 in [1, 9] count",
    ]
)
PLACES = st.tuples(RIGHTS, st.sampled_from(["", ", 1", ", n", "; 3"])).map(lambda told: f"g = grad({told[0]}{told[1]})")
STARTS = st.tuples(NAMES, RIGHTS, RIGHTS).map(lambda told: f"{told[0]} = {told[1]} from {told[2]}")
LINES = KNOBS | PLACES | STARTS | st.tuples(NAMES, RIGHTS | FORMULAS).map(" = ".join) | st.text(max_size=20)
SENSIBLE = st.lists(LINES, max_size=5).map(lambda lines: "\n".join(["eta = 0.1 in [0.001, 1] log", *lines, "step = -eta g"]))
"""Texts that may well be methods: a learning rate, some lines, a step."""
OWN = ("m", "v_hat", "old", "u1")
WHOLE = st.lists(rights(st.sampled_from([*OWN, "beta1", "t", "theta", "theta0", "step"])), min_size=6, max_size=6).map(
    lambda told: "\n".join(
        [
            "eta = 0.1 in [0.001, 1] log\nbeta1 = 0.9 in [0, 0.999] memory",
            *([] if "g" in told[5] else [f"g = grad(theta + {told[5]})"]),
            *(f"{name} = {right}" for name, right in zip((*OWN, "step"), [*told[:4], f"-eta beta1 ({told[4]})"], strict=True)),
        ]
    )
)
"""Texts in which every letter has a line."""
WORDS = st.lists(NAMES | MARKS | NUMBERS | RIGHTS, max_size=30).map("".join)
CUT = st.tuples(
    st.sampled_from(list(TEXTS.values())), st.integers(0, 400), st.integers(0, 40), NAMES | MARKS | NUMBERS | st.text(max_size=5)
).map(lambda told: told[0][: told[1]] + told[3] + told[0][told[1] + told[2] :])
"""Texts of the catalogue with a piece taken out, and another put in."""
RULES = WHOLE | SENSIBLE | WORDS | CUT | st.text(max_size=60)
"""All of these."""
