"""A Slack that is spoken to over a websocket: it opens connections, sends envelopes and remembers what came back."""

import base64
import hashlib
import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.demo.server import Slack
from tests.office import wait_until
from tests.processes import PATIENCE

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class SocketSlack:
    """What Socket Mode adds to the stand-in; every other call is passed on to it."""

    def __init__(self, slack: Slack, *, refusal: str = "") -> None:
        self.slack = slack
        self.refusal = refusal
        self.acknowledged: list[str] = []
        self.lines: list[socket.socket] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"owner": self}))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"127.0.0.1:{self._server.server_port}"

    @property
    def api_url(self) -> str:
        return f"http://{self.address}/api/"

    def send(self, envelope: dict[str, Any]) -> None:
        """Send an envelope over the newest connection."""
        wait_until(lambda: self.lines, seconds=PATIENCE)
        self.lines[-1].sendall(_frame(TEXT, json.dumps(envelope).encode()))

    def break_off(self) -> None:
        """Break the connection without a word."""
        line = self.lines.pop()
        line.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        for line in self.lines:
            line.close()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def over_sockets(slack: Slack, *, refusal: str = "") -> Iterator[SocketSlack]:
    """Give the stand-in with Socket Mode in front of it."""
    sockets = SocketSlack(slack, refusal=refusal)
    try:
        yield sockets
    finally:
        sockets.stop()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: SocketSlack

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Keep silent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        method = self.path.rpartition("/")[2]
        if method == "apps.connections.open":
            opened = {"ok": True, "url": f"ws://{self.owner.address}/link"}
            answer = json.dumps({"ok": False, "error": self.owner.refusal} if self.owner.refusal else opened).encode()
        else:
            passed = {name: self.headers[name] for name in ("Authorization", "Content-Type") if self.headers[name]}
            request = urllib.request.Request(self.owner.slack.api_url + method, body, passed)
            with urllib.request.urlopen(request) as reply:
                answer = reply.read()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self) -> None:
        """Shake hands, say hello, and listen."""
        key = hashlib.sha1(self.headers["Sec-WebSocket-Key"].encode() + MAGIC).digest()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(key).decode())
        self.end_headers()
        self.connection.sendall(_frame(TEXT, json.dumps({"type": "hello", "num_connections": 1}).encode()))
        self.owner.lines.append(self.connection)
        self.close_connection = True
        while (heard := self._heard()) is not None:
            kind, content = heard
            if kind == PING:
                self.connection.sendall(_frame(PONG, content))
            elif kind == TEXT and content.startswith(b"{"):
                self.owner.acknowledged.append(json.loads(content)["envelope_id"])

    def _heard(self) -> tuple[int, bytes] | None:
        """Read one masked frame of the client; None at the end."""
        try:
            head = self.rfile.read(2)
            if len(head) < 2 or head[0] & 15 == CLOSE:
                return None
            size = head[1] & 127
            if size == 126:
                size = int.from_bytes(self.rfile.read(2), "big")
            mask, content = self.rfile.read(4), self.rfile.read(size)
        except OSError:
            return None
        return head[0] & 15, bytes(byte ^ mask[at % 4] for at, byte in enumerate(content))


def _frame(kind: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 126 else bytes([126]) + size.to_bytes(2, "big")
    return bytes([128 | kind]) + length + content
