"""Applying a sheet is all or nothing, one at a time, and does not ask the database row by row; on both databases."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from bot.core.plans import Applied
from bot.deps import Deps
from models import Directory
from tests.importing import ACME, PRICING, applied, directory, people
from tests.sheets import drafted, topics


def test_of_two_who_apply_the_same_sheet_at_once_one_finds_nothing_to_change(deps: Deps) -> None:
    sheet = drafted(topics(*({"topic": f"T{number}", "owner": f"Person {number}"} for number in range(60))))
    results = at_once(lambda: applied(deps, sheet), lambda: applied(deps, sheet))
    assert sorted(result.plan.changes_nothing for result in results) == [False, True]
    assert [result.version for result in results] == [1, 1]
    assert (len(directory(deps)), len(people(deps))) == (60, 60)


def test_of_two_who_apply_different_sheets_at_once_the_later_one_is_in_force(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    sheets = [drafted(topics(PRICING | {"day": day})) for day in ("Day 2", "Day 3")]
    results = at_once(*(lambda sheet=sheet: applied(deps, sheet) for sheet in sheets))
    last = max(results, key=lambda result: result.version)
    assert sorted(result.version for result in results) == [2, 3]
    assert directory(deps)["Pricing"].day == last.plan.changed[0].changes[0].new[0]


def test_what_fails_half_way_leaves_everything_as_it_was(deps: Deps) -> None:
    applied(deps, topics(PRICING))

    def fails(*call: object) -> None:
        if str(call[2]).startswith("INSERT INTO roles"):
            raise ConnectionError("the line went dead")

    event.listen(deps.engine, "before_cursor_execute", fails)
    with pytest.raises(ConnectionError):
        applied(deps, topics(PRICING | {"topic": "Prices"}, ACME))
    event.remove(deps.engine, "before_cursor_execute", fails)
    assert list(directory(deps)) == ["Pricing"]
    with deps.reading() as session:
        assert session.scalars(select(Directory.version)).one() == 1


def test_many_topics_are_read_with_as_few_queries_as_one(deps: Deps) -> None:
    many = topics(*(PRICING | {"topic": f"T{number}", "aliases": ""} for number in range(200)))
    asked: list[str] = []
    event.listen(deps.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for sheet in (many, many, many.replace(b"Day 1", b"Day 2")):
        applied(deps, sheet)
        assert sum(text.startswith("SELECT") for text in asked) < 20
        asked.clear()


def at_once(*jobs: Callable[[], Applied]) -> list[Applied]:
    """Run jobs in threads that start together."""
    start = threading.Barrier(len(jobs))
    results: list[Applied] = []

    def run(job: Callable[[], Applied]) -> None:
        start.wait()
        results.append(job())

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
