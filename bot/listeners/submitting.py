"""What a form comes to while it still stands open: said beside its fields, or done and followed by an answer."""

import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import replace

import structlog
from slack_bolt import Ack, BoltRequest
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.core.requests import Incoming, RequestKind
from bot.core.results import Standing
from bot.deps import Deps
from bot.errors import UserMistake
from bot.listeners import forms
from bot.listeners.answering import Answers
from bot.listeners.nouns import Body, Errors, Turn
from bot.listeners.receiving import DEADLINE, identify
from bot.slack import Slack
from bot.usecases import admitting, receiving
from bot.views import help as helping

THREADS = 4
GENERAL = ""  # stands for the first field, where something is said that belongs to none
log = structlog.get_logger()


class Wrong(Exception):  # noqa: N818
    """The form stays open with something said beside its fields, and nothing of what was done stays."""

    def __init__(self, beside: dict[str, str]) -> None:
        super().__init__(beside)
        self.beside = beside


class Submissions:
    """Takes forms in for one process. What a form does and what follows from it are kept in one transaction.

    A form that is sent again, with the same signature, is acknowledged and does nothing more.
    """

    def __init__(self, deps: Deps, slack: Slack, answers: Answers) -> None:
        self._deps = deps
        self._slack = slack
        self._answers = answers
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="form")

    def submit(self, ack: Ack, body: Body, request: BoltRequest) -> None:
        """Close a form that is in order, and let its answer follow; say beside the fields of another what is wrong."""
        try:
            follow = self._in_time(body, identify(request))
        except Wrong as wrong:
            ack(response_action="errors", errors=_beside_fields(wrong.beside, body))
            return
        ack(response_action="clear")
        if follow:
            self._answers.later(follow)

    def close(self) -> None:
        """Let go of the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _in_time(self, body: Body, request_id: str) -> Incoming | None:
        """Take a form in while Slack waits; whatever goes wrong, it stays open with a sentence in it."""
        is_too_late = threading.Event()
        try:
            return self._pool.submit(self._taken, body, request_id, is_too_late).result(DEADLINE)
        except Wrong:
            raise
        except UserMistake as mistake:
            raise Wrong({GENERAL: str(mistake)}) from None
        except (SQLAlchemyError, NotInTime, RuntimeError) as away:
            is_too_late.set()
            log.warning("database away", kind="form", reason=type(away).__name__)
            raise Wrong({GENERAL: helping.SAVE_AGAIN}) from None
        except Exception:
            log.exception("unforeseen")
            raise Wrong({GENERAL: helping.BROKEN}) from None

    def _taken(self, body: Body, request_id: str, is_too_late: threading.Event) -> Incoming | None:
        """Take a form in; a connection that broke since it was last used is replaced."""
        try:
            return self._taken_once(body, request_id, is_too_late)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._taken_once(body, request_id, is_too_late)

    def _taken_once(self, body: Body, request_id: str, is_too_late: threading.Event) -> Incoming | None:
        team, ours = (body.get("team") or {}).get("id") or "", self._slack.identity
        if ours and team and team != ours.team_id:
            return None
        claim = Incoming(id=request_id, kind=RequestKind.FORM, slack_user=body["user"]["id"], team=team)
        with self._deps.sessions.begin() as session:
            kept = receiving.keep(session, claim, now=self._deps.now())
            if kept is None or kept.attempt > 1:
                return kept  # it was taken in before
            follow = self._followed(session, claim, body)
            receiving.follow(session, follow)
            if is_too_late.is_set():  # the person has been told to press again, so nothing of it may stay
                raise NotInTime
        return follow

    def _followed(self, session: Session, claim: Incoming, body: Body) -> Incoming:
        """Do what the form is for, once it is clear who sends it, and give what follows."""
        asker = admitting.known(session, claim.slack_user)
        if asker is None:
            raise UserMistake(helping.UNKNOWN)
        if asker.standing is not Standing.EMPLOYEE:
            ours = self._slack.identity
            raise UserMistake(helping.GUEST.format(company=(ours and ours.team_name) or helping.THIS_COMPANY))
        listed, now = self._deps.settings.organizers, self._deps.now()
        turn = Turn(session=session, index=self._deps.index, asker=asker, now=now, organizers=listed)
        said = forms.FORMS[body["view"]["callback_id"]](turn, forms.read(body))
        if isinstance(said, Errors):
            raise Wrong(dict(said.beside))
        return replace(said.incoming, id=claim.id, slack_user=claim.slack_user, team=claim.team)


def _beside_fields(beside: dict[str, str], body: Body) -> dict[str, str]:
    """Say what is wrong beside fields that are there; what belongs to none stands beside the first."""
    fields = forms.fields(body)
    found = {block: text for block, text in beside.items() if block in fields}
    if general := " ".join(text for block, text in beside.items() if block not in fields):
        first = next(iter(fields), GENERAL)
        found[first] = f"{general} {found.get(first, '')}".strip()
    return found
