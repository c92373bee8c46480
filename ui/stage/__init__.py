"""The stage: paths on canvases over ordinary Plotly charts, played in the browser, computed here.

The *code* is mounted first of all and carries the JavaScript, which is then there before the charts are drawn. The *desk* is mounted once
per script run and carries the knobs. The *stage* is mounted in a fragment and carries nothing but the picture, so that what travels for
every move of the hand is the paths and little else. The *link* is mounted last and carries what the URL has to say.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import streamlit as st

from ui.stage.hand import Hand, read

HERE = Path(__file__).parent
MODULES = (
    *(
        "turns.js",
        "address.js",
        "wire.js",
        "send.js",
        "chart.js",
        "draw.js",
        "transport.js",
        "loss.js",
        "outcomes.js",
        "knobs.js",
        "take.js",
        "start.js",
    ),
    *(
        "inspector.js",
        "traces.js",
        "views.js",
        "stage.js",
        "cells.js",
        "shades.js",
        "sheet.js",
        "key.js",
        "poster.js",
        "atlas.js",
        "numbers.js",
        "lab.js",
    ),
)
"""In the order of their imports: each may import those before it."""
CSS = (HERE / "stage.css").read_text(encoding="utf-8")

# Whichever of the components is mounted first makes the promise of the code; the code keeps it.
_GATE = """const gate = (window.optimizerLab ??= (() => {
  let keep;
  const promise = new Promise((resolve) => (keep = resolve));
  promise.keep = keep;
  return promise;
})());
"""
_SOURCES = json.dumps({module: (HERE / module).read_text(encoding="utf-8") for module in MODULES})
_JS = {
    "code": """
const urls = {};
for (const [name, source] of Object.entries(SOURCES)) {
  const linked = source.replace(/from "\\.\\/(.+?)"/g, (_, other) => `from "${urls[other]}"`);
  urls[name] = URL.createObjectURL(new Blob([linked], { type: "text/javascript" }));
}
gate.keep(import(urls["lab.js"]));
export default () => {};
""".replace("SOURCES", _SOURCES),
    "desk": "export default (component) => { let end; gate.then((lab) => (end = lab.desk(component))); return () => end?.(); };",
    "stage": "export default (component) => { gate.then((lab) => lab.stage(component)); };",
    "typing": "export default (component) => { gate.then((lab) => lab.typing(component)); };",
    "atlas": "export default (component) => { gate.then((lab) => lab.atlas(component)); };",
    "link": "export default (component) => { gate.then((lab) => lab.link(component)); };",
}
_JS = {name: f"\n{_GATE}{source}" for name, source in _JS.items()}


def _component(name: str) -> Callable[..., Any]:
    """A component, registered anew whenever it is mounted, as it is where a script declares its own.

    Streamlit 1.62 knows only what is registered while its server runs, and `serve.py` imports this module before.
    """
    return cast("Callable[..., Any]", st.components.v2.component(f"optimizer_lab_{name}", js=_JS[name], isolate_styles=False))


def load() -> None:
    """Send the code, ahead of the page."""
    _component("code")(key="code", height=1)


def hand() -> Hand:
    """What this visitor's hand does now."""
    state = st.session_state.get("stage")
    said = state.get("hand") if isinstance(state, Mapping) else None
    return read(said)


def desk(knobs: list[dict[str, Any]]) -> None:
    """A slider under each number input named in `knobs`: key, label, ticks, value, default."""
    _component("desk")(key="desk", data={"knobs": knobs}, height=1, on_again_change=lambda: None)


def show(picture: bytes) -> None:
    """Put a picture, made by `picture.encode`, on the stage."""
    _component("stage")(key="stage", data=picture, on_hand_change=lambda: None)


def link(said: dict[str, Any]) -> None:
    """Have the browser write the URL: `said` is what `ui.visit` knows of this page."""
    _component("link")(key="link", data=said, height=1, on_told_change=lambda: None)


def wanted(address: str) -> int:
    """Which pass of the maps at this address the browser asks for, where it has to ask through Streamlit."""
    state = st.session_state.get("atlas")
    said = state.get("want") if isinstance(state, Mapping) else None
    return read(said).piece if isinstance(said, Mapping) and said.get("address") == address else 0


def spread(picture: bytes) -> None:
    """Put a pass of the maps, made by `ui.atlas`, on the page."""
    _component("atlas")(key="atlas", data=picture, on_want_change=lambda: None)


def typing(key: str, entered: str) -> str | None:
    """What is being typed into the text box of this key, and has not been entered yet; None while there is nothing of the kind."""
    _component("typing")(key="typing", data={"key": key, "entered": entered}, height=1, on_said_change=lambda: None)
    state = st.session_state.get("typing")
    said = state.get("said") if isinstance(state, Mapping) else None
    text = said.get("text") if isinstance(said, Mapping) and said.get("over") == entered else None
    return text if isinstance(text, str) and text != entered else None
