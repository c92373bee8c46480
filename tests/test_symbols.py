"""TeX as plain text, whatever the symbol; and the slots of any formula."""

import re
from typing import Any

import pytest

from landscapes import Landscape
from optim_core import Adam, MiniBatch
from optim_core.spec import TeX
from optim_core.substitution import Slot, pieces
from optim_core.symbols import plain, symbol
from tests.catalogue import METHODS
from tests.places import EVERY_PLACE
from ui.controls.landscape import formula
from ui.controls.method_text import step_in_one


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
        (r"\frac{1}{2} \left(x \cos{\varphi} + y\right)^2", "1/2 (x cos ϕ + y)²"),
        (r"-\frac{\eta}{1 - \beta_1^t}\, \frac{m_t}{u_t}", "-η/(1 - β₁ᵗ) mₜ/uₜ"),
        (r"-\eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}", "-η m\u0302ₜ/(√v\u0302ₜ + ε)"),
        (r"-\eta\, \operatorname{sign}\left(c_t\right)", "-η sign(cₜ)"),
        (r"r_t = \begin{cases} -\frac{1}{2}\, m_t & \rho_t > 4 \\ g_t & \rho_t \leq 4 \end{cases}", "rₜ = -1/2 mₜ if ρₜ > 4, else gₜ"),
        (r"20 \exp{\left(-\frac{1}{5} \sqrt{\frac{x^2 + y^2}{2}}\right)}", "20 exp(-1/5 √((x² + y²)/2))"),
        (r"4 e^{-\left(x^{2} - 2\right)^{2}}", "4 e^(-(x² - 2)²)"),
        (r"\sum_{i \in B_t} \max\left(x, 2 y\right)", "∑_(i ∈ Bₜ) max(x, 2 y)"),
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


@pytest.mark.parametrize("place", EVERY_PLACE, ids=lambda place: place.name)
def test_the_formula_of_every_landscape_is_readable_as_plain_text(place: Landscape) -> None:
    text = plain(formula(place))
    assert not re.search(r"[\\{}]|frac|sqrt|left|right", text), text
    assert text.count("(") == text.count(")")


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
def test_the_step_of_every_method_is_readable_as_plain_text(method: Any) -> None:
    text = plain(step_in_one(method))
    assert text.startswith("Δθₜ = ")
    assert not re.search(r"[\\{}]|frac|sqrt", text), text
