"""Serving WSGI in the background of this process, and ending so that nobody's answer is lost."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress.server import create_server
from waitress.wasyncore import dispatcher

PATIENCE = 5.0  # seconds that responses under way are given at the end


@contextmanager
def listening(app: Callable[..., Any], *, host: str, port: int = 0, threads: int) -> Iterator[int]:
    """Serve an application, and give the port; at the end nobody is let in any more, and who is in gets their answer.

    A port that cannot be used is an OSError; port 0 takes any that is free.
    """
    taken = socket.create_server((host, port), family=_family(host))
    server = create_server(app, sockets=[taken], threads=threads, ident="sko")
    loop = threading.Thread(target=server.run, name="http", daemon=True)
    loop.start()
    try:
        yield taken.getsockname()[1]
    finally:
        _in_loop(server, lambda: dispatcher.close(server))
        server.task_dispatcher.shutdown(timeout=PATIENCE)
        _in_loop(server, lambda: _leave(server))
        loop.join(PATIENCE)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _in_loop(server: Any, work: Callable[[], object]) -> None:
    """Have the thread that owns the connections do something: they are nobody else's to touch.

    It may be awake already. Then it waits until it has been woken, for the work may close what it is woken through.
    """
    woken = threading.Event()

    def once_woken() -> None:
        woken.wait()
        work()

    server.trigger.pull_trigger(once_woken)
    woken.set()


def _leave(server: Any) -> None:
    """Close each connection once what it holds is sent; with the last of them the thread ends."""
    for channel in server.active_channels.values():
        channel.close_when_flushed = True
    server.trigger.close()
