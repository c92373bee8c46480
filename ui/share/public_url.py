"""The address that links begin with, where the operator names one."""

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from optim_core.spec import quoted

VARIABLE = "PUBLIC_URL"
LONGEST = 200


def read(environment: Mapping[str, str]) -> str | None:
    """The address in the variable PUBLIC_URL, without a slash at its end; None where it is not set.

    Raises a ValueError that names the variable and its value unless it is an address of http or https.
    """
    text = environment.get(VARIABLE, "").strip()
    if not text:
        return None
    complaint = (
        f"{VARIABLE} must be an http or https address without user, query and fragment, such as http://10.0.0.5:8501, "
        f"in at most {LONGEST} characters, got {quoted(text)}"
    )
    if len(text) > LONGEST or not re.fullmatch(r"https?://[^\s?#@\\<>\"']+", text) or not text.isprintable():
        raise ValueError(complaint)
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError if the port is not a number
    except ValueError:
        raise ValueError(complaint) from None
    if not parts.hostname:
        raise ValueError(complaint)
    return text.rstrip("/")


PUBLIC_URL = read(os.environ)
"""Read once, when the server starts. None: links begin as the address at which the browser is."""
