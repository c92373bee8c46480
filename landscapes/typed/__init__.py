"""Formulas that visitors type: read through a closed grammar, printed as TeX, computed with NumPy.

`read` makes a `Formula` from a text, and `run` computes its programs. A text becomes tokens (`tokens`), a tree (`grammar`, `tree`), TeX
(`printed`) and the programs of its value and slopes (`slopes`, `tape`, `plain`, `wide`). No text ever reaches `eval` or another parser.
"""

import functools
from typing import NamedTuple

from landscapes.typed.grammar import LONGEST, parsed
from landscapes.typed.printed import printed
from landscapes.typed.slopes import compiled
from landscapes.typed.tape import Program, run
from landscapes.typed.tree import FUNCTIONS
from optim_core.spec import TeX

__all__ = ["FUNCTIONS", "LONGEST", "Formula", "Program", "read", "run"]


class Formula(NamedTuple):
    """A formula: its TeX as the page prints it, and the programs of its value and its gradient."""

    latex: TeX
    value: Program
    gradient: Program


@functools.lru_cache(maxsize=256)
def read(text: str) -> Formula:
    """Read a formula. Raises a ValueError that says what was not understood, where, and what is allowed."""
    tree = parsed(text)
    return Formula(printed(tree), *compiled(tree))
