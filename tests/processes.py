"""Real processes of ours, started as an operator starts them, and ended with the test."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.office import wait_until

ROOT = Path(__file__).parent.parent
PATIENCE = 40.0  # seconds for a process to start on a machine with much to do


class Process:
    """A process of ours, and everything it has printed."""

    def __init__(self, words: list[str], environment: Mapping[str, str], output: Path) -> None:
        self._output = output
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        with output.open("wb") as printed:
            self._popen = subprocess.Popen(
                words, env={"PATH": path, **environment}, stdout=printed, stderr=subprocess.STDOUT, cwd=ROOT
            )
        self.pid = self._popen.pid

    @property
    def printed(self) -> str:
        return self._output.read_text("utf-8")

    @property
    def is_running(self) -> bool:
        return self._popen.poll() is None

    def children(self) -> set[int]:
        """The processes this one has started."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return {int(pid) for pid in listed.split()}

    def kill(self) -> None:
        """End it at once, without a chance to tidy up."""
        self._popen.kill()
        self._popen.wait()

    def ask_to_end(self) -> None:
        self._popen.send_signal(signal.SIGTERM)

    def ended(self, *, seconds: float = PATIENCE) -> int:
        """Wait for the end, and give the exit code."""
        return self._popen.wait(seconds)

    def says(self, words: str, *, seconds: float = PATIENCE) -> None:
        """Wait until it has printed something."""
        wait_until(lambda: words in self.printed or not self.is_running, seconds=seconds)
        assert words in self.printed, self.printed


@contextlib.contextmanager
def started(*words: str, **environment: str) -> Iterator[Process]:
    """Start a process with nothing in its environment but this; it matches by words alone unless told otherwise."""
    with tempfile.TemporaryDirectory(prefix="sko-process-") as folder:
        process = Process(list(words), {"HOME": folder, "SKO_SEMANTIC": "off", **environment}, Path(folder) / "printed")
        try:
            yield process
        finally:
            if process.is_running:
                process.ask_to_end()
                try:
                    process.ended(seconds=10)
                except subprocess.TimeoutExpired:
                    process.kill()


def sko(*words: str, **environment: str) -> contextlib.AbstractContextManager[Process]:
    """Start `python -m bot …`."""
    return started(sys.executable, "-m", "bot", *words, **environment)


def health(port: int) -> tuple[int, str]:
    """Ask /healthz; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as wrong:
        with wrong:
            return wrong.code, wrong.read().decode()
    except OSError:
        return 0, ""
