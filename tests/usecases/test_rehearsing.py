"""Playing a company: when something comes next, and what its people are asked, with what is right."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core.cadence import Kind
from bot.deps import Deps
from bot.usecases import planning, rehearsing
from models import Outgoing, Recap, RecapPlan
from tests.cast import START, Cast, enter

THURSDAY = datetime(2027, 1, 14, 12, tzinfo=UTC)
FRIDAY = datetime(2027, 1, 15, 9, 30, tzinfo=UTC)  # two days after the end: the first check
TUESDAY = datetime(2027, 1, 19, 9, 30, tzinfo=UTC)


@pytest.fixture
def session(deps: Deps) -> Iterator[Session]:
    with deps.sessions.begin() as session:
        yield session


@pytest.fixture
def cast(session: Session) -> Cast:
    return enter(session)


@pytest.fixture
def plan(session: Session, cast: Cast) -> RecapPlan:
    """A plan that was started the day after the kickoff; everybody's clock is that of London."""
    rehearsing.prepare(session, last_day=date(2027, 1, 13), seed="drawn", time_zone="Europe/London", now=THURSDAY)
    plan = session.scalars(select(RecapPlan)).one()
    assert (plan.state, plan.seed) == ("draft", "drawn")
    plan.state, plan.started_at = "started", THURSDAY
    session.flush()
    current = planning.current(session)
    assert current
    planning.enrol(session, current, is_new=False, now=THURSDAY)
    return plan


def test_what_comes_next_is_the_first_slot_of_anybody_or_what_waits_for_its_moment(
    session: Session, cast: Cast, plan: RecapPlan
) -> None:
    assert rehearsing.next_moment(session, now=THURSDAY) == FRIDAY
    assert rehearsing.next_moment(session, now=FRIDAY) == TUESDAY
    cast.people["ana"].time_zone = "America/New_York"
    session.flush()
    assert rehearsing.next_moment(session, now=FRIDAY) == FRIDAY + timedelta(hours=5)

    later = FRIDAY + timedelta(minutes=20)
    session.add(message(cast, "marta", at=FRIDAY, ready_at=later))
    assert rehearsing.next_moment(session, now=FRIDAY) == later


def test_nothing_comes_before_somebody_has_started_it(session: Session, cast: Cast, plan: RecapPlan) -> None:
    plan.state = "paused"
    session.flush()
    assert rehearsing.next_moment(session, now=THURSDAY) is None
    assert rehearsing.slot_of(session, cast.people["ana"].slack_id or "", now=THURSDAY) is None


def test_somebody_s_next_recap_may_come_after_their_next_check(session: Session, cast: Cast, plan: RecapPlan) -> None:
    ana = cast.people["ana"].slack_id or ""
    assert rehearsing.slot_of(session, ana, now=THURSDAY) == FRIDAY
    assert rehearsing.slot_of(session, ana, kind=Kind.RECAP, now=THURSDAY) == TUESDAY
    assert rehearsing.slot_of(session, cast.people["gwen"].slack_id or "", now=THURSDAY) is None


def test_a_question_says_what_is_right_and_how_often_it_was_there_before(session: Session, cast: Cast) -> None:
    before, now = (message(cast, "ana", at=START - timedelta(days=days), state="sent") for days in (14, 0))
    session.add_all([before, now])
    session.flush()
    for sent, titles in ((before, ["NordKassa", "Quickpay"]), (now, ["NordKassa"])):
        session.add_all(asked(cast, sent, title, place=place) for place, title in enumerate(titles))
    session.flush()

    (found,) = rehearsing.questions(session, since=START - timedelta(days=1), now=START)

    assert (found.slack_id, found.topic, found.kind) == (cast.people["ana"].slack_id, "NordKassa", Kind.RECAP)
    assert (found.right, found.offered, found.names) == (1, 2, ("Marta Lindgren",))
    assert (found.seen, found.practice, found.held_out) == (1, 2, False)


def test_whoever_is_named_where_the_owner_left_is_right_and_what_is_answered_is_no_question(
    session: Session, cast: Cast
) -> None:
    check = message(cast, "ana", at=START, state="sent", kind="check")
    session.add(check)
    session.flush()
    session.add(asked(cast, check, "Quickpay", arm="held out"))
    session.add(asked(cast, check, "NordKassa", place=1, is_right=True))
    session.flush()

    (found,) = rehearsing.questions(session, since=START, now=START)

    assert (found.names, found.right, found.held_out) == (("Oskar Wendt",), None, True)


def message(
    cast: Cast,
    handle: str,
    *,
    at: datetime,
    ready_at: datetime | None = None,
    state: str = "pending",
    kind: str = "recap",
) -> Outgoing:
    return Outgoing(
        purpose=f"recap:1:{at.isoformat()}",
        kind=kind,
        person_id=cast.id(handle),
        state=state,
        due_at=at,
        ready_at=ready_at or at,
        expires_at=at + timedelta(days=3),
        sent_at=at if state == "sent" else None,
    )


def asked(
    cast: Cast, sent: Outgoing, title: str, *, place: int = 0, arm: str | None = None, is_right: bool | None = None
) -> Recap:
    return Recap(
        message_id=sent.id,
        place=place,
        person_id=sent.person_id,
        topic_id=cast.topics[title].id,
        form="pick" if arm else "who",
        arm=arm,
        options=[] if arm else [{"person": cast.id(one)} for one in ("oskar", "marta")],
        correct=None if arm else 1,
        asked_at=sent.sent_at,
        answered_at=sent.sent_at if is_right is not None else None,
        is_right=is_right,
    )
