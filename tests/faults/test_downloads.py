"""A file comes down whole and in time or not at all, and the token goes nowhere but to Slack."""

import io
import socket
import time
from dataclasses import replace

import pytest

from bot.config import Settings
from bot.core import sheets
from bot.core.requests import File
from bot.errors import SlackLater, UserMistake
from bot.slack import Slack, downloads
from tests.faults import hostile as servers
from tests.faults.hostile import Behaviour, answer, hostile

TOKEN = "xoxb-secret"
SHEET = b"topic,owner\nNordKassa,Marta\n"
PAGE = b"<!DOCTYPE html><title>Sign in</title>"
FILE = File(id="F1", name="kickoff.csv", size=len(SHEET))


def slack(api: str) -> Slack:
    return Slack(Settings(SLACK_BOT_TOKEN=TOKEN, SLACK_API_URL=f"{api}/api/"))


def fetched(behaves: Behaviour, file: File = FILE) -> bytes:
    """Fetch a file from a server that is the Slack of the settings."""
    with hostile(behaves) as server:
        return slack(server.url).download(replace(file, url=f"{server.url}/files/F1/kickoff.csv"))


def test_a_file_comes_down_with_the_token() -> None:
    with hostile(answer("200 OK\r\nContent-Type: text/csv", SHEET)) as server:
        assert slack(server.url).download(replace(FILE, url=f"{server.url}/files/Größe 1.csv?t=1")) == SHEET
    [asked] = server.heard
    assert asked.startswith(b"GET /files/Gr%C3%B6%C3%9Fe%201.csv?t=1 HTTP/1.1\r\n")
    assert f"Authorization: Bearer {TOKEN}".encode() in asked


