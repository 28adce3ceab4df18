"""Nothing escapes a listener, and what is done to a request leaves a line in the log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import structlog
from structlog.contextvars import bound_contextvars

from bot.core.requests import Incoming

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()


def guarded(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T | None:
    """Do `work` and give what it gives, or None after an error.

    That is logged with its trace, for nobody else would ever see it in a pool's thread.
    """
    try:
        return work(*arguments, **named)
    except Exception:
        log.exception("unforeseen", work=getattr(work, "__qualname__", str(work)))
        return None


@contextmanager
def noted(incoming: Incoming) -> Iterator[Callable[[str], str]]:
    """Write one line for what is done to a request, with the outcome that is given."""
    outcomes: list[str] = []

    def note(outcome: str) -> str:
        outcomes.append(outcome)
        return outcome

    with bound_contextvars(kind=incoming.kind.value, request=incoming.id[-12:]):
        started = time.monotonic()
        try:
            yield note
        finally:
            log.info("request", outcome="".join(outcomes), ms=round(1000 * (time.monotonic() - started)))
