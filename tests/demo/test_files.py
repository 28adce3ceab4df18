"""Files go up in three steps and come down with the token alone."""

from __future__ import annotations

import struct
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.server import Slack
from tests.demo.panel import get, post
from tests.demo.probes import TOKEN

# A PNG as far as its size: three pixels wide, two high.
DOT = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 3, 2) + b"\x08\x02\0\0\0"


def fetch(url: str, token: str) -> tuple[str, bytes]:
    with urlopen(Request(url, headers={"Authorization": f"Bearer {token}"})) as answer:
        return answer.headers.get_content_type(), answer.read()


def test_a_file_is_uploaded_and_shown(slack: Slack, client: WebClient) -> None:
    dm = slack.workspace.dm(slack.workspace.person("ana").id).id
    client.files_upload_v2(channel=dm, filename="sheet.csv", content="topic,owner\n", initial_comment="Your export")

    message = slack.person("ana").sees()[-1]
    assert message.text == "Your export"
    assert slack.workspace.uploads[message.files[0]].content == b"topic,owner\n"


def test_a_file_dropped_by_a_person_is_downloaded_with_the_token(slack: Slack, client: WebClient) -> None:
    message = slack.person("ana").upload("sheet.csv", b"topic,owner\n")
    url = client.files_info(file=message.files[0])["file"]["url_private_download"]
    assert fetch(url, TOKEN) == ("text/csv", b"topic,owner\n")


def test_a_files_address_says_its_name_as_slack_does_and_what_is_fetched_is_on_the_wire(
    slack: Slack, client: WebClient
) -> None:
    message = slack.person("ana").upload("Kickoff (Größe) 2.csv", b"topic,owner\n")
    url = client.files_info(file=message.files[0])["file"]["url_private_download"]
    assert url.endswith("/download/kickoff_gr_sse_2.csv")
    slack.faults.error(method="download", status=503)
    with pytest.raises(HTTPError, match="503"):
        fetch(url, TOKEN)
    assert fetch(url, TOKEN)[1] == b"topic,owner\n"
    assert [one.status for one in slack.wire.calls("download")] == [503, 200]


def test_without_the_right_a_download_is_a_page_to_sign_in(slack: Slack, client: WebClient) -> None:
    message = slack.person("ana").upload("sheet.csv", b"topic,owner\n")
    url = client.files_info(file=message.files[0])["file"]["url_private_download"]
    assert fetch(url, "xoxb-other")[0] == "text/html"


def test_a_picture_of_the_app_is_known_as_one_with_its_size_and_what_it_shows(slack: Slack, client: WebClient) -> None:
    dm = slack.workspace.dm(slack.workspace.person("ana").id).id
    client.files_upload_v2(channel=dm, filename="dot.png", content=DOT, alt_txt="A dot")
    shown = client.files_info(file=slack.person("ana").sees()[-1].files[0])["file"]
    assert [shown[name] for name in ("mimetype", "original_w", "original_h", "alt_txt")] == ["image/png", 3, 2, "A dot"]


def test_what_is_said_of_a_picture_may_not_be_endless(slack: Slack, client: WebClient) -> None:
    dm = slack.workspace.dm(slack.workspace.person("ana").id).id
    with pytest.raises(SlackApiError, match="alt_txt_too_large"):
        client.files_upload_v2(channel=dm, filename="dot.png", content=DOT, alt_txt="x" * 1001)


def test_the_old_way_of_uploading_is_retired(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="method_deprecated"):
        client.api_call("files.upload")


def test_a_file_that_is_not_there_is_not_found(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file="F404")


def test_what_is_sent_with_a_file_that_is_gone_is_not_said(slack: Slack) -> None:
    slack.connect(request_url="http://127.0.0.1:9/")
    place = slack.workspace.conversation("general").id
    typed = {"do": "say", "as": "ana", "in": place, "text": "See here", "files": ["F0GONE"]}
    assert post(slack, "act", typed) == (200, {"ok": False, "error": "file_not_found"})
    assert get(slack, f"scene?as=ana&in={place}")[1]["messages"] == []
