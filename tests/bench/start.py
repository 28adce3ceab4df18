"""How soon the demo's page answers, beside a bare server of the same library: python -m tests.bench.start."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import click

from tests import postgres

TIMES = 5
PATIENCE = 60
HOUSE = Path(__file__).parents[2]
HELLO = """
import sys
from werkzeug import Request, Response
from werkzeug.serving import make_server
hello = Request.application(lambda request: Response("hello"))
make_server("127.0.0.1", int(sys.argv[1]), hello).serve_forever()
"""


@click.command()
def main() -> None:
    """Print how long it takes from the command to the answers, the median of a few starts on a warm disk."""
    click.echo(f"seconds from the command to an answer, median of {TIMES}")
    pages, connected = zip(*(_demo() for _ in range(TIMES)), strict=True)
    figures = {
        "a bare server that says hello": [_hello() for _ in range(TIMES)],
        "import slack_bolt, sqlalchemy": [_imports() for _ in range(TIMES)],
        "sko demo: the page and its scene": pages,
        "sko demo: the app behind it": connected,
    }
    for name, seconds in figures.items():
        click.echo(f"{name:<36}{median(seconds):>8.2f}")


def _hello() -> float:
    port = postgres.free_port()
    with _started("-c", HELLO, str(port)) as began:
        _answer(f"http://127.0.0.1:{port}/")
        return time.perf_counter() - began


def _imports() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import slack_bolt, sqlalchemy"], check=True)
    return time.perf_counter() - began


def _demo() -> tuple[float, float]:
    """Give when the page and its scene had answered, and when the app was connected."""
    port = postgres.free_port()
    with _started("-m", "bot", "demo", "--port", str(port)) as began:
        page = f"http://127.0.0.1:{port}/"
        _answer(page)
        _answer(f"{page}scene")
        answered = time.perf_counter() - began
        while b'"ready": true' not in _answer(f"{page}scene"):
            time.sleep(0.02)
        return answered, time.perf_counter() - began


@contextmanager
def _started(*arguments: str) -> Iterator[float]:
    """Start Python, give when that was, and end it."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env={"PYTHONPATH": str(HOUSE)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield began
        finally:
            process.terminate()
            process.wait()


def _answer(address: str) -> bytes:
    """Ask until somebody answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), urlopen(address) as answer:
            body: bytes = answer.read()
            return body
        time.sleep(0.005)
    raise RuntimeError(f"nobody answers at {address}")


if __name__ == "__main__":
    main()
