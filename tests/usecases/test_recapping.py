"""What a recap asks when its time has come, and why somebody gets none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.core import recall
from bot.core.outbox import Skip, Wait, Why
from bot.core.quiz import Form
from bot.core.recapped import Answered, Open, Typed
from bot.core.results import Member
from bot.deps import Deps
from bot.usecases import admitting, planning, quieting, recalling, recapping
from bot.views import recaps
from models import Kickoff, Outgoing, Person, Quiet, Recap, RecapMember, RecapPlan, Role, Story, Topic
from tests.cast import Cast
from tests.recapping import DAY_TWO, ENROLLED, FIRST, OWNERS, SECOND, recapped, start, tried

WEEK = timedelta(days=7)


@pytest.fixture
def started(deps: Deps, played: Cast) -> Cast:
    """The cast, with recaps for Ana that have been started."""
    with deps.sessions.begin() as session:
        start(session, played)
    return played


def change(deps: Deps, table: type, **values: object) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(table).values(**values))


def ana(deps: Deps, started: Cast, **values: object) -> None:
    """Change what is known of Ana."""
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == started.id("ana")).values(**values))


def test_the_first_question_is_whom_to_ask_and_every_name_is_of_somebody_who_works_here(
    deps: Deps, started: Cast
) -> None:
    (question,) = recapped(deps, now=FIRST).said.parts
    assert isinstance(question, Open)
    assert question.form is Form.WHO
    assert len(set(question.offered)) == 3
    assert set(question.offered) <= set(OWNERS)
    with deps.sessions() as session:
        row = session.scalars(select(Recap)).one()
        owner = session.scalars(
            select(Person.name).join(Role, Role.person_id == Person.id).where(Role.topic_id == row.topic_id)
        ).one()
    assert question.offered[row.correct or 0] == owner


def test_the_same_message_drawn_again_asks_the_same_under_the_same_id(deps: Deps, started: Cast) -> None:
    first = recapped(deps, now=FIRST)
    with deps.sessions.begin() as session:
        session.execute(update(Outgoing).values(state="pending"))
        session.execute(update(Recap).values(asked_at=None))
    again = recapped(deps, now=FIRST + timedelta(hours=2))
    assert again.said == first.said


def test_what_is_drawn_again_after_its_owner_left_names_nobody_who_left(deps: Deps, started: Cast) -> None:
    first = recapped(deps, now=FIRST)
    (question,) = first.said.parts
    assert isinstance(question, Open)
    with deps.sessions.begin() as session:
        session.execute(update(Outgoing).values(state="pending"))
        session.execute(update(Recap).values(asked_at=None))
        gone = session.scalars(select(Recap)).one()
        right = gone.options[gone.correct or 0]["person"]
        session.execute(update(Person).where(Person.id == right).values(standing="left"))
        left = session.get_one(Person, right).name
    (other,) = recapped(deps, now=FIRST + timedelta(hours=1)).said.parts
    assert isinstance(other, Open)
    assert other.recap_id == question.recap_id
    assert left not in other.offered


def test_nothing_of_the_answer_is_in_the_first_message_nor_in_its_notification(deps: Deps, started: Cast) -> None:
    """In every form: what was not known comes again a week later, and is asked another way."""
    forms = set[Form]()
    for week in range(3):
        sent = recapped(deps, now=FIRST + week * WEEK)
        (question,) = sent.said.parts
        assert isinstance(question, Open)
        forms.add(question.form)
        message = recaps.dm(sent.said)
        with deps.sessions() as session:
            topic = session.get_one(Topic, session.get_one(Recap, question.recap_id).topic_id)
        shown = str([block.to_dict() for block in message.blocks])
        for secret in (*OWNERS, topic.channel, topic.session, topic.link, "Point number"):
            assert secret not in message.text
            assert shown.count(secret) == is_asked_about(question, secret), secret
        with deps.sessions.begin() as session:
            recalling.show(session, question.recap_id, by=sent.person_id, now=FIRST + week * WEEK)
    assert forms == {Form.WHO, Form.WHERE, Form.TRUTH}


def is_asked_about(question: Open, text: str) -> bool:
    """Tell whether a text is among what is offered, as it has to be, or in the statement."""
    return text in question.offered or text in question.statement


def test_a_topic_that_was_held_out_is_never_recapped(deps: Deps, started: Cast) -> None:
    asked = set[int]()
    for week in range(12):
        now = FIRST + week * WEEK
        for one in tried(deps, now=now):
            for part in one.said.parts:
                if isinstance(part, Open):
                    with deps.sessions.begin() as session:
                        recalling.show(session, part.recap_id, by=one.person_id, now=now)
                        asked.add(session.get_one(Recap, part.recap_id).topic_id)
    with deps.sessions() as session:
        ids = session.scalars(select(Topic.id)).all()
        held = recall.held_out(ids, seed="seed", person=started.id("ana"))
    assert asked
    assert held
    assert not asked & held


def test_a_check_asks_two_recapped_and_two_held_out_topics_and_offers_no_name(deps: Deps, started: Cast) -> None:
    said = recapped(deps, now=DAY_TWO).said
    assert said.day == 2
    assert [type(one) for one in said.parts] == [Typed] * 4
    with deps.sessions() as session:
        rows = session.scalars(select(Recap)).all()
    assert sorted(str(row.arm) for row in rows) == ["held out", "held out", "recapped", "recapped"]
    assert {(row.form, row.correct, tuple(row.options)) for row in rows} == {("pick", None, ())}
    assert len({row.topic_id for row in rows}) == 4
    message = recaps.dm(said)
    assert not [name for name in OWNERS if name in str([block.to_dict() for block in message.blocks])]


def test_what_was_held_out_once_in_a_check_is_not_asked_again(deps: Deps, started: Cast) -> None:
    seen = list[int]()
    for now in (DAY_TWO, datetime(2027, 2, 16, 9, 30, tzinfo=UTC)):
        for one in tried(deps, now=now):
            with deps.sessions() as session:
                rows = session.scalars(select(Recap).where(Recap.message_id == one.message_id)).all()
                seen += [row.topic_id for row in rows if row.arm == "held out"]
    assert len(seen) == len(set(seen)) >= 2


def test_whoever_the_organizers_left_out_since_it_was_planned_gets_nothing(deps: Deps, started: Cast) -> None:
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=FIRST)
    change(deps, RecapMember, is_in=False)
    assert recapped(deps, now=FIRST).verdict == Skip(why=Why.NOT_IN_AUDIENCE)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"standing": "left"}, Why.LEFT),
        ({"standing": "guest"}, Why.LEFT),
        ({"slack_id": None}, Why.NOT_IN_SLACK),
    ],
)
def test_whoever_left_since_it_was_planned_gets_nothing(
    deps: Deps, started: Cast, values: dict[str, object], why: Why
) -> None:
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=FIRST)
    ana(deps, started, **values)
    assert recapped(deps, now=FIRST).verdict == Skip(why=why)


def test_who_stopped_or_paused_gets_nothing_until_they_want_it_again(deps: Deps, started: Cast) -> None:
    by = started.id("ana")
    with deps.sessions.begin() as session:
        quieting.mute(session, by, now=ENROLLED)
    assert recapped(deps, now=FIRST).verdict == Skip(why=Why.STOPPED)
    with deps.sessions.begin() as session:
        quieting.resume(session, by, now=SECOND - timedelta(days=1))
        quieting.pause(session, by, SECOND.date() + timedelta(days=1), now=SECOND - timedelta(days=1))
    assert recapped(deps, now=SECOND).verdict == Skip(why=Why.PAUSED)
    assert recapped(deps, now=SECOND + WEEK).said.parts


def test_who_is_away_or_asleep_is_not_written_to(deps: Deps, started: Cast) -> None:
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=FIRST)
    night = FIRST + timedelta(hours=10)
    assert recapped(deps, now=night).verdict == Wait(until=datetime(2027, 1, 27, 9, tzinfo=UTC), why=Why.NIGHT)
    change(deps, Outgoing, state="pending")
    ana(deps, started, away_until=datetime(2027, 1, 27, 20, tzinfo=UTC))
    assert recapped(deps, now=FIRST).verdict == Wait(until=datetime(2027, 1, 28, 9, tzinfo=UTC), why=Why.AWAY)


def test_what_is_too_late_is_not_sent(deps: Deps, started: Cast) -> None:
    with deps.sessions.begin() as session:
        planning.plan_due(session, now=FIRST)
    assert recapped(deps, now=FIRST + timedelta(days=5)).verdict == Skip(why=Why.TOO_LATE)


def test_nothing_is_sent_where_nothing_is_due(deps: Deps, started: Cast) -> None:
    change(deps, Topic, archived_at=ENROLLED)
    assert recapped(deps, now=FIRST).verdict == Skip(why=Why.NOTHING_DUE)
    with deps.sessions() as session:
        assert session.scalars(select(Recap.id)).all() == []


def test_a_topic_is_not_asked_of_the_one_who_is_named_for_it(deps: Deps, started: Cast) -> None:
    with deps.sessions.begin() as session:
        session.execute(update(Role).values(person_id=started.id("ana")))
    assert recapped(deps, now=FIRST).verdict == Skip(why=Why.NOTHING_DUE)


def test_accounts_one_has_to_do_with_come_first(deps: Deps, started: Cast) -> None:
    with deps.sessions.begin() as session:
        topic = session.scalars(select(Topic).where(Topic.title == "Obsidian")).one()
        session.execute(update(Topic).where(Topic.id == topic.id).values(kind="account"))
        role = Role(kind="backup", person=session.get_one(Person, started.id("ana")))
        role.topic_id = topic.id
        session.add(role)
        held = recall.held_out(session.scalars(select(Topic.id)), seed="seed", person=started.id("ana"))
    assert topic.id not in held, "choose another topic for this test"
    (question,) = recapped(deps, now=FIRST).said.parts
    assert question.title == "Obsidian"


def test_a_spark_that_names_whom_to_ask_is_left_out(deps: Deps, started: Cast) -> None:
    (question,) = recapped(deps, now=FIRST).said.parts
    assert isinstance(question, Open)
    assert question.spark is not None
    change(deps, Outgoing, state="pending")
    change(deps, Recap, asked_at=None)
    change(deps, Story, text="Thank " + " and ".join(name.split()[0] for name in OWNERS))
    (again,) = recapped(deps, now=FIRST).said.parts
    assert again == replace(question, spark=None)


def test_a_spark_that_was_withdrawn_is_not_shown(deps: Deps, started: Cast) -> None:
    change(deps, Story, withdrawn_at=ENROLLED)
    (question,) = recapped(deps, now=FIRST).said.parts
    assert isinstance(question, Open)
    assert question.spark is None


def test_a_preview_says_what_will_be_sent_and_writes_nothing(deps: Deps, started: Cast) -> None:
    with deps.reading() as session:
        foreseen = recapping.preview(session, started.id("ana"), now=FIRST - timedelta(days=3))
        counted = session.scalar(select(func.count()).select_from(Recap))
    assert (foreseen.at, foreseen.why, counted) == (FIRST, None, 0)
    sent = recapped(deps, now=FIRST).said
    assert foreseen.said is not None
    assert without_ids(foreseen.said.parts) == without_ids(sent.parts)


def test_a_preview_before_the_start_shows_the_first_message(deps: Deps, started: Cast) -> None:
    change(deps, RecapPlan, state="draft")
    with deps.reading() as session:
        foreseen = recapping.preview(session, started.id("ana"), now=ENROLLED)
    assert (foreseen.at, foreseen.kind, foreseen.day) == (DAY_TWO, "check", 2)


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda deps: change(deps, Kickoff, last_day=None), Why.NOT_SET),
        (lambda deps: change(deps, Person, standing="left"), Why.LEFT),
        (lambda deps: change(deps, Topic, archived_at=ENROLLED), Why.NOTHING_DUE),
    ],
)
def test_a_preview_says_why_nothing_comes(deps: Deps, started: Cast, prepare: Callable[[Deps], None], why: Why) -> None:
    prepare(deps)
    with deps.reading() as session:
        assert recapping.preview(session, started.id("ana"), now=ENROLLED).why is why


def test_a_preview_looks_beyond_a_pause(deps: Deps, started: Cast) -> None:
    with deps.sessions.begin() as session:
        quieting.pause(session, started.id("ana"), date(2027, 1, 27), now=ENROLLED)
    with deps.reading() as session:
        assert recapping.preview(session, started.id("ana"), now=ENROLLED).at == SECOND
    with deps.sessions.begin() as session:
        quieting.mute(session, started.id("ana"), now=ENROLLED)
        assert session.scalars(select(Quiet.until)).one()
    with deps.reading() as session:
        assert recapping.preview(session, started.id("ana"), now=ENROLLED).why is Why.STOPPED


def without_ids(parts: tuple[object, ...]) -> list[object]:
    return [replace(one, recap_id="") for one in parts if isinstance(one, Open | Typed)]


def test_whoever_turns_out_to_be_somebody_of_the_sheet_keeps_their_stop_and_their_answers(
    deps: Deps, started: Cast
) -> None:
    sent = recapped(deps, now=FIRST)
    with deps.sessions.begin() as session:
        session.execute(update(Person).where(Person.id == started.id("ana")).values(email=None))
        named = Person(name="Ana F.", email="ana@example.com")
        session.add(named)
        session.flush()
        quieting.mute(session, started.id("ana"), now=FIRST)
        quieting.pause(session, named.id, date(2027, 5, 3), now=FIRST)
        member = Member(slack_id=started.people["ana"].slack_id or "", name="Ana", email="ana@example.com")
        asker = admitting.remember(session, member, now=FIRST)
        assert asker.person_id == named.id
        (part,) = recalling.show(session, str(sent.said.parts[0].recap_id), by=named.id, now=FIRST).parts
        assert isinstance(part, Answered)
        (wish,) = session.execute(select(Quiet.person_id, Quiet.stopped_at, Quiet.until)).all()
        assert tuple(wish) == (named.id, FIRST, date(2027, 5, 3))
        assert session.scalars(select(Outgoing.person_id)).all() == [named.id]
