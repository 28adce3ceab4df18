"""`sko worker --once`: what is due is done, or looked ahead to without a trace."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from bot.cli import sko
from bot.config import Settings
from bot.core.ahead import LookAhead
from bot.demo.server import Slack
from bot.deps import Deps
from bot.usecases import arranging, looking_ahead, planning, scheduling
from bot.views import plan_lines
from bot.worker import NOT_ALL
from models import Enrolment, Kickoff, Outgoing, Person, Quiet, Recap, RecapPlan, Request
from tests.installed import installed, said, settings
from tests.office import wait_until

Run = Callable[..., Result]
SLOT = "2027-02-09T09:30Z"  # Tuesday of the first week
ELSEWHERE = "http://192.0.2.1/api/"  # nobody is there, and a test may not go there either


@pytest.fixture
def slack(database_url: str) -> Iterator[Slack]:
    with installed(database_url) as slack:
        yield slack


@pytest.fixture
def deps(slack: Slack, database_url: str) -> Iterator[Deps]:
    made = Deps.build(Settings(DATABASE_URL=database_url))
    with made.sessions.begin() as session:
        session.execute(update(Kickoff).values(last_day=date(2027, 1, 28)))
    yield made
    made.engine.dispose()


@pytest.fixture
def run(slack: Slack, deps: Deps, database_url: str) -> Run:
    """Run `sko worker` with these words on an installation in a Slack on loopback, but for what is `changed`."""
    right = {"SLACK_APP_TOKEN": ""} | settings(slack, database_url)
    return lambda *words, **changed: CliRunner().invoke(sko, ["worker", *words], env={**right, **changed})


def start(deps: Deps) -> None:
    """Let an organizer have started the plan a day before its first week."""
    now = datetime(2027, 2, 7, tzinfo=UTC)
    with deps.sessions.begin() as session:
        scheduling.start(session, scheduling.page(session, now=now).settings.mark, by="U1", now=now)


def kept(deps: Deps) -> list[object]:
    """Give all that a worker could have written."""
    with deps.sessions() as session:
        counts = [
            session.scalar(select(func.count()).select_from(row)) for row in (Outgoing, Recap, Enrolment, Request)
        ]
        return [*counts, *session.execute(select(RecapPlan.state, RecapPlan.started_at)).all()]


def test_looking_ahead_tells_who_would_get_what_and_leaves_no_trace(run: Run, deps: Deps, slack: Slack) -> None:
    start(deps)
    with deps.sessions.begin() as session:
        now = deps.now()
        people = {one.name: one for one in session.scalars(select(Person))}
        people["Henrik Dahl"].time_zone = "America/New_York"  # for whom it is four in the morning
        people["Marta Lindgren"].time_zone = "Europe/Berlin"
        session.add(Quiet(person_id=people["Oskar Wendt"].id, stopped_at=now, changed_at=now))
    before = kept(deps)
    told = run("--once", "--now", SLOT, SLACK_API_URL=ELSEWHERE)
    lines = told.stdout.splitlines()
    assert (told.exit_code, len(lines)) == (0, 4), told.output
    assert lines[0].startswith("Tue 9 Feb 2027 10:30  Europe/Berlin  Marta Lindgren  recap: ")
    assert lines[1].startswith("Tue 9 Feb 2027 09:30  UTC  Ana Ferreira  recap: ")
    assert lines[2] == "Tue 9 Feb 2027 09:30  UTC  Oskar Wendt  recap: not sent, stopped by the person"
    assert lines[0].rpartition(" ")[2] in {"(who)", "(where)", "(truth)"}
    assert kept(deps) == before
    assert all(said(slack, handle) == [] for handle in ("ana", "marta", "oskar", "henrik"))


def test_looking_ahead_keeps_nobody_waiting(run: Run, deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it composes for all, a worker plans the same week, and an organizer changes the plan."""
    slot = datetime(2027, 2, 9, 9, 30, tzinfo=UTC)
    planned: list[int] = []

    def busy(session: Session, *, now: datetime) -> LookAhead:
        found = look(session, now=now)
        with deps.sessions.begin() as other:
            if other.get_bind().dialect.name == "postgresql":
                other.execute(text("SET LOCAL lock_timeout = '2s'"))
            arranging.row(other, arranging.lock(other), now=now).weeks = 6
            planned.append(planning.plan_due(other, now=now))
        return found

    look = looking_ahead.at
    monkeypatch.setattr(looking_ahead, "at", busy)
    start(deps)
    foreseen = run("--once", "--now", SLOT, SLACK_API_URL=ELSEWHERE).stdout.splitlines()
    assert planned == [len(foreseen)]
    with deps.sessions() as session:
        assert set(session.scalars(select(Outgoing.due_at))) == {slot}


def test_looking_ahead_names_the_topics_of_a_check(run: Run, deps: Deps) -> None:
    start(deps)
    told = run("--once", "--now", "2027-03-01T09:30Z", SLACK_API_URL=ELSEWHERE).stdout
    assert "Ana Ferreira  check: " in told
    assert "(pick), " in told


