"""What is only to be known of an event: committed before it is acknowledged, and answered by nobody.

Where the database does not take it in time it is not acknowledged, so that Slack brings it again.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime

import structlog
from slack_bolt import BoltResponse
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.core.results import Member
from bot.deps import Deps
from bot.listeners.nouns import Body, ReadMember, installed_in
from bot.listeners.receiving import DEADLINE
from bot.slack import Slack
from bot.usecases import admitting

THREADS = 4
log = structlog.get_logger()


class Notes:
    """Takes in for one process what Slack tells of people; one that hangs at the database holds up no request."""

    def __init__(self, deps: Deps, slack: Slack) -> None:
        self._deps = deps
        self._slack = slack
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="note")

    def middleware(self, read: ReadMember) -> Callable[..., BoltResponse | None]:
        """Make the middleware of a listener whose payloads `read` understands."""

        def note(
            body: Body,
            next: Callable[[], BoltResponse | None],  # noqa: A002 - Bolt passes it under this name
        ) -> BoltResponse | None:
            ours, team = self._slack.identity, installed_in(body)
            if ours and team and team != ours.team_id:
                return BoltResponse(status=200, body="")
            try:
                member = read(body, team=ours.team_id if ours else team)
            except (LookupError, TypeError, AttributeError, ValueError, OverflowError) as strange:
                log.warning("payload not understood", reason=repr(strange))
                return BoltResponse(status=200, body="")
            return next() if self._is_kept(member) else BoltResponse(status=503, body="")

        return note

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _is_kept(self, member: Member) -> bool:
        """Keep what is said of somebody, in time; what comes through later does no harm, and is brought again."""
        try:
            keeping = self._pool.submit(self._keep, member)
            keeping.result(DEADLINE)
        except (SQLAlchemyError, NotInTime, RuntimeError) as away:
            log.warning("database away", kind="person", reason=type(away).__name__)
            return False
        return True

    def _keep(self, member: Member) -> None:
        """Keep it; a connection that broke since it was last used is found out here, and replaced."""
        try:
            self._kept(member)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            self._kept(member)

    def _kept(self, member: Member) -> None:
        with self._deps.sessions.begin() as session:
            admitting.remember(session, member, now=self._deps.now())
