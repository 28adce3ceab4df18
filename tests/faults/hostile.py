"""A server on loopback that hands out files as badly as it is told to, and remembers who asked."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n"


@dataclass(slots=True, kw_only=True)
class Hostile:
    """What it does next, and the head of each request that reached it."""

    url: str
    behaves: Behaviour
    heard: list[bytes] = field(default_factory=list)


def answer(head: str, body: bytes = b"") -> Behaviour:
    """Answer as a whole, with a length."""
    return lambda line: line.sendall(f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


def trickle(line: socket.socket) -> None:
    """Promise much and send a byte now and then, which never times out by itself."""
    line.sendall(HEAD + b"Content-Length: 5000\r\n\r\n")
    while True:
        line.sendall(b"a")
        time.sleep(0.05)


def trickle_the_head(line: socket.socket) -> None:
    """Not even come to the end of the headers."""
    line.sendall(HEAD)
    while True:
        line.sendall(b"X-More: 1\r\n")
        time.sleep(0.05)


def trickle_without_length(line: socket.socket) -> None:
    line.sendall(HEAD + b"Connection: close\r\n\r\n")
    while True:
        line.sendall(b"a")
        time.sleep(0.05)


def stop_half_way(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 5000\r\n\r\ntopic,owner\n")


def say_nothing(_line: socket.socket) -> None:
    """Hang up without an answer."""


def talk_nonsense(line: socket.socket) -> None:
    line.sendall(b"\x16\x03 what?\r\n\r\n")


def stream(size: int) -> Behaviour:
    """Send so much, without saying so beforehand."""

    def send(line: socket.socket) -> None:
        line.sendall(HEAD + b"Connection: close\r\n\r\n")
        for _ in range(size // 65536):
            line.sendall(b"a" * 65536)

    return send


@contextmanager
def hostile(behaves: Behaviour) -> Iterator[Hostile]:
    """Serve until the test is over."""
    door = socket.create_server(("127.0.0.1", 0))
    server = Hostile(url=f"http://127.0.0.1:{door.getsockname()[1]}", behaves=behaves)

    def attend(line: socket.socket) -> None:
        with line, suppress(OSError):
            server.heard.append(line.recv(65536))
            server.behaves(line)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=attend, args=(door.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
