"""The repository can be cloned anywhere: nothing in it belongs to one machine, and what it installs is pinned."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trees import ROOT

FOLDERS = (".ci", "bot", "docs", "migrations", "models", "tests")
FILES = ("README.md", "LICENSE", "Makefile", "Procfile", "alembic.ini", "pyproject.toml", ".gitignore")
NO_TEXT = {".pyc", ".png", ".xlsx", ".db"}
FOREIGN = re.compile(
    r"pypi\.org|pythonhosted|npmjs|crates\.io|rubygems|proxy\.golang|(?<![\w.])/(?:work|root|home|Users|mnt|tmp)/|C:\\"
)
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


def texts(*suffixes: str) -> Iterator[Path]:
    """Give the files that hold text, of these suffixes or of any."""
    inside = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*"))
    for file in (*inside, *map(ROOT.joinpath, FILES)):
        if file.is_file() and file.suffix not in NO_TEXT and (not suffixes or file.suffix in suffixes):
            yield file


def test_nothing_names_a_registry_or_a_place_on_one_machine() -> None:
    found = {
        f"{file.relative_to(ROOT)}: {hit[0]}"
        for file in texts()
        if file != Path(__file__)
        for hit in FOREIGN.finditer(file.read_text("utf-8", "replace"))
    }
    assert found == set()


def test_every_address_is_an_example() -> None:
    found = {hit[1] for file in texts(".md", ".csv") for hit in EMAIL.finditer(file.read_text("utf-8"))}
    assert found == {"example.com"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-semantic.txt"])
def test_what_is_installed_is_pinned_with_hashes_and_without_an_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^\S+==.*$", text, re.MULTILINE)
    hashed = re.findall(r"^\S+==.*\\\n +--hash=sha256:", text, re.MULTILINE)
    assert pins
    assert len(hashed) == len(pins)
    assert "://" not in text
