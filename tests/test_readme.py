"""README's tables come from the catalogue. After a change there: `python -m tests.test_readme`."""

import re

import pytest
from PIL import Image

from landscapes import LANDSCAPES
from optim_core import MORE, OPTIMIZERS, SCHEDULES, knobs
from optim_core.catalogue import Methods
from tests.readme_pictures import FOLDER, HEIGHT, MOST_BYTES, PICTURES, WIDTH
from tests.servers import ROOT

README = ROOT / "README.md"


def methods(shelf: Methods) -> str:
    rows = ["| optimizer | step | knobs and defaults | published |", "|---|---|---|---|"]
    for cls in shelf:
        defaults = ", ".join(f"${knob.symbol}$ = {getattr(cls(), name):g}" for name, knob in knobs(cls).items())
        step = cls.lines()["step"]
        rows.append(f"| {cls.name} | ${step}$ | {defaults} | [{cls.paper.authors} {cls.paper.year}]({cls.paper.url}) |")
    return "\n".join(rows)


def tables() -> dict[str, str]:
    landscapes = ["| landscape | what it teaches | source |", "|---|---|---|"]
    landscapes += [f"| {cls.name} | {cls.lesson} | [{cls.source.authors} {cls.source.year}]({cls.source.url}) |" for cls in LANDSCAPES]
    schedules = ["| schedule | η of step t | knobs and defaults | published |", "|---|---|---|---|"]
    for cls in SCHEDULES:
        defaults = ", ".join(f"${knob.symbol}$ = {getattr(cls(), name):g}" for name, knob in knobs(cls).items())
        schedules.append(f"| {cls.name} | ${cls.line}$ | {defaults} | [{cls.paper.authors} {cls.paper.year}]({cls.paper.url}) |")
    return {
        "optimizers": methods(OPTIMIZERS),
        "more": methods(MORE),
        "schedules": "\n".join(schedules),
        "landscapes": "\n".join(landscapes),
    }


def with_tables(text: str) -> str:
    for name, table in tables().items():
        before, rest = text.split(f"<!-- {name} -->\n", 1)
        text = f"{before}<!-- {name} -->\n{table}\n{rest[rest.index('<!-- end -->') :]}"
    return text


def test_the_tables_are_the_catalogue() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(table in text for table in tables().values()), "run python -m tests.test_readme"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_what_it_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.]+/)+(?:[\w.-]+)?)`", text))
    assert len(named) > 2
    assert not [path for path in sorted(named) if not (ROOT / path).exists()]


@pytest.mark.parametrize(
    "program", re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL), ids=lambda text: text[:40]
)
def test_its_programs_run(program: str) -> None:
    exec(program, {})


def test_its_pictures_are_those_that_are_taken_of_the_pages() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(docs/(\w+)\.png\)", README.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(PICTURES) == sorted(path.stem for path in FOLDER.glob("*.png"))
    for name in shown:
        path = FOLDER / f"{name}.png"
        with Image.open(path) as picture:
            assert picture.size == (WIDTH, HEIGHT)
        assert path.stat().st_size < MOST_BYTES


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
