"""The checks of the JavaScript: what they run on, what they install, and that they miss no module. After a change: `make js`."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.node import ANY, OLDEST, find, new_enough
from tests.servers import ROOT
from ui.components import SOURCES, WEB

LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))


def machine(folder: Path, version: str) -> None:
    """Put a Node.js and an npm there that only know their version."""
    for name in ("node", "npm"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        program.chmod(0o755)


@pytest.mark.parametrize(("version", "own"), [("v18.19.0", False), ("v20.19.0", True), ("v22.12.0", False), ("v26.1.0", True)])
def test_the_machines_node_is_taken_if_it_is_new_enough(version: str, own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    npm, _ = find()
    assert (npm == [str(tmp_path / "npm")]) is own


def test_the_wheel_has_what_a_machine_without_node_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    npm, path = find()
    assert all(Path(part).is_file() for part in npm)
    assert path.split(":") == [str(Path(npm[0]).parent), str(tmp_path)]


def test_npm_is_told_of_the_same_releases() -> None:
    assert PACKAGE["engines"]["node"] == " || ".join([*(f"^{major}.{minor}.0" for major, minor in OLDEST.items()), f">={ANY}"])
    assert not any(map(new_enough, ["", "v21.0.0", "v19.9.0", "20.19.0"]))
    types = PACKAGE["devDependencies"]["@types/node"]
    assert types.startswith(f"{min(OLDEST)}."), "the tests use nothing that the oldest release does not have"


def test_every_package_of_the_javascript_checks_is_locked_and_names_no_registry() -> None:
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in PACKAGE["devDependencies"].values())
    root, *packages = LOCK["packages"].values()
    assert root["devDependencies"] == PACKAGE["devDependencies"]
    assert "dependencies" not in PACKAGE, "nothing of npm's is sent to the browser"
    for package in packages:
        assert package["version"]
        assert package["integrity"].startswith("sha512-")
        assert package["dev"]
        assert "resolved" not in package


def test_every_module_is_checked() -> None:
    modules = {path.relative_to(WEB).as_posix(): path.read_text(encoding="utf-8") for path in WEB.rglob("*.js")}
    assert modules.keys() == {*SOURCES, "loader.js"}
    assert all(SOURCES[name].count("\n") < modules[name].count("\n") and "@ts-check" not in SOURCES[name] for name in SOURCES)
    assert all(text.startswith("// @ts-check\n") for text in modules.values())
    assert not any("@ts-ignore" in text or "@ts-nocheck" in text or "{any}" in text for text in modules.values())


def test_every_test_of_the_modules_is_checked_and_they_know_nothing_of_node() -> None:
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests/js").rglob("*.js")]
    assert tests
    assert all(text.startswith("// @ts-check\n") for text in tests)
    assert not any("@ts-ignore" in text or "@ts-nocheck" in text or "{any}" in text for text in tests)
    for_modules, for_tests = (json.loads((ROOT / path).read_text(encoding="utf-8")) for path in ("tsconfig.json", "tests/js/tsconfig.json"))
    assert for_modules["include"] == ["ui/web", "rooms", "static_site/*.js", "static_site/python.mjs", "static_site/*.d.ts"]
    assert for_modules["compilerOptions"]["types"] == []
    assert for_tests["compilerOptions"] == {"types": ["node"]}, "as strict as for the modules"


def test_what_travels_without_comments_can_be_parsed(tmp_path: Path) -> None:
    _, path = find()
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for name, source in SOURCES.items():
        file = tmp_path / name.replace("/", "-")
        file.write_text(source, encoding="utf-8")
        checked = subprocess.run(["node", "--check", str(file)], check=False, capture_output=True, text=True, env={"PATH": path})
        assert checked.returncode == 0, f"{name}: {checked.stderr}"


def test_each_thing_that_the_browser_keeps_has_a_name_of_its_own() -> None:
    names = re.findall(r'^const NAME = "([^"]+)";', "\n".join(SOURCES.values()), re.MULTILINE)
    assert len(names) > 3
    assert len(set(names)) == len(names)
