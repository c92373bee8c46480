"""Work that may take longer than a moment: the page says that it goes on, and gives it up for whatever its visitor wants next."""

from collections.abc import Generator
from contextlib import contextmanager

import streamlit as st

from optim_core.spec import Pause


@contextmanager
def patience(words: str) -> Generator[Pause]:
    """Say these words beside a spinner if the work takes half a second. The work calls what is yielded wherever it can be interrupted."""
    with st.container(), st.spinner(words):  # in a place of its own: what stands there now is not taken for it
        yield give_way


def give_way() -> None:
    """End this run of the script if its visitor has asked for another. Streamlit looks whenever the state of the session is read."""
    st.session_state.get("pause")
