"""What was mapped, in lines of text: a picture that is saved says by itself what it shows."""

import re
from collections.abc import Sequence

from landscapes import Expression, Landscape, Noisy
from landscapes.written.python import identifier, printed
from optim_core import knobs
from optim_core.batch.maps import PACE, START, Map
from optim_core.symbols import plain
from ui.controls.forms import brief

NAMES = {"arcsin": "asin", "arccos": "acos", "arctan": "atan", "maximum": "max", "minimum": "min"}
"""NumPy's names of functions that have other names here."""
SOFT = "logaddexp(0.0, "
"""How NumPy is told ln(1 + exp a)."""


def caption(landscape: Landscape, maps: Sequence[tuple[str, Map]]) -> list[str]:
    """The landscape with its formula, the run of a cell, and the knobs of each named method. What lies along a side is left out."""
    _, first = maps[0]
    bare = landscape.landscape if isinstance(landscape, Noisy) else landscape
    letters = tuple(map(plain, bare.survey.coordinates))
    run = [f"{first.steps} steps"]
    if not {first.x.name, first.y.name} & set(START):
        run.append("from ({}, {})".format(*map(brief, first.start)))
    else:
        run += [
            f"from {letter} = {brief(at)}"
            for name, letter, at in zip(START, letters, first.start, strict=True)
            if name not in (first.x.name, first.y.name)
        ]
    if isinstance(landscape, Noisy):
        run.append(f"noise σ = {brief(landscape.sigma)}")
    if landscape.examples > 1:
        run += [f"batch size {first.batch_size or 'all'}", f"seed {first.seed}"]
    lines = [f"{bare.name}: J({letters[0]}, {letters[1]}) = {formula_text(bare)}", ", ".join(run)]
    if schedule := first.schedule:
        paced = [
            f"{plain(knob.symbol)} = {brief(getattr(schedule, name))}"
            for name, knob in knobs(type(schedule)).items()
            if PACE + name not in (first.x.name, first.y.name)
        ]
        lines.append(f"η over time: {', '.join([schedule.name, *paced])}")
    for name, each in maps:
        there = knobs(type(each.optimizer))
        values = [
            f"{plain(knob.symbol)} = {brief(getattr(each.optimizer, field))}"
            for field, knob in there.items()
            if field not in (each.x.name, each.y.name)
        ]
        lines += [f"{name}: {', '.join(values)}"] if values else []
    return lines


def formula_text(landscape: Landscape) -> str:
    """The formula in one line, as a visitor would type it, with the values of its letters."""
    if isinstance(landscape, Expression):
        return landscape.text
    code, letters = printed(landscape.tree(), "np", [plain(letter) for letter in landscape.survey.coordinates])
    text = re.sub(r"\b(?:np|math)\.(\w+)", lambda match: NAMES.get(match[1], match[1]), code)
    text = re.sub(r" ?\*\* ?", "^", _softplus(text))
    known = {identifier(letter): plain(letter) for letter in landscape.letters}
    text = re.sub(r"[^\W\d]\w*", lambda match: known.get(match[0], match[0]), text)
    values = [f"{known[name]} = {brief(float(f'{value:.6g}'))}" for name, value in letters.items() if value is not None]
    mean = f"mean over {landscape.examples} examples of " if landscape.examples > 1 else ""
    return "; ".join([f"{mean}{text}", ", ".join(values)] if values else [f"{mean}{text}"])


def _softplus(text: str) -> str:
    """The text with log(1 + exp(a)) in the place of NumPy's function of it."""
    while (at := text.find(SOFT)) >= 0:
        inside, depth = at + len(SOFT), 1
        end = inside
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        text = f"{text[:at]}log(1 + exp({text[inside : end - 1]})){text[end:]}"
    return text
