"""Stands in for the installer, which stlite loads on every start: here all packages lie ready, so there is nothing to install."""

import sys
from collections.abc import Mapping, Sequence
from types import ModuleType


def add_mock_package(name: str, version: str, *, modules: Mapping[str, str]) -> None:
    """Make these modules importable, each given by its source."""
    for each, source in modules.items():
        sys.modules[each] = module = ModuleType(each)
        exec(source, module.__dict__)


async def install(requirements: Sequence[str], **_: object) -> None:
    """Install nothing. ImportError if something is missing."""
    if requirements:
        raise ImportError(f"the site has no installer, and so not: {', '.join(requirements)}")
