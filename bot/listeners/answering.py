"""From a kept request to an answer that was sent once."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.core.requests import Incoming, RequestKind
from bot.core.results import Asked, Asker, Standing
from bot.core.uploads import Document
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure, UserMistake
from bot.listeners import (
    buttons,
    commands,
    desk,
    files,
    home,
    keeping,
    mentions,
    menus,
    messages,
    plans,
    previews,
    recaps,
    shortcuts,
    stories,
)
from bot.listeners.delivering import Delivery, beside
from bot.listeners.guard import guarded, noted
from bot.listeners.handing import Sent
from bot.listeners.nouns import Deed, Long, Turn
from bot.listeners.progress import Progress
from bot.listeners.working import WORK, PutOff, Task, Works
from bot.priority import let_others_go_first
from bot.slack import Slack
from bot.usecases import admitting, asking, receiving
from bot.views import help as helping
from bot.views import replies
from bot.views.blocks import Message, Modal, escape
from bot.views.replies import Reply

THREADS = 8  # most of them wait for Slack
DRAWERS = 1  # answers looked up at once in a process: more would only take turns, and keep acknowledgements waiting
APOLOGIES = 2  # threads that never touch the database, for while it hangs it may hold all the others
HANDED_ON = "handed on"
SILENT = {RequestKind.MENTION, RequestKind.HOME}
LOOK: Mapping[RequestKind, Callable[[Turn, Incoming], Asked | Reply | Sent | Long | Deed]] = {
    RequestKind.COMMAND: commands.reply,
    RequestKind.MESSAGE: messages.reply,
    RequestKind.MENTION: mentions.reply,
    RequestKind.SHORTCUT: shortcuts.reply,
    RequestKind.HOME: home.reply,
    RequestKind.FILE: files.reply,
}
PRESSED: Mapping[str, Callable[[Turn, Incoming], Reply | Sent]] = {
    **{verb: noun.reply for noun in (buttons, menus, desk, recaps) for verb in noun.MEANING},
    **{verb: noun.reply for noun in (previews, keeping, stories, plans) for verb in noun.OPEN},
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
        unhurried = None if shares_a_lock else let_others_go_first
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="answer", initializer=unhurried)
        self._works = Works(deps, slack, turn=self._worked, over=self._left, initializer=unhurried)
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
        if incoming.reply_to or incoming.kind not in SILENT:
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
        self._works.close()
        self._apologies.shutdown(wait=True)

    def answer(self, incoming: Incoming) -> None:
        """Answer one request: find out who asks, look it up, send, and note that it was answered."""
        outcome = ""
        with noted(incoming) as note:
            try:
                outcome = note(self._delivery.settled(incoming) or self._answered(incoming))
            finally:
                if outcome != HANDED_ON:
                    self._waiting.discard(incoming.id)

    def _answered(self, incoming: Incoming) -> str:
        try:
            drawn = self._drawn(incoming)
        except Exception as failed:  # noqa: BLE001 - whatever it is, the person hears of it
            return self._failed(incoming, failed)
        if isinstance(drawn, Task):
            self._works.later(incoming, drawn)
            return HANDED_ON
        return self._delivery.delivered(incoming, drawn) if drawn else self._delivery.finish(incoming, "no reply")

    def _worked(self, progress: Progress, work: Callable[[], Reply | Sent]) -> None:
        """Do what takes long, and send what comes of it in place of what said that it is being done."""
        with noted(progress.incoming) as note:
            try:
                said = work()
                incoming = progress.over()
                with self._deps.sessions.begin() as session:
                    self._begin(session, incoming)
            except PutOff as off:
                note(str(off))
                raise
            except Exception as failed:  # noqa: BLE001 - as above
                note(self._failed(progress.over(), failed))
            else:
                note(self._delivery.delivered(incoming, _drawing_of(said, incoming)))

    def _failed(self, incoming: Incoming, failed: Exception) -> str:
        """Say what went wrong, as far as it is ours to say."""
        match failed:
            case Overtaken():
                return "overtaken"
            case SlackLater() | SlackUnsure() | SlackRefused():
                log.warning("person not looked up", reason=str(failed))
                return self._instead(incoming, helping.UNKNOWN)
            case UserMistake():
                return self._instead(incoming, escape(str(failed)))
            case SQLAlchemyError():
                log.warning("database away", exc_info=failed)
                if incoming.attempt == 1:
                    self.say_away(incoming)
                return "database away"
        log.error("unforeseen", exc_info=failed)
        self._delivery.reopen(incoming)
        return self._instead(incoming, helping.BROKEN)

    def _drawn(self, incoming: Incoming) -> Sent | Task | None:
        """Draw the answer, once somebody unknown has been looked up; None for those who get no reply."""
        try:
            return self._reply(incoming)
        except Stranger:
            ours = self._slack.identity
            member = self._slack.person(incoming.slack_user, team=ours.team_id if ours else incoming.team)
            with self._deps.sessions.begin() as session:
                admitting.remember(session, member, now=self._deps.now())
            return self._reply(incoming)

    def _reply(self, incoming: Incoming) -> Sent | Task | None:
        """Look the answer up, then begin: what takes long only reads, and what writes takes a moment."""
        with self._drawing, self._deps.reading() as session:
            asker = admitting.known(session, incoming.slack_user)
            if asker is None:
                raise Stranger
            listed = self._deps.settings.organizers
            turn = Turn(session=session, index=self._deps.index, asker=asker, now=self._deps.now(), organizers=listed)
            is_employed = asker.standing is Standing.EMPLOYEE
            found = _looked_up(turn, incoming) if is_employed else None
        if isinstance(found, Long):
            return Task(long=found, asker=asker)
        with self._deps.sessions.begin() as session:
            self._begin(session, incoming)
            if not is_employed:
                return self._turned_away(incoming, asker)
            if isinstance(found, Asked):
                found = asking.keep(session, found)
            turn = replace(turn, session=session)
            if isinstance(found, Deed):
                found = found.does(turn)
            said = found or PRESSED[incoming.verb](turn, incoming)
        return _drawing_of(said, incoming)

    def _begin(self, session: Session, incoming: Incoming) -> None:
        if not receiving.begin(session, incoming, now=self._deps.now()):
            raise Overtaken

    def _turned_away(self, incoming: Incoming, asker: Asker) -> Message | None:
        """Say one kind sentence to a guest where nobody else reads it, and nothing to programs and leavers."""
        if incoming.kind is RequestKind.MENTION or asker.standing not in {Standing.GUEST, Standing.FOREIGN}:
            return None
        return helping.guest(self._slack.identity.team_name if self._slack.identity else "")

    def _instead(self, incoming: Incoming, text: str) -> str:
        """Say one sentence in place of an answer, beside the message that was clicked."""
        return self._delivery.begun(beside(incoming), helping.sentence(text))

    def _left(self, incoming: Incoming) -> None:
        self._waiting.discard(incoming.id)

    def _submit(self, work: Callable[..., object], *arguments: object) -> None:
        """Do something in a thread of the pool; once it is closed, a sweep of another process will."""
        with suppress(RuntimeError):
            self._pool.submit(guarded, work, *arguments)

    def _apologise(self, incoming: Incoming) -> None:
        """Say that the directory is away, under no id, for by its id the answer itself is found again."""
        try:
            apology = replace(incoming, id="", in_place=False, message="")
            self._delivery.send(apology, helping.sentence(helping.AWAY))
        except (SlackLater, SlackUnsure, SlackRefused) as failed:
            log.warning("apology not sent", reason=str(failed))


def _looked_up(turn: Turn, incoming: Incoming) -> Asked | Reply | Sent | Long | Deed | None:
    """Look up what only needs to be read; None for what was pressed and writes."""
    if look := LOOK.get(incoming.kind):
        return look(turn, incoming)
    return Long(verb=incoming.verb) if incoming.verb in WORK else None


def _drawing_of(said: Reply | Sent, incoming: Incoming) -> Sent:
    if isinstance(said, Message | Modal | Document):
        return said
    return replies.reply(said, private=incoming.kind is not RequestKind.MENTION)
