"""The connection a request came over: whether anybody still waits at its other end, and how it breaks."""

from __future__ import annotations

import socket

from werkzeug import Request


def is_awaited(request: Request) -> bool:
    """Tell whether whoever asked is still there; a process that was killed is not."""
    connection = _connection(request)
    if connection is None:
        return True
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def cut(request: Request) -> None:
    """Break the connection without an answer."""
    if connection := _connection(request):
        connection.shutdown(socket.SHUT_RDWR)


def _connection(request: Request) -> socket.socket | None:
    found = request.environ.get("werkzeug.socket")
    return found if isinstance(found, socket.socket) else None
