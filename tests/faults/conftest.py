"""What tests of faults share: knowing when an attempt to answer is over, whatever came of it."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.core.requests import Incoming
from tests.chaos.storm import Hands
from tests.chaos.storm import hands as loaded
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
