"""Every module, in Python and in JavaScript, is short, so that it can be read as a whole."""

from tests.servers import ROOT

LIMIT = 250


def test_every_module_has_fewer_lines_than_the_limit() -> None:
    modules = [*ROOT.glob("*.py"), *ROOT.glob("[!.]*/**/*.py"), *ROOT.glob("ui/web/**/*.[jt]s"), *ROOT.glob("tests/js/*.js")]
    lines = {path.relative_to(ROOT).as_posix(): path.read_bytes().count(b"\n") for path in modules if "node_modules" not in path.parts}
    assert {
        "app.py",
        "bench/attack.py",
        "optim_core/spec.py",
        "tests/test_length.py",
        "tests/golden/make.py",
        "ui/web/main.js",
        "ui/web/records.d.ts",
    } <= lines.keys()
    assert {name: count for name, count in lines.items() if count >= LIMIT} == {}
