"""What the lab uses of Plotly, which comes without types."""
