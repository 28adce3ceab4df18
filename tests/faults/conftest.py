"""What tests of faults share: knowing when an attempt to answer is over, whatever came of it."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

import bot.slack
from bot.core.requests import Incoming
from bot.jobs import outbox
from tests.chaos.storm import Hands
from tests.chaos.storm import hands as loaded
from tests.faults.morning import Morning, begun
from tests.office import Office


@pytest.fixture
def attempts(office: Office) -> list[str]:
    """The ids of requests, one for each attempt to answer that is over."""
    over: list[str] = []
    answer = office.web.answers.answer

    def counted(incoming: Incoming) -> None:
        try:
            answer(incoming)
        finally:
            over.append(incoming.id)

    office.web.answers.answer = counted  # type: ignore[method-assign]
    return over


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """What an operator reads in the log."""
    handlers = logging.getLogger().handlers
    [ours] = [one for one in handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)]
    assert isinstance(ours, logging.StreamHandler)
    read = io.StringIO()
    before = ours.setStream(read)
    yield read
    ours.setStream(before)


@pytest.fixture(scope="session")
def hands() -> Iterator[Hands]:
    """Where workers come from, loaded once for all who ask for some."""
    with loaded() as found:
        yield found


@pytest.fixture
def morning(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Morning]:
    """A morning on which nobody waits for long."""
    monkeypatch.setattr(bot.slack, "POST_TIMEOUT", 0.4)
    monkeypatch.setattr(outbox, "IDLE", 0.05)
    with begun(database_url) as morning:
        yield morning
