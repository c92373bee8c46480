"""What follows an answer: the button that plays the runs, what the engine says of the answer, and why."""

from typing import Any

import streamlit as st

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Verdict
from lessons.challenges.challenge import Challenge
from lessons.lab import NAMES, Lab
from optim_core.claims import Remark, Words
from ui.controls.widgets import Controls
from ui.interruptible import patience

FIRST = Words(Remark("Answer first. Then the runs are played.", "instruction"))
RIGHT, NOT_YET = "Right.", "Not yet."


def revealed(controls: Controls, challenge: Challenge, given: Any) -> bool:
    """Whether the runs are shown: an answer is given, and the visitor has asked to see what happens."""
    key = f"{challenge.name}.seen"
    controls.elsewhere(key)
    if given is not None and controls.said(key) == "1":
        controls.carry(key, "1")
        with st.container(horizontal=True):
            st.button("Answer again", key="again", on_click=controls.carry, args=(key, None))
            if not controls.fixed("task"):
                following = CHALLENGES[(CHALLENGES.index(challenge) + 1) % len(CHALLENGES)]
                st.button("Next task", key="next", type="primary", on_click=open_task, args=(following,))
        return True
    st.button("See what happens", key="reveal", type="primary", disabled=given is None, on_click=controls.set, args=(key, "1"))
    if given is None:
        st.caption(FIRST)
    return False


def say_verdict(challenge: Challenge, given: Any) -> Verdict:
    """Judge an answer by the engine, and say how close it is and why."""
    with patience("Judging …"):
        verdict = challenge.answer.judge(challenge.scene, Lab(NAMES[challenge.scene.landscape]()), given)
    with st.container(key="verdict"):
        box = st.success if verdict.right else st.warning
        box(" ".join(part for part in (f"**{RIGHT if verdict.right else NOT_YET}**", verdict.close, verdict.reason) if part))
        st.markdown(challenge.why)
        belief = challenge.belief
        st.caption(f"Many believe: “{belief.says.rstrip('.')}” ([{belief.source.authors}, {belief.source.year}]({belief.source.url}))")
    return verdict


def open_task(challenge: Challenge) -> None:
    """Open another task, as the menu does: what is answered so far stays."""
    st.session_state["task"] = challenge.title
