"""Run all tests side by side: those in a browser, two at a time, and the others behind them, at a lower priority.

A browser waits for much of its time, and the other tests do not. A test in a browser is also a matter of seconds, so it goes first.
Both kinds get the arguments of this program. The output of the others is printed when those in a browser have ended.
"""

import os
import subprocess
import sys
import tempfile

TWO_AT_A_TIME = ["-n", "2", "--dist", "worksteal"]
NO_TESTS = 5
"""What pytest returns where nothing was selected, as when one file is named that has tests of one kind only."""


def run(arguments: list[str]) -> int:
    """Returns what pytest does: 0 if all tests pass."""
    command = [sys.executable, "-m", "pytest", "-m"]
    with tempfile.TemporaryFile() as said:
        others = subprocess.Popen(
            [*command, "not browser", *arguments],
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: os.nice(10),
        )
        try:
            code = subprocess.run([*command, "browser", *TWO_AT_A_TIME, *arguments], check=False).returncode
            codes = {code, others.wait()}
        finally:
            others.kill()
            said.seek(0)
            sys.stdout.flush()
            sys.stdout.buffer.write(said.read())
    failed = codes - {0, NO_TESTS}
    return max(failed) if failed else min(codes)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
