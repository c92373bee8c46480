"""The code of a room: the letter of its replica, and seven random letters that nobody takes for others."""

import secrets

LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
"""No vowels, so that no code is a word; and no L, which looks like an I."""
RANDOM = 7
"""Random letters of a code: more than a thousand million codes. Of a hundred rooms, one guess in ten million finds one."""
REPLICAS = "ABCDEFGHJKMNPQRSTUVWXYZ"
GROUP = 4
"""Letters that are written together."""
LONGEST = 40
"""Characters of what a visitor may type as a code, with spaces and hyphens."""


def new(replica: str) -> str:
    """A code that nobody can guess."""
    return replica + "".join(secrets.choice(LETTERS) for _ in range(RANDOM))


def read(text: str) -> str | None:
    """The code in a text, in which case, spaces and hyphens do not matter; None for a text that is no code."""
    if len(text) > LONGEST or not text.isascii():
        return None
    code = text.upper().replace(" ", "").replace("-", "")
    right = len(code) == 1 + RANDOM and code[0] in REPLICAS and set(code[1:]) <= set(LETTERS)
    return code if right else None


def shown(code: str) -> str:
    """A code as it is projected, in two groups."""
    return f"{code[:GROUP]} {code[GROUP:]}"


def replica(text: str) -> str:
    """The letter of a replica, from the variable REPLICA; A where it is not set. Raises a ValueError that names the variable."""
    letter = text.strip().upper() or REPLICAS[0]
    if len(letter) != 1 or letter not in REPLICAS:
        raise ValueError(f"REPLICA must be one of the letters {REPLICAS}, got {text[:40]!r}")
    return letter