@pytest.mark.parametrize(
    ("behaves", "sentence"),
    [
        (answer("200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE), downloads.MAY_NOT),
        (answer("200 OK\r\nContent-Type: text/csv", b"\xef\xbb\xbf\n <HTML><body>Sign in"), downloads.MAY_NOT),
        (answer("200 OK", PAGE), downloads.MAY_NOT),
        (answer("403 Forbidden"), downloads.MAY_NOT),
        (answer("404 Not Found"), downloads.GONE),
        (answer("500 Oops"), downloads.BROKE),
        (servers.stop_half_way, downloads.BROKE),
        (servers.say_nothing, downloads.BROKE),
        (servers.talk_nonsense, downloads.BROKE),
        (answer(f"200 OK\r\nX: 1\r\nContent-Length: {10**11}"), downloads.TOO_LARGE),
        (servers.stream(11 * 1024 * 1024), downloads.TOO_LARGE),
    ],
    ids=[
        "page",
        "page as csv",
        "bare page",
        "403",
        "404",
        "500",
        "half",
        "nothing",
        "nonsense",
        "promised",
        "streamed",
    ],
)
def test_what_is_no_file_is_said_in_one_sentence(
    behaves: Behaviour, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "PAUSE", 0.01)
    with pytest.raises(UserMistake) as said:
        fetched(behaves)
    assert str(said.value) == sentence.format(name="kickoff.csv", most=10)
    assert TOKEN not in str(said.value)


def test_a_missing_scope_is_named() -> None:
    assert "the app may not read files" in downloads.MAY_NOT
    assert "files:read" in downloads.MAY_NOT


@pytest.mark.parametrize("behaves", [servers.trickle, servers.trickle_the_head, servers.trickle_without_length])
def test_a_server_that_trickles_is_not_waited_for(behaves: Behaviour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "DEADLINE", 0.6)
    started = time.monotonic()
    with pytest.raises(UserMistake, match="took too long"):
        fetched(behaves, replace(FILE, size=0))
    assert time.monotonic() - started < 3


def test_what_broke_once_is_fetched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "PAUSE", 0.01)
    turns = [servers.stop_half_way, answer("503 Busy"), answer("200 OK\r\nContent-Type: text/csv", SHEET)]

    def one_after_the_other(line: socket.socket) -> None:
        turns.pop(0)(line)

    assert fetched(one_after_the_other) == SHEET


def test_a_limit_of_slack_is_handed_on() -> None:
    with pytest.raises(SlackLater) as later:
        fetched(answer("429 Too Many Requests\r\nRetry-After: 7"))
    assert later.value.seconds == 7


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_takes_the_token_nowhere(status: int) -> None:
    with hostile(answer("200 OK", SHEET)) as other, hostile(servers.say_nothing) as server:
        server.behaves = answer(f"{status} Moved\r\nLocation: {other.url}/files/F1")
        with pytest.raises(UserMistake, match="files:read"):
            slack(server.url).download(replace(FILE, url=f"{server.url}/files/F1"))
    assert other.heard == []


@pytest.mark.parametrize(
    "url",
    [
        "{other}/files/F1",
        "http://files.slack.com/files-pri/F1",
        "https://files.slack.com:8443/files-pri/F1",
        "https://slack.com.example.com/F1",
        "https://notslack.com/F1",
        "https://files.slack.com@127.0.0.1/F1",
        "https://user:word@files.slack.com/F1",
        "https://127.0.0.1/F1",
        "file:///etc/passwd",
        "https://files.slack.com:port/F1",
        "//files.slack.com/F1",
    ],
)
def test_the_token_goes_to_no_address_but_slacks(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(downloads, "_connected", lambda *given, **_: opened.append(given))
    with hostile(answer("200 OK", SHEET)) as server, hostile(answer("200 OK", SHEET)) as other:
        with pytest.raises(UserMistake, match="none of Slack's"):
            slack(server.url).download(replace(FILE, url=url.format(other=other.url)))
        assert (server.heard, other.heard, opened) == ([], [], [])


@pytest.mark.parametrize("host", ["files.slack.com", "northbeam.slack.com", "FILES.slack.com", "x.slack-files.com"])
@pytest.mark.parametrize("api", ["https://slack.com", "http://127.0.0.1:1"])
def test_slacks_own_hosts_are_asked_over_https(host: str, api: str) -> None:
    fetching = downloads.Downloads(TOKEN, api_url=f"{api}/api/")
    assert fetching._checked(replace(FILE, url=f"https://{host}/files-pri/T1-F1/kickoff.csv")).scheme == "https"


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        ("external", downloads.ELSEWHERE),
        ("tombstone", downloads.GONE),
        ("hidden_by_limit", downloads.GONE),
        ("quip", downloads.NO_FILE),
        ("access_denied", downloads.MAY_NOT),
    ],
)
def test_what_cannot_be_fetched_is_not_asked_for(mode: str, sentence: str) -> None:
    with hostile(answer("200 OK", SHEET)) as server:
        with pytest.raises(UserMistake) as said:
            slack(server.url).download(replace(FILE, url=f"{server.url}/F1", mode=mode))
        assert str(said.value) == sentence.format(name="kickoff.csv")
        assert server.heard == []


def test_a_file_that_says_it_is_too_large_is_not_asked_for() -> None:
    with hostile(answer("200 OK", SHEET)) as server:
        with pytest.raises(UserMistake, match="10 MB"):
            slack(server.url).download(replace(FILE, url=f"{server.url}/F1", size=11 * 1024 * 1024))
        assert server.heard == []


def test_a_sheet_that_is_a_page_is_left_to_the_reader() -> None:
    page = b"<html><table><tr><td>Topic</td></tr></table></html>"
    kept = replace(FILE, name="export.xls", size=len(page))
    assert fetched(answer("200 OK\r\nContent-Type: application/vnd.ms-excel", page), kept) == page


def test_the_limit_is_that_of_the_reader() -> None:
    assert downloads.LARGEST == sheets.LARGEST_FILE


def test_the_token_is_in_no_line_of_the_log(printed: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "PAUSE", 0.01)
    for behaves in (servers.stop_half_way, answer("302 Found\r\nLocation: http://127.0.0.1:1/")):
        with pytest.raises(UserMistake):
            fetched(behaves)
    assert "download broke" in printed.getvalue()
    assert TOKEN not in printed.getvalue()
