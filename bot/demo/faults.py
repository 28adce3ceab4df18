"""Faults on demand: what Slack, or the network before it, does on a bad day."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from werkzeug import Response

from bot.demo.replies import json_reply


class Dropped(Exception):  # noqa: N818 - what happened, not what went wrong
    """The connection is to be closed without an answer; the text says whether the call was carried out."""


class Harm(Enum):
    """What happens to a call."""

    RATE_LIMIT = auto()
    ERROR = auto()
    DROP = auto()
    SLOW = auto()


@dataclass(slots=True, kw_only=True)
class Fault:
    """Harm to the next calls of a method (None: of any); `after` means that Slack has carried them out already.

    `code` is what Slack says of an error; with the status 200 it says nothing else.
    """

    harm: Harm
    method: str | None
    times: int
    after: bool = False
    seconds: float = 0
    status: int = 500
    code: str = "internal_error"


class Faults:
    """The faults that are waiting for a call; `response_url` counts as a method."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._struck: list[tuple[Harm, bool, str]] = []
        self._relieved = threading.Event()
        self._lock = threading.Lock()

    def rate_limit(self, *, method: str | None = None, times: int = 1, retry_after: int = 1) -> None:
        """Answer 429 with Retry-After (apis/web-api/rate-limits)."""
        self.add(Fault(harm=Harm.RATE_LIMIT, method=method, times=times, seconds=retry_after))

    def error(
        self,
        *,
        method: str | None = None,
        times: int = 1,
        status: int = 500,
        after: bool = False,
        code: str = "internal_error",
    ) -> None:
        """Answer with a server's error, before or after carrying the call out."""
        self.add(Fault(harm=Harm.ERROR, method=method, times=times, status=status, after=after, code=code))

    def drop(self, *, method: str | None = None, times: int = 1, after: bool = False) -> None:
        """Close the connection without an answer, before or after carrying the call out."""
        self.add(Fault(harm=Harm.DROP, method=method, times=times, after=after))

    def slow(self, *, seconds: float, method: str | None = None, times: int = 1, after: bool = False) -> None:
        """Take this long before carrying the call out, or before saying that it was."""
        self.add(Fault(harm=Harm.SLOW, method=method, times=times, seconds=seconds, after=after))

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its calls."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Let everything work again, what is slow at this moment included."""
        with self._lock:
            self._waiting.clear()
            self._struck.clear()
            self._relieved.set()
            self._relieved = threading.Event()

    def left(self, harm: Harm, *, after: bool = False) -> int:
        """Give how many calls are still to be harmed in this way."""
        with self._lock:
            return sum(one.times for one in self._waiting if (one.harm, one.after) == (harm, after))

    def struck(self, harm: Harm, *, after: bool = False) -> list[str]:
        """Name the methods whose calls were harmed in this way, oldest first."""
        with self._lock:
            return [method for one, late, method in self._struck if (one, late) == (harm, after)]

    def around(
        self, method: str, carry_out: Callable[[], Response], *, is_awaited: Callable[[], bool] = lambda: True
    ) -> Response:
        """Carry a call out, or not, as the fault that waits for it wants; `Dropped` when nothing is to be answered.

        What is slow is not carried out for somebody who has gone meanwhile, and of whom `is_awaited` says so.
        """
        relieved, fault = self._relieved, self._strike(method)
        if fault is None:
            return carry_out()
        carried_out = carry_out() if fault.after else None
        if fault.harm is not Harm.SLOW:
            return _harmed(fault)
        relieved.wait(fault.seconds)
        if not is_awaited():
            raise Dropped("nobody waited for it any longer")
        return carried_out or carry_out()

    def _strike(self, method: str) -> Fault | None:
        with self._lock:
            for fault in self._waiting:
                if fault.method in (None, method):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    self._struck.append((fault.harm, fault.after, method))
                    return fault
        return None


def _harmed(fault: Fault) -> Response:
    if fault.harm is Harm.DROP:
        raise Dropped("connection dropped, after it was carried out" if fault.after else "connection dropped")
    if fault.harm is Harm.RATE_LIMIT:
        headers = {"Retry-After": str(int(fault.seconds))}
        return json_reply({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    return json_reply({"ok": False, "error": fault.code}, status=fault.status)
