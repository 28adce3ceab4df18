"""A line to a database that can be cut and can hang, as networks and overloaded machines do."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"


class Line:
    """Passes bytes between a port of its own and a server, for as long as it is told to."""

    def __init__(self, port: int) -> None:
        self._server = (HOST, port)
        self._flows = threading.Event()
        self._flows.set()
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._door = socket.create_server((HOST, 0))
        self.port: int = self._door.getsockname()[1]
        self._listen()

    def cut(self) -> None:
        """Break every connection and refuse new ones."""
        with self._lock:
            for end in [self._door, *self._open]:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            self._door.close()
            self._open.clear()

    def mend(self) -> None:
        """Let connections be made again, at the same address."""
        self._door = socket.create_server((HOST, self.port))
        self._listen()

    def hang(self) -> None:
        """Take what is sent, and pass nothing on."""
        self._flows.clear()

    def flow(self) -> None:
        """Pass on again, beginning with what was held back."""
        self._flows.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flows.set()
        self.cut()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._door,), daemon=True).start()

    def _accept(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self._server)
                with self._lock:
                    if self._door is not door or door.fileno() < 0:
                        near.close()
                        far.close()
                        return
                    self._open += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, target), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError), source:
            while data := source.recv(65536):
                self._flows.wait()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
