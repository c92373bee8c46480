"""How the static site is built: only from the files that its lock names, complete, and the same each time."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from figures.theme import THEMES
from static_site import build, fetch
from static_site.archives import contents
from static_site.front_page import ELEMENTS, links, style
from tests.site import FOLDER as BELOW
from tests.site import built, shell
from ui.pages import FOLDER, IN_BROWSER, PAGES, path_of


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fetch, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


def writes(data: bytes) -> fetch.Bring:
    return lambda to: to.write_bytes(data)


def refuses(_: Path) -> None:
    raise OSError("no network")


def test_what_is_kept_is_not_brought_again(cache: Path) -> None:
    expected = fetch.sha256(b"right")
    assert fetch.kept("a.whl", expected, writes(b"right")).read_bytes() == b"right"
    assert fetch.kept("a.whl", expected, refuses) == cache / "a.whl"


def test_what_cannot_be_had_is_named(cache: Path) -> None:
    with pytest.raises(fetch.UnavailableError, match=r"a\.whl cannot be had: no network"):
        fetch.kept("a.whl", fetch.sha256(b"right"), refuses)


def test_a_file_with_another_hash_is_refused_and_not_kept(cache: Path) -> None:
    expected = fetch.sha256(b"right")
    with pytest.raises(fetch.WrongHashError, match=expected):
        fetch.kept("a.whl", expected, writes(b"wrong"))
    assert not list(cache.iterdir())
    (cache / "a.whl").write_bytes(b"changed")
    with pytest.raises(fetch.WrongHashError, match="Delete it"):
        fetch.kept("a.whl", expected, writes(b"right"))


def test_numpy_is_pyodides_own_or_the_one_that_is_named(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = fetch.sha256(b"official")
    (tmp_path / "pyodide-lock.json").write_text(f'{{"packages": {{"numpy": {{"file_name": "n.whl", "sha256": "{own}"}}}}}}')
    (tmp_path / "n.whl").write_bytes(b"official")
    monkeypatch.delenv(fetch.NUMPY_WHEEL, raising=False)
    assert fetch.numpy(tmp_path, f"{tmp_path.as_uri()}/") == cache / "n.whl"
    for data, warned in ((b"official", False), (b"another", True)):
        other = tmp_path / "other.whl"
        other.write_bytes(data)
        monkeypatch.setenv(fetch.NUMPY_WHEEL, str(other))
        assert fetch.numpy(tmp_path, "http://nowhere/") == other
        assert ("do not publish" in capsys.readouterr().out) is warned


def test_the_lock_pins_everything_and_names_no_registry() -> None:
    pins = fetch.lock()
    for pin in (*pins["npm"], *pins["wheels"]):
        assert re.fullmatch(r"\d+(\.\d+)+", pin["version"])
        assert re.fullmatch(r"[0-9a-f]{64}", pin["sha256"])
        assert pin["licence"]
        assert pin.keys() == {"name", "version", "licence", "sha256"}, "and no address"


def test_the_browser_gets_the_labs_own_files_and_nothing_of_the_server(tmp_path: Path) -> None:
    build.lab(tmp_path)
    for page in PAGES:
        there = tmp_path / IN_BROWSER / f"{page.name}.py"
        assert there.read_bytes() == (build.LAB / page.path).read_bytes()
    assert (tmp_path / "in_browser.py").exists()
    assert (tmp_path / "ui/web/socket.js").exists()
    assert not any((tmp_path / name).exists() for name in ("serve.py", "guards", "tests", FOLDER))


def test_the_pages_are_where_they_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert path_of("compare") == "pages/compare.py"
    monkeypatch.setattr("sys.platform", "emscripten")
    assert path_of("compare") == f"{IN_BROWSER}/compare.py"


SCRIPTS = ("static/js/problem.js", "static/js/boot.js")


def test_every_page_has_a_file_that_finds_the_root(tmp_path: Path) -> None:
    shell(tmp_path)
    for place in ("", *(page.name for page in PAGES)):
        page = (tmp_path / place / "index.html").read_text()
        paths = re.findall(r'(?:src|href)="(?!data:|\?)([^"]+)"', page)  # a link to the page itself is to no other file
        found = {(tmp_path / place / path).resolve().relative_to(tmp_path).as_posix() for path in paths}
        assert found == {
            *SCRIPTS,
            "stlite/stlite.css",
            "stlite/stlite.js",
            "manifest.webmanifest",
            "icons/192.png",
            f"stlite/{ELEMENTS[0]}-0.js",
        }
        assert f'<div id="loading" class="{place or PAGES[0].name}"' in page
        said = json.loads(unescape(re.findall(r"data-sizes='([^']*)'", page)[0]))
        assert said.keys() == {"lab.tgz", "stlite/stlite.css", "stlite/stlite.js", "stlite/index-1.js"}
        assert said["lab.tgz"] == 50
        assert said["stlite/index-1.js"] < 50, "a host packs scripts"
    assert (tmp_path / build.SCRIPTS / "boot.js").exists()


def test_the_loading_page_knows_every_page_and_the_colours() -> None:
    for page in PAGES:
        row = links(page)
        assert f"<b>{page.short or page.title}</b>" in row
        assert row.count("<span>") == len(PAGES) - 1
    for theme in THEMES.values():
        assert f"--paper: {theme.paper};" in style()
        assert f"--accent: {theme.accent};" in style()


def test_nothing_that_runs_is_left_out() -> None:
    assert build.used("numpy/_core/_multiarray_umath.cpython-313-wasm32-emscripten.so")
    assert build.used("streamlit/static.py")
    assert not build.used("numpy/linalg/tests/test_linalg.py")
    assert not build.used("streamlit/static/index.html")


def test_two_builds_are_equal(space: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = space / BELOW, built(tmp_path / "two", monkeypatch)
    files = [contents(folder) for folder in (one, two)]
    assert files[0].keys() == files[1].keys()
    assert [str(path) for path in files[0] if files[0][path] != files[1][path]] == []
    assert [name for name in ELEMENTS if not [*(one / "stlite").glob(f"{name}-*.js")]] == []
