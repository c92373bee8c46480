"""The message of a page that cannot read a formula or a table."""

import streamlit as st


def refuse(refused: ValueError, instead: str) -> None:
    """Show what is shown `instead`, and why, as plain text: a stranger may have written what was refused."""
    st.error(instead)
    st.code(str(refused), language=None, wrap_lines=True)
