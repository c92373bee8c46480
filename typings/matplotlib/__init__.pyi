"""Streamlit's charts take a figure of Matplotlib's, too. The lab has none, and this says all that the type checker asks for."""
