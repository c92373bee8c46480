"""Decodes the bytes of a visitor's file, if only one text is possible."""

import codecs
import re

MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, because it begins with the mark of UTF-16
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Byte order marks, and the encodings that they stand for."""
PAGES = ("cp1252", "cp1250", "latin-1")
"""Encodings that spreadsheets in western and central Europe use instead of Unicode."""


def decoded(data: bytes) -> str:
    """The text of a file in Unicode with a byte order mark, UTF-8, UTF-16, or a code page if all code pages give the same text.

    Raises ValueError for anything else.
    """
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding)
    if b"\0" in data:
        # In a UTF-16 table every digit and every separator has a zero byte, always on the same side.
        zeros = [b"\0" in data[side::2] for side in (0, 1)]
        if len(data) % 2 or all(zeros):
            raise ValueError("This is not a text file: it contains zero bytes.")
        return _strictly(data, "utf-16-be" if zeros[0] else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _agreed(data)
        if text is None:
            raise ValueError(f"The file must be text in UTF-8 or UTF-16; byte {error.start + 1} is neither. Save it as UTF-8.") from None
        return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"The file begins like text in {encoding.upper()}, but byte {error.start + 1} is not valid.") from None


def _agreed(data: bytes) -> str | None:
    """The text if all code pages agree on it and its words are Latin, else None.

    Latin means that at least half of a word's letters are ASCII. A Cyrillic or Greek word, read in these code pages, has none.
    """
    texts = {data.decode(page, errors="replace") for page in PAGES}
    text = texts.pop()
    if texts or "\ufffd" in text:
        return None
    words = re.findall(r"[^\W\d_]+", text)
    return text if all(2 * sum(letter.isascii() for letter in word) >= len(word) for word in words) else None
