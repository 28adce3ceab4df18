"""The plan of the recaps, what became of their messages and what comes next to somebody, in a terminal."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.cli import sko
from bot.deps import Deps
from bot.usecases import planning, scheduling
from bot.views import plan_lines
from models import Enrolment, Kickoff, Outgoing, Person, Recap, RecapPlan
from tests import cast
from tests.cast import Cast

Run = Callable[..., Result]
ENDED = date(2127, 1, 23)  # a Thursday far ahead, for the command line has the machine's own clock
BEFORE = datetime(2127, 2, 1, tzinfo=UTC)
SLOT = datetime(2127, 2, 4, 9, 30, tzinfo=UTC)
SKIPPED = "nothing is due"


@pytest.fixture
def played(deps: Deps) -> Cast:
    with deps.sessions.begin() as session:
        entered = cast.enter(session)
        session.execute(update(Kickoff).values(last_day=ENDED))
        return entered


@pytest.fixture
def run(played: Cast, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command on a directory that holds the cast, whose kickoff is over."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *words: CliRunner().invoke(sko, words)


@pytest.fixture
def weeks(deps: Deps, played: Cast) -> None:
    """Start the plan, and let two weeks go out: the first with all that can become of a message, the second late."""
    with deps.sessions.begin() as session:
        scheduling.start(session, scheduling.page(session, now=BEFORE).settings.mark, by="U1", now=BEFORE)
        planning.plan_due(session, now=SLOT)
        became(session, played, "ana", state="sent", sent_at=SLOT + timedelta(minutes=29))
        became(session, played, "marta", state="failed", reason="user_disabled")
        became(session, played, "henrik", state="unsure", reason="Slack's answer was lost")
        became(session, played, "oskar", state="cancelled", reason=SKIPPED)
        became(session, played, "priya", state="expired", reason="away")
        planning.plan_due(session, now=SLOT + timedelta(days=7))
        late = SLOT + timedelta(days=7, minutes=31)
        session.execute(update(Outgoing).where(Outgoing.state == "pending").values(state="sent", sent_at=late))
        became(session, played, "oskar", state="sending")


def became(session: Session, played: Cast, handle: str, **values: object) -> None:
    """Say what became of somebody's last message."""
    last = select(func.max(Outgoing.due_at)).where(Outgoing.person_id == played.id(handle)).scalar_subquery()
    theirs = (Outgoing.person_id == played.id(handle), Outgoing.due_at == last)
    session.execute(update(Outgoing).where(*theirs).values(**values).execution_options(synchronize_session=False))


def test_what_became_of_messages_is_counted_by_week_with_reasons_and_names(run: Run, weeks: None) -> None:
    assert run("recap", "status").stdout.splitlines() == [
        "2127-W06  sent to 1 of 5, 1 skipped, 1 too late to send, 1 unsure, 1 refused by Slack",
        "          1 skipped: nothing is due",
        "          1 too late: away",
        "          1 refused: user_disabled",
        "          1 unsure: Slack's answer was lost",
        "2127-W07  sent to 4 of 5, 4 of them late, 1 waiting",
        "in all    sent to 5 of 10, 4 of them late, 1 waiting, 1 skipped, 1 too late to send, 1 unsure, "
        "1 refused by Slack",
        plan_lines.TROUBLES,
        "  2127-W06  Henrik Dahl: unsure, Slack's answer was lost",
        "  2127-W06  Marta Lindgren: refused, user_disabled",
    ]


def test_what_became_of_messages_is_told_to_programs_too(run: Run, weeks: None) -> None:
    told = json.loads(run("recap", "status", "--json").stdout)
    assert told["kickoff"] == "Kickoff 2027"
    assert [(one["week"], one["sent"], one["late"]) for one in told["weeks"]] == [
        ("2127-W06", 1, 0),
        ("2127-W07", 4, 4),
    ]
    assert told["total"] | {"reasons": []} == {
        "sent": 5,
        "late": 4,
        "waiting": 1,
        "skipped": 1,
        "expired": 1,
        "unsure": 1,
        "failed": 1,
        "reasons": [],
    }
    assert {"state": "cancelled", "reason": SKIPPED, "count": 1} in told["total"]["reasons"]
    assert {"week": "2127-W06", "name": "Marta Lindgren", "state": "failed", "reason": "user_disabled"} in told[
        "troubles"
    ]


def test_before_anything_was_sent_there_is_nothing_to_count(run: Run, deps: Deps) -> None:
    assert run("recap", "status").stdout.strip() == plan_lines.NOTHING_SENT
    assert json.loads(run("recap", "status", "--json").stdout)["total"]["sent"] == 0
    with deps.sessions.begin() as session:
        session.execute(update(Kickoff).values(is_current=False))
    assert run("recap", "status").stdout.strip() == plan_lines.NO_KICKOFF


def test_the_plan_is_printed_with_its_calendar(run: Run) -> None:
    printed = run("recap", "plan").stdout.splitlines()
    assert printed[0] == "Recaps of Kickoff 2027. Not started: nothing is sent before you start them."
    assert "Everybody who works here takes part (5 people)." in printed
    assert "  Tue 4 Feb 2127       recap · 5 people" in printed
    assert any(line.endswith("check, day 90 · 5 people") for line in printed)


def test_a_preview_is_printed_and_nothing_is_written(run: Run, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.name == "Ana Ferreira").values(time_zone="Asia/Kolkata"))
        session.execute(update(Kickoff).values(last_day=ENDED - timedelta(days=30)))
    for who in ("ana@example.com", "Ana Ferreira"):
        printed = run("recap", "preview", who).stdout.splitlines()
        assert printed[0].startswith("What Ana Ferreira gets next: a ")
        assert printed[0].endswith("09:30 (Asia/Kolkata).")
        assert len(printed) > 1
    with deps.sessions() as session:
        kept = [
            session.scalar(select(func.count()).select_from(row)) for row in (Outgoing, Recap, Enrolment, RecapPlan)
        ]
    assert kept == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("nobody@example.com", "I know nobody whose e-mail address is nobody@example.com."),
        ("\udcff\0", "I know nobody called “"),
        ("", "Say whose: mention somebody"),
    ],
)
def test_a_preview_of_nobody_is_a_sentence(run: Run, who: str, said: str) -> None:
    told = run("recap", "preview", who)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(said)


def test_two_people_of_one_name_are_told_apart_by_their_address(run: Run, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.add(Person(name="Ana Ferreira", email="other@example.com", slack_id="U0OTHER"))
    assert run("recap", "preview", "Ana Ferreira").stderr.startswith("There are 2 people called “Ana Ferreira”.")
    assert run("recap", "preview", "ana@example.com").exit_code == 0


def test_without_a_kickoff_there_is_no_plan(run: Run, deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Kickoff).values(is_current=False))
    assert run("recap", "plan").stderr.startswith("There is no kickoff yet.")
