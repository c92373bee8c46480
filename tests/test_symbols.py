"""TeX as plain text, whatever the symbol; and the slots of any formula."""

import pytest

from optim_core import Adam, MiniBatch
from optim_core.spec import TeX
from optim_core.substitution import Slot, pieces
from optim_core.symbols import plain, symbol


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\hat{m}", "m\u0302"),
        (r"\bar{m}", "m\u0304"),
        (r"\tilde{\theta}", "θ\u0303"),
        (r"E[g^2]", "E[g²]"),
        (r"E[\Delta\theta^2]", "E[Δθ²]"),
        (r"\beta_1", "β₁"),
        (r"\lambda", "λ"),
        (r"\beta_1^{t-1}", "β₁ᵗ⁻¹"),
        (r"\mathbf{G}_{10}", "G₁₀"),
        (r"\lVert g \rVert", "‖g ‖"),
        (r"x^\alpha", "x^α"),
        (r"w_1", "w₁"),
    ],
)
def test_symbols_as_plain_text(tex: str, text: str) -> None:
    assert plain(tex) == text


def test_what_a_line_computes() -> None:
    assert symbol(r"\bar{m}_t = \frac{1}{2} m_t") == r"\bar{m}"


@pytest.mark.parametrize("exponent", ["t", "{t}", "{t+1}", "{t-1}"])
def test_the_step_count_is_a_slot_wherever_it_stands(exponent: str) -> None:
    assert Slot("t", "t", 0) in pieces(Adam, TeX(rf"x_t = \beta_1^{exponent}"))
    assert Slot("t", "t", 0) in pieces(Adam, TeX(r"x_t = \frac{\eta}{\sqrt{t}}"))


def test_letters_inside_words_and_subscripts_are_no_names() -> None:
    assert pieces(MiniBatch, TeX(r"x_t = \max(3, B_t) \text{ at}")) == [r"\max(3, B_t) \text{ at}"]
    assert [part.name for part in pieces(MiniBatch, TeX(r"x_t = m")) if isinstance(part, Slot)] == ["batch_size"]
