"""The bytes of a file are read where there is no doubt what they say, and refused where there is."""

import pytest

from landscapes.tables.columns import columns, numbers, two
from landscapes.tables.encodings import decoded

TEXT = "Größe;Höhe\r\n1,5;2\r\n3;4,25\r\n5;6\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1250", "latin-1"])
def test_a_table_in_any_usual_encoding(encoding: str) -> None:
    table = columns(TEXT.encode(encoding))
    assert two(table) == ("Größe", "Höhe")
    assert numbers(table, "Höhe") == (2.0, 4.25, 6.0)


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\x00\x00\xfe\xff"])
def test_marks_of_the_other_order(mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decoded(mark + TEXT.encode(encoding)) == TEXT


REFUSED = {
    b"dose,effect\n1,\xff\xfe\n": "must be text in UTF-8 or UTF-16; byte 15 is neither",
    "Вес;Рост\n1;2\n".encode("cp1251"): "UTF-8",
    "Βάρος;x\n1;2\n".encode("cp1253"): "UTF-8",
    "Größe;x\n1;2\n".encode("mac-roman"): "UTF-8",
    "fièvre;x\n1;2\n".encode("cp1252"): "UTF-8",  # of the code pages one has another letter there
    "体重;x\n1;2\n".encode("shift-jis"): "UTF-8",
    b"a\x00b": "zero bytes",
    b"a\x00\x00b": "zero bytes",
    b"\xff\xfea": "begins like text in UTF-16-LE, but byte 1 is not",
    b"\xef\xbb\xbfa\xff": "begins like text in UTF-8, but byte 2 is not",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": "zero bytes",
}


@pytest.mark.parametrize("data", REFUSED, ids=lambda data: repr(data[:10]))
def test_what_may_be_anything_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        columns(data)
    assert REFUSED[data] in str(refused.value)
