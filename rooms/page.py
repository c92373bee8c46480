"""The pages that phones get: plain HTML, each a whole of its own, with its style and its script inside."""

import base64
import hashlib
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from starlette.responses import HTMLResponse

from rooms import codes
from rooms.form import form
from rooms.question import Fields
from rooms.room import State

FOLDER = Path(__file__).parent
COMMENT = re.compile(r"^ *(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n", re.MULTILINE)
STYLE = (FOLDER / "phone.css").read_text(encoding="utf-8")
SCRIPT = COMMENT.sub("", (FOLDER / "phone.js").read_text(encoding="utf-8"))
COLOURS = ("paper", "ink", "second", "accent", "faint", "over")
LONGEST = 50_000
"""Bytes of a page, with all that it needs."""
NOTHING: Fields = MappingProxyType({})

LAB = "Optimizer Lab"
ENTER = "Type the code from the screen."
NO_ROOM = "No room has this code. Look at the screen once more, and type it again."
OVER = "This room is closed."
OTHER = "The server of this room does not answer. Ask for a new code."
GUESSING = "Many wrong codes came from this network. Wait a minute, then try again."
FULL = "This room is full: {} phones have answered."
NOT_READ = "This answer was not taken: it has to be {}."
TOO_LONG = "This was not taken: it is too long."
FOREIGN = "A page of another site may not answer here."
LATE = "This came too late: the screen is one step ahead. Your answer before counts."
TAKEN = "Your answer is in: {}."
CHANGE = "You can change it until the answers are shown."
SHOWN = "The answers are on the screen."
NONE = "You have not answered."
YOU = "You are the {}."
RIGHT, NOT_YET = "Right.", "Not yet."


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class Pages:
    """Makes the pages in the lab's colours: `light` and `dark` have at least those in `COLOURS`.

    `icon` is an address, and `root` the path under which the lab is served.
    """

    def __init__(self, light: Mapping[str, object], dark: Mapping[str, object], icon: str, root: str) -> None:
        self.icon, self.root = escape(icon), root
        themes = f":root {{ {_variables(light)} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {_variables(dark)} }} }}\n"
        self.style = themes + STYLE
        self.headers = {
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
            "Content-Security-Policy": "; ".join(
                [
                    "default-src 'none'",
                    f"style-src {_source(self.style)}",
                    f"script-src {_source(SCRIPT)}",
                    "img-src data:",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'",
                ]
            ),
        }

    def enter(self, complaint: str = "", status: int = 200) -> HTMLResponse:
        """The page on which a code is typed."""
        field = (
            f'<form action="{escape(self.root)}join" class="code"><label>{ENTER}<input name="code" maxlength="{codes.LONGEST}" '
            'autocomplete="off" autocapitalize="characters" spellcheck="false" required></label><button>Join</button></form>'
        )
        return self._page("Join a class", _note(complaint, wrong=True) + field, status)

    def ask(self, code: str, state: State, given: Fields = NOTHING, complaint: str = "", status: int = 200) -> HTMLResponse:
        """The page of a phone in a room: the question and the form, or what became of its answer."""
        question = state.question
        said = _note(complaint, wrong=True)
        if state.revealed:
            said += _note(TAKEN.format(state.said) if state.said else NONE) + _note(f"{_verdict(state)} {SHOWN}".strip())
            inside = f"<p>{escape(question.text)}</p>{said}"
        else:
            said += _note(f"{TAKEN.format(state.said)} {CHANGE}") if state.said else ""
            send = "Change my answer" if state.said else "Send my answer"
            inside = (
                f"<p>{escape(question.text)}</p>{said}"
                f'<form method="post" action="{escape(self.address(code))}"><input type="hidden" name="round" value="{state.round}">'
                f"{form(question, given or state.fields)}<button>{send}</button></form>"
            )
        return self._page(question.title, f"{inside}<p class='small'>{escape(YOU.format(state.name))}</p>", status, code, state.mark)

    def address(self, code: str) -> str:
        """The path of a room."""
        return f"{self.root}join/{code}"

    def _page(self, title: str, inside: str, status: int, code: str = "", mark: str = "") -> HTMLResponse:
        news = f' data-mark="{escape(mark)}" data-news="{escape(self.address(code))}/news"' if mark else ""
        html = (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
            '<meta name="robots" content="noindex">\n'
            f'<title>{escape(title)} · {LAB}</title>\n<link rel="icon" href="{self.icon}">\n<style>{self.style}</style>\n</head>\n'
            f'<body{news}>\n<main>\n<header><img src="{self.icon}" alt="">{LAB}<b>{escape(codes.shown(code))}</b></header>\n'
            f"<h1>{escape(title)}</h1>\n{inside}\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
        )
        return HTMLResponse(html, status, self.headers)


def _note(text: str, wrong: bool = False) -> str:
    """Something that is said above a form."""
    return f'<div class="said{" wrong" * wrong}" role="{"alert" if wrong else "status"}"><p>{escape(text)}</p></div>' if text else ""


def _verdict(state: State) -> str:
    if state.judged is None:
        return ""
    return f"{RIGHT if state.judged.right else NOT_YET} {state.judged.why}".strip()


def _variables(theme: Mapping[str, object]) -> str:
    return " ".join(f"--{name}: {theme[name]};" for name in COLOURS)
