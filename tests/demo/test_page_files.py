"""The page is served whole, with nothing around it, and files pass through it both ways."""

from __future__ import annotations

import http.client
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from bot.demo import storage
from bot.demo.browser import PAGE
from bot.demo.deeds import Deeds
from bot.demo.server import Slack
from tests.demo.panel import answered


def status(slack: Slack, path: str) -> int:
    """Ask for a path exactly as it is written here."""
    connection = http.client.HTTPConnection(urlsplit(slack.page_url).netloc)
    connection.request("GET", path)
    answer = connection.getresponse().status
    connection.close()
    return answer


def upload(slack: Slack, name: str, content: bytes) -> dict[str, object]:
    request = Request(f"{slack.page_url}upload?as=ana&name={name}", content, {"Content-Type": "text/csv"})
    return dict(answered(request)[1])


def test_every_file_of_the_page_is_served_with_its_policy(slack: Slack) -> None:
    for file in PAGE.rglob("*.*"):
        address = "" if file.name == "index.html" else f"page/{file.relative_to(PAGE).as_posix()}"
        with urlopen(slack.page_url + address) as answer:
            assert answer.read() == file.read_bytes()
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
            assert "no-cache" in answer.headers["Cache-Control"], "whoever changes the page sees it with a reload"


@pytest.mark.parametrize(
    "path", ["/page/../browser.py", "/page/%2e%2e/browser.py", "/page/style", "/page//etc/passwd", "/page/none.js"]
)
def test_nothing_beside_the_page_is(slack: Slack, path: str) -> None:
    assert status(slack, path) in (308, 404)


def test_a_file_is_handed_over_sent_and_saved_again(slack: Slack) -> None:
    handed = upload(slack, "sheet.csv", b"topic\n")
    general = slack.workspace.conversation("general").id
    deed = {"as": "ana", "do": "say", "in": general, "text": "", "files": [handed["id"]]}
    assert Deeds(slack.workspace, slack.person).do(deed) == {"ok": True}

    (message,) = slack.person("bea").sees("general")
    with urlopen(f"{slack.page_url}file/{message.files[0]}") as saved:
        assert saved.read() == b"topic\n"
        assert saved.headers["Content-Disposition"] == "attachment; filename=sheet.csv"


def test_a_file_that_is_too_large_is_refused_in_a_sentence(slack: Slack) -> None:
    refused = upload(slack, "huge.csv", b"x" * (storage.LARGEST + 1))
    assert refused == {"ok": False, "error": storage.TOO_LARGE.format(name="huge.csv")}


def test_a_file_that_is_not_there_is_not_found(slack: Slack) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{slack.page_url}file/F404")
