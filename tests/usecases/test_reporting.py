"""One honest number: who name the right person unaided, of all who were asked, and nobody's answers."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, event, select

from bot.core.recall import Arm
from bot.core.stats import Counts, Day, Gain, Know, Stats, Untold
from bot.deps import Deps
from bot.usecases import correcting, reporting
from bot.usecases import gaps as closing
from models import Directory, Gap, Kickoff, Person, Quiet, RecapPlan, Suggestion, Topic, Unwanted
from models.recaps import ARMS
from tests import checking
from tests.cast import START, Cast
from tests.usecases.conftest import Ask

LATER = datetime(2027, 6, 1, tzinfo=UTC)  # all checks are closed
KNOWS, GUESSES, FORGOT = (True, True, True, False), (True, False, False, False), (False, True, False, True)
NOT_STARTED = (None, None, None, None)


def told(deps: Deps, *, now: datetime = LATER) -> Stats:
    with deps.reading() as session:
        return reporting.stats(session, now=now)


def day(stats: Stats, number: int) -> Day:
    return next(one for one in stats.days if one.day == number)


def know(found: Know | Untold) -> Know:
    assert isinstance(found, Know)
    return found


def gain(found: Gain | Untold) -> Gain:
    assert isinstance(found, Gain)
    return found


def test_the_arms_are_those_the_tables_know() -> None:
    assert set(Arm) == set(ARMS)


def test_an_empty_directory_gives_zeros(deps: Deps) -> None:
    found = told(deps)
    assert [(one.day, one.recapped, one.held_out, one.gain, one.is_open) for one in found.days] == [
        (number, Untold.NOBODY, Untold.NOBODY, Untold.NOBODY, False) for number in (2, 30, 60, 90)
    ]
    assert found.latest is None
    counted = [*asdict(found.opt_outs).values(), *asdict(found.asks).values(), *asdict(found.gaps).values()]
    assert set(counted) == {0}
    assert (found.weeks, found.topics.topics, found.topics.titles) == ((), 0, ())


def test_a_kickoff_whose_recaps_were_never_started_gives_zeros_too(deps: Deps, played: Cast) -> None:
    found = told(deps)
    assert {one.recapped for one in found.days} == {Untold.NOBODY}
    assert (found.kickoff, found.topics.topics, found.weeks) == ("Kickoff 2027", len(played.topics), ())


def test_the_share_is_of_all_who_were_asked_and_who_did_not_start_is_told_beside_it(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person, answers in zip(
            checking.people(session, 6), (KNOWS, KNOWS, GUESSES, FORGOT, NOT_STARTED, NOT_STARTED), strict=True
        ):
            checking.checked(session, person, 30, answers)
    found = day(told(deps), 30)
    recapped, held_out = know(found.recapped), know(found.held_out)
    assert (recapped.people, recapped.not_started, recapped.asked) == (6, 2, 12)
    assert (recapped.answered, recapped.right, recapped.share) == (8, 6, 0.5)
    assert (held_out.answered, held_out.right, held_out.share) == (8, 3, 0.25)
    # Wilson's interval of 6 of 12 and of 3 of 12, as worked out by hand
    assert recapped.interval == pytest.approx((0.2538, 0.7462), abs=1e-4)
    assert held_out.interval == pytest.approx((0.0889, 0.5323), abs=1e-4)
    assert day(told(deps), 60).recapped is Untold.NOBODY


def test_the_difference_compares_each_person_with_themselves(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person, answers in zip(checking.people(session, 5), (KNOWS, KNOWS, GUESSES, FORGOT, KNOWS), strict=True):
            checking.checked(session, person, 90, answers)
    found = gain(day(told(deps), 90).gain)
    # 0.5, 0.5, 0.5, 0 and 0.5: their mean is 0.4, their standard error 0.1, and t of four degrees of freedom 2.7764
    assert found.people == 5
    assert found.points == pytest.approx(0.4)
    assert found.interval == pytest.approx((0.4 - 0.27764, 0.4 + 0.27764), abs=1e-4)


def test_where_everybody_differs_by_the_same_no_interval_is_made_up(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 2, (True, True, False, False))
    found = gain(day(told(deps), 2).gain)
    assert (found.points, found.interval) == (1.0, None)


def test_of_fewer_than_five_people_nothing_is_told(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 4):
            checking.checked(session, person, 2, KNOWS)
            checking.asked(session, person, "2027-W04", [True])
    found = told(deps)
    assert (day(found, 2).recapped, day(found, 2).held_out, day(found, 2).gain) == (Untold.FEW,) * 3
    assert [(one.week, one.counts) for one in found.weeks] == [("2027-W04", Untold.FEW)]
    with deps.sessions.begin() as session:
        checking.checked(session, checking.people(session, 1)[0], 2, NOT_STARTED)
    assert know(day(told(deps), 2).recapped).people == 5


def test_a_group_that_is_too_small_cannot_be_worked_out_from_the_others(deps: Deps) -> None:
    """Two of six have no held-out topic left: neither that group nor the difference is told, nor any sum of both."""
    with deps.sessions.begin() as session:
        checking.started(session)
        for number, person in enumerate(checking.people(session, 6)):
            checking.checked(session, person, 60, KNOWS, arms=checking.ARMS[: 2 if number < 2 else 4])
    found = told(deps)
    assert know(day(found, 60).recapped).asked == 12
    assert (day(found, 60).held_out, day(found, 60).gain) == (Untold.FEW, Untold.FEW)
    assert found.weeks == ()  # a check's questions are in no other count


def test_what_is_answered_after_a_week_is_not_what_was_known_that_day(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 2, KNOWS, late=timedelta(days=7))
    recapped = know(day(told(deps), 2).recapped)
    assert (recapped.asked, recapped.answered, recapped.right, recapped.not_started) == (10, 0, 0, 5)


def test_a_check_that_was_not_sent_was_not_asked(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 30, NOT_STARTED, sent=False)
    assert day(told(deps), 30).recapped is Untold.NOBODY


def test_whoever_has_left_since_still_counts(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 30, KNOWS)
            checking.asked(session, person, "2027-W04", [True])
    before = told(deps)
    with deps.sessions.begin() as session:
        for one in session.scalars(select(Person)):
            one.standing = "left"
    assert told(deps) == before
    assert know(day(before, 30).recapped).people == 5


def test_the_day_to_speak_of_is_the_latest_whose_check_is_closed(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 30, KNOWS)
            checking.checked(session, person, 60, NOT_STARTED)
    two_days_on = datetime(2027, 3, 18, 12, tzinfo=UTC)
    found = told(deps, now=two_days_on)
    assert (day(found, 30).is_open, day(found, 60).is_open) == (False, True)
    assert found.latest == day(found, 30)
    later = told(deps)
    assert later.latest == day(later, 60)


@pytest.mark.parametrize("moved_to", ["2027-W07", "2027-W08"])
def test_a_check_stays_that_of_its_day_though_the_plan_was_changed_after_it(deps: Deps, moved_to: str) -> None:
    """Day 30 was a holiday when it was sent, so that it came a week later; the holidays were taken out since."""
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 30, KNOWS, week=moved_to)
    assert know(day(told(deps), 30).recapped).people == 5


def test_another_kickoffs_checks_are_not_counted(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        before = checking.started(session, last_day=date(2026, 1, 15))
        for person in checking.people(session, 5):
            checking.checked(session, person, 30, KNOWS)
        before.is_current = False
        session.add(Kickoff(name="Next", last_day=date(2027, 1, 14), created_at=START))
    found = told(deps)
    assert ({one.recapped for one in found.days}, found.weeks) == ({Untold.NOBODY}, ())


def test_a_plan_whose_last_day_was_taken_away_again_ends_in_no_error(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        kickoff = checking.started(session)
        for person in checking.people(session, 5):
            checking.checked(session, person, 30, KNOWS)
        kickoff.last_day = None
        session.execute(delete(RecapPlan))
    assert {one.recapped for one in told(deps).days} == {Untold.NOBODY}


def test_weeks_count_what_was_sent_answered_right_and_missed(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        five = checking.people(session, 5)
        for person in five:
            checking.asked(session, person, "2027-W05", [True, False])  # one more
        for person, answer in zip(five, (True, True, False, None, None), strict=True):
            checking.asked(session, person, "2027-W04", [answer])
    early = datetime(2027, 2, 2, 9, 29, tzinfo=UTC)  # a minute before the first week's questions are a week old
    fourth, fifth = told(deps, now=early).weeks
    assert (fourth.week, fifth.week) == ("2027-W04", "2027-W05")
    assert fourth.counts == Counts(people=5, sent=5, answered=3, right=2, expired=0)
    assert fifth.counts == Counts(people=5, sent=10, answered=10, right=5, expired=0)
    late = told(deps, now=early + timedelta(minutes=1)).weeks[0].counts
    assert isinstance(late, Counts)
    assert late.expired == 2


def test_those_who_stopped_and_topics_not_wanted_are_counted_and_pauses_are_not(deps: Deps, played: Cast) -> None:
    with deps.sessions.begin() as session:
        session.add_all(
            [
                Quiet(person_id=played.id("ana"), stopped_at=START, changed_at=START),
                Quiet(person_id=played.id("oskar"), until=date(2027, 3, 1), changed_at=START),
            ]
        )
        for title in ("NordKassa", "Quickpay"):
            session.add(Unwanted(person_id=played.id("ana"), topic_id=played.topics[title].id, said_at=START))
    found = told(deps).opt_outs
    assert (found.stopped, found.topics) == (1, 2)


def test_asks_tell_how_many_got_a_name_and_how_many_were_of_help(deps: Deps, played: Cast, ask: Ask) -> None:
    for question in ("nordkassa", "discount approval", "terminal pricing", "who fixes the printer"):
        ask(question)
    with deps.sessions.begin() as session:
        first, second = session.scalars(
            select(Suggestion).where(Suggestion.shown_at.is_not(None)).order_by(Suggestion.ask_id)
        ).all()[:2]
        correcting.helped(session, first.id, by=played.id("ana"), now=START)
        correcting.wrong_person(session, second.id, by=played.id("ana"), now=START)
    found = told(deps).asks
    assert (found.asked, found.named, found.judged, found.helped) == (4, 3, 2, 1)


def test_gaps_are_counted_by_what_became_of_them(deps: Deps, played: Cast, ask: Ask) -> None:
    for question in ("who fixes the printer", "where is the canteen", "who waters the plants"):
        ask(question)
    with deps.sessions.begin() as session:
        first, second, _ = session.scalars(select(Gap).order_by(Gap.id)).all()
        closing.assign(session, first.id, played.topics["Quickpay"].id, by="x", now=START)
        closing.dismiss(session, second.id, by="x", now=START)
    found = told(deps).gaps
    assert (found.open, found.assigned) == (1, 1)


def test_topics_nobody_was_shown_are_named_and_archived_ones_are_not(deps: Deps, played: Cast, ask: Ask) -> None:
    ask("nordkassa")
    with deps.sessions.begin() as session:
        session.get_one(Topic, played.topics["Quickpay"].id).archived_at = START
    found = told(deps).topics
    assert (found.topics, found.never_asked) == (6, 5)
    assert found.titles == (
        "R&D roadmap",
        "Fernhollow Lodges",
        "Discount approval",
        "Terminal pricing",
        "Old town tour",
    )


def test_an_owner_is_confirmed_for_ninety_days(deps: Deps, played: Cast) -> None:
    with deps.sessions.begin() as session:
        for title, ago in (("NordKassa", 0), ("Quickpay", 89), ("R&D roadmap", 90)):
            session.get_one(Topic, played.topics[title].id).confirmed_at = START - timedelta(days=ago)
    assert told(deps, now=START).topics.confirmed == 2


def test_nobody_is_named_in_what_is_given_back(deps: Deps, played: Cast) -> None:
    with deps.sessions.begin() as session:
        checking.started(session)
        for person in session.scalars(select(Person)).all():
            checking.checked(session, person, 30, KNOWS)
            checking.asked(session, person, "2027-W04", [True])
    written = repr(told(deps))
    assert [one.name for one in played.people.values() if one.name in written] == []
    assert "person_id" not in written


def test_however_many_were_asked_it_takes_as_many_looks(deps: Deps) -> None:
    counted: list[str] = []
    with deps.sessions.begin() as session:
        session.add(Directory(version=1, changed_at=START))
        checking.started(session)
    listen = lambda *given: counted.append(given[2])  # noqa: E731
    event.listen(deps.engine, "before_cursor_execute", listen)
    few = _looks(deps, counted)
    with deps.sessions.begin() as session:
        for person in checking.people(session, 30):
            checking.checked(session, person, 30, KNOWS)
    assert _looks(deps, counted) == few


def _looks(deps: Deps, counted: list[str]) -> int:
    counted.clear()
    told(deps)
    return len(counted)
