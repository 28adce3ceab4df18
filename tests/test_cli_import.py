"""`sko import`, as an organizer types it, on both databases."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import sko
from bot.core.plans import Plan
from bot.core.sheets import Effect, Reason
from bot.deps import Deps
from bot.usecases import directories
from bot.views import imports
from models import Person
from tests.importing import applied
from tests.sheets import topics

PRICING = {"topic": "Pricing", "owner": "Ana Sobral", "owner_email": "ana@example.com", "day": "Day 1"}


@pytest.fixture
def sheet(tmp_path: Path, deps: Deps, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet of two topics, beside a directory that is still empty."""
    monkeypatch.setenv("DATABASE_URL", deps.settings.database_url)
    file = tmp_path / "kickoff.csv"
    file.write_bytes(topics(PRICING, {"topic": "Security", "owner": "Bo Falk"}))
    return file


def imported(sheet: Path, *options: str) -> Result:
    return CliRunner().invoke(sko, ["import", str(sheet), *options])


def titles(deps: Deps) -> list[str]:
    with deps.reading() as session:
        return [entry.title for entry in directories.load(session)[1]]


def version(deps: Deps) -> int:
    with deps.reading() as session:
        return directories.version(session).directory


def test_a_sheet_is_shown_first_and_nothing_changes(sheet: Path, deps: Deps) -> None:
    result = imported(sheet)
    assert result.exit_code == 0
    assert "Added: 2\n  Pricing\n  Security\n" in result.output
    assert "People added: 2\n  Ana Sobral\n  Bo Falk\n" in result.output
    assert "owner_email → owner e-mail" in result.output
    assert result.output.endswith("\nNothing has changed yet. Add --apply to apply it.\n")
    assert titles(deps) == []


def test_a_sheet_is_applied_once(sheet: Path, deps: Deps) -> None:
    assert imported(sheet, "--apply").output.endswith("\nApplied: the directory is now at version 1.\n")
    assert titles(deps) == ["Pricing", "Security"]
    again = imported(sheet, "--apply")
    assert again.exit_code == 0
    assert again.output.endswith("\nNothing to change: the directory says all this already.\n")
    assert version(deps) == 1


def test_changes_are_told_from_old_to_new(sheet: Path) -> None:
    imported(sheet, "--apply")
    sheet.write_bytes(
        topics(PRICING | {"owner": "Cy Young", "owner_email": "", "day": "", "aliases": "Prices | Rates"})
    )
    output = imported(sheet).output
    assert "Changed: 1\n  Pricing\n    aliases: nothing → Prices | Rates\n    owner: Ana Sobral → Cy Young\n" in output
    assert "    day: Day 1 → nothing\n" in output
    assert "Removed, as the sheet does not name them: 1\n  Security\n" in output


def test_problems_stop_a_sheet_until_they_are_skipped(sheet: Path, deps: Deps) -> None:
    sheet.write_bytes(topics(PRICING, {"topic": "Security", "owner": "Falk, Bo"}))
    assert imported(sheet).exit_code == 0
    stopped = imported(sheet, "--apply")
    assert stopped.exit_code == 1
    assert "Problems: 1\n  Row 3, “owner”: “Falk, Bo” may be one person or two. " in stopped.output
    assert "Nothing has changed. Put the problems right, or add --apply --skip-problems" in stopped.output
    assert titles(deps) == []
    assert imported(sheet, "--apply", "--skip-problems").exit_code == 0
    assert titles(deps) == ["Pricing"]


def test_a_warning_stops_nothing(sheet: Path, deps: Deps) -> None:
    sheet.write_bytes(topics(PRICING, {"topic": "Security"}))
    result = imported(sheet, "--apply")
    assert "Worth knowing: 1\n  Row 3, “owner”: “Security” has no owner.\n" in result.output
    assert (result.exit_code, titles(deps)) == (0, ["Pricing", "Security"])


def test_a_file_that_is_no_sheet_ends_in_one_line(sheet: Path) -> None:
    sheet.write_bytes(b"MZ\x00\x00")
    result = imported(sheet, "--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "“kickoff.csv” is neither CSV nor XLSX. Save the sheet in one of the two and try again.\n"


def test_a_file_that_is_not_there_is_a_mistake_in_the_command(sheet: Path) -> None:
    assert imported(sheet.with_name("nope.csv")).exit_code == 2


def test_nothing_in_a_sheet_steers_the_terminal(sheet: Path, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.add(Person(name="Ana\x1b[2J \u202eSobral", email="ana@example.com", standing="guest"))
    sheet.write_bytes(topics(PRICING, {"topic": "Multi\nline\u202e", "owner": "Bo\x1b]0;x\x07"}))
    output = imported(sheet).output
    assert not set("\x1b\x07\u202e") & set(output)
    assert "\n  Multi line\n" in output


def test_every_reason_has_a_sentence_that_says_what_happens() -> None:
    for reason in Reason:
        text = imports.REASONS[reason]
        assert text.format(value="x", other="y").endswith(".")
        consequence = reason.effect is Effect.JUST_SO_YOU_KNOW or "left out" in text or "counts as empty" in text
        assert consequence, reason


def test_somebody_who_was_faster_is_told_with_what_the_sheet_would_do_now(
    sheet: Path, deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(sheet, "--apply")
    sheet.write_bytes(topics(PRICING | {"day": "Day 2"}, {"topic": "Security", "owner": "Bo Falk"}))
    look = imports.preview

    def look_while_olga_applies(plan: Plan) -> str:
        monkeypatch.setattr(imports, "preview", look)
        applied(deps, topics(PRICING | {"day": "Day 3"}, {"topic": "Security", "owner": "Bo Falk"}))
        return look(plan)

    monkeypatch.setattr(imports, "preview", look_while_olga_applies)
    late = imported(sheet, "--apply")
    assert late.exit_code == 1
    first, _, now = late.output.partition("Somebody else changed the directory since, and nothing was applied.")
    assert ("day: Day 1 → Day 2" in first, "day: Day 3 → Day 2" in now, version(deps)) == (True, True, 2)


def test_a_long_value_is_clipped(sheet: Path) -> None:
    sheet.write_bytes(topics(PRICING | {"kind": "banana " * 100}))
    assert max(map(len, imported(sheet).output.splitlines())) < 400
