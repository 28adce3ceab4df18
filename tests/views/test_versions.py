"""What organizers read of the versions of the directory, in Slack and in a terminal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.results import Who
from bot.core.uploads import History, Version, VersionKind
from bot.demo.rules import check_message
from bot.views import uploads, versions
from tests.views.test_answers import HOSTILE, everything
from tests.views.test_uploads import buttons, texts

ANA = Who(person_id=1, name="Ana Sobral", slack_id="U0ANA")
VERSION = Version(
    number=12,
    at=datetime(2027, 2, 3, 14, 30, tzinfo=UTC),
    by=ANA,
    kind=VersionKind.SHEET,
    about="kickoff.csv",
    added=3,
    changed=2,
    removed=1,
)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (VERSION, "*Ana Sobral* applied “kickoff.csv” · +3 new, 2 changed, 1 removed"),
        (replace(VERSION, by=None, removed=0), "the command line applied “kickoff.csv” · +3 new, 2 changed"),
        (replace(VERSION, kind=VersionKind.UNDO, about="7", added=0), "went back to version 7 · 2 changed, 1 removed"),
        (replace(VERSION, kind=VersionKind.EDIT, about="Pricing", added=0, removed=0), "edited “Pricing”"),
        (replace(VERSION, kind=VersionKind.EDIT, about="Pricing", added=1), "added “Pricing”"),
        (replace(VERSION, kind=VersionKind.EDIT, about="Pricing", added=0), "retired “Pricing”"),
    ],
)
def test_a_version_says_when_who_how_and_how_much(version: Version, said: str) -> None:
    line = texts(versions.page(History(versions=(version,), current=13)))[1]
    assert line.startswith("*Version 12* · 3 Feb 2027, 14:30 UTC · ")
    assert line.endswith(said)


def test_times_are_those_of_the_reader() -> None:
    page = versions.page(History(versions=(VERSION,), current=12), tz="Asia/Kolkata")
    assert "· 3 Feb 2027, 20:00 · *Ana" in texts(page)[1]


def test_there_is_a_way_back_to_every_version_but_the_one_in_force() -> None:
    page = versions.page(History(versions=(VERSION, replace(VERSION, number=11)), current=12, following=11))
    assert texts(page)[1].endswith("*in force*")
    pressed = {label: (one["action_id"], one["value"]) for label, one in buttons(page).items()}
    assert pressed == {"Back to this": (uploads.GO_BACK, "11"), "Show more": (versions.MORE_VERSIONS, "11")}
    assert everything(page).count("Back to this") == 1


def test_there_is_nothing_more_after_the_last_page() -> None:
    assert "Show more" not in buttons(versions.page(History(versions=(VERSION,), current=12)))


def test_an_empty_history_says_how_it_begins() -> None:
    nothing = History(versions=(), current=0)
    assert texts(versions.page(nothing)) == [versions.NOTHING]
    assert versions.lines(nothing) == versions.NO_VERSIONS


def test_the_terminal_lists_versions_and_marks_the_one_in_force() -> None:
    bare = replace(VERSION, number=11, by=None, kind=VersionKind.UNDO, about="7", added=0, changed=0, removed=0)
    steering = replace(VERSION, number=10, about="a\nb\x1b[2J")
    assert versions.lines(History(versions=(VERSION, bare, steering), current=12)).split("\n") == [
        "* 12  3 Feb 2027, 14:30 UTC  Ana Sobral applied “kickoff.csv”: +3 new, 2 changed, 1 removed",
        "  11  3 Feb 2027, 14:30 UTC  the command line went back to version 7",
        "  10  3 Feb 2027, 14:30 UTC  Ana Sobral applied “a b[2J”: +3 new, 2 changed, 1 removed",
    ]


@pytest.mark.parametrize("text", ["&" * 500, "a" * 500, "&" * 20 + "a" * 200, HOSTILE])
def test_any_history_fits_a_message_and_goes_on_where_it_stopped(text: str) -> None:
    many = tuple(replace(VERSION, number=n, about=text, by=Who(person_id=1, name=text)) for n in range(200, 0, -1))
    page = versions.page(History(versions=many, current=1, following=1))
    check_message(page.text, page.payload()["blocks"])
    assert buttons(page)["Show more"]["value"] == str(201 - versions.PAGE)
    assert "<!" not in everything(page)
    assert "<@" not in everything(page)


def test_what_was_there_before_versions_were_kept_is_nobodys_doing() -> None:
    first = replace(VERSION, by=None, about="", added=0, changed=0, removed=0)
    drawn = versions.page(History(versions=(first,), current=12))
    assert "what was there before versions were kept" in texts(drawn)[-1]
    assert "the command line" not in texts(drawn)[-1]
