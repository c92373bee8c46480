"""Work that may take longer than a moment: the page shows that it goes on, and stops it when its visitor wants something else."""

from collections.abc import Generator
from contextlib import contextmanager

import streamlit as st

from optim_core.spec import Pause


@contextmanager
def patience(words: str) -> Generator[Pause]:
    """Show these words beside a spinner if the work takes half a second. Yields a `pause`, which the work calls where it can stop."""
    with st.container(), st.spinner(words):  # in a container of its own, so that Streamlit does not confuse it with what stands there now
        yield give_way


def give_way() -> None:
    """End this run of the script if its visitor has asked for another. Streamlit looks whenever the state of the session is read."""
    st.session_state.get("pause")
