"""`sko stats`: the number in a terminal, for programs, and as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import sko
from bot.deps import Deps
from bot.views import stats as views
from tests import checking

Run = Callable[..., Result]


@pytest.fixture
def run(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command on an empty database."""
    monkeypatch.setenv("DATABASE_URL", deps.settings.database_url)
    return lambda *words: CliRunner().invoke(sko, list(map(str, words)))


def test_an_empty_database_gives_zeros_in_a_terminal_and_for_programs(run: Run) -> None:
    printed = run("stats")
    assert (printed.exit_code, printed.stdout.splitlines()[0]) == (0, views.NOT_YET)
    assert "Asked: 0 questions" in printed.stdout
    told = json.loads(run("stats", "--json").stdout)
    assert {one[arm]["asked"] for one in told["days"] for arm in ("recapped", "held_out")} == {0}
    assert told["asks"] == {"asked": 0, "named": 0, "judged": 0, "helped": 0}


def test_the_number_comes_first_and_the_picture_where_it_is_wanted(run: Run, deps: Deps, tmp_path: Path) -> None:
    with deps.sessions.begin() as session:
        checking.started(session, last_day=date(2026, 1, 15))  # over for long, for the clock is the real one
        for person in checking.people(session, 5):
            checking.checked(session, person, 2, (True, False, False, False), week="2026-W04")
    file = tmp_path / "curve.png"
    printed = run("stats", "--curve", file)
    assert printed.stdout.startswith("At day 2, 50 % name the right person unaided, before the first recap (")
    assert printed.stderr.startswith(f"Wrote {file}: ")
    assert file.read_bytes().startswith(b"\x89PNG")
    told = json.loads(run("stats", "--json", "--curve", file).stdout)
    assert told["headline"] == printed.stdout.splitlines()[0]
    assert told["days"][0]["recapped"]["share"] == 0.5


def test_a_picture_that_cannot_be_written_ends_in_a_sentence(run: Run, tmp_path: Path) -> None:
    wrong = run("stats", "--curve", tmp_path / "nowhere" / "curve.png")
    assert wrong.exit_code == 1
    assert wrong.stderr.endswith("cannot be written: No such file or directory.\n")
