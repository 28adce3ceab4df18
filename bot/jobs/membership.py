"""The number under which this worker sends, and the lock by which others know that it lives."""

import threading

import structlog

from bot import liveness
from bot.deps import Deps
from bot.usecases import delivering

log = structlog.get_logger()


class Membership:
    """One worker among any number.

    Its number is new whenever its lock was lost, so that what it had claimed before is settled by looking.
    """

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._locks = liveness.locks(deps.engine)
        self._turn = threading.Lock()
        self._number = 0

    def number(self) -> int:
        """Give the number, joining the others first if that has not been done."""
        with self._turn:
            return self._number or self._joined()

    def renew(self) -> None:
        """Find out whether the lock is still held, and join anew if it is not: the database may have been away."""
        with self._turn:
            if self._number and not self._locks.is_held():
                log.warning("worker joins anew", was=self._number)
                self._joined()

    def is_gone(self, number: int) -> bool:
        """Tell whether the worker with this number lives no more."""
        return number != self._number and self._locks.is_free(number)

    def is_me(self, number: int) -> bool:
        """Tell whether a number is ours."""
        return number == self._number

    def leave(self) -> None:
        """Let go of the lock."""
        with self._turn:
            self._locks.release()
            self._number = 0

    def _joined(self) -> int:
        with self._deps.sessions.begin() as session:
            number = delivering.join(session, now=self._deps.now())
        self._locks.hold(number)
        self._number = number
        return number
