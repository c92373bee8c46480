"""Writes the lines of a method's text as TeX, with the time of each letter."""

from collections.abc import Mapping, Sequence
from typing import Any

from landscapes.typed.printed import printed
from landscapes.typed.tree import Node
from lessons.own_method.gradient_line import GradientLine
from lessons.own_method.names import over_time, symbol
from lessons.own_method.reader import ACROSS, CHOICE
from optim_core.optimizer import Optimizer
from optim_core.spec import TeX
from optim_core.substitution import across

_SIGNS = {"greater": ">", "greater_equal": r"\geq", "less": "<", "less_equal": r"\leq"}


def line_tex(name: str, tree: Node, later: Sequence[str], knobs: Mapping[str, object]) -> TeX:
    """A line that computes something. `later` are the names whose lines do not stand above it."""
    return TeX(f"{over_time(name, before=False)} = {printed(_lettered(tree, later, knobs))}")


def gradient_tex(line: GradientLine | None, names: Sequence[str], knobs: Mapping[str, object]) -> TeX:
    """The line of the gradient, with the mean over examples if it says how many."""
    if line is None:
        return Optimizer[Any].gradient_line
    point = printed(_lettered(line.point, names, knobs))
    if line.examples is None:
        return TeX(rf"g_t = \nabla J({point})")
    one = rf"\nabla J({point};\, x^{{(i)}}, y^{{(i)}})"
    mean = "" if line.examples == "1" else rf"\frac{{1}}{{{symbol(line.examples)}}} \sum_{{i \in B_t}} "
    return TeX(f"g_t = {mean}{one}")


def _lettered(node: Node, later: Sequence[str], knobs: Mapping[str, object]) -> Node:
    """A tree whose letters are TeX. A call that only methods have is a letter, too: a choice, in brackets unless it is the whole."""

    def lettered(node: Node) -> Node:
        if node.number is not None:
            return node
        if not node.parts:
            return Node(_letter(node.name, later, knobs))
        if node.name in ACROSS:
            return Node(rf"{across(node.name)}{printed(lettered(node.parts[0]))}\right)")
        if node.name == CHOICE:
            return Node(rf"\left({cases(node)}\right)")
        return node._replace(parts=tuple(map(lettered, node.parts)))

    def cases(choice: Node) -> str:
        condition, *values = choice.parts
        left, right = (printed(lettered(part)) for part in condition.parts)
        first, second = (printed(lettered(value)) for value in values)
        return rf"\begin{{cases}} {first} & {left} {_SIGNS[condition.name]} {right} \\ {second} & \text{{otherwise}} \end{{cases}}"

    return Node(cases(node)) if node.name == CHOICE else lettered(node)


def _letter(name: str, later: Sequence[str], knobs: Mapping[str, object]) -> str:
    if name in knobs:
        return symbol(name)
    known = {"t": "t", "g": "g_t", "theta": r"\theta_{t-1}", "theta0": r"\theta_0"}
    return known.get(name) or over_time(name, name in later)
