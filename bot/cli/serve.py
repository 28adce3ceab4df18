"""`sko serve`: answer Slack from this process."""

import signal
import threading

import click
import structlog
from waitress.server import create_server

from bot import schema
from bot.config import Settings
from bot.errors import DatabaseAway, SkoError
from bot.sockets import REFUSED as APP_TOKEN_REFUSED
from bot.sockets import Sockets
from bot.web import REFUSED as BOT_TOKEN_REFUSED
from bot.web import Web

THREADS = 16
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
    web = Web(settings)
    try:
        schema.ensure(web.deps.engine)
    except DatabaseAway as away:
        log.warning(str(away))
    sockets = Sockets(settings, web.app) if settings.uses_socket else None
    server = create_server(web, host=host, port=settings.port if port is None else port, threads=THREADS, ident="sko")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threading.Thread(target=server.run, name="http", daemon=True).start()
    web.start()
    if sockets:
        sockets.open()
    log.info("listening", host=host, port=server.effective_port, socket_mode=sockets is not None)
    refused = _wait(stop, web, sockets)
    if sockets:
        sockets.close()  # type: ignore[no-untyped-call]
    server.close()
    web.close()
    if refused:
        raise SkoError(refused)


def _wait(stop: threading.Event, web: Web, sockets: Sockets | None) -> str:
    """Wait until somebody ends us or Slack refuses a token; give the sentence for the latter."""
    while not stop.wait(0.2):
        if web.refused.is_set():
            return BOT_TOKEN_REFUSED
        if sockets and sockets.refused.is_set():
            return APP_TOKEN_REFUSED
    return ""
