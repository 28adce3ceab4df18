"""`sko export`, `template`, `history` and `undo`, and what is decided about a sheet on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import sko
from bot.core import sheets
from bot.deps import Deps
from bot.usecases import directories
from models import Person
from tests.importing import ACME, PRICING, applied, directory, known, named
from tests.sheets import as_csv, topics


@pytest.fixture
def sheet(tmp_path: Path, deps: Deps, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet of two topics, in force."""
    monkeypatch.setenv("DATABASE_URL", deps.settings.database_url)
    file = tmp_path / "kickoff.csv"
    file.write_bytes(topics(PRICING, ACME))
    applied(deps, file.read_bytes())
    return file


def run(*words: object) -> Result:
    return CliRunner().invoke(sko, [str(word) for word in words])


def version(deps: Deps) -> int:
    with deps.reading() as session:
        return directories.version(session).directory


def test_an_export_goes_to_standard_output_or_into_a_file_and_imports_as_nothing_to_change(sheet: Path) -> None:
    printed = run("export")
    assert printed.stdout_bytes.decode("utf-8-sig").startswith("topic,kind,aliases,owner,owner e-mail,")
    for name in ("export.csv", "export.xlsx"):
        file = sheet.with_name(name)
        assert run("export", "--output", file).output.startswith(f"Wrote {file}: ")
        assert run("import", file).output.endswith("\nNothing to change: the directory says all this already.\n")
    assert sheet.with_name("export.csv").read_bytes() == printed.stdout_bytes
    assert sheet.with_name("export.xlsx").read_bytes().startswith(b"PK")


def test_a_file_that_cannot_be_written_ends_in_a_sentence(sheet: Path) -> None:
    wrong = run("export", "--output", sheet.parent / "nowhere" / "x.csv")
    assert (wrong.exit_code, wrong.stderr.endswith("cannot be written: No such file or directory.\n")) == (1, True)


def test_a_template_is_written_and_its_example_is_no_topic(sheet: Path) -> None:
    file = sheet.with_name("topics.xlsx")
    assert run("template", "-o", file).exit_code == 0
    assert [row.cells[0] for row in sheets.read(file.read_bytes(), name=file.name).rows][1] == sheets.EXAMPLE_TITLE
    read = run("import", file)
    assert "is the example of the template and was left out" in read.output + read.stderr


def test_history_lists_what_was_done_and_undo_takes_it_back_after_a_look(sheet: Path, deps: Deps) -> None:
    applied(deps, topics(PRICING | {"day": "Day 2"}, ACME))
    lines = run("history").output.splitlines()
    assert ["applied “kickoff.csv”" in line for line in lines] == [True, True]
    shown = run("undo", 1)
    assert "Back to version 1" in shown.output
    assert "day: Day 2 → Day 1" in shown.output
    assert (shown.exit_code, version(deps)) == (0, 2)
    assert run("undo", 1, "--apply").output.endswith("\nApplied: the directory is now at version 3.\n")
    assert directory(deps)["Pricing"].day == "Day 1"
    assert "went back to version 1" in run("history").output


def test_a_version_that_never_was_ends_in_a_sentence(sheet: Path) -> None:
    wrong = run("undo", 7)
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("There is no version 7 to go back to.")


def test_what_the_sheet_does_not_name_is_kept_or_removed_as_one_says(sheet: Path, deps: Deps) -> None:
    sheet.write_bytes(topics(PRICING))
    assert "Acme" not in run("import", sheet, "--keep-missing").output.partition("Removed")[2]
    run("import", sheet, "--apply", "--keep-missing")
    assert list(directory(deps)) == ["Pricing", "Acme"]
    run("import", sheet, "--apply", "--remove-missing")
    assert list(directory(deps)) == ["Pricing"]


def test_who_is_meant_which_topic_it_is_and_what_a_column_holds_can_be_said(sheet: Path, deps: Deps) -> None:
    twins = [Person(name="Ana Twin", email=f"{name}@example.com", slack_id=f"U{name}") for name in ("one", "two")]
    known(deps, *twins)
    sheet.write_bytes(as_csv(("Topic", "Who knows"), ("Acmee", "Ana Twin"), ("Pricing", "Bo Falk")))
    said = ("--column", "Who knows=owner", "--who", "Ana Twin=two@example.com", "--same", "Acmee=Acme")
    done = run("import", sheet, "--apply", *said)
    assert (done.exit_code, list(directory(deps))) == (0, ["Pricing", "Acmee"]), done.output
    with deps.reading() as session:
        (owner,) = (role.person_id for role in directory(deps)["Acmee"].roles if role.kind == "owner")
        assert session.get_one(Person, owner).email == "two@example.com"
    assert named(directory(deps)["Pricing"])[0] == ("owner", "Bo Falk")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--who", "Ana"), "“Ana” should look like NAME=E-MAIL."),
        (("--who", "Ana=nobody@example.com"), "Nobody with the address nobody@example.com is known."),
        (("--same", "New=Nowhere at all"), "No topic is called “Nowhere at all”"),
        (("--column", "Phone=owner"), "has no column “Phone”. It has topic, kind, aliases"),
        (("--column", "day=banana"), "“banana” is nothing that a column can hold. Use one of topic, kind,"),
    ],
)
def test_what_cannot_be_meant_ends_in_a_sentence(sheet: Path, words: tuple[str, str], sentence: str) -> None:
    wrong = run("import", sheet, *words)
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert sentence in wrong.stderr
