"""Anonymous names, made by the server: a colour and an animal. Nobody is asked for a name of their own."""

import secrets
from collections.abc import Container

COLOURS = (
    "amber", "azure", "blue", "bronze", "coral", "cream", "crimson", "golden", "green", "grey", "indigo", "ivory", "jade", "lemon",
    "lilac", "mint", "olive", "orange", "pink", "plum", "purple", "red", "rose", "ruby", "silver", "teal", "turquoise", "violet",
)  # fmt: skip
ANIMALS = (
    "badger", "bear", "beaver", "bison", "crane", "dolphin", "eagle", "falcon", "finch", "fox", "gecko", "hare", "hawk", "heron",
    "ibis", "koala", "lark", "lynx", "marten", "moose", "newt", "otter", "owl", "panda", "puffin", "raven", "robin", "salmon",
    "seal", "stork", "swan", "tiger", "toad", "turtle", "whale", "wolf", "wren", "yak", "zebra",
)  # fmt: skip


def new(taken: Container[str]) -> str:
    """A random name that is not taken. There are three times as many as a room has phones."""
    while (name := f"{secrets.choice(COLOURS)} {secrets.choice(ANIMALS)}") in taken:
        pass
    return name
