"""What peers told is theirs: no sheet, edit, step back or export touches it; on both databases."""

import pytest
from sqlalchemy import select

from bot.core import stories
from bot.core.editing import Typed
from bot.core.results import Member, Standing
from bot.core.stories import StoryState
from bot.deps import Deps
from bot.usecases import admitting, cards, delivering, directories, editing, exporting, telling
from bot.usecases.importing.stored import load
from models import Outgoing, Person, Recap, Story, Topic
from tests.importing import ACME, PRICING, applied, directory, known, proposed
from tests.sheets import topics
from tests.usecases.test_restoring import back

MINE = "They laughed, then they signed."
SHEETS = PRICING["field_rep_story"]


@pytest.fixture
def told(deps: Deps) -> int:
    """The id of a story that Dee told on Pricing and that is approved, beside one of the sheet."""
    applied(deps, topics(PRICING, ACME))
    known(deps, Person(name="Dee Lund", email="dee@example.com", slack_id="U0DEE"))
    return tell(deps, MINE)


def tell(deps: Deps, text: str, *, by: str = "Dee Lund") -> int:
    with deps.sessions.begin() as session:
        who, topic = person(deps, by), directory(deps)["Pricing"].id
        story_id = telling.tell(session, topic_id=topic, kind="win", text=text, by=who, now=deps.now())
        telling.approve(session, story_id, by="U0OLGA", now=deps.now())
    return story_id


def person(deps: Deps, name: str) -> int:
    with deps.reading() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()


def shown(deps: Deps) -> list[str]:
    """Give the words on the card of Pricing, in their order."""
    topic = directory(deps)["Pricing"].id
    with deps.reading() as session:
        return [one.text for one in cards.known(session, [topic], now=deps.now())[topic].voices]


def withdraw(deps: Deps, story_id: int, *, by: str = "Dee Lund") -> stories.Story:
    with deps.sessions.begin() as session:
        return telling.withdraw(session, story_id, by=person(deps, by), now=deps.now())


def as_stored(deps: Deps, story_id: int) -> tuple[str, int, bool, bool]:
    with deps.reading() as session:
        row = session.get_one(Story, story_id)
        return row.text, row.position, row.approved_at is not None, row.withdrawn_at is not None


def test_sheets_that_say_other_things_leave_it_as_it_is(deps: Deps, told: int) -> None:
    before = as_stored(deps, told)
    assert proposed(deps, topics(PRICING, ACME)).changes_nothing
    for sheet in (
        topics(PRICING | {"field_rep_story": "I waited."}, ACME),
        topics(PRICING | {"field_rep": "", "field_rep_story": ""}, ACME),
        topics(ACME, PRICING),
    ):
        applied(deps, sheet)
        assert (as_stored(deps, told), shown(deps)[0]) == (before, MINE)


def test_it_outlives_its_topic_and_every_step_back(deps: Deps, told: int) -> None:
    with deps.reading() as session:
        version = directories.version(session).directory
    applied(deps, topics(PRICING | {"field_rep_story": "I waited."}, ACME))
    back(deps, version)
    assert shown(deps) == [MINE, SHEETS]
    applied(deps, topics(ACME, {"topic": "Security", "owner": "Eve Ek"}, {"topic": "Tools", "owner": "Eve Ek"}))
    applied(deps, topics(PRICING, ACME))
    assert shown(deps) == [MINE, SHEETS]
    back(deps, 0)
    back(deps, version)
    assert (shown(deps), as_stored(deps, told)[2:]) == ([MINE, SHEETS], (True, False))


def test_a_form_keeps_it_whoever_stands_on_the_topic(deps: Deps, told: int) -> None:
    topic = directory(deps)["Pricing"].id
    with deps.reading() as session:
        form = editing.form(session, topic)
    typed = Typed(
        topic_id=topic,
        version=form.version,
        title="Prices",
        kind="pricing",
        people={},
        others=dict.fromkeys(editing.ROLES, ""),
    )
    with deps.sessions.begin() as session:
        editing.save(session, typed, by="U0OLGA", now=deps.now())
    assert [one.text for one in directory(deps)["Prices"].stories if one.id == told] == [MINE]


def test_it_is_in_no_export_no_version_and_no_index(deps: Deps, told: int) -> None:
    applied(deps, topics(PRICING | {"day": "Day 2"}, ACME))
    with deps.reading() as session:
        exported = exporting.export(session).data.decode()
        _, entries = directories.load(session)
        contents = load(session)
    assert SHEETS in exported
    assert MINE not in exported
    assert [one.stories for one in entries] == [(SHEETS,), ()]
    assert MINE not in str([stored.content for stored in contents.topics.values()])


def test_what_was_withdrawn_is_brought_back_by_no_sheet_and_no_step_back(deps: Deps, told: int) -> None:
    sheet = topics(PRICING | {"field_rep": "Cy Young; Dee Lund", "field_rep_story": f"{SHEETS}; {MINE}"}, ACME)
    withdraw(deps, told)
    hers = topics(PRICING | {"field_rep": "Dee Lund", "field_rep_story": MINE}, ACME)
    for one in (hers, sheet, hers):
        applied(deps, one)
        assert MINE not in shown(deps)
    with deps.reading() as session:
        version = directories.version(session).directory
    back(deps, version - 1)
    assert MINE not in shown(deps)


