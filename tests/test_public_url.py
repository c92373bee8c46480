"""The address that links begin with: what an operator may say, and what is refused by name."""

import os
import subprocess
import sys

import pytest

from tests.servers import ROOT
from ui.share import sharing
from ui.share.public_url import LONGEST, read


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("http://10.0.0.5:8501", "http://10.0.0.5:8501"),
        (" https://lab.example.org/ ", "https://lab.example.org"),
        ("https://lab.example.org/optimizers//", "https://lab.example.org/optimizers"),
        ("http://[2001:db8::1]:8501/", "http://[2001:db8::1]:8501"),
        ("", None),
        ("  ", None),
    ],
)
def test_an_address_is_kept_without_its_last_slash(said: str, meant: str | None) -> None:
    assert read({"PUBLIC_URL": said}) == meant
    assert read({}) is None


@pytest.mark.parametrize(
    "said",
    [
        "lab.example.org",
        "//lab.example.org",
        "ftp://lab.example.org",
        "javascript:alert(1)",
        "http://",
        "http:///compare",
        "http://:8501",
        "http://lab.example.org?x=1",
        "http://lab.example.org/#top",
        "http://me:secret@lab.example.org",
        "http://lab.example.org:port",
        "http://lab.example.org:99999",
        "http://lab.exa\tmple.org",
        "http://lab.example.org/a b",
        "http://lab.example.org/\u202eb",
        'http://lab.example.org/"onload=',
        "http://lab.example.org/" + "a" * LONGEST,
    ],
)
def test_what_is_no_address_is_refused_with_the_name_of_the_variable(said: str) -> None:
    with pytest.raises(ValueError, match=r"^PUBLIC_URL must be an http or https address .*, got ['\"]"):
        read({"PUBLIC_URL": said})


def test_the_server_does_not_start_with_an_address_that_is_none() -> None:
    importing = [sys.executable, "-c", "import ui.page"]
    environment = {**os.environ, "PUBLIC_URL": "lab.example.org"}
    ended = subprocess.run(importing, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert ended.returncode != 0
    assert "ValueError: PUBLIC_URL must be an http or https address" in ended.stderr
    assert "got 'lab.example.org'" in ended.stderr


@pytest.mark.parametrize(("page", "path"), [("", "/"), ("compare", "/compare"), ("step_by_step", "/step_by_step")])
def test_links_of_files_begin_with_it(page: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "PUBLIC_URL", "https://lab.example.org/optimizers")
    assert sharing.address_of(page) == f"https://lab.example.org/optimizers{path}"
