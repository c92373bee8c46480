"""What the menu Save needs of Python: the runs as files, made when they are asked for, and the words that stand on pictures.

Both are on the page, but not to be seen: the menu (`ui/web/share/`) presses these buttons and reads these words.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from landscapes import Landscape
from optim_core import Run
from ui import compute
from ui.cache import asker
from ui.controls.visit import visit
from ui.share.sharing import address_of
from ui.stage.about import about
from ui.stage.runs_export import Exported, as_csv, as_json

PLACE = "saves"
Written = Callable[[Landscape, Sequence[Exported], str], str]


def offer(landscape: Landscape, named: Sequence[tuple[str, Run]]) -> None:
    """Put the buttons for the files of these runs, and the words about them, on the page."""
    current, by = visit(), asker()
    address = address_of(current.page or "")

    def written(write: Written) -> str:
        # Streamlit calls this in a thread of its own, when the button is pressed: the link is the one of that moment.
        link = f"{address}?{current.query}" if current.query else address
        walked = compute.walked([run for _, run in named], by=by)
        return write(landscape, [Exported(name, run, each[0]) for (name, run), each in zip(named, walked, strict=True)], link)

    with st.container(key=PLACE):
        st.html(about(landscape, named).html())
        st.download_button("Runs, CSV", lambda: written(as_csv), "runs.csv", "text/csv", key="runs-csv", on_click="ignore")
        st.download_button("Runs, JSON", lambda: written(as_json), "runs.json", "application/json", key="runs-json", on_click="ignore")
