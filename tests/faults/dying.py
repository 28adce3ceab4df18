"""Apply a sheet again and again, killed one statement later each time, and print what the directory says after each.

Run as a process of its own, since it forks: `python -m tests.faults.dying DATABASE_URL`.
"""

import json
import os
import signal
import sys
from typing import Any

from sqlalchemy import event, select

from bot.config import Settings
from bot.deps import Deps
from bot.usecases import importing
from models import Person, Topic, Version
from tests.sheets import drafted, topics

MOST = 60  # statements of one import, and then some
OLD = topics(*({"topic": f"T{number}", "owner": f"Old {number}", "aliases": f"a{number}"} for number in range(6)))
NEW = topics(
    *({"topic": f"T{number}", "owner": f"New {number}", "aliases": f"b{number}"} for number in range(3, 9)),
    {"topic": "Story", "owner": "New 1", "field_rep": "New 2", "field_rep_story": "They paid."},
)


def main(url: str) -> None:
    """Print a line for each death: which statement came next, and what was found after it."""
    _child(url, OLD, dies_at=0)
    print(json.dumps([0, "", _found(url)]))  # noqa: T201
    for number in range(1, MOST):
        reader, writer = os.pipe()
        died = _child(url, NEW, dies_at=number, tells=writer)
        os.close(writer)
        with os.fdopen(reader) as told:
            print(json.dumps([number, told.read(), _found(url)]), flush=True)  # noqa: T201
        if not died:
            return


def _child(url: str, sheet: bytes, *, dies_at: int, tells: int = 0) -> bool:
    """Apply in a child that kills itself before its nth statement that writes; tell whether it died."""
    if (pid := os.fork()) == 0:
        _apply(url, sheet, dies_at=dies_at, tells=tells)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _apply(url: str, sheet: bytes, *, dies_at: int, tells: int) -> None:
    deps = Deps.build(Settings(DATABASE_URL=url))
    with deps.reading() as session:
        prepared = importing.propose(session, drafted(sheet))
    written = 0

    def count(*call: Any) -> None:
        nonlocal written
        written += 1
        if written == dies_at:
            os.write(tells, str(call[2] if len(call) > 2 else "COMMIT").split(" (")[0].encode())
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(deps.engine, "before_cursor_execute", count)
    event.listen(deps.engine, "commit", count)
    with deps.sessions.begin() as session:
        importing.apply(session, prepared, by="Olga", now=deps.now(), skip_problems=True)
    deps.engine.dispose()


def _found(url: str) -> Any:
    """Read everything that a sheet changes."""
    deps = Deps.build(Settings(DATABASE_URL=url))
    with deps.reading() as session:
        titles = session.scalars(select(Topic.title).where(Topic.archived_at.is_(None)).order_by(Topic.title)).all()
        people = session.scalars(select(Person.name).order_by(Person.name)).all()
        versions = session.scalars(select(Version.number)).all()
    deps.engine.dispose()
    return [list(titles), len(people), len(versions)]


if __name__ == "__main__":
    main(sys.argv[1])
