"""What is imported is declared, what is declared is locked, and what is locked can be trusted. After a change: `make lock`."""

import ast
import itertools
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
CODE = {path.stem: path for path in ROOT.iterdir() if path.suffix == ".py" or (path.name[0] != "." and any(path.glob("*.py")))}
BESIDES = [CODE["tests"], CODE["bench"], CODE["static_site"]]
LAB = [path for path in CODE.values() if path not in BESIDES]
RANGES = ("requirements.txt", "requirements-dev.txt", "requirements-oracle.txt")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-oracle.lock")
"""Each is installed with those before it, and leaves out what they hold."""
OLDEST = "requirements-oldest.lock"
"""In place of the first."""
EVERY_LOCK = (*LOCKS, OLDEST)
TOGETHER = [
    (("requirements.txt",), LOCKS[:1]),
    (("requirements.txt", "requirements-dev.txt"), LOCKS[:2]),
    (RANGES, LOCKS),
    (("requirements.txt", "requirements-dev.txt"), (OLDEST, LOCKS[1])),
]

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
CPYTHON = {"platform_python_implementation": "CPython", "implementation_name": "cpython"}
MACHINES = [
    {**CPYTHON, **system, "python_version": python, "python_full_version": f"{python}.0"}
    for python in PYTHONS
    for system in SYSTEMS.values()
]

PIN = re.compile(r"[a-z0-9-]+==[^ ]+( ; .+)?( \\)?")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r"( *#[^/\\:@]*:?)?")  # or an empty line; neither an address nor a path


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def ranges(name: str) -> list[Requirement]:
    """The requirements of a file of ranges or constraints, without those it includes."""
    lines = (line.split("  #")[0].strip() for line in text(name).splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def pins(lock: str) -> list[Requirement]:
    return [Requirement(line.removesuffix(" \\")) for line in text(lock).splitlines() if PIN.fullmatch(line)]


def installed(locks: Iterable[str], machine: dict[str, str]) -> dict[str, str]:
    """What pip installs from these locks on a machine: version by name. No name may come twice."""
    here = [pin for lock in locks for pin in pins(lock) if pin.marker is None or pin.marker.evaluate(machine)]
    versions = {pin.name: str(pin.specifier).removeprefix("==") for pin in here}
    assert len(versions) == len(here), f"{locks} have one package twice for {machine}"
    return versions


def lower(specifier: SpecifierSet) -> str:
    return next(bound.version for bound in specifier if bound.operator == ">=")


NAMED = {"PIL": "pillow"}
"""Packages that are imported by another name than they are installed by."""


def imports(places: Iterable[Path]) -> set[str]:
    """The packages of others that these files and folders import, by the names they are imported with."""
    found: set[str] = set()
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.split(".")[0])
    return {NAMED.get(name, name) for name in found - CODE.keys() - set(sys.stdlib_module_names)}


def declared(*files: str) -> set[str]:
    return {canonicalize_name(requirement.name) for file in files for requirement in ranges(file)}


def test_what_the_lab_imports_is_declared() -> None:
    assert {"app", "serve", "pages", "ui", "figures", "lessons", "landscapes", "optim_core"} <= {path.stem for path in LAB}
    imported = imports(LAB) - {"js", "pyodide"}  # a browser's own
    assert {canonicalize_name(name) for name in imported} <= declared("requirements.txt")


def test_what_tests_benchmarks_and_the_build_of_the_site_import_is_declared() -> None:
    imported = imports(BESIDES) - {"js"}  # a browser's own
    imported -= {"torch"}  # has an environment of its own, without a lock: `make oracle-torch`
    assert {canonicalize_name(name) for name in imported} <= declared(*RANGES)


def test_the_server_is_declared() -> None:
    assert {"streamlit", "starlette", "uvicorn"} <= declared("requirements.txt")


@pytest.mark.parametrize("name", RANGES)
def test_every_range_has_both_ends(name: str) -> None:
    for requirement in ranges(name):
        ends = {bound.operator for bound in requirement.specifier}
        assert ends in ({">=", "<"}, {"=="}), f"{requirement} of {name} has no lower or no upper end"


@pytest.mark.parametrize("lock", EVERY_LOCK)
def test_a_lock_has_versions_and_hashes_and_nothing_else(lock: str) -> None:
    hashed = False
    for line in reversed(text(lock).splitlines()):
        if HASH.fullmatch(line):
            hashed = True
        elif not COMMENT.fullmatch(line):
            assert PIN.fullmatch(line), f"{lock} has a line that is neither a version nor a hash: {line}"
            assert hashed, f"{lock} has no hash for {line}"
            hashed = False


@pytest.mark.parametrize(("names", "locks"), TOGETHER, ids=["app", "dev", "oracle", "oldest"])
def test_every_range_allows_the_locked_version(names: tuple[str, ...], locks: tuple[str, ...]) -> None:
    for machine in MACHINES:
        versions = installed(locks, machine)
        for requirement in itertools.chain.from_iterable(map(ranges, names)):
            version = versions[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), f"{locks} have {requirement.name} {version}, outside {requirement.specifier}"


def test_every_machine_gets_the_same_packages_but_for_what_its_system_lacks() -> None:
    """A version that a marker hides from one Python by mistake would be missing there."""
    for lock in EVERY_LOCK:
        for system in SYSTEMS.values():
            sets = [set(installed([lock], machine)) for machine in MACHINES if machine["sys_platform"] == system["sys_platform"]]
            assert all(names == sets[0] for names in sets), lock


def test_the_oldest_run_is_on_the_lower_ends() -> None:
    """On Python 3.14 the oldest that can be installed may be newer."""
    ends = {requirement.name: lower(requirement.specifier) for requirement in ranges("requirements.txt")}
    for machine in MACHINES:
        told = [oldest for oldest in ranges("constraints-oldest.txt") if oldest.marker is None or oldest.marker.evaluate(machine)]
        constraints = {oldest.name: str(oldest.specifier).removeprefix("==") for oldest in told}
        assert len(told) == len(constraints)
        assert constraints.keys() == ends.keys()
        assert constraints.items() <= installed([OLDEST], machine).items()
        for name, version in constraints.items():
            admitted = SpecifierSet(f"~={ends[name]}.0") if machine["python_version"] < "3.14" else SpecifierSet(f">={ends[name]}")
            assert admitted.contains(version), f"constraints-oldest.txt has {name} {version}, requirements.txt begins at {ends[name]}"
    assert installed([OLDEST], MACHINES[0])["streamlit"].startswith("1.62.")


def test_the_locks_are_for_the_pythons_that_the_readme_promises() -> None:
    promised = re.search(r"Python (3\.\d+) to (3\.\d+)", text("README.md"))
    assert promised
    assert (PYTHONS[0], PYTHONS[-1]) == promised.groups()
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0]}"
    assert f"for python in {' '.join(PYTHONS)};" in text("Makefile")
    assert f"--python-version {PYTHONS[0]} --generate-hashes" in text("Makefile")


def test_make_and_the_readme_install_from_the_locks() -> None:
    makefile = text("Makefile")
    installs = [line for line in makefile.splitlines() if "-r requirements" in line]
    assert installs
    assert all(".lock" in line and ".txt" not in line for line in installs)
    assert "--require-hashes" in makefile
    named = re.findall(r"pip install (.+?)(?:  .*)?$", text("README.md"), re.MULTILINE)
    assert named
    files = {file for line in named for file in re.findall(r"-r (\S+)", line)}
    assert files <= set(EVERY_LOCK)
    assert all((ROOT / file).exists() for file in files)
