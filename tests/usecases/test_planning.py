"""Each who takes part is planned once a week, at half past nine of theirs; however many plan, and how late; on both."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, insert, select, update

from bot.core import cadence
from bot.core.recaps import Audience, PlanState
from bot.deps import Deps
from bot.usecases import planning
from models import Enrolment, Kickoff, Outgoing, Person, RecapMember, RecapPlan, table_of

LAST_DAY = date(2027, 1, 14)
STARTED = datetime(2027, 1, 15, 12, tzinfo=UTC)
CROWD = 2500
PEOPLE = {  # half past nine of Tuesday, 2 February, in UTC
    "Sione": "Pacific/Auckland",  # Monday 20:30
    "Kavya": "Asia/Kolkata",  # 04:00
    "Lena": "Europe/Berlin",  # 08:30
    "Nia": "America/New_York",  # 14:30
    "Una": None,  # as the kickoff, in Chicago: 15:30
    "Pua": "Pacific/Honolulu",  # 19:30
}


def at(text: str) -> datetime:
    """Give a moment in UTC, as `02-02 14:30`."""
    return datetime.fromisoformat(f"2027-{text}Z")


def person(name: str, zone: str | None = "Europe/London", **more: str | None) -> Person:
    """Give somebody who works here."""
    return Person(**({"name": name, "slack_id": f"U{name.upper()}", "time_zone": zone} | more))  # type: ignore[arg-type]


def start(deps: Deps, *people: Person, now: datetime = STARTED, **settings: object) -> None:
    """Have a kickoff that people were at, and start its recaps."""
    with deps.sessions.begin() as session:
        kickoff = Kickoff(name="SKO", last_day=LAST_DAY, created_at=now)
        session.add_all([kickoff, *people])
        session.flush()
        given = {"time_zone": "America/Chicago", "blackout": 0, "state": "started", "started_at": now} | settings
        session.add(RecapPlan(kickoff_id=kickoff.id, changed_at=now, **given))  # type: ignore[arg-type]
        session.flush()
        plan = planning.current(session)
        assert plan
        planning.enrol(session, plan, is_new=False, now=now)


def tick(deps: Deps, now: datetime) -> int:
    """Plan what is due at a moment."""
    with deps.sessions.begin() as session:
        return planning.plan_due(session, now=now)


def daily(deps: Deps, first: datetime, end: datetime) -> None:
    """Plan once a day."""
    while first < end:
        tick(deps, first)
        first += timedelta(days=1)


def join(deps: Deps, *people: Person) -> None:
    """Have somebody join who was not there."""
    with deps.sessions.begin() as session:
        session.add_all(people)


def planned(deps: Deps) -> list[tuple[str, str, str]]:
    """Give everything that is planned: who, when it is due, and what for."""
    with deps.reading() as session:
        rows = session.execute(
            select(Person.name, Outgoing.due_at, Outgoing.purpose, Outgoing.kind)
            .join(Person, Person.id == Outgoing.person_id)
            .order_by(Outgoing.due_at, Person.id)
        )
        return [(name, f"{due:%m-%d %H:%M}", f"{kind} {purpose}") for name, due, purpose, kind in rows]


def names(deps: Deps) -> list[str]:
    """Give who is planned, in order of when it is due."""
    return [name for name, _, _ in planned(deps)]


@pytest.fixture
def started(deps: Deps) -> Deps:
    """A plan that was started on the day after the kickoff, with somebody in each of six zones."""
    start(deps, *(person(name, zone) for name, zone in PEOPLE.items()))
    return deps


def test_each_is_planned_when_it_is_half_past_nine_where_they_are(started: Deps) -> None:
    seen: dict[str, str] = {}
    moment = at("02-01 00:00")
    while moment < at("02-03 00:00"):
        tick(started, moment)
        seen |= {name: f"{moment:%m-%d %H:%M}" for name in names(started) if name not in seen}
        moment += timedelta(minutes=30)
    assert seen == {
        "Sione": "02-01 20:30",
        "Kavya": "02-02 04:00",
        "Lena": "02-02 08:30",
        "Nia": "02-02 14:30",
        "Una": "02-02 15:30",
        "Pua": "02-02 19:30",
    }
    assert planned(started) == [(name, due, "recap recap:1:2027-W05") for name, due in seen.items()]


def test_planning_again_plans_nothing_again(started: Deps) -> None:
    assert [tick(started, at("02-02 15:30")) for _ in range(3)] == [5, 0, 0]
    assert [tick(started, at("02-03 15:30")) for _ in range(2)] == [1, 0]
    assert max(Counter(names(started)).values()) == 1


def test_a_message_says_when_it_is_due_and_until_when_it_may_be_sent(started: Deps) -> None:
    tick(started, at("02-04 12:00"))
    with started.reading() as session:
        found = session.scalars(select(Outgoing).join(Person).where(Person.name == "Nia")).one()
    assert (found.due_at, found.ready_at, found.expires_at) == (
        at("02-02 14:30"),
        at("02-02 14:30"),
        at("02-05 22:00"),
    )
    assert (found.state, found.attempts, found.channel, found.ts, found.sent_at) == ("pending", 0, "", "", None)


def test_checks_come_in_the_place_of_the_weeks_recap(started: Deps) -> None:
    daily(started, at("01-15 21:00"), at("05-01 00:00"))
    mine = [(due, purpose) for name, due, purpose in planned(started) if name == "Lena"]
    assert mine == [
        ("01-18 08:30", "check recap:1:2027-W03"),
        ("01-26 08:30", "recap recap:1:2027-W04"),
        ("02-02 08:30", "recap recap:1:2027-W05"),
        ("02-09 08:30", "recap recap:1:2027-W06"),
        ("02-15 08:30", "check recap:1:2027-W07"),
        ("02-23 08:30", "recap recap:1:2027-W08"),
        ("03-02 08:30", "recap recap:1:2027-W09"),
        ("03-09 08:30", "recap recap:1:2027-W10"),
        ("03-15 08:30", "check recap:1:2027-W11"),
        ("03-23 08:30", "recap recap:1:2027-W12"),
        ("03-30 07:30", "recap recap:1:2027-W13"),  # summer
        ("04-06 07:30", "recap recap:1:2027-W14"),
        ("04-14 07:30", "check recap:1:2027-W15"),
    ]
    assert Counter(names(started)) == dict.fromkeys(PEOPLE, 13)


@pytest.mark.parametrize("planners", [2, 5])
def test_however_many_plan_at_once_everybody_is_planned_once(deps: Deps, planners: int) -> None:
    zones = list(PEOPLE.values())
    people = [person(f"P{number}", zones[number % 6]) for number in range(300)]
    start(deps, *people[:200])
    join(deps, *people[200:])
    tick(deps, at("01-17 12:00"))  # those are enrolled; nothing is due on a Sunday
    join(deps, *(person(f"Q{number}", zones[number % 6]) for number in range(100)))
    found = at_once(*(lambda: tick(deps, at("02-02 22:00")),) * planners)
    assert sum(found) == 300
    assert Counter(names(deps)) == {f"P{number}": 1 for number in range(300)}
    with deps.reading() as session:
        assert len(session.scalars(select(Enrolment.person_id)).all()) == 400


def at_once(*jobs: Callable[[], int]) -> list[int]:
    """Run jobs in threads that start together; what fails in one fails the test."""
    start, results, failed = threading.Barrier(len(jobs)), list[int](), list[BaseException]()

    def run(job: Callable[[], int]) -> None:
        try:
            start.wait()
            results.append(job())
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return results


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.PAUSED])
def test_nothing_is_planned_before_an_organizer_starts_it_nor_while_it_is_paused(deps: Deps, state: PlanState) -> None:
    start(deps, person("Ana"), state=state.value)
    assert tick(deps, at("02-02 12:00")) == 0
    with deps.sessions.begin() as session:
        session.execute(update(RecapPlan).values(state="started"))
    assert tick(deps, at("02-02 12:00")) == 1


def test_without_a_kickoff_a_plan_or_its_last_day_nothing_is_planned(deps: Deps) -> None:
    assert tick(deps, at("02-02 12:00")) == 0
    join(deps, person("Ana"))
    with deps.sessions.begin() as session:
        session.add(Kickoff(name="SKO", created_at=STARTED))
    assert tick(deps, at("02-02 12:00")) == 0
    with deps.sessions.begin() as session:
        found = planning.current(session)
        assert found
        assert (found.kickoff, found.state, found.rules) == ("SKO", PlanState.DRAFT, None)
        assert found.seed, "what is previewed before there is a plan is what is sent then"
        assert planning.enrol(session, found, is_new=False, now=STARTED) == 0
        session.add(RecapPlan(kickoff_id=found.kickoff_id, state="started", changed_at=STARTED))
    assert tick(deps, at("02-02 12:00")) == 0
    with deps.sessions.begin() as session:
        session.execute(update(Kickoff).values(last_day=LAST_DAY))
    assert tick(deps, at("01-25 12:00")) == 0, "enrolled, for the first slot from now on"
    assert tick(deps, at("02-02 12:00")) == 1


def test_without_a_row_of_its_own_a_plan_is_the_usual_one_and_looking_writes_nothing(deps: Deps) -> None:
    with deps.sessions.begin() as session:
        session.add(Kickoff(name="SKO", last_day=LAST_DAY, created_at=STARTED))
    with deps.sessions.begin() as session:
        found = planning.current(session)
        assert found
        assert found.rules == cadence.Rules(last_day=LAST_DAY, blackout=5)
    with deps.reading() as session:
        assert session.scalars(select(RecapPlan)).all() == []


def test_a_kickoff_that_is_over_sends_nothing_once_another_is_current(started: Deps) -> None:
    with started.sessions.begin() as session:
        session.execute(update(Kickoff).values(is_current=False))
        session.add(Kickoff(name="SKO 2028", last_day=LAST_DAY, created_at=STARTED))
    assert tick(started, at("02-02 15:30")) == 0


def test_newcomers_begin_at_their_first_slot_and_have_weeks_of_their_own(started: Deps) -> None:
    tick(started, at("01-29 12:00"))
    join(started, person("Newt"), person("Olli", "Asia/Tokyo"))
    assert tick(started, at("02-02 09:00")) == 3, "in Tokyo it is 18:00: that slot is missed"
    assert "Newt" not in names(started)
    assert "Olli" not in names(started)
    daily(started, at("02-02 09:30"), at("05-15 00:00"))
    theirs = {who: [(due, kind) for name, due, kind in planned(started) if name == who] for who in ("Newt", "Olli")}
    assert [len(found) for found in theirs.values()] == [12, 12]
    assert [found[0] for found in theirs.values()] == [
        ("02-02 09:30", "recap recap:1:2027-W05"),
        ("02-09 00:30", "recap recap:1:2027-W06"),
    ]
    assert all(kind.startswith("recap ") for found in theirs.values() for _, kind in found), "they were not there"


def test_who_joins_before_the_kickoff_is_over_was_at_it(deps: Deps) -> None:
    start(deps, now=at("01-04 12:00"))
    join(deps, person("Early"), person("There", "Pacific/Honolulu"))
    tick(deps, at("01-15 05:00"))  # still the 14th in Honolulu
    with deps.reading() as session:
        found = session.execute(select(Person.name, Enrolment.is_new, Enrolment.first_week).join(Enrolment)).all()
    assert sorted(found) == [("Early", True, date(2027, 1, 18)), ("There", False, date(2027, 1, 18))]


def test_a_newcomer_of_a_week_with_a_moved_slot_has_it_too(deps: Deps) -> None:
    start(deps, holidays=["2027-02-02"])
    join(deps, person("Newt"))
    assert tick(deps, at("02-02 12:00")) == 0
    assert tick(deps, at("02-03 09:30")) == 1
    assert planned(deps) == [("Newt", "02-03 09:30", "recap recap:1:2027-W05")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Pacific/Auckland", "Pacific/Honolulu"), ("Pacific/Honolulu", "Pacific/Auckland"), ("Nowhere/Land", None)],
)
def test_who_moves_to_another_clock_in_mid_week_has_one_message(deps: Deps, before: str, after: str | None) -> None:
    start(deps, person("Mover", before))
    moment, moved = at("01-31 00:00"), at("02-02 16:00")
    while moment < at("02-07 12:00"):
        if moment == moved:
            with deps.sessions.begin() as session:
                session.execute(update(Person).values(time_zone=after))
        tick(deps, moment)
        moment += timedelta(hours=4)
    assert len(planned(deps)) == 1


def test_nothing_that_was_missed_before_somebody_took_part_is_made_up_for(deps: Deps) -> None:
    start(deps, person("Ana"), now=at("02-03 08:00"))
    join(deps, person("Newt"))
    assert tick(deps, at("02-03 09:00")) == 0
    assert tick(deps, at("02-05 16:00")) == 0
    assert tick(deps, at("02-09 09:30")) == 2


def test_a_plan_that_goes_on_begins_with_the_next_slot(started: Deps) -> None:
    with started.sessions.begin() as session:
        session.execute(update(RecapPlan).values(state="paused"))
    assert tick(started, at("02-02 12:00")) == 0
    with started.sessions.begin() as session:
        session.execute(update(RecapPlan).values(state="started", started_at=at("02-02 14:00")))
    assert tick(started, at("02-03 12:00")) == 3
    assert names(started) == ["Nia", "Una", "Pua"], "it was not their slot yet"


def test_after_three_weeks_down_each_has_one_recap_and_not_three(started: Deps) -> None:
    assert tick(started, at("02-11 12:00")) == 6
    assert {purpose for _, _, purpose in planned(started)} == {"recap recap:1:2027-W06"}


def test_late_on_friday_evening_there_is_nothing_until_next_week(started: Deps) -> None:
    assert tick(started, at("02-06 03:30")) == 0, "it is 17:30 in Honolulu"
    assert tick(started, at("02-07 12:00")) == 0
    assert tick(started, at("02-09 08:30")) == 3
    assert {due[:5] for _, due, _ in planned(started)} == {"02-08", "02-09"}


def test_late_on_friday_afternoon_there_still_is(started: Deps) -> None:
    assert tick(started, at("02-05 22:30")) == 2
    assert names(started) == ["Una", "Pua"], "everybody else's week is over"


def test_only_those_whom_the_organizers_chose_take_part(deps: Deps) -> None:
    start(deps, person("Ana"), person("Ben"), person("Cem"), audience=Audience.CHOSEN.value)
    assert tick(deps, at("01-19 12:00")) == 0
    put(deps, "Ana", is_in=True)
    put(deps, "Ben", is_in=False)
    assert tick(deps, at("01-20 12:00")) == 0
    assert tick(deps, at("01-26 09:30")) == 1
    assert names(deps) == ["Ana"]
    put(deps, "Ana", is_in=False)
    assert tick(deps, at("02-02 09:30")) == 0


def test_whom_the_organizers_left_out_is_left_out(started: Deps) -> None:
    put(started, "Nia", is_in=False)
    put(started, "Lena", is_in=True)
    assert tick(started, at("02-02 22:00")) == 5
    assert "Nia" not in names(started)


def put(deps: Deps, name: str, *, is_in: bool) -> None:
    """Have the organizers name somebody, to take part or never to."""
    with deps.sessions.begin() as session:
        person_id = session.scalars(select(Person.id).where(Person.name == name)).one()
        session.merge(RecapMember(kickoff_id=1, person_id=person_id, is_in=is_in))


def test_leavers_guests_bots_and_strangers_are_never_asked(deps: Deps) -> None:
    others = [person(standing.title(), standing=standing) for standing in ("left", "guest", "foreign", "bot")]
    start(deps, person("Ana"), person("Sheet", slack_id=None), *others)
    assert tick(deps, at("02-02 12:00")) == 1
    assert names(deps) == ["Ana"]


def test_who_left_is_not_asked_again_and_who_came_back_is(started: Deps) -> None:
    for standing, moment, wanted in (("left", "01-26 22:00", 5), ("employee", "02-02 22:00", 6)):
        with started.sessions.begin() as session:
            session.execute(update(Person).where(Person.name == "Nia").values(standing=standing))
        assert tick(started, at(moment)) == wanted


def test_what_comes_to_somebody_is_told_without_planning_it(started: Deps) -> None:
    join(started, person("Newt"))
    tick(started, at("02-01 12:00"))
    with started.reading() as session:
        plan = planning.current(session)
        assert plan
        assert plan.rules
        found = {one.person_id: one for one in planning.members(session, plan)}
        assert len(found) == 7
        (newt,) = planning.members(session, plan, Person.name == "Newt")
    assert [one.kind for one in planning.occasions(plan.rules, newt)] == ["recap"] * 12
    assert planning.occasions(plan.rules, newt)[0].on == date(2027, 2, 2)
    there = replace(newt, is_new=False)
    assert planning.occasions(plan.rules, there) == cadence.occasions(plan.rules)
    due = cadence.current(cadence.occasions(plan.rules), plan.rules, ZoneInfo("Europe/London"), now=at("02-02 09:30"))
    assert due
    assert due.on == date(2027, 2, 2)


@pytest.fixture
def crowd(deps: Deps) -> Deps:
    """Thousands of people all over the world who were at the kickoff."""
    zones = list(PEOPLE.values())
    with deps.sessions.begin() as session:
        people = [
            {"name": f"P{number}", "slack_id": f"U{number}", "time_zone": zones[number % 6], "standing": "employee"}
            for number in range(CROWD)
        ]
        session.execute(insert(table_of(Person)), people)
    start(deps)
    return deps


@contextmanager
def watched(deps: Deps) -> Iterator[list[str]]:
    """Give every statement that is made meanwhile, and every person who is loaded."""
    made: list[str] = []

    def asked(*call: object) -> None:
        made.append(str(call[2]))

    def loaded(found: Person, _: object) -> None:
        made.append(found.name)

    event.listen(deps.engine, "before_cursor_execute", asked)
    event.listen(Person, "load", loaded)
    yield made
    event.remove(Person, "load", loaded)
    event.remove(deps.engine, "before_cursor_execute", asked)


def test_thousands_of_people_are_planned_in_a_few_statements(crowd: Deps) -> None:
    with watched(crowd) as made:
        assert tick(crowd, at("02-02 22:00")) == CROWD
    assert len(made) <= 7
    assert len(set(names(crowd))) == CROWD


def test_a_tick_with_nothing_due_asks_little_loads_nobody_and_writes_nothing(crowd: Deps) -> None:
    tick(crowd, at("02-02 22:00"))
    for moment in ("02-02 22:01", "02-04 12:00", "02-06 12:00"):
        with watched(crowd) as made:
            tick(crowd, at(moment))
        assert len(made) <= 6
        assert not [text for text in made if text.startswith("INSERT")]
