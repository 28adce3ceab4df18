"""No test finds in its PostgreSQL database what another left there, though they take turns in the same one."""

from contextlib import closing

import psycopg
import pytest

from tests.databases import Databases

ENTER = "INSERT INTO people (name, standing) VALUES ('Ana Ferreira', 'employee') RETURNING id"
COUNT = "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM requests), (SELECT count(*) FROM alembic_version)"


def entered(address: str) -> psycopg.Connection:
    """Connect, and have one person there that is committed and one that is not."""
    connection = psycopg.connect(address.replace("+psycopg", ""))
    connection.execute(ENTER)
    connection.commit()
    connection.execute(ENTER)
    return connection


def begins_anew(address: str) -> bool:
    with closing(psycopg.connect(address.replace("+psycopg", ""))) as connection:
        return connection.execute(COUNT).fetchone() == (0, 0, 1) and connection.execute(ENTER).fetchone() == (1,)


def test_rows_and_numbers_of_the_last_test_are_gone_and_so_is_who_is_still_at_it(postgres_databases: Databases) -> None:
    before = postgres_databases.fresh()
    with closing(entered(before)) as busy:
        after = postgres_databases.fresh()
        with pytest.raises(psycopg.OperationalError):
            busy.execute(ENTER)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(before.replace("+psycopg", ""))
    assert begins_anew(after)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE people ADD COLUMN nickname text",
        "ALTER TABLE people ALTER COLUMN name DROP NOT NULL",
        "CREATE INDEX again ON people (name)",
        "UPDATE alembic_version SET version_num = '0000'",
        "DROP TABLE alembic_version",
    ],
)
def test_tables_that_a_test_has_changed_are_made_anew(postgres_databases: Databases, change: str) -> None:
    with closing(entered(postgres_databases.fresh())) as connection:
        connection.execute(change)
        connection.commit()
    assert begins_anew(postgres_databases.fresh())
