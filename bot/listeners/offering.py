"""What a menu offers while somebody types: looked up and said at once, and kept nowhere."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime

import structlog
from slack_bolt import Ack
from slack_sdk.models.blocks import Option
from sqlalchemy.exc import SQLAlchemyError

from bot.core.results import Standing
from bot.deps import Deps
from bot.listeners.nouns import Body, words
from bot.listeners.receiving import DEADLINE
from bot.slack import Slack
from bot.usecases import admitting, choosing, recalling
from bot.views import checks, menus

THREADS = 4
log = structlog.get_logger()


class Offers:
    """Answers menus for one process; the database gets a thread, so that one that hangs leaves a menu empty in time."""

    def __init__(self, deps: Deps, slack: Slack) -> None:
        self._deps = deps
        self._slack = slack
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="menu")

    def offer(self, ack: Ack, body: Body) -> None:
        """Give the choices for what was typed; see https://docs.slack.dev/reference/interaction-payloads."""
        try:
            options = self._found(body)
        except Exception as failed:  # whatever it is: an empty menu is in nobody's way, and an error is
            is_away = isinstance(failed, SQLAlchemyError | NotInTime)
            log.warning("menu left empty", reason=type(failed).__name__, exc_info=not is_away)
            options = []
        ack(options=options)

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _found(self, body: Body) -> list[Option]:
        looking = self._pool.submit(self._options, body)
        try:
            return looking.result(DEADLINE)
        finally:
            looking.cancel()  # if it has not even begun, nobody waits for it any more

    def _options(self, body: Body) -> list[Option]:
        """Look topics or people up for an employee of this workspace; everybody else is offered none."""
        ours = self._slack.identity
        if ours and body["team"]["id"] != ours.team_id:
            return []
        with self._deps.reading() as session:
            asker = admitting.known(session, body["user"]["id"])
            if asker is None or asker.standing is not Standing.EMPLOYEE:
                return []
            verb, typed = str(body.get("action_id")).partition(":")[0], words(body["value"])
            if verb == menus.RECAP_PICK:
                return checks.options(recalling.colleagues(session, typed, asker=asker.person_id))
            found = choosing.topics(session, self._deps.index, typed, asker=asker.person_id, now=self._deps.now())
            return menus.options(found)
