"""Slack waits three seconds for an acknowledgement, and so does the stand-in when nothing else is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug import Request, Response

from bot.demo.server import Slack
from bot.demo.workspace import Workspace
from tests.demo.manifests import EVERYTHING
from tests.demo.probes import CAST, served

LATE_SECONDS = 4.0


@pytest.fixture
def slack() -> Iterator[Slack]:
    """The stand-in as the demo starts it, with an app that acknowledges after four seconds."""
    ended = threading.Event()

    def late(environ: Any, start_response: Any) -> Any:
        Request(environ).get_data()
        ended.wait(LATE_SECONDS)
        return Response("")(environ, start_response)

    with Slack(Workspace(people=CAST, manifest=EVERYTHING)) as slack, served(late) as address:
        slack.connect(request_url=address)
        yield slack
        slack.connect(request_url="http://127.0.0.1:9/")
        ended.set()


def test_an_acknowledgement_after_four_seconds_is_none(slack: Slack) -> None:
    ana, bea = slack.person("ana"), slack.person("bea")
    with ThreadPoolExecutor() as pool:
        command = pool.submit(ana.command, "/sko", "who?", channel="general")
        pool.submit(bea.dm, "who?").result()
        assert command.result() is not None

    assert ana.sees("general")[-1].text.startswith("/sko failed because the app did not respond")
    assert slack.wire.deliveries("event message")[0].refused == "operation_timeout"
