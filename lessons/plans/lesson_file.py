"""Lesson files: a lesson as a short text that anyone can write, read and pass on. `docs/lesson-files.md` describes them.

Nothing in a file is trusted. It holds plain text and links to pages of the lab, and what is anything else is refused in words.
"""

import base64
import re
import zlib
from collections.abc import Collection, Iterator
from typing import NoReturn
from urllib.parse import parse_qsl, urlencode, urlsplit

from lessons.plans.lesson import Lesson, Stop
from optim_core.spec import quoted

FIRST_LINE = "Optimizer Lab lesson 1"
"""Says what the file is, and in which form: the 1."""
LONGEST = 20_000
"""Characters of a file."""
MOST_STOPS = 40
LONGEST_SENTENCE = 300
LONGEST_TITLE = 60
LONGEST_GOAL = 300
LONGEST_LINK = 1200
"""Characters of the link of a stop."""
MOST_MINUTES = 90
"""Of one stop."""
LONGEST_CARRIED = 1400
"""Characters of a link: those of the packed lesson and of the longest stop together. A longer lesson is in its file only."""
NOT_KEPT = ("plan", "embed", "embed_options", "present")
"""Keys of a link that say where and how it is shown, not what it shows."""
MINUTES = "Minutes:"
Numbered = tuple[int, str]
"""A line, with its number from 1."""


def parse(text: str, pages: Collection[str]) -> Lesson:
    """Read a lesson file; `pages` are the names of the pages in addresses. Raises a ValueError that names line, field, domain and value."""
    if len(text) > LONGEST:
        raise ValueError(f"A lesson file must have at most {LONGEST:,} characters, got {len(text):,}.")
    blocks = list(_blocks(text.removeprefix("\ufeff")))
    if not blocks or blocks[0][0][1] != FIRST_LINE:
        got = blocks[0][0][1] if blocks else ""
        _refuse(1, "first line", f"“{FIRST_LINE}”", got)
    title, goal = _head(blocks[0][1:])
    if not 1 <= len(blocks) - 1 <= MOST_STOPS:
        number = blocks[min(len(blocks) - 1, MOST_STOPS)][0][0]
        _refuse(number, "the number of stops", f"from 1 to {MOST_STOPS}", len(blocks) - 1)
    stops = tuple(_stop(block, pages) for block in blocks[1:])
    lesson = Lesson("", title, goal, stops)
    return lesson._replace(name=_name(lesson))


def written(lesson: Lesson) -> str:
    """A lesson as the text of a file, which `parse` reads."""
    head = [FIRST_LINE, f"Title: {lesson.title}", *([f"Goal: {lesson.goal}"] if lesson.goal else [])]
    stops = [[stop.link, f"{MINUTES} {stop.minutes}", *([stop.says] if stop.says else [])] for stop in lesson.stops]
    return "\n\n".join("\n".join(block) for block in [head, *stops]) + "\n"


def opened(letters: str, pages: Collection[str]) -> Lesson:
    """Read the lesson that a link carries. Raises a ValueError if it carries none."""
    try:
        if len(letters) > LONGEST_CARRIED or not re.fullmatch(r"[A-Za-z0-9_-]+", letters):
            raise ValueError(letters)
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)), 4 * LONGEST)
        if not inflater.eof or inflater.unused_data:
            raise ValueError(letters)
        text = data.decode()
    except (ValueError, zlib.error):
        raise ValueError("The lesson in this link cannot be read: it was changed or cut short on its way.") from None
    return parse(text, pages)


def _name(lesson: Lesson) -> str:
    """The name of a lesson in links: the lesson itself, packed; or, where that is too long for a link, a mark of its file."""
    text = written(lesson).encode()
    letters = base64.urlsafe_b64encode(zlib.compress(text, 9)).rstrip(b"=").decode()
    longest = max(len(stop.link) for stop in lesson.stops)
    return letters if len(letters) + longest <= LONGEST_CARRIED else f"file-{zlib.crc32(text):08x}"


def _blocks(text: str) -> Iterator[list[Numbered]]:
    """The parts of a text between empty lines, as lines with their numbers."""
    block: list[Numbered] = []
    for numbered in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if line := numbered[1].strip():
            block.append((numbered[0], line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _head(lines: list[Numbered]) -> tuple[str, str]:
    """Title and goal."""
    found: dict[str, str] = {}
    for number, line in lines:
        field, colon, value = line.partition(":")
        if not colon or field not in ("Title", "Goal") or field in found:
            _refuse(number, "this line", "“Title: …” or “Goal: …”, each once", line)
        found[field] = _plain(number, field, value, LONGEST_TITLE if field == "Title" else LONGEST_GOAL)
    if not found.get("Title"):
        _refuse(2, "Title", f"from 1 to {LONGEST_TITLE} letters", "")
    return found["Title"], found.get("Goal", "")


def _stop(lines: list[Numbered], pages: Collection[str]) -> Stop:
    """A stop: its link, its minutes, and the sentence."""
    (number, link), *rest = lines
    minutes = Stop("", "").minutes
    if rest and rest[0][1].startswith(MINUTES):
        (line, text), *rest = rest
        said = text.removeprefix(MINUTES).strip()
        minutes = int(said) if re.fullmatch(r"[0-9]{1,3}", said) else 0
        if not 1 <= minutes <= MOST_MINUTES:
            _refuse(line, "Minutes", f"a whole number from 1 to {MOST_MINUTES}", said)
    says = _plain(rest[0][0], "the sentence", " ".join(line for _, line in rest), LONGEST_SENTENCE) if rest else ""
    return Stop(_link(number, link, pages), says, minutes)


def _link(number: int, text: str, pages: Collection[str]) -> str:
    """The link of a stop, below the address of the lab. Of a whole address only the page and its settings count."""
    allowed = f"a page of the lab, /{', /'.join(sorted(pages))}, with its settings, in at most {LONGEST_LINK:,} characters"
    if len(text) > LONGEST_LINK or not re.match(r"/(?!/)|https?://", text):
        _refuse(number, "the link", allowed, text)
    try:
        parts = urlsplit(text)
        settings = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
        query = urlencode([(key, value) for key, value in settings if key not in NOT_KEPT])
    except ValueError:
        _refuse(number, "the link", allowed, text)
    page = parts.path.split("/")[-1]
    if page not in pages or (not parts.netloc and parts.path != f"/{page}"):
        _refuse(number, "the link", allowed, text)
    link = f"/{page}{'?' * bool(query)}{query}"
    if len(link) > LONGEST_LINK:
        _refuse(number, "the link", allowed, link)
    return link


def _plain(number: int, field: str, text: str, longest: int) -> str:
    """A text of one line, of letters that can be seen."""
    text = " ".join(text.split())
    if len(text) > longest:
        _refuse(number, field, f"at most {longest} letters, got {len(text)}", text)
    unseen = next((letter for letter in text if not letter.isprintable()), None)
    if unseen is not None:
        _refuse(number, field, "letters that can be seen", f"U+{ord(unseen):04X}")
    return text


def _refuse(number: int, field: str, allowed: str, got: object) -> NoReturn:
    raise ValueError(f"Line {number}: {field} must be {allowed}; got {quoted(got)}.")
