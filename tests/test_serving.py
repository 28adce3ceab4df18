"""A server that ends lets whoever is in have their answer."""

from __future__ import annotations

import http.client
import logging
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from bot.serving import _in_loop, listening

HOST = "127.0.0.1"
LONG = b"x" * 3_000_000


class Slow:
    """An application that answers when it is allowed to."""

    def __init__(self, body: bytes = b"done") -> None:
        self.body = body
        self.begun, self.may_answer = threading.Event(), threading.Event()

    def __call__(self, _environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.begun.set()
        self.may_answer.wait(10)
        start_response("200 OK", [("Content-Length", str(len(self.body)))])
        return [self.body]


@pytest.mark.parametrize("body", [b"done", LONG], ids=["short", "long"])
def test_a_request_under_way_is_answered_in_full_and_nobody_else_is_let_in(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    app = Slow(body)
    with caplog.at_level(logging.INFO), listening(app, host=HOST, threads=2) as port:
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        connection.request("GET", "/")
        assert app.begun.wait(10)
        caplog.clear()  # on a busy machine it may have come before the threads that answer, which is said
        threading.Timer(0.3, app.may_answer.set).start()
    assert connection.getresponse().read() == body
    connection.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port), timeout=5)
    assert caplog.records == []


def test_a_connection_that_is_kept_open_does_not_hold_up_the_end() -> None:
    app = Slow()
    app.may_answer.set()
    with listening(app, host=HOST, threads=2) as port:
        idle = http.client.HTTPConnection(HOST, port, timeout=10)
        idle.request("GET", "/")
        idle.getresponse().read()
        alive = threading.active_count()
    idle.close()
    assert threading.active_count() < alive


def test_a_host_may_be_a_name() -> None:
    app = Slow()
    app.may_answer.set()
    with listening(app, host="localhost", threads=1) as port:
        connection = http.client.HTTPConnection("localhost", port, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"done"
        connection.close()


class Awake:
    """A server whose thread is awake and takes up work before it was woken for it."""

    def __init__(self) -> None:
        self.trigger = self
        self.order: list[str] = []
        self.threads: list[threading.Thread] = []

    def pull_trigger(self, work: Callable[[], object]) -> None:
        loop = threading.Thread(target=work)
        loop.start()
        loop.join(0.1)
        self.order.append("woken")
        self.threads.append(loop)


def test_what_wakes_the_server_is_not_closed_before_it_was_used() -> None:
    server = Awake()
    _in_loop(server, lambda: server.order.append("closed"))
    server.threads[0].join()
    assert server.order == ["woken", "closed"]
