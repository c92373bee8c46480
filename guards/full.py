"""The page for visitors who do not fit: it says that the lab is full, and tries again by itself."""

import random
from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse

RETRY = (8, 15)
"""The range of seconds after which the page tries again. The number is random, so that visitors who wait do not all come back at once."""

COLOURS = ("paper", "ink", "second", "border", "accent")

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="{seconds}">
<title>Full, try again · Optimizer Lab</title>
<link rel="icon" href="{icon}">
<style>
:root {{ {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 "Source Sans", "Source Sans Pro", system-ui, sans-serif; }}
main {{ max-width: 30rem; margin: 1rem; padding: 1.5rem 2rem; background: var(--second); border: 1px solid var(--border);
  border-radius: .4rem; border-top: 4px solid var(--accent); }}
img {{ width: 3rem; height: 3rem; }}
h1 {{ font-size: 1.6rem; font-weight: 600; line-height: 1.3; margin: .5rem 0; }}
p {{ margin: .5rem 0; }}
</style>
</head>
<body>
<main>
<img src="{icon}" alt="">
<h1>The lab is full, try again</h1>
<p>Many people are here at the moment, and there is no free place.</p>
<p>This page tries again by itself in {seconds} seconds. You can leave it open. When a place is free, the lab opens with the
settings of your link.</p>
</main>
</body>
</html>
"""


class Full:
    """Makes the page in the lab's colours. `light` and `dark` have at least the colours in `COLOURS`; `icon` is an address."""

    def __init__(self, light: Mapping[str, object], dark: Mapping[str, object], icon: str) -> None:
        self.parts = {"light": _variables(light), "dark": _variables(dark), "icon": escape(icon)}

    def answer(self) -> HTMLResponse:
        """The page, as an answer that tells the browser when to come back."""
        seconds = random.randint(*RETRY)
        headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
        return HTMLResponse(PAGE.format(seconds=seconds, **self.parts), 503, headers)


def _variables(theme: Mapping[str, object]) -> str:
    return " ".join(f"--{name}: {theme[name]};" for name in COLOURS)
