"""How Python and the browser pack what they send: a record in JSON, and arrays of numbers behind it.

`pack` and `unpack` are the only code in Python that knows the layout, and `ui/web/protocol.js` the only code in JavaScript. The records
are in `ui.records`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["f8", "f4", "u4", "u2", "i1"]
"""The type of an array's numbers, as NumPy writes it. All are little-endian."""
Packed = tuple[Kind, NDArray[Any]]
UNIT = 8
"""Each part begins at a multiple of this many bytes, because a browser reads arrays in place only there."""


def pack(record: Mapping[str, object], arrays: Sequence[Packed]) -> bytes:
    """One message: the length of the header (4 bytes), the header in JSON, and the arrays in the order of the record's indices.

    A number that is too large for its array's type becomes infinite. ValueError if the record holds a number that JSON does not have.
    """
    header = {"record": record, "arrays": [(kind, array.size) for kind, array in arrays]}
    text = json.dumps(header, allow_nan=False).encode()
    text = text.ljust(_padded(4 + len(text)) - 4)
    with np.errstate(over="ignore"):
        parts = [array.astype(f"<{kind}").tobytes() for kind, array in arrays]
    return len(text).to_bytes(4, "little") + text + b"".join(part.ljust(_padded(len(part)), b"\0") for part in parts)


def unpack(message: bytes) -> tuple[dict[str, Any], list[NDArray[Any]]]:
    """The record and the arrays, flat, of a packed message."""
    at = 4 + int.from_bytes(message[:4], "little")
    header = json.loads(message[4:at])
    arrays: list[NDArray[Any]] = []
    for kind, size in header["arrays"]:
        arrays.append(np.frombuffer(message, f"<{kind}", size, at))
        at += _padded(arrays[-1].nbytes)
    return header["record"], arrays


def _padded(size: int) -> int:
    return -(-size // UNIT) * UNIT
