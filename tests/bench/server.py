"""Signed slash commands through the Procfile's server, on both databases, beside a bare Bolt app on its own server.

    python -m tests.bench.server [--seconds 20] [--rate 200] [--topics 1000]

Each command comes over a connection of its own, as Slack's do. The acknowledgement is what Slack times; the answer is
timed until it reaches the response_url.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bot import schema
from bot.config import Settings
from bot.deps import Deps
from tests import postgres
from tests.bench.directory import fill
from tests.bench.load import SECRET, Load, Sink

HOUSE = Path(__file__).parents[2]
WARM_UP = 30  # commands before the clock runs
BARE = """
import os
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
app = App(signing_secret=os.environ["SLACK_SIGNING_SECRET"],
          authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"))
@app.command("/sko")
def sko(ack, respond):
    ack()
    respond("hello")
app.start(port=int(os.environ["PORT"]))
"""


HEAD = (
    f"{'server':28} {'failed':>7} {'acks/s':>7} {'p50':>7} {'p99':>8}   {'answers':>8} {'p50':>8} {'p99':>8} {'MB':>5}"
)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many commands a second, and for how long."""

    rate: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one run showed; times in milliseconds, memory that of all its processes."""

    name: str
    failed: int
    acks: list[float] = field(repr=False)
    answers: list[float] = field(repr=False)
    per_second: float
    megabytes: float

    def row(self) -> str:
        """Write the figures as a line of the table."""
        return (
            f"{self.name:28} {self.failed:7} {self.per_second:7.0f} {_at(self.acks, 50):7.1f} {_at(self.acks, 99):8.1f}"
            f"   {len(self.answers):8} {_at(self.answers, 50):8.1f} {_at(self.answers, 99):8.1f} {self.megabytes:5.0f}"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--topics", type=int, default=1000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    wanted = parser.parse_args()
    pace = Pace(rate=wanted.rate, seconds=wanted.seconds)
    print(
        f"\n{pace.rate:.0f} signed commands a second for {pace.seconds:.0f} s, {wanted.topics} topics; milliseconds\n"
    )
    print(HEAD)
    print(run("bare Bolt, its own server", [sys.executable, "-c", BARE], {}, pace, ["anything"]).row(), flush=True)
    with tempfile.TemporaryDirectory() as folder, postgres.server() as address:
        urls = {"sqlite": f"sqlite:///{folder}/bench.db", "postgresql": Settings(DATABASE_URL=address).database_url}
        for name, url in urls.items():
            if wanted.only in {None, name}:
                questions = prepare(url, topics=wanted.topics)
                figures = run(f"Procfile's web, {name}", procfile(), {"DATABASE_URL": url}, pace, questions)
                print(figures.row(), flush=True)


def procfile() -> list[str]:
    """Give the Procfile's web process as it stands there."""
    line = next(line for line in (HOUSE / "Procfile").read_text().splitlines() if line.startswith("web:"))
    return ["sh", "-c", "exec " + line.removeprefix("web:").strip()]


def prepare(url: str, *, topics: int) -> list[str]:
    """Make the tables, fill them, and give questions to ask."""
    schema.upgrade(url)
    deps = Deps.build(Settings(DATABASE_URL=url))
    with deps.sessions.begin() as session:
        questions = fill(session, topics=topics, now=deps.now())
    deps.engine.dispose()
    return questions


def run(name: str, command: list[str], more: dict[str, str], pace: Pace, questions: list[str]) -> Figures:
    """Start a server, load it for a while, and end it."""
    return asyncio.run(_run(name, command, more, pace, questions))


async def _run(name: str, command: list[str], more: dict[str, str], pace: Pace, questions: list[str]) -> Figures:
    load = Load(port=postgres.free_port(), sink=0, questions=questions)
    sink = await Sink(load).serve()
    load.sink = sink.sockets[0].getsockname()[1]
    with _started(command, {**more, **_slack(load)}, port=load.port) as process:
        await _up(load)
        began = time.perf_counter()
        await load.run(rate=pace.rate, seconds=pace.seconds)
        figures = Figures(
            name=name,
            failed=load.failed,
            acks=load.acks,
            answers=load.answers,
            per_second=len(load.acks) / (load.ended - began),
            megabytes=_memory(process.pid),
        )
    sink.close()
    return figures


def _slack(load: Load) -> dict[str, str]:
    return {
        "PORT": str(load.port),
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{load.sink}/api/",
    }


@contextmanager
def _started(command: list[str], more: dict[str, str], *, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a server in a session of its own, so that all of its processes end with it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        command,
        env={**os.environ, **more, "PATH": path},
        cwd=HOUSE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # nobody waits for what is still being answered
        process.wait()


async def _up(load: Load) -> None:
    """Wait until the server acknowledges, let every worker build its index, and forget all that."""
    deadline = time.monotonic() + 60
    while len(load.acks) < WARM_UP or len(load.answers) < len(load.acks):
        if time.monotonic() > deadline:
            raise RuntimeError("the server did not come up")
        if len(load.acks) < WARM_UP:
            await load.send(-1 - len(load.acks))
        await asyncio.sleep(0.05)
    await asyncio.sleep(1)
    load.acks.clear()
    load.answers.clear()
    load.failed = 0


def _memory(pid: int) -> float:
    """Add up the memory that a process and its children hold for themselves, in MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = 0
    for one in (str(pid), *children):
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        own += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return own / 1024


def _at(times: list[float], percentile: float) -> float:
    return float(np.percentile(times, percentile)) if times else float("nan")


if __name__ == "__main__":
    main()
