"""Be the optimizer: the visitor takes each step by hand in the fog. Then it lifts, and the methods take as many steps."""

from collections.abc import Mapping
from dataclasses import fields
from typing import NamedTuple

import streamlit as st

from figures.theme import Theme
from landscapes import Landscape
from landscapes.landscape import Point
from lessons import by_hand as game
from lessons.by_hand import BUDGETS, HIDDEN, ByHand, Fog
from optim_core import OPTIMIZERS
from optim_core.claims import Claim, Lab, Remark, Words
from ui import compute
from ui.controls.forms import counted
from ui.controls.landscape import print_formula
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.controls.widgets import Controls
from ui.page import ground
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.stage.picture import brief
from ui.stage.view import Panel, Taken, View, all_on
from ui.workspace import Workspace

START = ("hand.x", "hand.y")
DIGITS = 4
"""Of heights and slopes in words."""
LONGEST_TYPED = 80
"""Characters of a step that is typed."""
TRY = Words(
    Remark("The landscape is hidden in fog. You see your point, its height, and an arrow downhill: the steeper, the longer.", "definition"),
    Remark("Drag on the map: your step goes from the point to where you let go.", "instruction"),
    Remark("Or click the map, move the tip with the arrow keys, and press Enter.", "instruction"),
)
UNREAD = Words(
    Remark("This step cannot be taken: it has to be two numbers such as 0.5,-0.2.", "instruction"),
    Remark("They must not lead further from the map than ten times its size.", "instruction"),
)
BROKEN = Words(Remark("The steps in this link cannot be read, so the game begins anew.", "instruction"))
FAIR = Words(
    Claim(
        "Each method starts where you did, with the learning rate that suits it here, and each step costs it one gradient, as it cost you.",
        lambda lab: all(_fair(lab, cls.name) for cls in OPTIMIZERS),
    ),
)


class Game(NamedTuple):
    """A landscape under the fog, by its number, and how many steps there are."""

    number: int
    budget: int

    @property
    def landscape(self) -> Landscape:
        """The landscape under the fog."""
        return HIDDEN[self.number]

    @property
    def key(self) -> str:
        """The key of the steps in a link."""
        return f"hand.{self.number + 1}.{self.budget}"

    @property
    def lifted(self) -> str:
        """The key that says whether the fog is lifted before all steps are taken."""
        return f"{self.key}.lifted"


def by_hand(controls: Controls, place: Workspace, look: Theme) -> None:
    """Play: in the fog as long as steps are left, and then beside the methods."""
    place.title.title("Be the optimizer")
    with place.controls:
        number = controls.choice("Landscape", range(len(HIDDEN)), "hand", lambda each: f"Landscape {each + 1}")
        budget = controls.slide("Steps", BUDGETS, BUDGETS[1], "hand.steps")
    played = Game(number, budget)
    steps = _taken(controls, played)
    controls.elsewhere(played.lifted)
    early = controls.said(played.lifted) == "1"
    if steps and (early or len(steps) == budget):
        if early:
            controls.carry(played.lifted, "1")
        _compare(controls, place, look, played, steps)
    else:
        _play(controls, place, look, played, steps)


def _taken(controls: Controls, played: Game) -> tuple[Point, ...]:
    """The steps so far, as links have them."""
    controls.elsewhere(played.key)
    try:
        steps = game.read(controls.said(played.key) or "", played.landscape, played.budget)
    except ValueError:
        st.error(BROKEN)
        steps = ()
    controls.carry(played.key, game.write(steps) or None)
    return steps


def _play(controls: Controls, place: Workspace, look: Theme, played: Game, steps: tuple[Point, ...]) -> None:
    """The fog: nothing of the landscape is on the page but the height and the slope at the points."""
    landscape, key = played.landscape, f"{played.key}.next"
    seen = game.points(landscape.start, steps)
    now = game.here(landscape, seen[-1])
    with place.controls:
        with st.container(key="words"):
            st.caption(TRY)
        _next_step(controls, played, steps, key)
        with st.container(horizontal=True):
            st.button("Lift the fog", key="lift", disabled=not steps, on_click=controls.set, args=(played.lifted, "1"))
            if steps:
                _again(controls, played)
    fog = Fog(game.frame(landscape, seen))
    controls.values |= dict(zip(START, seen[-1], strict=True))
    with place.picture:
        ground(compute.ground(fog, look, 520), f"fog-{'-'.join(f'{end:g}' for side in fog.sides for end in side)}", "Fog.")
    with place.readings:
        with st.container(horizontal=True):
            st.metric("Height", _said(now.height))
            st.metric("Slope", _said(now.slope))
            st.metric("Steps left", played.budget - len(steps))
        heights = ", ".join(_said(game.here(landscape, point).height) for point in seen)
        st.caption(f"Gradient: ({', '.join(map(_said, now.gradient))}). Heights so far: {heights}.")
        tip = game.downhill(landscape, seen[-1], fog.sides)
        words = f"height {_said(now.height)}", f"slope {_said(now.slope)}"
        taken = Taken(key, seen, tip, *words, game.reach(landscape))
        view = View((Panel("ground", ()),), look, bare=True, movable=False, taken=taken)
        show_runs(Comparison((), Setting(fog, played.budget, None, 0, START), controls.values, {}), controls.handles, view)


