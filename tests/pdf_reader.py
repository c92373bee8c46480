"""Reads back the text of each page of a PDF that Chromium has made."""

import re
import zlib


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without white space, in the order in which it is drawn."""
    objects = {int(number): body for number, body in re.findall(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", pdf, re.DOTALL)}
    leaves = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    return [re.sub(r"\s", "", _text(objects, body)) for body in leaves]


def _text(objects: dict[int, bytes], page: bytes) -> str:
    fonts = {name: _letters(objects, int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    (content,) = re.findall(rb"/Contents (\d+) 0 R", page)
    letters: dict[bytes, str] = {}
    found: list[str] = []
    for font, codes in re.findall(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj", _stream(objects[int(content)])):
        if font:
            letters = fonts[font]
        else:
            size = len(next(iter(letters)))
            found += [letters.get(codes[i : i + size], "\ufffd") for i in range(0, len(codes), size)]
    return "".join(found)


def _letters(objects: dict[int, bytes], font: int) -> dict[bytes, str]:
    """What each code of a font means, by its digits."""
    (table,) = re.findall(rb"/ToUnicode (\d+) 0 R", objects[font])
    said = _stream(objects[int(table)])
    found: dict[bytes, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        found |= {code: _unicode(text) for code, text in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)>", part)}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for low, high, text in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>", part):
            for k in range(int(high, 16) - int(low, 16) + 1):
                found[b"%0*X" % (len(low), int(low, 16) + k)] = _unicode(b"%0*X" % (len(text), int(text, 16) + k))
    return found


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _stream(body: bytes) -> bytes:
    (packed,) = re.findall(rb"stream\r?\n(.*)\r?\nendstream", body, re.DOTALL)
    return zlib.decompress(packed)
