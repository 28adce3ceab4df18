"""`sko demo` as a stranger starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from bot.demo.run import ENDED, ENDED_KEPT
from tests.office import wait_until

ROOT = Path(__file__).parents[2]

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `sko demo`, in an empty folder and with settings around that are none of its business."""
    with ExitStack() as running:

        def begin(*options: str) -> subprocess.Popen[str]:
            theirs = {"DATABASE_URL": "nonsense", "SLACK_APP_TOKEN": "xapp-theirs", "TMPDIR": str(tmp_path)}
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", "demo", *options],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=tmp_path,
                env=os.environ | theirs | {"PYTHONPATH": str(ROOT)},
            )
            running.callback(_end, process)
            return process

        yield begin


def _end(process: subprocess.Popen[str]) -> Any:
    process.kill()
    return process.communicate()


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().split()[1]


def test_it_prints_one_address_that_answers_while_the_app_is_installed_and_leaves_nothing_behind(
    start: Start, tmp_path: Path
) -> None:
    process = start()
    page = address(process)
    with urlopen(page) as shown:
        assert b"<title>sko" in shown.read()
    with urlopen(f"{page}scene") as scene:
        assert json.load(scene)["ready"] is False
    typed = json.dumps({"do": "say", "as": "ana", "in": "sales", "text": "/sko who Kreasly-X"}).encode()
    with urlopen(Request(f"{page}act", typed, {"Content-Type": "application/json"})) as outcome:
        assert json.load(outcome)["ok"] is True
    with urlopen(f"{page}scene") as scene:
        assert json.load(scene)["ready"] is True

    process.send_signal(signal.SIGTERM)

    assert process.wait(20) == 0
    assert process.communicate() == (ENDED, "")
    assert list(tmp_path.iterdir()) == []


def test_a_second_one_finds_another_port_and_one_that_is_asked_for_and_taken_is_said_in_one_line(start: Start) -> None:
    both = start(), start()
    taken, other = (address(one).rsplit(":", 1)[1].strip("/") for one in both)
    assert taken != other
    third = start("--port", taken)

    assert third.wait(20) == 1
    assert third.communicate()[1].splitlines() == [
        f"Port {taken} is taken: choose another with --port, or none to have a free one found."
    ]


def test_ended_while_it_starts_it_leaves_nothing_behind(start: Start, tmp_path: Path) -> None:
    process = start()
    address(process)
    process.send_signal(signal.SIGTERM)

    assert process.wait(20) == 0
    assert process.communicate() == (ENDED, "")
    assert list(tmp_path.iterdir()) == []


def test_what_happened_survives_the_hardest_end(start: Start, tmp_path: Path) -> None:
    process = start("--keep")
    page = address(process)
    with urlopen(f"{page}scene") as scene:
        place = json.load(scene)["channels"][0]["id"]
    typed = json.dumps({"do": "say", "as": "ana", "in": place, "text": "Is this kept?"}).encode()
    with urlopen(Request(f"{page}act", typed, {"Content-Type": "application/json"})) as outcome:
        assert json.load(outcome)["ok"] is True
    state = tmp_path / ".demo" / "workspace.json"
    wait_until(lambda: state.exists() and b"Is this kept?" in state.read_bytes())
    process.kill()
    process.wait(20)

    process = start("--keep")
    with urlopen(f"{address(process)}scene?as=ana&in={place}") as scene:
        assert "Is this kept?" in scene.read().decode()
    second = start("--keep")
    assert second.wait(20) == 1
    assert second.communicate()[1].startswith("Another demo keeps what happens in .demo just now")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.communicate()[0] == ENDED_KEPT.format(folder=".demo")
