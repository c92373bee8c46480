"""What Python packs is what JavaScript reads, and the types of both are the same."""

import json
import subprocess
from typing import Any

import numpy as np
import pytest

from figures.theme import THEMES
from landscapes import Himmelblau
from optim_core import Adam
from optim_core.batch.maps import Axis
from tests.node import find
from tests.servers import ROOT
from tests.test_map_records import atlas
from tests.twin import TWINS, twin
from ui.protocol import Packed, pack, unpack
from ui.stage.comparison import Scene
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on

ARRAYS: list[Packed] = [
    ("f8", np.array([0.1, -np.inf, np.nan, 5e-324])),
    ("i1", np.array([-128, 127, 0])),
    ("f4", np.array([[0.1, 1e300], [-0.0, 2.0]])),
    ("u2", np.array([65535])),
    ("u4", np.array([], dtype=int)),
    ("u4", np.array([2**32 - 1, 0, 7])),
]
NAMES = {"f8": "Float64Array", "f4": "Float32Array", "u4": "Uint32Array", "u2": "Uint16Array", "i1": "Int8Array"}


def read_in_node(message: bytes) -> dict[str, Any]:
    """What the browser's own module makes of a message."""
    _, path = find()
    ran = subprocess.run(["node", str(ROOT / "tests/js/unpack.js")], input=message, check=False, capture_output=True, env={"PATH": path})
    assert ran.returncode == 0, ran.stderr.decode()
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("words", ["", "ε", 'η = 0,1 "quoted"\n', "x" * 63])
def test_python_and_node_read_what_python_packed(words: str) -> None:
    message = pack({"words": words, "none": None, "nested": [{"at": 1.5}]}, ARRAYS)
    record, arrays = unpack(message)
    assert record == {"words": words, "none": None, "nested": [{"at": 1.5}]}
    in_node = read_in_node(message)
    assert in_node["record"] == record
    for (kind, packed), array, (name, numbers) in zip(ARRAYS, arrays, in_node["arrays"], strict=True):
        with np.errstate(over="ignore"):
            np.testing.assert_array_equal(array, packed.astype(kind).ravel())
        assert name == NAMES[kind]
        np.testing.assert_array_equal(np.array([float(number.replace("Infinity", "inf")) for number in numbers]), array)


def test_what_json_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        pack({"loss": float("nan")}, [])


def test_a_real_pass_of_the_maps_is_read_in_node() -> None:
    sides = (Axis("learning_rate", 0.01, 1.0, "log"), Axis("beta1", 0.0, 0.99))
    the_same_in_node(atlas(Himmelblau(), "loss", sides, Adam(learning_rate=0.1)).picture(Gesture()))


@pytest.mark.parametrize("inspected", [(), (0,)])
def test_a_real_picture_of_the_stage_is_read_in_node(inspected: tuple[int, ...]) -> None:
    comparison = atlas(Himmelblau(), "loss", (Axis("x", -1, 1), Axis("y", -1, 1)), Adam()).comparison
    scene = Scene(comparison, View(all_on("ground", 1), THEMES["light"], inspected=inspected))
    record = the_same_in_node(scene.picture(Gesture(seq=7, arrows=True)))
    assert record["seq"] == 7
    assert len(record["inspected"]) == len(inspected)


def the_same_in_node(message: bytes) -> dict[str, Any]:
    record, arrays = unpack(message)
    in_node = read_in_node(message)
    assert in_node["record"] == record
    for (_, numbers), array in zip(in_node["arrays"], arrays, strict=True):
        np.testing.assert_array_equal(np.array([float(number.replace("Infinity", "inf")) for number in numbers]), array)
    return record


def test_the_types_in_javascript_are_those_in_python() -> None:
    for source, path in TWINS.items():
        assert path.read_text(encoding="utf-8") == twin(source), "run `python -m tests.twin`"
