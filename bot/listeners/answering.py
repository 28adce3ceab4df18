"""From a kept request to an answer that was sent once."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import structlog
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bound_contextvars

from bot.core.requests import Incoming, RequestKind
from bot.core.results import Asked, Asker, Standing
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure, UserMistake
from bot.listeners import buttons, commands, desk, home, mentions, menus, messages, shortcuts
from bot.listeners.delivering import Delivery
from bot.listeners.guard import guarded
from bot.listeners.nouns import Turn
from bot.priority import let_others_go_first
from bot.slack import Slack
from bot.usecases import admitting, asking, receiving
from bot.views import help as helping
from bot.views import replies
from bot.views.blocks import Message
from bot.views.replies import Reply

THREADS = 8  # most of them wait for Slack
DRAWERS = 1  # answers looked up at once in a process: more would only take turns, and keep acknowledgements waiting
APOLOGIES = 2  # threads that never touch the database, for while it hangs it may hold all the others
LOOK: Mapping[RequestKind, Callable[[Turn, Incoming], Asked | Reply]] = {
    RequestKind.COMMAND: commands.reply,
    RequestKind.MESSAGE: messages.reply,
    RequestKind.MENTION: mentions.reply,
    RequestKind.SHORTCUT: shortcuts.reply,
    RequestKind.HOME: home.reply,
}
PRESSED: Mapping[str, Callable[[Turn, Incoming], Reply]] = {
    verb: noun.reply for noun in (buttons, menus, desk) for verb in noun.MEANING
}
log = structlog.get_logger()


class Overtaken(Exception):  # noqa: N818
    """Somebody else has taken the request over; whatever we would say, they say it."""


class Stranger(Exception):  # noqa: N818
    """Nobody has looked this person up yet."""


class Answers:
    """Answers requests in threads of its own, so that one that must wait for Slack never delays an acknowledgement."""

    def __init__(self, deps: Deps, slack: Slack) -> None:
        self._deps = deps
        self._slack = slack
        shares_a_lock = deps.engine.dialect.name == "sqlite"  # those who wait for it must not wait for the unhurried
        self._pool = ThreadPoolExecutor(
            THREADS, thread_name_prefix="answer", initializer=None if shares_a_lock else let_others_go_first
        )
        self._waiting: set[str] = set()
        self._drawing = threading.BoundedSemaphore(DRAWERS)
        self._delivery = Delivery(deps, slack, submit=self._submit)
        self._apologies = ThreadPoolExecutor(APOLOGIES, thread_name_prefix="apology")

    def later(self, incoming: Incoming) -> None:
        """Answer a request in a thread."""
        self._waiting.add(incoming.id)
        self._submit(self.answer, incoming)

    def say_away(self, incoming: Incoming) -> None:
        """Say to the person alone, in a thread, that the directory is away; a channel and a Home tab just wait."""
        if incoming.reply_to or incoming.kind is RequestKind.MESSAGE:
            with suppress(RuntimeError):
                self._apologies.submit(guarded, self._apologise, incoming)

    def sweep(self) -> int:
        """Hold what waits here, and answer what was left open by processes that died; give how many that were."""
        with self._deps.sessions.begin() as session:
            receiving.hold(session, frozenset(self._waiting), now=self._deps.now())
            left = receiving.overdue(session, now=self._deps.now())
        for incoming in left:
            self.later(incoming)
        return len(left)

    def close(self) -> None:
        """Finish what is being answered, and stop; what has not begun is left for a sweep."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._apologies.shutdown(wait=True)

    def answer(self, incoming: Incoming) -> None:
        """Answer one request: find out who asks, look it up, send, and note that it was answered."""
        with bound_contextvars(kind=incoming.kind.value, request=incoming.id[-12:]):
            started = time.monotonic()
            try:
                outcome = self._delivery.settled(incoming) or self._answered(incoming)
            finally:
                self._waiting.discard(incoming.id)
            log.info("request", outcome=outcome, ms=round(1000 * (time.monotonic() - started)))

    def _answered(self, incoming: Incoming) -> str:
        try:
            message = self._drawn(incoming)
        except Overtaken:
            return "overtaken"
        except (SlackLater, SlackUnsure, SlackRefused) as failed:
            log.warning("person not looked up", reason=str(failed))
            return self._instead(incoming, helping.UNKNOWN)
        except UserMistake as mistake:
            return self._instead(incoming, str(mistake))
        except SQLAlchemyError:
            log.warning("database away", exc_info=True)
            if incoming.attempt == 1:
                self.say_away(incoming)
            return "database away"
        except Exception:
            log.exception("unforeseen")
            self._delivery.reopen(incoming)
            return self._instead(incoming, helping.BROKEN)
        return self._delivery.delivered(incoming, message) if message else self._delivery.finish(incoming, "no reply")

    def _drawn(self, incoming: Incoming) -> Message | None:
        """Draw the answer, once somebody unknown has been looked up; None for those who get no reply."""
        try:
            return self._reply(incoming)
        except Stranger:
            ours = self._slack.identity
            member = self._slack.person(incoming.slack_user, team=ours.team_id if ours else incoming.team)
            with self._deps.sessions.begin() as session:
                admitting.remember(session, member, now=self._deps.now())
            return self._reply(incoming)

    def _reply(self, incoming: Incoming) -> Message | None:
        """Look the answer up, then begin: what takes long only reads, and what writes takes a moment."""
        now = self._deps.now()
        with self._drawing, self._deps.reading() as session:
            asker = admitting.known(session, incoming.slack_user)
            if asker is None:
                raise Stranger
            listed = self._deps.settings.organizers
            turn = Turn(session=session, index=self._deps.index, asker=asker, now=now, organizers=listed)
            is_employed = asker.standing is Standing.EMPLOYEE
            found = LOOK[incoming.kind](turn, incoming) if is_employed and incoming.kind in LOOK else None
        with self._deps.sessions.begin() as session:
            if not receiving.begin(session, incoming, now=now):
                raise Overtaken
            if not is_employed:
                return self._turned_away(incoming, asker)
            if isinstance(found, Asked):
                found = asking.keep(session, found)
            said = found or PRESSED[incoming.verb](replace(turn, session=session), incoming)
        return replies.reply(said, private=incoming.kind is not RequestKind.MENTION)

    def _turned_away(self, incoming: Incoming, asker: Asker) -> Message | None:
        """Say one kind sentence to a guest where nobody else reads it, and nothing to programs and leavers."""
        if incoming.kind is RequestKind.MENTION or asker.standing not in {Standing.GUEST, Standing.FOREIGN}:
            return None
        return helping.guest(self._slack.identity.team_name if self._slack.identity else "")

    def _instead(self, incoming: Incoming, text: str) -> str:
        """Say one sentence in place of an answer, beside the message that was clicked."""
        return self._delivery.begun(replace(incoming, in_place=False), helping.sentence(text))

    def _submit(self, work: Callable[..., object], *arguments: object) -> None:
        """Do something in a thread of the pool; once it is closed, a sweep of another process will."""
        with suppress(RuntimeError):
            self._pool.submit(guarded, work, *arguments)

    def _apologise(self, incoming: Incoming) -> None:
        """Say that the directory is away, under no id, for by its id the answer itself is found again."""
        try:
            self._delivery.send(replace(incoming, id="", in_place=False), helping.sentence(helping.AWAY))
        except (SlackLater, SlackUnsure, SlackRefused) as failed:
            log.warning("apology not sent", reason=str(failed))
