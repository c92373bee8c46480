"""Functions that turn data into Plotly figures, one file each. They know nothing of Streamlit."""
