"""What happens to every request before it is acknowledged: known, kept, or turned away.

It runs as a middleware of each listener, in the thread that holds Slack's connection. What is not committed here is
not acknowledged, so that Slack delivers an event again; what was seen before is acknowledged and nothing more.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime

import structlog
from slack_bolt import BoltContext, BoltRequest, BoltResponse
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.core.requests import Incoming, RequestKind
from bot.deps import Deps
from bot.listeners.answering import Answers
from bot.listeners.nouns import Body, Read
from bot.slack import Slack
from bot.usecases import receiving
from bot.views import help as helping

ENVELOPE = "x-sko-envelope-id"  # set by our socket handler, since Socket Mode has no signature
DEADLINE = 2.2  # seconds for the database to keep a request; the person waits three at most
THREADS = 16
EVENTS = {RequestKind.MESSAGE, RequestKind.MENTION, RequestKind.HOME, RequestKind.FILE}
log = structlog.get_logger()


class Receiver:
    """Keeps requests for one process. The database gets a thread, so that one that hangs cannot hold up Slack."""

    def __init__(self, deps: Deps, slack: Slack, answers: Answers) -> None:
        self._deps = deps
        self._slack = slack
        self._answers = answers
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="keep")

    def middleware(self, read: Read) -> Callable[..., BoltResponse | None]:
        """Make the middleware of a listener whose payloads `read` understands; it leaves `incoming` in the context."""

        def keep(
            body: Body,
            request: BoltRequest,
            context: BoltContext,
            next: Callable[[], BoltResponse | None],  # noqa: A002 - Bolt passes it under this name
        ) -> BoltResponse | None:
            try:
                incoming = read(body, request_id=identify(request))
            except (LookupError, TypeError, AttributeError) as strange:
                log.warning("payload not understood", reason=repr(strange))
                return BoltResponse(status=200, body="")
            if incoming is None or self._is_from_elsewhere(incoming):
                return BoltResponse(status=200, body="")
            keeping = self._pool.submit(self._keep, incoming)
            try:
                kept = keeping.result(DEADLINE)
            except (SQLAlchemyError, NotInTime) as away:
                keeping.cancel()  # unless it has begun: then the answer comes late, on top of the apology
                log.warning("database away", kind=incoming.kind.value, reason=type(away).__name__)
                return self._apologise(incoming, is_repeated="x-slack-retry-num" in request.headers)
            if kept is None:
                return BoltResponse(status=200, body="")
            context["incoming"] = kept
            return next()

        return keep

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _keep(self, incoming: Incoming) -> Incoming | None:
        """Keep a request; a connection that broke since it was last used is found out here, and replaced."""
        try:
            return self._kept(incoming)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._kept(incoming)

    def _kept(self, incoming: Incoming) -> Incoming | None:
        with self._deps.at_once.begin() as session:
            return receiving.keep(session, incoming, now=self._deps.now())

    def _is_from_elsewhere(self, incoming: Incoming) -> bool:
        """Refuse payloads of another workspace, once Slack has told which one is ours."""
        ours = self._slack.identity
        return bool(ours and incoming.team and incoming.team != ours.team_id)

    def _apologise(self, incoming: Incoming, *, is_repeated: bool) -> BoltResponse:
        """Say honestly that the directory is away; an event is not acknowledged, so that Slack brings it again."""
        if incoming.kind is RequestKind.COMMAND:
            said = {"response_type": "ephemeral", **helping.sentence(helping.AWAY).payload()}
            return BoltResponse(status=200, body=json.dumps(said), headers={"Content-Type": "application/json"})
        if not is_repeated:
            self._answers.say_away(incoming)
        return BoltResponse(status=503 if incoming.kind in EVENTS else 200, body="")


def identify(request: BoltRequest) -> str:
    """Tell what makes this request itself and no other: the same on redelivery and on replay."""
    if event_id := request.body.get("event_id"):
        return str(event_id)
    marks = request.headers.get(ENVELOPE) or request.headers.get("x-slack-signature") or []
    return str(marks[0]) if marks else str(request.body["trigger_id"])
