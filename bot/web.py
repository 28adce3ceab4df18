"""One process that answers Slack: signed requests on /slack/events, health on /healthz, and what runs behind them.

The Procfile's server takes this module as its configuration and `create` as its application. Everything is made before
the server forks; connections and threads are opened by `start`, which it calls in each worker.
"""

import json
import multiprocessing
import os
import re
import sys
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import structlog
from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import SQLAlchemyError
from werkzeug import Request, Response
from werkzeug.exceptions import RequestEntityTooLarge

from bot import app, log, schema
from bot.config import Settings
from bot.core.requests import SWEEP
from bot.deps import Deps, Now
from bot.errors import SettingMissing, SkoError, SlackRefused
from bot.listeners.answering import Answers
from bot.listeners.guard import guarded
from bot.listeners.noting import Notes
from bot.listeners.nouns import Body
from bot.listeners.offering import Offers
from bot.listeners.receiving import DEADLINE, ENVELOPE, Receiver
from bot.listeners.submitting import Submissions
from bot.slack import NO_SUCH_TOKEN, Slack
from bot.usecases import directories

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

EVENTS = "/slack/events"
HEALTH = "/healthz"
LARGEST = 2_000_000  # bytes of a request's body; Slack's are far smaller
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
CLOSE = 5.0  # seconds to wait for what runs in the background
RETRY = 5.0  # seconds until Slack is asked again who we are
REFUSED = "SLACK_BOT_TOKEN is refused by Slack ({code}): copy the Bot User OAuth Token of the installed app again."
WORKER_BOOT_ERROR = 3  # the exit code at which gunicorn gives up rather than start another worker
FIRST_TO_GIVE_UP = multiprocessing.Lock()  # shared by all workers: a second one would trip gunicorn up as it ends
logger = structlog.get_logger()


