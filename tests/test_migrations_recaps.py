"""What people told and what was half sent survives the migrations of recaps, and their end, on both databases."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from bot import database, schema

KINDS = ("win", "loss", "outtake", "story")
STATES = ("pending", "sending", "sent", "unsure", "failed", "expired", "cancelled")
DIRECTORY = (
    "people (id, name, standing) VALUES (1, 'Henrik', 'employee'), (2, 'Ana', 'employee')",
    "kickoffs (id, name, is_current, created_at) VALUES (1, 'SKO', true, '2027-01-02')",
    "topics (id, kickoff_id, key, title, kind, position, session, day, link, channel) "
    "VALUES (1, 1, 'pricing', 'Pricing', 'pricing', 1, '', '', '', '')",
)
MESSAGE = (
    "messages (id, purpose, kind, person_id, state, due_at, expires_at, ready_at, attempts, channel, ts, reason) "
    "VALUES ('{id}', '{purpose}', '{kind}', {person}, '{state}', '2027-02-02 14:30', '2027-02-05 22:00', "
    "'2027-02-02 14:31', {attempts}, 'D1', '17.1', 'why')"
)
RECAP = (
    "recaps (id, message_id, place, person_id, topic_id, form, arm, options, correct, statement, story_id, asked_at, "
    "answered_at, answer, is_right) VALUES ('r{place}', 'm-sent', {place}, 1, 1, 'who', {arm}, "
    "'[{{\"person\"\\: 1}}]', 0, '', {story}, '2027-02-02 14:30', {answered}, '{answer}', {right})"
)
SENT = "SELECT id, purpose, kind, person_id, state, attempts, channel, ts, reason, sender_id FROM messages ORDER BY id"
ANSWERS = (
    "SELECT id, message_id, place, form, arm, options, correct, story_id, answer, is_right FROM recaps ORDER BY id"
)
TOLD = "SELECT id, topic_id, person_id, kind, text, position, approved_by FROM stories ORDER BY id"


def story(number: int, kind: str, **more: str) -> str:
    """Give the row of a story, as its place and its kind say."""
    columns, values = ("".join(f", {one}" for one in ones) for ones in (more, more.values()))
    return (
        f"stories (id, topic_id, person_id, kind, text, approved_by, position{columns}) "
        f"VALUES ({number}, 1, 1, '{kind}', 'A {kind}', 'Olga', {number * 3}{values})"
    )


class Revised:
    """A database that goes back to earlier revisions and up again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = database.connect(url)

    def back_to(self, revision: str) -> None:
        """Go back to a revision."""
        command.downgrade(schema._config(self.url), revision)

    def up(self) -> None:
        """Go to the newest revision."""
        schema.upgrade(self.url)

    def put(self, *rows: str) -> None:
        """Insert rows."""
        with self.engine.begin() as connection:
            for row in rows:
                connection.execute(text(f"INSERT INTO {row}"))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Give what a query finds."""
        with self.engine.begin() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def refuses(self, statement: str) -> bool:
        """Tell whether the database itself refuses something."""
        try:
            with self.engine.begin() as connection:
                connection.execute(text(statement))
        except IntegrityError:
            return True
        return False


@pytest.fixture
def revised(database_url: str) -> Iterator[Revised]:
    """A database at the newest revision, without rows."""
    found = Revised(database_url)
    yield found
    found.engine.dispose()


def test_stories_survive_recaps_and_their_end_with_kind_and_place(revised: Revised) -> None:
    revised.back_to("0006")
    revised.put(*DIRECTORY, *(story(number, kind) for number, kind in enumerate(KINDS, 1)))
    before = revised.rows(TOLD)
    revised.up()
    assert revised.rows(TOLD) == before
    assert revised.rows("SELECT DISTINCT source, told_at, declined_at, withdrawn_at FROM stories") == [
        ("sheet", None, None, None)
    ]
    assert revised.rows("SELECT DISTINCT channel FROM people") == [("",)]
    revised.back_to("0006")
    assert revised.rows(TOLD) == before
    revised.up()
    assert revised.rows(TOLD) == before
    command.check(schema._config(revised.url))


def test_without_recaps_what_peers_told_is_gone_and_what_the_sheet_says_stays(revised: Revised) -> None:
    revised.put(*DIRECTORY, story(1, "win"), story(2, "loss", source="'peer'", told_at="'2027-02-02'"))
    revised.put(MESSAGE.format(id="m-sent", purpose="p", kind="recap", person=1, state="sent", attempts=1))
    revised.put(*(recap(place, story=str(place)) for place in (1, 2)))
    revised.back_to("0007")
    assert [row[0] for row in revised.rows(TOLD)] == [1]
    assert revised.rows("SELECT id, story_id FROM recaps ORDER BY id") == [("r1", 1), ("r2", None)]
    revised.up()
    assert revised.rows("SELECT id, source FROM stories") == [(1, "sheet")]


def recap(place: int, *, story: str = "NULL", arm: str = "NULL", answer: str = "", right: str = "NULL") -> str:
    """Give the row of a question."""
    answered = "NULL" if right == "NULL" else "'2027-02-02 15:00'"
    return RECAP.format(place=place, story=story, arm=arm, answer=answer, right=right, answered=answered)


@pytest.fixture
def half_sent(revised: Revised) -> Revised:
    """A week that was half sent when a new version came: a message in every state, and answers to one of them."""
    revised.back_to("0007")
    revised.put(
        *DIRECTORY,
        *(f"people (id, name, standing) VALUES ({number}, '{state}', 'employee')" for number, state in states()),
        story(1, "win"),
        "senders (id, started_at) VALUES (1, '2027-02-02')",
        "pace (id, next_at) VALUES (1, '2027-02-02')",
        *(
            MESSAGE.format(
                id=f"m-{state}",
                purpose="recap:1:2027-W05",
                kind="check" if state == "unsure" else "recap",
                person=number,
                state=state,
                attempts=number - 10,
            )
            for number, state in states()
        ),
        recap(0, answer="0", right="true", story="1"),
        recap(1, answer="2", right="false", arm="'held out'"),
        recap(2, right="false"),
        recap(3, arm="'recapped'"),
        "quiets (person_id, stopped_at, until, changed_at) VALUES (1, NULL, '2027-03-01', '2027-02-02')",
        "unwanted_topics (person_id, topic_id, said_at) VALUES (2, 1, '2027-02-02')",
        "enrolments (kickoff_id, person_id, first_week, is_new, enrolled_at) "
        "VALUES (1, 2, '2027-02-01', true, '2027-02-01')",
        "recap_members (kickoff_id, person_id, is_in) VALUES (1, 2, false)",
        "recap_plans (kickoff_id, state, weekday, minute, weeks, holidays, blackout, fiscal_start, time_zone, "
        "audience, seed, changed_at, changed_by) VALUES (1, 'started', 1, 570, 12, '[\"2027-02-15\"]', 5, 2, "
        "'Europe/Berlin', 'everybody', 'seed', '2027-01-15', 'Olga')",
    )
    with revised.engine.begin() as connection:
        connection.execute(
            text("UPDATE messages SET sender_id = 1, claimed_at = '2027-02-02 14:31' WHERE state = 'sending'")
        )
    return revised


def states() -> Iterator[tuple[int, str]]:
    """Give every state, and the id of whom a message in it is for."""
    return enumerate(STATES, 10)


OTHERS = ("pace", "senders", "enrolments", "quiets", "recap_members", "recap_plans", "unwanted_topics")


def test_a_week_that_is_half_sent_goes_on_where_it_was(half_sent: Revised) -> None:
    queries = [SENT, ANSWERS, TOLD, *(f"SELECT * FROM {table}" for table in OTHERS)]
    before = [half_sent.rows(query) for query in queries]
    assert [row[4] for row in before[0]] == sorted(STATES)
    half_sent.up()
    assert [half_sent.rows(query) for query in queries] == before
    for number, _ in states():
        again = MESSAGE.format(
            id="again", purpose="recap:1:2027-W05", kind="recap", person=number, state="pending", attempts=0
        )
        assert half_sent.refuses(f"INSERT INTO {again}"), "nobody is told twice"
    assert half_sent.refuses(f"INSERT INTO {recap(0).replace('r0', 'again')}")
    half_sent.back_to("0007")
    assert [half_sent.rows(query) for query in queries] == before


WORDS = {
    ("stories", "kind"): KINDS,
    ("stories", "source"): ("sheet", "peer"),
    ("messages", "kind"): ("recap", "check"),
    ("messages", "state"): STATES,
    ("recaps", "form"): ("who", "where", "truth", "pick"),
    ("recaps", "arm"): ("recapped", "held out"),
    ("recap_plans", "state"): ("draft", "started", "paused"),
    ("recap_plans", "audience"): ("everybody", "chosen"),
}


def test_the_database_itself_takes_no_word_that_nobody_knows(half_sent: Revised) -> None:
    half_sent.up()
    for (table, column), words in WORDS.items():
        change = f"UPDATE {table} SET {column} = "
        assert half_sent.refuses(f"{change}'nonsense'"), f"{table}.{column}"
        assert not [word for word in words if half_sent.refuses(f"{change}'{word}'")]


def test_after_a_story_is_gone_the_question_it_went_with_stays(half_sent: Revised) -> None:
    half_sent.up()
    with half_sent.engine.begin() as connection:
        connection.execute(text("DELETE FROM stories"))
    assert half_sent.rows("SELECT id, story_id, answer FROM recaps WHERE place = 0") == [("r0", None, "0")]


def test_who_is_deleted_takes_messages_and_answers_along(half_sent: Revised) -> None:
    half_sent.up()
    with half_sent.engine.begin() as connection:
        connection.execute(text("DELETE FROM people WHERE id = 12"))  # whose message was sent
    assert [row[4] for row in half_sent.rows(SENT)] == sorted({*STATES} - {"sent"})
    assert half_sent.rows(ANSWERS) == []
