"""How a page says that it did not understand a formula or a table."""

import streamlit as st


def refuse(refused: ValueError, instead: str) -> None:
    """Say what was wrong, as plain text: a stranger may have written it."""
    st.error(instead)
    st.code(str(refused), language=None, wrap_lines=True)
