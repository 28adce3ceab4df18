"""The page answers itself, and no other page that is open in the same browser."""

from __future__ import annotations

import pytest

from bot.demo.server import Slack
from tests.demo.panel import get, post

ELSEWHERE = "http://evil.example"


@pytest.mark.parametrize("path", ["act", "control", "upload?as=ana&name=a.csv"])
@pytest.mark.parametrize(
    "headers", [{"Origin": ELSEWHERE}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Host": "evil.example"}]
)
def test_another_page_cannot_do_anything(slack: Slack, path: str, headers: dict[str, str]) -> None:
    before = slack.workspace.revision
    assert post(slack, path, {"do": "works", "as": "ana"}, **headers)[0] == 403
    assert slack.workspace.revision == before


@pytest.mark.parametrize("path", ["", "scene", "wire", "changes", "control"])
def test_a_foreign_name_for_this_machine_gets_nothing(slack: Slack, path: str) -> None:
    assert get(slack, path, Host="rebound.example:3000")[0] == 403


def test_the_page_itself_may_under_both_names_of_this_machine(slack: Slack) -> None:
    port = slack.page_url.rsplit(":", 1)[1].strip("/")
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert post(slack, "control", {"do": "works"}, Host=host, Origin=f"http://{host}")[0] == 200
    assert (
        post(slack, "control", {"do": "works"}, Host=f"127.0.0.1:{port}", Origin=f"http://localhost:{port}")[0] == 403
    )
