"""Charts side by side."""

from plotly.graph_objects import Figure

def make_subplots(rows: int = 1, cols: int = 1, **options: object) -> Figure: ...