def test_the_same_words_in_a_sheet_are_withdrawn_with_it(deps: Deps, told: int) -> None:
    applied(deps, topics(PRICING | {"field_rep": "Dee Lund", "field_rep_story": MINE}, ACME))
    assert shown(deps) == [MINE, MINE]
    withdraw(deps, told)
    assert shown(deps) == []
    with deps.reading() as session:
        assert MINE not in exporting.export(session).data.decode()


def outgoing(deps: Deps, person_id: int) -> Outgoing:
    now = deps.now()
    return Outgoing(purpose="week", kind="recap", person_id=person_id, due_at=now, expires_at=now, ready_at=now)


def test_sent_messages_about_the_topic_of_what_is_withdrawn_are_to_be_drawn_anew(deps: Deps, told: int) -> None:
    topic, cy, ana = directory(deps)["Pricing"].id, person(deps, "Cy Young"), person(deps, "Ana Sobral")
    with deps.sessions.begin() as session:
        sent, waits = outgoing(deps, cy), outgoing(deps, ana)
        sent.state, sent.channel, sent.ts = "sent", "D1", "1.1"
        session.add_all([sent, waits])
        session.flush()
        for message in (sent, waits):
            who = message.person_id
            session.add(Recap(message_id=message.id, person_id=who, topic_id=topic, form="who", story_id=told))
        ids = [sent.id]
    assert withdraw(deps, told).state is StoryState.WITHDRAWN
    with deps.reading() as session:
        assert list(session.scalars(select(Outgoing.id).where(Outgoing.redraw_at.is_not(None)))) == ids


@pytest.mark.parametrize("state", ["sending", "unsure"])
def test_a_message_on_its_way_is_drawn_anew_once_it_is_there(deps: Deps, told: int, state: str) -> None:
    topic, cy = directory(deps)["Pricing"].id, person(deps, "Cy Young")
    with deps.sessions.begin() as session:
        message = outgoing(deps, cy)
        message.state = state
        session.add(message)
        session.flush()
        session.add(Recap(message_id=message.id, person_id=cy, topic_id=topic, form="who", story_id=told))
        message_id = message.id
    withdraw(deps, told)
    with deps.sessions.begin() as session:
        assert delivering.stale(session, now=deps.now()) is None
        delivering.seen(session, message_id, channel="D1", ts="1.1", now=deps.now())
        found = delivering.stale(session, now=deps.now())
        assert (found and found.id) == message_id


def test_what_an_organizer_does_not_want_shown_any_more_is_drawn_anew_as_well(deps: Deps, told: int) -> None:
    topic, cy = directory(deps)["Pricing"].id, person(deps, "Cy Young")
    with deps.sessions.begin() as session:
        message = outgoing(deps, cy)
        message.state, message.channel, message.ts = "sent", "D1", "1.1"
        session.add(message)
        session.flush()
        session.add(Recap(message_id=message.id, person_id=cy, topic_id=topic, form="who", story_id=told))
    with deps.sessions.begin() as session:
        telling.reopen(session, told, by="U0OLGA", now=deps.now())
        assert delivering.stale(session, now=deps.now()) is not None


def test_whoever_left_is_quoted_no_more_and_what_they_told_waits_for_nobody(deps: Deps, told: int) -> None:
    topic = directory(deps)["Pricing"].id
    with deps.sessions.begin() as session:
        telling.tell(session, topic_id=topic, kind="loss", text="I lost.", by=person(deps, "Dee Lund"), now=deps.now())
        assert telling.count(session) == len(telling.waiting(session)) == 1
        left = Member(slack_id="U0DEE", name="Dee Lund", standing=Standing.LEFT)
        admitting.remember(session, left, now=deps.now())
        assert telling.count(session) == len(telling.waiting(session)) == 0
    assert shown(deps) == [SHEETS]


def test_a_story_goes_with_its_teller_to_their_row_of_the_sheet(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    known(deps, Person(name="Cyrus", slack_id="U0CY"))
    story_id = tell(deps, MINE, by="Cyrus")
    with deps.sessions.begin() as session:
        cy = session.scalars(select(Person).where(Person.name == "Cy Young")).one()
        cy.email, row = "cy@example.com", cy.id
    with deps.sessions.begin() as session:
        one = Member(slack_id="U0CY", name="Cy Young", email="cy@example.com")
        assert admitting.remember(session, one, now=deps.now()).person_id == row
        assert story_id in [one.id for one in telling.page(session, by=row).own]


def test_topics_of_a_kickoff_before_take_no_stories(deps: Deps, told: int) -> None:
    with deps.sessions.begin() as session:
        topic = session.scalars(select(Topic).where(Topic.title == "Pricing")).one()
        topic.archived_at = deps.now()
        topic_id = topic.id
    with deps.sessions.begin() as session, pytest.raises(telling.Wrong) as wrong:
        telling.tell(session, topic_id=topic_id, kind="win", text="Mine.", by=1, now=deps.now())
    assert wrong.value.fields == {"topic_id": directories.NO_SUCH_TOPIC}
