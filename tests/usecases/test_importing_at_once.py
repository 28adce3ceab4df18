"""Applying a sheet is all or nothing, one at a time, and does not ask the database row by row; on both databases."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from bot.core.uploads import Done
from bot.deps import Deps
from bot.errors import DirectoryMoved
from bot.usecases import importing
from bot.usecases.importing import Prepared
from models import Directory
from tests.importing import ACME, PRICING, applied, directory, people
from tests.sheets import drafted, topics


def test_of_twenty_who_apply_at_once_exactly_one_wins_and_the_others_are_told_why(deps: Deps) -> None:
    applied(deps, topics(PRICING))
    for round_ in range(2, 5):
        sheets = [drafted(topics(PRICING | {"day": f"Day {round_}.{number}"})) for number in range(20)]
        with deps.reading() as session:
            prepared = [importing.propose(session, sheet) for sheet in sheets]
        outcomes = at_once(*(lambda one=one: commit(deps, one) for one in prepared))
        won = [outcome for outcome in outcomes if isinstance(outcome, Done)]
        lost = [outcome for outcome in outcomes if isinstance(outcome, DirectoryMoved)]
        assert (len(won), len(lost), won[0].version) == (1, 19, round_)
        assert all("nothing of this was applied" in str(one) for one in lost)
        assert (directory(deps)["Pricing"].day,) == won[0].plan.changed[0].changes[0].new


def test_whoever_looked_before_somebody_else_applied_the_same_sheet_is_told_so(deps: Deps) -> None:
    sheet = drafted(topics(*({"topic": f"T{number}", "owner": f"Person {number}"} for number in range(60))))
    with deps.reading() as session:
        looked = importing.propose(session, sheet)
    applied(deps, sheet)
    assert isinstance(commit(deps, looked), DirectoryMoved)
    assert (len(directory(deps)), len(people(deps))) == (60, 60)


def commit(deps: Deps, prepared: Prepared) -> Done | DirectoryMoved:
    """Apply what was looked at."""
    try:
        with deps.sessions.begin() as session:
            return importing.apply(session, prepared, by="Olga", now=deps.now())
    except DirectoryMoved as moved:
        return moved


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


def at_once(*jobs: Callable[[], Done | DirectoryMoved]) -> list[Done | DirectoryMoved]:
    """Run jobs in threads that start together."""
    start = threading.Barrier(len(jobs))
    results: list[Done | DirectoryMoved] = []

    def run(job: Callable[[], Done | DirectoryMoved]) -> None:
        start.wait()
        results.append(job())

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