def test_what_comes_at_night_is_put_off_to_the_morning(run: Run, deps: Deps) -> None:
    start(deps)
    told = run("--once", "--now", "2027-02-09T20:00Z", SLACK_API_URL=ELSEWHERE).stdout
    assert "Ana Ferreira  recap: not before Wed 10 Feb 2027 09:00, outside of working hours" in told


def test_looking_ahead_needs_no_token_and_reaches_nobody(run: Run, deps: Deps, slack: Slack) -> None:
    start(deps)
    told = run("--once", "--now", SLOT, SLACK_API_URL="", SLACK_BOT_TOKEN="", SLACK_SIGNING_SECRET="")
    assert (told.exit_code, "Ana Ferreira  recap: " in told.stdout) == (0, True)
    assert slack.wire.calls("chat.postMessage") == []


def test_a_plan_that_is_not_started_is_looked_at_as_if_it_were(run: Run, deps: Deps) -> None:
    before = kept(deps)
    told = run("--once", "--now", SLOT, SLACK_API_URL=ELSEWHERE).stdout
    assert told.splitlines()[0] == "The recaps are not started, and until then nothing is sent. As if they were:"
    assert "Ana Ferreira  recap: " in told
    assert kept(deps) == before


def test_where_nothing_is_due_that_is_said(run: Run, deps: Deps) -> None:
    start(deps)
    told = run("--once", "--now", "2027-02-09T09:29Z", SLACK_API_URL=ELSEWHERE).stdout
    assert told == "Nothing would be sent on Tue 9 Feb 2027 09:29 UTC.\n"
    with deps.sessions.begin() as session:
        session.execute(update(Kickoff).values(last_day=None))
    assert run("--once", "--now", SLOT, SLACK_API_URL=ELSEWHERE).stdout.strip() == plan_lines.NO_PLAN


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--once", "--now", "2027-02-02T14:30"), "“2027-02-02T14:30” does not say on whose clock."),
        (("--once", "--now", "2027-02-02"), "“2027-02-02” is no moment. Write it like 2027-02-02T14:30Z."),
        (("--once", "--now", "tomorrow"), "“tomorrow” is no moment. Write it like 2027-02-02T14:30Z."),
        (("--once", "--now", ""), "“” is no moment."),
        (("--now", SLOT), "--now goes with --once"),
    ],
)
def test_a_time_that_is_none_is_a_sentence(run: Run, words: tuple[str, ...], wrong: str) -> None:
    told = run(*words)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(wrong)
    assert len(told.stderr.splitlines()) == 1


def test_once_does_what_is_due_on_loopback_with_the_clock_it_is_given_and_twice_is_once(
    run: Run, deps: Deps, slack: Slack
) -> None:
    start(deps)
    assert run("--once", "--now", SLOT).exit_code == 0
    handles = ("ana", "marta", "priya", "henrik")  # Oskar owns all there is to ask about
    got = {handle: said(slack, handle) for handle in handles}
    assert {handle: len(texts) for handle, texts in got.items()} == dict.fromkeys(handles, 1)
    assert run("--once", "--now", "2027-02-09T09:45Z").exit_code == 0
    assert {handle: said(slack, handle) for handle in handles} == got
    with deps.sessions() as session:
        states = set(session.execute(select(Outgoing.state, Outgoing.sent_at < datetime(2027, 2, 9, 10, tzinfo=UTC))))
    assert states == {("sent", True), ("cancelled", None)}


def test_once_answers_what_was_left_open_and_mirrors_people_who_were_not_for_a_day(
    run: Run, deps: Deps, slack: Slack
) -> None:
    ana, asked = slack.person("ana"), deps.now() - timedelta(seconds=30)
    with deps.sessions.begin() as session:
        place = slack.workspace.dm(ana.person.id).id
        left = Request(id="Ev1", kind="message", slack_user=ana.person.id, received_at=asked, taken_at=asked)
        left.channel, left.text = place, "who owns NordKassa?"
        session.add(left)
    assert run("--once").exit_code == 0
    wait_until(lambda: said(slack, "ana"))
    assert len(slack.wire.calls("users.list")) == 1
    assert run("--once").exit_code == 0
    assert len(slack.wire.calls("users.list")) == 1


def test_once_comes_to_an_end_though_slack_keeps_it_waiting(run: Run, slack: Slack) -> None:
    slack.faults.rate_limit(times=99, retry_after=600)
    told = run("--once")
    assert (told.exit_code, told.stderr.splitlines()[-1]) == (1, NOT_ALL)


def test_once_says_at_its_end_that_slack_refuses_the_app(run: Run, slack: Slack) -> None:
    told = run("--once", SLACK_BOT_TOKEN="xoxb-another")
    assert (told.exit_code, told.stderr.splitlines()[-1]) == (1, NOT_ALL)


def test_it_needs_no_more_than_the_bots_token(run: Run) -> None:
    assert run("--once", SLACK_SIGNING_SECRET="").exit_code == 0
