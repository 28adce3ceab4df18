"""What somebody is told of their next recap is what then comes, and a week that is left out stays left out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from bot.core.outbox import Skip, Wait
from bot.core.recapped import NextRecap, Quietness
from bot.deps import Deps
from bot.usecases import arranging, delivering, planning, quieting, recapping, scheduling
from models import Enrolment, Person, RecapPlan
from tests.cast import Cast
from tests.databases import EMBEDDED
from tests.recapping import FIRST, SECOND, start

pytestmark = EMBEDDED
WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
TUESDAY, WEDNESDAY = FIRST, FIRST + DAY  # 26 January 2027, half past nine UTC, where Ana is


@pytest.fixture
def ana(deps: Deps, played: Cast) -> int:
    """Ana, whose recaps have been started."""
    with deps.sessions.begin() as session:
        start(session, played)
    return played.id("ana")


def change(deps: Deps, ana: int, **values: object) -> None:
    """Change what is known of her."""
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == ana).values(**values))


def to_thursdays(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(RecapPlan).values(weekday=3))


def pause(deps: Deps, *, now: datetime) -> None:
    with deps.sessions.begin() as session:
        scheduling.pause(session, by="Priya", now=now)


def go_on(deps: Deps, *, now: datetime) -> None:
    with deps.sessions.begin() as session:
        scheduling.start(session, arranging.settings(session).mark, by="Priya", now=now)


def works(deps: Deps, *, now: datetime) -> bool:
    """Let a worker do what is due; tell whether anything was sent."""
    count = 0
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=now)
        sender = delivering.join(session, now=now)
        while claimed := delivering.claim(session, sender, now=now):
            verdict = recapping.ready(session, claimed, now=now)
            if isinstance(verdict, Skip | Wait):
                delivering.set_aside(session, claimed, verdict)
            else:
                delivering.sent(session, claimed, channel="D1", ts="1.0", now=now)
                count += 1
    return count > 0


def sent_on(deps: Deps, *, after: datetime, days: int = 9) -> list[date]:
    """Let a worker look every hour of these days but by night, and give those on which something was sent."""
    hours = (after + number * HOUR for number in range(24 * days))
    return [now.date() for now in hours if 8 <= now.hour <= 18 and works(deps, now=now)]


def previewed(deps: Deps, ana: int, *, now: datetime) -> NextRecap:
    with deps.reading() as session:
        return recapping.preview(session, ana, now=now)


def told(deps: Deps, ana: int, *, now: datetime) -> Quietness:
    with deps.sessions.begin() as session:
        return quieting.quietness(session, ana, now=now)


def foreseen(deps: Deps, ana: int, *, now: datetime) -> set[date | None]:
    """Give on which day the next one comes, as the organizers see it and as she is told."""
    at = previewed(deps, ana, now=now).at
    return {at.date() if at else None, told(deps, ana, now=now).next_on}


def snooze(deps: Deps, ana: int, *, now: datetime) -> None:
    with deps.sessions.begin() as session:
        quieting.snooze(session, ana, now=now)


def test_a_snooze_leaves_out_the_next_week_though_the_slot_was_moved_within_this_one(deps: Deps, ana: int) -> None:
    assert works(deps, now=TUESDAY)
    to_thursdays(deps)
    snooze(deps, ana, now=TUESDAY + HOUR)
    assert sent_on(deps, after=TUESDAY + HOUR, days=12) == []


def test_a_snooze_leaves_out_the_next_week_of_somebody_who_flew_west(deps: Deps, ana: int) -> None:
    change(deps, ana, time_zone="Australia/Sydney")
    morning_there = datetime(2027, 1, 25, 22, 30, tzinfo=UTC)
    assert works(deps, now=morning_there)
    change(deps, ana, time_zone="Europe/London")
    snooze(deps, ana, now=morning_there + 8 * HOUR)
    assert sent_on(deps, after=morning_there + 8 * HOUR) == []


def test_a_snooze_while_the_plan_is_paused_leaves_out_this_week_alone(deps: Deps, ana: int) -> None:
    pause(deps, now=TUESDAY - DAY)
    snooze(deps, ana, now=TUESDAY - DAY)
    go_on(deps, now=TUESDAY - 2 * HOUR)
    assert sent_on(deps, after=TUESDAY - HOUR) == [SECOND.date()]


def test_the_next_one_is_none_that_was_sent(deps: Deps, ana: int) -> None:
    assert works(deps, now=TUESDAY)
    to_thursdays(deps)
    assert foreseen(deps, ana, now=TUESDAY + HOUR) == set(sent_on(deps, after=TUESDAY + HOUR)) == {date(2027, 2, 4)}


def test_the_next_one_is_not_in_the_past_but_when_somebody_is_back(deps: Deps, ana: int) -> None:
    change(deps, ana, away_until=WEDNESDAY + 10 * HOUR)
    assert not works(deps, now=TUESDAY)
    assert foreseen(deps, ana, now=WEDNESDAY) == set(sent_on(deps, after=WEDNESDAY, days=5)) == {date(2027, 1, 28)}


def test_somebody_who_is_away_all_week_is_told_of_the_next(deps: Deps, ana: int) -> None:
    change(deps, ana, away_until=TUESDAY + 4 * DAY)
    monday = TUESDAY - DAY
    assert foreseen(deps, ana, now=monday) == set(sent_on(deps, after=monday)) == {SECOND.date()}


def test_what_is_given_up_at_its_slot_is_not_promised_for_later(deps: Deps, ana: int) -> None:
    with deps.sessions.begin() as session:
        quieting.pause(session, ana, WEDNESDAY.date(), now=TUESDAY - DAY)
    change(deps, ana, away_until=WEDNESDAY + 13 * HOUR)
    before = TUESDAY - HOUR
    assert foreseen(deps, ana, now=before) == set(sent_on(deps, after=before)) == {SECOND.date()}


def test_what_waits_already_comes_though_it_is_paused_until_then(deps: Deps, ana: int) -> None:
    change(deps, ana, away_until=WEDNESDAY + 10 * HOUR)
    assert not works(deps, now=TUESDAY)
    thursday = TUESDAY + 2 * DAY
    with deps.sessions.begin() as session:
        said = quieting.pause(session, ana, thursday.date(), now=TUESDAY + HOUR)
    assert said.next_on == sent_on(deps, after=TUESDAY + HOUR, days=4)[0] == thursday.date()


def test_who_comes_back_early_gets_it_when_that_is_said(deps: Deps, ana: int) -> None:
    change(deps, ana, away_until=WEDNESDAY + 10 * HOUR)
    assert not works(deps, now=TUESDAY)
    change(deps, ana, away_until=None)
    noon = TUESDAY + 2 * HOUR
    assert foreseen(deps, ana, now=noon) == set(sent_on(deps, after=noon, days=4)) == {date(2027, 1, 28)}


def test_what_came_due_in_a_pause_is_not_previewed(deps: Deps, ana: int) -> None:
    pause(deps, now=TUESDAY - DAY)
    at = previewed(deps, ana, now=WEDNESDAY).at
    assert told(deps, ana, now=WEDNESDAY).next_on is None
    go_on(deps, now=WEDNESDAY)
    assert at is not None
    assert [at.date()] == sent_on(deps, after=WEDNESDAY) == [SECOND.date()]


def test_what_waits_for_its_morning_keeps_it_though_the_slot_is_moved(deps: Deps, ana: int) -> None:
    change(deps, ana, away_until=WEDNESDAY + 10 * HOUR)
    assert not works(deps, now=TUESDAY)
    with deps.sessions.begin() as session:
        session.execute(update(RecapPlan).values(weekday=4))
    assert foreseen(deps, ana, now=WEDNESDAY) == set(sent_on(deps, after=WEDNESDAY, days=4)) == {date(2027, 1, 28)}


def test_a_snooze_before_the_plan_is_started_leaves_out_this_week_alone(deps: Deps, ana: int) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(RecapPlan).values(state="draft"))
        session.execute(delete(Enrolment))
    snooze(deps, ana, now=TUESDAY - DAY)
    go_on(deps, now=TUESDAY - HOUR)
    assert sent_on(deps, after=TUESDAY - HOUR) == [SECOND.date()]
