"""The list of all tasks. What a visitor has tried and solved is kept in their own browser (`ui/web/tasks/`), and nothing of it here."""

from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lessons.challenges import CHALLENGES, GROUPS
from lessons.challenges.answers import Verdict
from lessons.challenges.challenge import Challenge
from optim_core.claims import Remark, Words
from ui import components
from ui.challenges.answering import written
from ui.challenges.judging import open_task

TITLE = "All tasks"
KEPT = Words(Remark("Your answers are kept in this browser only.", "definition"))


def show_tasks(challenge: Challenge, given: Any, verdict: Verdict | None, alone: bool) -> None:
    """Show the list, unless the task stands alone, and tell the browser which answer is judged, and whether it is right."""
    if not alone:
        st.html(task_list(CHALLENGES, challenge))
    answer = None if verdict is None else written(challenge, given)
    components.show_progress({"task": challenge.name, "answer": answer, "right": verdict is not None and verdict.right}, _open)


def task_list(challenges: tuple[Challenge, ...], current: Challenge) -> str:
    """The tasks by group as HTML, each a link. The browser fills in the marks and the count."""
    groups = {group: [each for each in challenges if each.group == group] for group in GROUPS}
    inside = "".join(
        f"<h3>{escape(group)}</h3><ul>{''.join(_row(each, each == current) for each in found)}</ul>"
        for group, found in groups.items()
        if found
    )
    head = f'<h2>{escape(TITLE)}</h2><p class="lab-solved"></p>'
    return f'<nav class="lab-tasks" aria-label="{escape(TITLE)}">{head}{inside}<p>{escape(KEPT)}</p></nav>'


def _row(challenge: Challenge, current: bool) -> str:
    link = escape(f"?{urlencode({'task': challenge.title})}")
    marked = ' aria-current="page"' if current else ""
    mark = '<span class="lab-mark" aria-hidden="true"></span>'
    title = f'<span>{escape(challenge.title)} <span class="lab-unseen lab-state"></span></span>'
    return f'<li><a href="{link}" data-task="{escape(challenge.name)}"{marked}>{mark}{title}</a></li>'


def _open(name: str) -> None:
    """Open the task of this name. A browser may send anything."""
    for each in CHALLENGES:
        if each.name == name:
            open_task(each)