def _next_step(controls: Controls, played: Game, steps: tuple[Point, ...], key: str) -> None:
    """The text box in which a step is typed; the hand on the map types there, too. What is read leaves it."""

    def take() -> None:
        text = f"{game.write(steps)};{st.session_state[key]}"
        try:
            after = game.read(text, played.landscape, played.budget)
        except ValueError:
            return
        controls.carry(played.key, game.write(after) or None)
        st.session_state[key] = ""

    left = st.text_input("Next step: Δx, Δy", max_chars=LONGEST_TYPED, key=key, on_change=take)
    if left:
        st.error(UNREAD)


def _compare(controls: Controls, place: Workspace, look: Theme, played: Game, steps: tuple[Point, ...]) -> None:
    """The landscape, the visitor's path on it, and those of the methods."""
    landscape = played.landscape
    controls.values |= dict(zip(START, landscape.start, strict=True))
    others = [Choice(cls, cls, {}, _suited(cls.suited_to(landscape))) for cls in OPTIMIZERS]
    choices = [Choice(ByHand, ByHand, {}, {"taken": steps}), *others]
    comparison = Comparison(choices, Setting(landscape, len(steps), None, 0, START), controls.values, {})
    with place.controls:
        st.markdown(f"**{landscape.name}**")
        print_formula(landscape)
        with st.container(horizontal=True):
            if not controls.fixed("hand"):
                following = (played.number + 1) % len(HIDDEN)
                st.button("Next landscape", key="next", type="primary", on_click=_open, args=(following,))
            _again(controls, played)
    with place.picture:
        ground(compute.ground(landscape, look, 520), "map", f"{landscape.name} from above.")
        place_for_transport()
    with place.readings:
        with st.container(key="verdict"):
            yours, *theirs = (walked.loss[-1] for walked, _ in compute.walked(comparison.runs(Gesture())))
            ended = {cls.name: float(loss) for cls, loss in zip(OPTIMIZERS, theirs, strict=True)}
            st.info(compared(len(steps), float(yours), ended))
            st.caption(FAIR)
        view = View(all_on("ground", len(choices)), look, chapter=played.key, movable=False)
        show_runs(comparison, controls.handles, view)


def compared(steps: int, yours: float, others: Mapping[str, float]) -> str:
    """How many of the others ended lower than you."""
    before, all_of_them = game.lower(yours, others), counted(len(others))
    ended = f"After {counted(steps)} step{'s' * (steps > 1)} you are at height {_said(yours)}"
    if not before:
        return f"{ended}: none of the {all_of_them} is lower."
    if len(before) == len(others):
        return f"{ended}: all {all_of_them} are lower."
    return f"{ended}: {counted(len(before))} of the {all_of_them} {'are' if len(before) > 1 else 'is'} lower ({', '.join(before)})."


def _again(controls: Controls, played: Game) -> None:
    def again() -> None:
        for key in (played.key, played.lifted):
            controls.carry(key, None)

    st.button("Start again", key="again", on_click=again)


def _open(number: int) -> None:
    st.session_state["hand"] = f"Landscape {number + 1}"


def _suited(optimizer: object) -> dict[str, float]:
    return {field.name: getattr(optimizer, field.name) for field in fields(optimizer)}  # type: ignore[arg-type]  # every one is a dataclass


def _fair(lab: Lab, method: str) -> bool:
    """Whether a method reads one gradient a step under the fog, and goes where it says."""
    run = lab.run(method, steps=BUDGETS[0])
    return run.evaluations_per_step == 1 and run.moved > 0


def _said(number: float) -> str:
    return brief(number, DIGITS)
