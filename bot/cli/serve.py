"""`sko serve`: answer Slack from this process."""

import signal
import threading
from contextlib import ExitStack, closing

import click
import structlog

from bot import schema
from bot.cli.context import explained
from bot.config import Settings
from bot.errors import DatabaseAway, SkoError
from bot.serving import listening
from bot.sockets import Sockets
from bot.web import Web

THREADS = 16
TAKEN = "Port {port} at {host} cannot be used: choose another with PORT or --port."
log = structlog.get_logger()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; PORT, or 3000, if not given.")
def serve(host: str, port: int | None) -> None:
    """Answer Slack: over Socket Mode if SLACK_APP_TOKEN is set, else as signed HTTP on /slack/events.

    /healthz tells either way whether the database answers and has this version's tables.
    """
    settings = Settings.load()
    settings.need_slack()
    with explained(), closing(Web(settings)) as web:
        try:
            schema.ensure(web.deps.engine)
        except DatabaseAway as away:
            log.warning(str(away))
        _serve(web, host=host, port=settings.port if port is None else port)


def _serve(web: Web, *, host: str, port: int) -> None:
    """Serve until somebody ends us; a token that Slack refuses is an error."""
    settings = web.deps.settings
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as opened:
        port = _listen(web, opened, host=host, port=port)
        sockets = Sockets(settings, web.app) if settings.uses_socket else None
        web.start()
        if sockets:
            sockets.open()
            opened.callback(sockets.close)
        log.info("listening", host=host, port=port, socket_mode=sockets is not None)
        refused = _wait(stop, web, sockets)
    if refused:
        raise SkoError(refused)


def _listen(web: Web, opened: ExitStack, *, host: str, port: int) -> int:
    """Take the port, so that one that is taken is told in a line."""
    try:
        return opened.enter_context(listening(web, host=host, port=port, threads=THREADS))
    except OSError:
        raise SkoError(TAKEN.format(port=port, host=host)) from None


def _wait(stop: threading.Event, web: Web, sockets: Sockets | None) -> str:
    """Wait until somebody ends us or Slack refuses a token; give the sentence for the latter."""
    while not stop.wait(0.2):
        if refusal := web.refusal or (sockets.refusal if sockets else ""):
            return refusal
    return ""
