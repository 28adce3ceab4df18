"""Nothing escapes a listener, and nothing that can wait holds up what cannot."""

import os
import sys
import threading
from collections.abc import Callable
from typing import ParamSpec

import structlog

P = ParamSpec("P")
NICE = 10  # of 19; at a load that leaves no processor idle, acknowledgements still take a tenth of a second
log = structlog.get_logger()


def guarded(work: Callable[P, object], *arguments: P.args, **named: P.kwargs) -> None:
    """Do `work`; an error is logged with its trace, for nobody else would ever see it in a pool's thread."""
    try:
        work(*arguments, **named)
    except Exception:
        log.exception("unforeseen", work=getattr(work, "__qualname__", str(work)))


def let_others_go_first() -> None:
    """Give this thread a lower priority: Slack times how soon a request is acknowledged, not how soon it is answered.

    Only Linux has priorities for threads; elsewhere they share alike.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
