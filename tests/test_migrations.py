"""The tables can be made, are those the models describe, and can be taken down again, on both databases."""

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from bot import database, schema
from bot.config import Settings
from bot.deps import Deps
from bot.errors import DatabaseAway, SchemaBehind
from bot.usecases import restoring
from tests.importing import PRICING, applied
from tests.sheets import topics


def test_the_tables_are_exactly_those_the_models_describe(database_url: str) -> None:
    command.check(schema._config(database_url))


def test_a_database_can_go_back_to_nothing_and_come_up_again(database_url: str) -> None:
    command.downgrade(schema._config(database_url), "base")
    engine = database.connect(database_url)
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    with pytest.raises(SchemaBehind, match="alembic upgrade head"):
        schema.check(engine)
    schema.upgrade(database_url)
    assert schema.check(engine) == "0008"
    engine.dispose()


def test_questions_without_a_person_survive_learning_and_its_end(database_url: str) -> None:
    command.downgrade(schema._config(database_url), "0002")
    engine = database.connect(database_url)
    with engine.begin() as connection:
        for row in (
            "people (id, name, standing) VALUES (1, 'Ana', 'employee')",
            "directory (id, version, changed_at) VALUES (1, 3, '2027-02-02')",
            "gaps (id, key, question, state, times, opened_at) VALUES (1, 'k', 'karaoke', 'open', 2, '2027-02-02')",
            "gap_askers (gap_id, person_id, asked_at) VALUES (1, 1, '2027-02-02')",
        ):
            connection.execute(text(f"INSERT INTO {row}"))
    schema.upgrade(database_url)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT version, lessons FROM directory")).one() == (3, 0)
        assert connection.execute(text("SELECT question, topic_id, decided_by FROM gaps")).one() == (
            "karaoke",
            None,
            "",
        )
    command.downgrade(schema._config(database_url), "0002")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT question, person_id FROM gaps, gap_askers")).one() == ("karaoke", 1)
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE gaps SET state = 'nonsense'"))
    engine.dispose()


def test_requests_under_way_survive_files_and_forms_and_their_end(database_url: str) -> None:
    command.downgrade(schema._config(database_url), "0004")
    engine = database.connect(database_url)
    columns = "id, kind, state, slack_user, team, channel, thread, text, action, detail, in_place, reply_to, "
    row = "('{0}', '{0}', 'open', 'U1', 'T1', 'D1', '', 'hi', '', '', FALSE, '', '2027-02-02', '2027-02-02', 1"
    times = "received_at, taken_at, attempts"
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO requests ({columns}{times}) VALUES {row.format('message')})"))
    schema.upgrade(database_url)
    with engine.begin() as connection:
        found = connection.execute(text("SELECT kind, text, message, files FROM requests")).one()
        assert found == ("message", "hi", "", None)
        for kind in ("file", "form"):
            connection.execute(text(f"INSERT INTO requests ({columns}{times}) VALUES {row.format(kind)})"))
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("UPDATE requests SET kind = 'nonsense'"))
    command.downgrade(schema._config(database_url), "0004")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT id FROM requests")).scalars().all() == ["message"]
        with pytest.raises(IntegrityError):
            connection.execute(text("UPDATE requests SET kind = 'form'"))
    engine.dispose()


def test_the_directory_survives_versions_and_their_end_and_can_be_gone_back_to(database_url: str) -> None:
    command.downgrade(schema._config(database_url), "0005")
    engine = database.connect(database_url)
    with engine.begin() as connection:
        for row in (
            "kickoffs (id, name, is_current, created_at) VALUES (1, 'SKO', true, '2027-02-02')",
            "directory (id, version, lessons, changed_at) VALUES (1, 7, 0, '2027-02-02')",
            "topics (id, kickoff_id, key, title, kind, position, session, day, link, channel) "
            "VALUES (1, 1, 'pricing', 'Pricing', 'pricing', 1, '', '', '', '')",
            "aliases (topic_id, name, position) VALUES (1, 'Rates', 0)",
        ):
            connection.execute(text(f"INSERT INTO {row}"))
    schema.upgrade(database_url)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT title, changed_in FROM topics")).one() == ("Pricing", 0)
        assert connection.execute(text("SELECT number, kind, about, added FROM versions")).one() == (7, "sheet", "", 0)
    deps = Deps.build(Settings(DATABASE_URL=database_url))
    applied(deps, topics(PRICING))
    with deps.reading() as session:
        plan = restoring.propose(session, 7).plan
    assert [one.name for one in plan.changed] == ["Pricing"]
    deps.engine.dispose()
    command.downgrade(schema._config(database_url), "0005")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT title FROM topics")).one() == ("Pricing",)
        assert connection.execute(text("SELECT count(*) FROM aliases")).scalar_one() == 2
    engine.dispose()


def test_stories_of_the_sheet_survive_those_of_peers_and_their_end(database_url: str) -> None:
    command.downgrade(schema._config(database_url), "0007")
    engine = database.connect(database_url)
    story = "stories (topic_id, person_id, kind, text, approved_by, position{0}) VALUES (1, 1, 'win', '{1}', '', 0{2})"
    with engine.begin() as connection:
        for row in (
            "people (id, name, standing) VALUES (1, 'Ana', 'employee')",
            "kickoffs (id, name, is_current, created_at) VALUES (1, 'SKO', true, '2027-02-02')",
            "topics (id, kickoff_id, key, title, kind, position, session, day, link, channel, changed_in) "
            "VALUES (1, 1, 'pricing', 'Pricing', 'pricing', 1, '', '', '', '', 1)",
            story.format("", "They paid.", ""),
        ):
            connection.execute(text(f"INSERT INTO {row}"))
    schema.upgrade(database_url)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT text, source, told_at FROM stories")).one() == (
            "They paid.",
            "sheet",
            None,
        )
        assert connection.execute(text("SELECT name, channel, as_of FROM people")).one() == ("Ana", "", None)
        connection.execute(text("INSERT INTO " + story.format(", source", "I won.", ", 'peer'")))
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("UPDATE stories SET source = 'nonsense'"))
    command.downgrade(schema._config(database_url), "0007")
    with engine.begin() as connection:
        assert connection.execute(text("SELECT text FROM stories")).scalars().all() == ["They paid."]
    engine.dispose()


def test_an_embedded_database_that_does_not_exist_yet_gets_its_tables(tmp_path: object) -> None:
    engine = database.connect(f"sqlite:///{tmp_path}/new.db")
    assert schema.ensure(engine) == "0008"
    engine.dispose()


def test_a_database_that_cannot_be_reached_is_said_in_a_sentence() -> None:
    engine = database.connect("postgresql+psycopg://sko@127.0.0.1:1/none")
    with pytest.raises(DatabaseAway, match="cannot be reached"):
        schema.check(engine)
