"""Nothing escapes a listener."""

from collections.abc import Callable
from typing import ParamSpec

import structlog

P = ParamSpec("P")
log = structlog.get_logger()


def guarded(work: Callable[P, object], *arguments: P.args, **named: P.kwargs) -> None:
    """Do `work`; an error is logged with its trace, for nobody else would ever see it in a pool's thread."""
    try:
        work(*arguments, **named)
    except Exception:
        log.exception("unforeseen", work=getattr(work, "__qualname__", str(work)))
