"""Run all tests side by side, two at a time: those in a browser, and the others behind them, at a lower priority.

A browser waits for much of its time, and the other tests do not. A test in a browser is also a matter of seconds, so it goes first.
Both kinds get the arguments of this program, and share the static site. The output of the others is printed when those in a browser have
ended.

Some thousand tests on a busy machine wait for seconds that it does not have. So the few that fail beside the others run once more, alone,
and are named. Whoever fails alone, too, has failed; so has everybody if there are many.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TWO_AT_A_TIME = ["-n", "2", "--dist", "worksteal"]
NO_TESTS = 5
"""What pytest returns where nothing was selected, as when one file is named that has tests of one kind only."""
FEW = 3
"""So many tests of a kind may fail and run once more."""
SPACE = "TESTS_SPACE"
"""Names the folder in which both kinds share the static site, which takes half a minute to build."""


def kind(mark: str, cache: Path) -> list[str]:
    """The command that runs the tests of a kind, and keeps in a folder of their own which of them fail."""
    return [sys.executable, "-m", "pytest", "-m", mark, "-o", f"cache_dir={cache}"]


def failed(cache: Path) -> list[str]:
    """The tests that failed at last."""
    kept = cache / "v/cache/lastfailed"
    return list(json.loads(kept.read_text(encoding="utf-8"))) if kept.exists() else []


def once_more(command: list[str], cache: Path, code: int) -> int:
    """What pytest returned, or what it returns if the few tests that failed run once more, alone."""
    again = failed(cache)
    if code != 1 or not 0 < len(again) <= FEW:
        return code
    print("\n== failed beside the others, and run once more, alone:", *again, sep="\n   ", flush=True)
    return subprocess.run([*command, "--last-failed"], check=False).returncode


def run(arguments: list[str]) -> int:
    """Returns what pytest does: 0 if all tests pass."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        caches = [Path(folder) / name for name in ("browser", "others")]
        in_browser, without = ([*kind(mark, cache), *arguments] for mark, cache in zip(("browser", "not browser"), caches, strict=True))
        os.environ[SPACE] = str(Path(folder) / "space")
        others = subprocess.Popen([*without, *TWO_AT_A_TIME], stdout=said, stderr=subprocess.STDOUT, preexec_fn=lambda: os.nice(10))
        try:
            first = subprocess.run([*in_browser, *TWO_AT_A_TIME], check=False).returncode
            codes = [first, others.wait()]
        finally:
            others.kill()
            said.seek(0)
            sys.stdout.flush()
            sys.stdout.buffer.write(said.read())
        codes = [once_more(*each) for each in zip((in_browser, without), caches, codes, strict=True)]
    bad = set(codes) - {0, NO_TESTS}
    return max(bad) if bad else min(codes)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
