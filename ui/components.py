"""The components that carry the lab's JavaScript, and what Python sends through them.

The *code* is mounted first and carries the JavaScript, so that it is there before the charts are drawn. The *sliders* are mounted once
per run of the script and carry the knobs. The *stage* is mounted in a fragment and carries the picture only, so that a gesture sends
the paths and little else. The *link* is mounted last and carries what the browser writes into the URL.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st
from streamlit.components import v2
from streamlit.components.v2.types import ComponentRenderer

from ui.records import KnobSpec, LinkData, TaskData
from ui.share.records import ShareData
from ui.stage.gesture import Gesture, mapping, read

WEB = Path(__file__).parent / "web"
STYLE_SHEETS = (
    "layout.css",
    "style.css",
    "share/share.css",
    "share/present.css",
    "share/print.css",
    "tasks/tasks.css",
    "tasks/room.css",
    "lessons/lessons.css",
)
CSS = "\n".join((WEB / name).read_text(encoding="utf-8") for name in STYLE_SHEETS)
EMBEDDED_CSS = (WEB / "share/embed.css").read_text(encoding="utf-8")
"""Added where another site shows the page in a frame."""
COMMENT = re.compile(r"^ *(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n", re.MULTILINE)
"""Comments on lines of their own. They are for readers and for the type checker, and are not sent."""
LOADER = "loader.js"

# The component that is mounted first makes the promise of the code; the code resolves it.
_GATE = """const gate = (window.optimizerLab ??= (() => {
  let keep;
  const promise = new Promise((resolve) => (keep = resolve));
  promise.keep = keep;
  return promise;
})());
"""


def source(module: str) -> str:
    """The code of a module without its comments."""
    return COMMENT.sub("", (WEB / module).read_text(encoding="utf-8"))


SOURCES = {module: source(module) for module in sorted(path.relative_to(WEB).as_posix() for path in WEB.rglob("*.js")) if module != LOADER}
"""The modules by their path. They import each other by relative paths, as they do where a server has them as files."""
_MODULES = {
    "code": f"""{source(LOADER).replace("export function", "function")}
const publish = (source) => URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
gate.keep(import(linked({json.dumps(SOURCES)}, publish)["main.js"]));
export default () => {{}};
""",
    "sliders": "export default (component) => { let end; gate.then((lab) => (end = lab.sliders(component))); return () => end?.(); };",
    "stage": "export default (component) => { gate.then((lab) => lab.stage(component)); };",
    "typing": "export default (component) => { gate.then((lab) => lab.typing(component)); };",
    "share": "export default (component) => { gate.then((lab) => lab.share(component)); };",
    "atlas": "export default (component) => { gate.then((lab) => lab.atlas(component)); };",
    "tasks": "export default (component) => { let end; gate.then((lab) => (end = lab.tasks(component))); return () => end?.(); };",
    "link": "export default (component) => { gate.then((lab) => lab.link(component)); };",
}
_JS = {name: f"\n{_GATE}{source}" for name, source in _MODULES.items()}


def _component(name: str) -> ComponentRenderer:
    """Register a component and return it. This is done whenever it is mounted, as in a script that declares its own component.

    Streamlit 1.62 knows only components that are registered while its server runs, and `serve.py` imports this module earlier.
    """
    return v2.component(f"optimizer_lab_{name}", js=_JS[name], isolate_styles=False)


def _said(component: str, name: str) -> Mapping[str, object]:
    """What the browser's part of a component sent last under this name, which may be anything."""
    state = mapping(st.session_state.get(component)) or {}
    return mapping(state.get(name)) or {}


def load_code() -> None:
    """Send the code, ahead of the page."""
    _component("code")(key="code", height=1)


def link_to_encode() -> object:
    """The link whose QR code the browser asks for, which may be anything."""
    return _said("share", "code").get("link")


def show_share(said: ShareData) -> None:
    """Tell the browser what it needs to share a picture."""
    _component("share")(key="share", data=said, height=1, on_code_change=lambda: None)


def gesture() -> Gesture:
    """What this visitor's pointer or keys do now."""
    return read(_said("stage", "gesture"))


def knob_sliders(knobs: list[KnobSpec]) -> None:
    """A slider under each number input named in `knobs`: key, label, ticks, value, default."""
    _component("sliders")(key="sliders", data={"knobs": knobs}, height=1, on_again_change=lambda: None)


def show_picture(picture: bytes) -> None:
    """Put a picture, made by `picture.encode`, on the stage."""
    _component("stage")(key="stage", data=picture, on_gesture_change=lambda: None)


def write_link(said: LinkData) -> None:
    """Make the browser write the URL: `said` is what `ui.controls.visit` knows of this page."""
    _component("link")(key="link", data=said, height=1, on_request_change=lambda: None)


def wanted_pass(address: str) -> int:
    """Which pass of the maps at this address the browser asks for, where it has to ask through Streamlit."""
    said = _said("atlas", "want")
    return read(said).piece if said.get("address") == address else 0


def show_atlas(picture: bytes) -> None:
    """Put a pass of the maps, made by `ui.maps.atlas`, on the page."""
    _component("atlas")(key="atlas", data=picture, on_want_change=lambda: None)


def show_progress(said: TaskData, opened: Callable[[str], None]) -> None:
    """Make the browser note the answer that is judged, and mark the list of tasks. `opened` takes the task that is chosen from it."""

    def chosen() -> None:
        task = _said("tasks", "open").get("task")
        if isinstance(task, str):
            opened(task)

    _component("tasks")(key="tasks", data=said, on_open_change=chosen)


def text_being_typed(key: str, entered: str) -> str | None:
    """The text that is typed into the text box of this key and not entered yet; None if there is none."""
    _component("typing")(key=f"typing-{key}", data={"key": key, "entered": entered}, height=1, on_said_change=lambda: None)
    said = _said(f"typing-{key}", "said")
    text = said.get("text") if said.get("over") == entered else None
    return text if isinstance(text, str) and text != entered else None
