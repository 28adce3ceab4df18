"""The page answers itself, and no other page that is open in the same browser."""

from __future__ import annotations

import pytest

from bot.demo.server import Slack
from tests.demo.panel import get, post
from tests.demo.probes import TOKEN

ELSEWHERE = "http://evil.example"


CALL = "api/chat.postMessage?channel=general&text=Hello"


@pytest.mark.parametrize("path", ["act", "control", "upload?as=ana&name=a.csv", f"{CALL}&token={TOKEN}"])
@pytest.mark.parametrize(
    "headers", [{"Origin": ELSEWHERE}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Host": "evil.example"}]
)
def test_another_page_cannot_do_anything(slack: Slack, path: str, headers: dict[str, str]) -> None:
    before = slack.workspace.revision
    assert post(slack, path, {"do": "works", "as": "ana"}, **headers)[0] == 403
    assert slack.workspace.revision == before


@pytest.mark.parametrize("path", ["", "scene", "wire", "changes", "control", "api/api.test"])
@pytest.mark.parametrize("host", ["rebound.example:3000", "localhost.example", "["])
def test_a_foreign_name_for_this_machine_gets_nothing(slack: Slack, path: str, host: str) -> None:
    assert get(slack, path, Host=host)[0] == 403


def test_a_picture_of_another_page_calls_nothing_but_a_link_leads_here(slack: Slack) -> None:
    stranger = {"Sec_Fetch_Site": "cross-site"}
    assert get(slack, f"{CALL}&token={TOKEN}", **stranger, Sec_Fetch_Mode="no-cors")[0] == 403
    assert slack.wire.calls() == []
    assert get(slack, "", **stranger, Sec_Fetch_Mode="navigate")[0] == 200


def test_the_page_itself_may_under_both_names_of_this_machine(slack: Slack) -> None:
    port = slack.page_url.rsplit(":", 1)[1].strip("/")
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert post(slack, "control", {"do": "works"}, Host=host, Origin=f"http://{host}")[0] == 200
    assert (
        post(slack, "control", {"do": "works"}, Host=f"127.0.0.1:{port}", Origin=f"http://localhost:{port}")[0] == 403
    )
