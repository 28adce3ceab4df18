"""The fixtures everybody shares: both databases, migrated once and fresh for each test, and a clock to move."""

import gc
import os
import shutil
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import log, schema
from bot.config import Settings
from bot.deps import Deps
from tests import dialects, postgres
from tests.cast import START
from tests.databases import Databases
from tests.office import Office, opened

BROWSER = "browser"
SLOW = {BROWSER, "demo", "faults"}
EARLY = 0.85  # share of a run over which the slow folders are dealt


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        """Let time pass, in the words of `timedelta`."""
        self.time += timedelta(**by)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal the files of each folder evenly over the run: some of them wait and others compute, so let them overlap.

    The folders with the slowest tests come early, so that no process is left with one in the end. One process looks
    through the browser, for opening one more takes seconds, and begins with it.
    """
    size = Counter(item.path.parent for item in items)
    seen: Counter[Path] = Counter()
    turns: dict[Path, float] = {}
    for item in items:
        folder = item.path.parent
        turns.setdefault(item.path, (EARLY if folder.name in SLOW else 1) * seen[folder] / size[folder])
        seen[folder] += 1
        if folder.name == BROWSER:
            item.add_marker(pytest.mark.xdist_group(BROWSER))
    items.sort(key=lambda item: turns[item.path])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a test that was skipped fail: what did not run proves nothing."""
    report = yield
    if report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped, which proves nothing: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _seldom_collected() -> None:
    """Look for garbage less often: a run makes so much of it that looking takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """Log as a real process does, so that no test finds our lines where nobody else will."""
    log.set_up()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> None:
    """Compile each statement once in a run, as a process does, and not once for each of a thousand engines."""
    dialects.share()


@pytest.fixture(scope="session", autouse=True)
def _words_alone() -> Iterator[None]:
    """Leave the sentence encoder out, except where a test is about it: it would only slow the others down."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SKO_SEMANTIC", "off")
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that is set, else one of our own from pip."""
    if given := os.environ.get("SKO_TEST_DATABASE_URL"):
        yield given
    else:
        with postgres.server() as address:
            yield address


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: str) -> Iterator[Databases]:
    """PostgreSQL databases with all tables and no rows, one at a time."""
    with closing(Databases(postgres_server)) as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated, empty database; every test that uses it runs on both kinds, unless it is marked `EMBEDDED`."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated, empty SQLite file, for tests in which any database would do."""
    file = tmp_path / "sko.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgres_databases: Databases) -> str:
    """A fresh, migrated, empty PostgreSQL database, for tests of what only a server of its own can do."""
    return postgres_databases.fresh()


@pytest.fixture
def clock() -> Clock:
    """Tuesday, 2 February 2027, 14:30 UTC."""
    return Clock()


@pytest.fixture
def deps(database_url: str, clock: Clock) -> Iterator[Deps]:
    """Everything a process needs, on a fresh database and a clock to move."""
    made = Deps.build(Settings(DATABASE_URL=database_url), now=clock)
    yield made
    made.engine.dispose()


@pytest.fixture
def office(database_url: str, clock: Clock) -> Iterator[Office]:
    """The running app, the stand-in Slack it answers in, and a directory with the cast of the tests."""
    with opened(database_url, now=clock) as office:
        yield office
