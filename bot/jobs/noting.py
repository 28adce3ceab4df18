"""Writing down what became of a message, though the database be away."""

import threading
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.deps import Deps

AGAIN = 1.0  # seconds between attempts
log = structlog.get_logger()


class Notes:
    """Writes until it is written, or until we are told to end: whoever comes next finds out by looking."""

    def __init__(self, deps: Deps, *, stopping: threading.Event) -> None:
        self._deps = deps
        self._stopping = stopping

    def write(self, what: Callable[[Session], object]) -> None:
        """Write something in a transaction of its own."""
        while True:
            try:
                with self._deps.sessions.begin() as session:
                    what(session)
            except SQLAlchemyError as away:
                log.warning("database away", reason=type(away).__name__)
                if self._stopping.wait(AGAIN):
                    return
            else:
                return
