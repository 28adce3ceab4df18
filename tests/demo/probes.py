"""The named cast of a probed workspace, and how a probe app is served to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.demo.people import Kind, Person

# For a test about being late: the stand-in waits for half a second, rather than for three.
HASTY = pytest.mark.parametrize("ack_seconds", [0.5], ids=["hasty"])
TOKEN, SECRET = "xoxb-probe", "probe-secret"

CAST = [
    Person(handle="ana", name="Ana Reyes", email="ana@example.com", title="Account executive"),
    Person(handle="bea", name="Bea Novak", email="bea@example.com", title="Enablement"),
    Person(handle="gus", name="Gus Guest", email="gus@example.com", kind=Kind.GUEST),
    Person(handle="fay", name="Fay Foreign", email="fay@example.com", kind=Kind.FOREIGN),
    Person(handle="leo", name="Leo Left", email="leo@example.com", kind=Kind.LEFT),
    Person(handle="rob", name="Robot", kind=Kind.BOT),
]


class Silent(WSGIRequestHandler):
    def log(self, *_: object) -> None: ...


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve a WSGI application on loopback, and give the address that Slack is to send to."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