class Web:
    """Everything that one serving process is made of; called as a WSGI application."""

    def __init__(self, settings: Settings, *, now: Now | None = None) -> None:
        self.deps = Deps.build(settings, now=now)
        self.slack = Slack(settings)
        self.answers = Answers(self.deps, self.slack)
        self.receiver = Receiver(self.deps, self.slack, self.answers)
        self.offers = Offers(self.deps, self.slack)
        self.submissions = Submissions(self.deps, self.slack, self.answers)
        self.notes = Notes(self.deps, self.slack)
        self.app = app.build(self.slack, self.receiver, self.answers, self.offers, self.submissions, self.notes)
        self.refused = threading.Event()
        self.refusal = ""
        self._stopping = threading.Event()
        self._background: list[threading.Thread] = []
        secret = settings.slack_signing_secret.get_secret_value()
        self._verifier = SignatureVerifier(secret) if secret else None
        self._health_pool = ThreadPoolExecutor(1, thread_name_prefix="health")
        directories.feed(self.deps)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one HTTP request."""
        return self.respond(Request(environ))(environ, start_response)

    def respond(self, request: Request) -> Response:
        """Route one HTTP request."""
        match request.method, request.path:
            case "POST", path if path == EVENTS:
                return self._from_slack(request)
            case (("GET" | "HEAD"), path) if path == HEALTH:
                return self._health()
        return Response("Not found.\n", 404)

    def start(self) -> None:
        """Begin what runs behind the requests: who we are, a first index, and the sweep."""
        for work in (self._introduce, self._warm_up, self._sweep):
            thread = threading.Thread(target=guarded, args=(work,), name=work.__name__.strip("_"), daemon=True)
            thread.start()
            self._background.append(thread)

    def close(self) -> None:
        """Finish the answers under way and let go of everything."""
        self._stopping.set()
        for thread in self._background:
            thread.join(CLOSE)
        self.receiver.close()
        self.offers.close()
        self.submissions.close()
        self.notes.close()
        self.answers.close()
        self._health_pool.shutdown(cancel_futures=True)
        self.deps.engine.dispose()

    def _from_slack(self, request: Request) -> Response:
        """Hand a signed request to Bolt; anything that Slack did not sign just now is refused."""
        request.max_content_length = LARGEST
        try:
            raw = request.get_data(as_text=True)
        except RequestEntityTooLarge:
            return Response(status=413)
        if not self._is_signed(request, raw):
            return Response("This address answers signed requests of Slack only.\n", 401)
        body = _parsed(raw, is_json=request.mimetype == "application/json")
        if body is None:
            return Response("This is no payload of Slack.\n", 400)
        headers: dict[str, str | Sequence[str]] = {name.lower(): [value] for name, value in request.headers.items()}
        headers.pop(ENVELOPE, None)  # nothing vouches for it here
        said = self.app.dispatch(BoltRequest(mode="socket_mode", body=body, headers=headers))
        return Response(said.body, said.status, {name: values[0] for name, values in said.headers.items()})

    def _is_signed(self, request: Request, body: str) -> bool:
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12 and SIGNATURE.fullmatch(signature)):
            return False
        return self._verifier is not None and self._verifier.is_valid(body, stamp, signature)

    def _health(self) -> Response:
        """Tell whether the database has our tables and answers in time; one that hangs holds up one thread, not us."""
        looked = self._health_pool.submit(schema.check, self.deps.engine)
        try:
            return Response(f"ok: schema {looked.result(DEADLINE)}\n")
        except SkoError as wrong:
            return Response(f"{wrong}\n", 503)
        except (SQLAlchemyError, NotInTime):
            looked.cancel()
            return Response(f"{schema.AWAY}\n", 503)

    def _introduce(self) -> None:
        """Ask Slack who we are until it answers; a token it refuses is the end."""
        while not (self._stopping.is_set() or self.slack.identity or self.refusal):
            guarded(self._ask_who_we_are)
            if not self.slack.identity:
                self._stopping.wait(RETRY)

    def _ask_who_we_are(self) -> None:
        try:
            ours = self.slack.introduce()
        except SlackRefused as refused:
            if str(refused) in NO_SUCH_TOKEN:
                self.refusal = REFUSED.format(code=refused)
                self.refused.set()
                return
            logger.warning("auth.test refused", reason=str(refused))
        except SkoError as failed:
            logger.warning("Slack not reached yet", reason=str(failed))
        else:
            logger.info("serving", workspace=ours.team_name, team=ours.team_id)

    def _warm_up(self) -> None:
        """Build the first index before the first question asks for it."""
        try:
            with self.deps.reading() as session:
                version = directories.version(session)
            self.deps.index.at(version)
        except SQLAlchemyError:
            logger.warning("index not built yet, the database is away")

    def _sweep(self) -> None:
        """Answer every few seconds what was left open by processes that died, from the start on."""
        while not self._stopping.is_set():
            guarded(self._sweep_once)
            self._stopping.wait(SWEEP)

    def _sweep_once(self) -> None:
        try:
            self.answers.sweep()
        except SQLAlchemyError:
            logger.warning("sweep skipped, the database is away")


def _parsed(raw: str, *, is_json: bool) -> Body | None:
    """Read a body as JSON, as a form with a payload, or as a form; None if it is neither.

    Bolt is handed the result as it is in Socket Mode: reading by itself, it takes a command whose text has the word
    "payload" in it for an empty one, and malformed JSON for its own failure.
    """
    form = {} if is_json else dict(parse_qsl(raw, keep_blank_values=True))
    try:
        body = json.loads(raw if is_json else form["payload"]) if is_json or "payload" in form else form
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def create() -> Web:
    """Make the application for the Procfile's server; a wrong setting ends it with one line and exit code 1."""
    log.set_up()
    try:
        settings = Settings.load()
        settings.need_slack(http=True)
    except SettingMissing as missing:
        sys.stderr.write(f"{missing}\n")
        sys.exit(1)
    return Web(settings)


def post_worker_init(worker: Any) -> None:
    """Start what runs behind the requests, in each of gunicorn's workers."""
    web: Web = worker.wsgi
    web.start()
    threading.Thread(target=_give_up, args=(web,), daemon=True).start()


def worker_exit(_server: Any, worker: Any) -> None:
    """Finish the answers under way when gunicorn ends a worker."""
    if isinstance(worker.wsgi, Web):
        worker.wsgi.close()


def _give_up(web: Web) -> None:
    """End the whole server once Slack has refused the token: another worker would fare no better."""
    web.refused.wait()
    if FIRST_TO_GIVE_UP.acquire(block=False):
        logger.error(web.refusal)
        os._exit(WORKER_BOOT_ERROR)
