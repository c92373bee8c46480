"""The lab's JavaScript in a page of its own, without Streamlit."""

import json

from ui.components import LOADER, SOURCES, source


def importing(module: str) -> str:
    """JavaScript to await: it imports a module of the lab, and whatever that imports."""
    loader = source(LOADER).replace("export function", "function")
    publish = 'URL.createObjectURL(new Blob([source], { type: "text/javascript" }))'
    return f"(() => {{ {loader}; return import(linked({json.dumps(SOURCES)}, (source) => {publish})['{module}']); }})()"
