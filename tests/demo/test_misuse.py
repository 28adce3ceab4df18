"""What makes no sense is refused, whoever sends it, and leaves the workspace as it was."""

from __future__ import annotations

from typing import Any

import pytest

from bot.demo.server import Slack
from tests.demo.panel import get, post

ODD: list[Any] = [None, True, 0, "", "nobody", [], ["x"], [[]], {}, {"a": 1}]
pytestmark = pytest.mark.usefixtures("probe")
DEEDS: dict[str, dict[str, Any]] = {
    "say": {"text": "x", "thread": None, "files": []},
    "click": {"ts": "1", "what": "x", "block": None, "choice": None, "values": None},
    "shortcut": {"ts": "1", "callback": "who"},
    "submit": {"view": "V", "values": {}},
    "options": {"ts": "1", "what": "x", "typed": "x", "block": "b"},
    "close": {"view": "V", "everything": False},
    "open": {"tab": "home"},
    "meet": {"people": []},
    "read": {"ts": "1", "thread": None},
    "react": {"ts": "1", "name": "eyes"},
    "dismiss": {"ts": "1"},
    "sing": {},
}


@pytest.mark.parametrize("do", DEEDS)
def test_whatever_is_sent_in_place_of_a_deed_the_page_goes_on(slack: Slack, do: str) -> None:
    said = slack.person("ana").say("general", "Hello").ts
    whole = {"do": do, "as": "ana", "in": slack.workspace.conversation("general").id, **DEEDS[do]}
    whole |= {"ts": said} if "ts" in whole else {}
    sent = [{**whole, name: odd} for name in whole for odd in ODD]
    sent += [{other: whole[other] for other in whole if other != name} for name in whole]

    assert {one for one in (post(slack, "act", deed)[0] for deed in sent) if one not in (200, 400, 404)} == set()
    assert get(slack, "scene?as=ana")[1]["me"] == "ana"


@pytest.mark.parametrize("body", ODD)
def test_what_is_no_deed_at_all_is_a_bad_request(slack: Slack, body: Any) -> None:
    assert post(slack, "act", body)[0] == 400


def test_a_file_that_is_gone_cannot_be_sent(slack: Slack) -> None:
    general = slack.workspace.conversation("general").id
    sent = {"do": "say", "as": "ana", "in": general, "text": "Look", "files": ["F0GONE"]}
    assert post(slack, "act", sent)[1] == {"ok": False, "error": "file_not_found"}
    assert slack.person("ana").sees("general") == []


def test_nobody_hands_over_a_file_for_somebody_who_is_not_there(slack: Slack) -> None:
    assert post(slack, "upload?as=nobody&name=a.csv", {})[1] == {"ok": False, "error": "user_not_found"}
