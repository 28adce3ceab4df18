"""Starting the plan of the recaps: once, as it was seen, with those who take part."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.core.recaps import PlanState
from bot.core.schedule import Note, Wanted
from bot.deps import Deps
from bot.errors import UserMistake
from bot.usecases import arranging, planning, reporting_delivery, scheduling
from models import Enrolment, Kickoff, Outgoing, Person, RecapMember, RecapPlan
from tests.cast import Cast
from tests.conftest import Clock

ENDED = date(2027, 1, 28)
AT_ONCE = 6
WANTED = Wanted(
    mark="",
    last_day=ENDED.isoformat(),
    weekday="1",
    at="09:30",
    weeks="12",
    holidays="",
    blackout="5",
    fiscal_start="1",
    time_zone="UTC",
    audience="everybody",
)


def wanted(deps: Deps, **changed: object) -> Wanted:
    """Give a form that was opened just now."""
    with deps.reading() as session:
        mark = arranging.settings(session).mark
    return Wanted(**{field: getattr(WANTED, field) for field in WANTED.__slots__} | {"mark": mark} | changed)


def saved(deps: Deps, played: Cast, **changed: object) -> None:
    form = wanted(deps, **changed)
    with deps.sessions.begin() as session:
        arranging.save(session, form, asker=played.id("ana"), by="U1", now=deps.now())


def started(deps: Deps) -> Note | None:
    """Start what is seen."""
    with deps.reading() as session:
        mark = scheduling.page(session, now=deps.now()).settings.mark
    with deps.sessions.begin() as session:
        return scheduling.start(session, mark, by="U1", now=deps.now()).note


def test_of_many_who_start_at_once_one_does(deps: Deps, played: Cast) -> None:
    saved(deps, played)
    gate, notes = threading.Barrier(AT_ONCE), list[Note | None]()

    def start() -> None:
        gate.wait()
        notes.append(started(deps))

    threads = [threading.Thread(target=start) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(notes, key=str) == [*[Note.ALREADY] * (AT_ONCE - 1), Note.STARTED]
    with deps.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 5


def test_of_two_forms_that_are_sent_at_once_one_is_kept(deps: Deps, played: Cast) -> None:
    forms = [wanted(deps, weeks=str(one)) for one in (3, 4)]
    gate, told = threading.Barrier(len(forms)), list[str]()

    def save(form: Wanted) -> None:
        gate.wait()
        try:
            with deps.sessions.begin() as session:
                arranging.save(session, form, asker=played.id("ana"), by="U1", now=deps.now())
        except UserMistake as mistake:
            told.append(str(mistake))

    threads = [threading.Thread(target=save, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [arranging.CHANGED]


def test_who_is_named_takes_part_and_who_is_never_to_does_not(deps: Deps, played: Cast) -> None:
    ids = {handle: played.people[handle].slack_id for handle in ("ana", "marta", "henrik")}
    saved(deps, played, audience="chosen", only=(ids["ana"], ids["marta"]))
    with deps.sessions() as session:
        assert scheduling.page(session, now=deps.now()).people == 2
    saved(deps, played, never=(ids["henrik"],))
    with deps.sessions() as session:
        assert scheduling.page(session, now=deps.now()).people == 4
        assert session.scalars(select(RecapMember.person_id)).all() == [played.id("henrik")]


def test_going_on_enrols_nobody_anew_and_keeps_when_it_began(deps: Deps, played: Cast, clock: Clock) -> None:
    saved(deps, played)
    assert started(deps) is Note.STARTED
    began = deps.now()
    with deps.sessions.begin() as session:
        assert scheduling.pause(session, by="U1", now=deps.now()).state is PlanState.PAUSED
        session.add(Person(name="Noor Haddad", slack_id="U0NOOR"))
    clock.forward(days=3)
    assert started(deps) is Note.RESUMED
    with deps.sessions.begin() as session:
        assert session.scalars(select(RecapPlan.started_at)).all() == [began]
        planning.plan_due(session, now=deps.now())
        assert sorted(session.scalars(select(Enrolment.is_new))) == [*[False] * 5, True]


def test_what_is_not_started_cannot_be_paused(deps: Deps, played: Cast) -> None:
    saved(deps, played)
    with deps.sessions.begin() as session:
        page = scheduling.pause(session, by="U1", now=deps.now())
    assert (page.state, page.note) == (PlanState.DRAFT, None)


def test_a_plan_without_a_last_day_is_not_started(deps: Deps, played: Cast) -> None:
    assert started(deps) is Note.NOTHING
    with deps.sessions() as session:
        assert session.scalars(select(RecapPlan)).all() == []


def test_without_a_kickoff_there_is_nothing_to_plan(deps: Deps) -> None:
    with deps.sessions() as session:
        for does in (scheduling.page, lambda one, now: scheduling.pause(one, by="U1", now=now)):
            with pytest.raises(UserMistake, match="There is no kickoff yet"):
                does(session, now=deps.now())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weekday", "5"),
        ("at", "03:00"),
        ("weeks", "13"),
        ("weeks", ""),
        ("blackout", "7"),
        ("fiscal_start", "0"),
        ("audience", "nobody"),
        ("last_day", "soon"),
    ],
)
def test_what_no_menu_offers_is_not_kept(deps: Deps, played: Cast, field: str, value: str) -> None:
    with pytest.raises(arranging.Wrong) as wrong:
        saved(deps, played, **{field: value})
    assert set(wrong.value.fields) == {field}


def test_late_is_more_than_half_an_hour_after_it_was_due(deps: Deps, played: Cast) -> None:
    saved(deps, played)
    started(deps)
    slot = datetime.combine(date(2027, 2, 9), time(9, 30), UTC)
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=slot)
        session.execute(update(Outgoing).values(state="sent", sent_at=slot + timedelta(minutes=29, seconds=59)))
        late = (Outgoing.person_id == played.id("ana"),)
        session.execute(update(Outgoing).where(*late).values(sent_at=slot + timedelta(minutes=30, seconds=1)))
    with deps.reading() as session:
        total = reporting_delivery.report(session).total
    assert (total.sent, total.late) == (5, 1)


def test_messages_of_an_earlier_kickoff_are_not_counted(deps: Deps, played: Cast) -> None:
    saved(deps, played)
    started(deps)
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=datetime(2027, 2, 9, 9, 30, tzinfo=UTC))
        session.execute(update(Kickoff).values(is_current=False))
        session.add(Kickoff(name="Kickoff 2028", created_at=deps.now()))
    with deps.reading() as session:
        assert (reporting_delivery.report(session).kickoff, reporting_delivery.report(session).total.all) == (
            "Kickoff 2028",
            0,
        )
