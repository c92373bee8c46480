"""Data in, Plotly figure out; one file each, and nothing of Streamlit."""
