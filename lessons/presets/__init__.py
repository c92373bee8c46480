"""Settings that work and settings that go wrong, for each landscape, each with its reason: `PRESETS`."""

from lessons.presets.data import DATA
from lessons.presets.hollows import HOLLOWS
from lessons.presets.noisy import NOISY
from lessons.presets.preset import Preset
from lessons.presets.scheduled import SCHEDULED
from lessons.presets.second_shelf import SECOND_SHELF
from lessons.presets.sparse import RARE, SPARSE
from lessons.presets.valleys import VALLEYS

PRESETS: tuple[Preset, ...] = (*VALLEYS, *HOLLOWS, *DATA, *NOISY, *SPARSE, *SECOND_SHELF, *SCHEDULED)

__all__ = ["PRESETS", "RARE", "Preset"]
