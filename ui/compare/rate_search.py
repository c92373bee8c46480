"""A fair comparison: η searched for every method on one grid, under one budget, by one criterion; and what was and was not tuned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

import streamlit as st

from figures.search import LUCK, Searched, curves, factor, ranks
from figures.theme import Theme, style
from optim_core import OPTIMIZERS, Optimizer, Schedule, knobs
from optim_core.batch.ends import MapPieces
from optim_core.batch.tuning import FIRST, MEMORIES, RATES, STARTS, Criterion, Search, affordable, memory_knob, ranking, search
from optim_core.descent import effective_batch_size
from optim_core.identity import cache_key
from optim_core.symbols import plain
from ui import compute
from ui.controls.forms import brief
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.controls.widgets import Controls
from ui.interruptible import patience
from ui.page import chart

AS_SET, SAME, BEST = "η suited to each", "Same η for all", "Each at its best"
CRITERIA: Mapping[str, Criterion] = MappingProxyType({"lowest loss": "loss", "fewest steps": "steps"})
MEMORY = " or ".join(sorted({plain(knobs(cls)[name].symbol) for cls in OPTIMIZERS if (name := memory_knob(cls))}))
"""The decay rates that can be tuned: β₁ or ρ."""
TUNED = ("η", f"η and {MEMORY}")
USUAL = min(RATES, key=lambda rate: abs(rate - 0.01))


class Fairness(NamedTuple):
    """How η is chosen, and what the search for it has found, if there was one."""

    rates: str
    criterion: Criterion = "loss"
    memory: bool = False
    same: float = USUAL
    steps: int = 0
    """The budget of each run of the search."""
    searches: Sequence[Search] = ()
    choices: Sequence[Choice] = ()
    """The choices with the rates that they run at."""
    built: Sequence[Optimizer[Any]] = ()
    """The optimizers that were searched."""


def rates_control(controls: Controls) -> str:
    """Which η the methods run at."""
    return controls.switch("Rates", (AS_SET, SAME, BEST), "rates", label_visibility="collapsed")


def made_fair(controls: Controls, rates: str, choices: Sequence[Choice], setting: Setting) -> Fairness:
    """The choices at the rates that were asked for, and the search behind them."""
    if rates == AS_SET or not choices:
        for key in ("criterion", "tune", "same"):
            controls.elsewhere(key)
        return Fairness(rates, choices=choices)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        if rates == SAME:
            same = controls.slide("η for all", RATES, USUAL, "same", brief)
        else:
            controls.elsewhere("same")
            same = USUAL
        criterion = CRITERIA[controls.choice("Best means", tuple(CRITERIA), "criterion", str, width=160)]
        memory = rates == BEST and controls.choice("Tuned", TUNED, "tune", str, width=160) == TUNED[1]
        if rates == SAME:
            controls.elsewhere("tune")
    values = controls.values
    start = (values[setting.start_keys[0]], values[setting.start_keys[1]])
    built = [choice.build(values) for choice in choices]
    schedule = setting.pace.build(values)
    budget = setting._replace(steps=affordable(setting.steps, built, setting.landscape, memory, setting.batch_size))
    with row, patience("Searching η …") as pause:
        map_pieces = compute.map_pieces(pause)
        searches = [
            _search(cache_key(optimizer, budget, schedule), optimizer, budget, schedule, start, criterion, memory, map_pieces)
            for optimizer in built
        ]
    fair = [
        _at(choice, found, RATES.index(same) if rates == SAME else found.best, rates == BEST)
        for choice, found in zip(choices, searches, strict=True)
    ]
    return Fairness(rates, criterion, memory, same, budget.steps, searches, fair, built)


def _at(choice: Choice, found: Search, place: int, tuned: bool) -> Choice:
    """The choice at one rate of the grid, and with the decay rate that is best there, if it was searched."""
    fixed = {"learning_rate": RATES[place]}
    name = memory_knob(choice.form)
    if tuned and name and found.memory[place] == found.memory[place]:
        fixed[name] = float(found.memory[place])
    return replace(choice, keys={field: key for field, key in choice.keys.items() if field not in fixed}, fixed={**choice.fixed, **fixed})


@st.cache_data(max_entries=128, show_spinner=False)
def _search(
    key: str,
    _optimizer: Optimizer[Any],
    _setting: Setting,
    _schedule: Schedule | None,
    start: tuple[float, float],
    criterion: Criterion,
    memory: bool,
    _map_pieces: MapPieces,
) -> Search:
    return search(
        _optimizer,
        _setting.landscape,
        start,
        _setting.steps,
        criterion,
        memory,
        _setting.batch_size,
        _setting.seed,
        _map_pieces,
        _schedule,
    )


def explained(fairness: Fairness, setting: Setting, look: Theme) -> None:
    """Show the search: its curves, the width of each good region, the change of the ranking; and what was tuned and what was not."""
    if not fairness.searches:
        return
    searches = [
        Searched(choice.form.name, style(choice.cls.marks, look), found)
        for choice, found in zip(fairness.choices, fairness.searches, strict=True)
    ]
    at_same = [RATES.index(fairness.same)] * len(searches)
    before = ranking(fairness.searches, at_same)
    after = ranking(fairness.searches, [each.best for each in fairness.searches])
    left, right = st.columns([3, 2], gap="large")
    widest = max(searches, key=lambda each: each.found.width)
    with left:
        st.header("How much the choice of η matters")
        said = "; ".join(
            f"{each.name} best at {RATES[each.found.best]:g}, good over a factor of {factor(each.found.width)}" for each in searches
        )
        same = fairness.same if fairness.rates == SAME else None
        chart(curves(searches, fairness.criterion, look, same), f"search-{fairness.rates}", f"The search over η. {said}.")
        good = "leave at most ten times what the best leaves, or a thousandth of the height"
        if fairness.criterion == "steps":
            good = "take at most twice the steps of the best"
        st.caption(
            f"Bars: the good rates, which {good}. The width of a bar says how little you need to know: "
            f"{widest.name} forgives a factor of {factor(widest.found.width)}."
        )
        st.caption(_luck(searches))
    with right:
        st.header("Who wins, and at whose η")
        names = [each.name for each in searches]
        words = (
            f"At η = {brief(fairness.same)}: {', '.join(names[i] for i in before)}. Each at its best: {', '.join(names[i] for i in after)}."
        )
        chart(ranks(searches, before, after, look), "ranks", words)
        st.caption(f"Same η: {brief(fairness.same)} for all.")
    st.markdown(_aloud(fairness, setting))


def _luck(searches: Sequence[Searched]) -> str:
    """Whose lowest point is luck, and which η is taken instead."""
    found = [
        f"{name} at η = {RATES[each.lowest]:g}, {'still the best of all' if each.lowest == each.best else f'taken is {RATES[each.best]:g}'}"
        for name, _, each in searches
        if each.luck
    ]
    if not found:
        return f"No luck: what is lowest from the first {FIRST} starts is good from the other {STARTS - FIRST}, and at an η beside it."
    return f"Luck, an open mark: the lowest point from the first {FIRST} starts. {LUCK} {'; '.join(found)}."


def _aloud(fairness: Fairness, setting: Setting) -> str:
    """What was tuned, under which budget, by which criterion, and what was not."""
    tuned = f"η over {len(RATES)} values from {brief(RATES[0])} to {brief(RATES[-1])}"
    if fairness.memory:
        tuned += f", and {MEMORY} over {', '.join(f'{memory:g}' for memory in MEMORIES)}"
    plain = len(RATES) * STARTS
    runs = f"{plain:,} runs"
    if fairness.memory:
        runs += f", or {plain * len(MEMORIES):,} with the second knob,"
    examples = setting.landscape.examples
    reads = sorted({effective_batch_size(each, setting.landscape, setting.batch_size) or examples for each in fairness.built})
    unit = f"{fairness.steps} gradient evaluations a run"
    if fairness.steps < setting.steps:
        unit += f" (not {setting.steps}, which would take too long here)"
    if examples > 1:
        unit += f", each the mean over {' or '.join(map(str, reads))} of {examples} examples"
    what = (
        "steps until a thousandth of the starting height is left"
        if fairness.criterion == "steps"
        else "the highest loss of the last quarter of the steps"
    )
    return (
        f"**Tuned:** {tuned}. **Budget:** {unit}, {runs} for each method. **Criterion:** {what}, the median over {STARTS} starts: "
        f"yours, and {STARTS - 1} spread over the view. **Best:** not the lowest point, but the η that is good with its neighbours: each "
        f"counts as much as the worst of itself and the two beside it. **Not tuned:** every other knob is as you set it; "
        "methods with one batch size read the same examples. What you tune under one budget is best for that budget only."
    )
