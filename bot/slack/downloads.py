"""Files coming down from Slack: from its own hosts alone, in time, and never more than a sheet may have.

The bot token opens everything the app may read, so it goes over https to the hosts where Slack keeps files, and where
SLACK_API_URL names another Slack to exactly that one. No redirect is followed, for it would take the token along.
"""

import socket
import ssl
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, quote, urlsplit

import structlog

from bot.config import SLACK_API
from bot.core.requests import File
from bot.errors import SlackLater, SlackUnsure, UserMistake
from bot.slack.calls import wait

DEADLINE = 20.0  # seconds for a whole file, however it comes
LARGEST = 10 * 1024 * 1024  # bytes
PIECE = 64 * 1024  # bytes read at a time
TRIES = 3  # attempts at a file whose download breaks, which nobody notices
PAUSE = 0.5  # seconds in between
HOSTS = ("slack.com", "slack-files.com")
UNQUOTED = "/%:@!$&'()*+,;=~"
PAGES = ("html", "htm", "xls", "xml", "mht")  # endings of files that may well begin as a page does

TOO_LARGE = "“{name}” is too large for me: a sheet may have {most} MB."
TOO_SLOW = "Slack took too long to hand me “{name}”. Please drop it here again."
BROKE = "“{name}” did not arrive in one piece. Please drop it here again."
GONE = "“{name}” is not there any more. Please drop it here again."
ELSEWHERE = "“{name}” is kept outside of Slack, where I do not fetch it. Please download it and drop it here as a file."
NO_FILE = "“{name}” is no file that I could fetch. Please save it as a sheet and drop that here."
STRANGE = "“{name}” is kept at an address that is none of Slack's, so I do not fetch it. Please drop it here as a file."
MAY_NOT = (
    "Slack does not hand me “{name}”: the app may not read files. It needs the scope files:read, which whoever looks "
    "after it can add from its manifest."
)
SENTENCES = {
    "external": ELSEWHERE,
    "tombstone": GONE,
    "file_not_found": GONE,
    "file_deleted": GONE,
    "hidden_by_limit": GONE,
    "access_denied": MAY_NOT,
    "quip": NO_FILE,
    "canvas": NO_FILE,
    "list": NO_FILE,
    "space": NO_FILE,
    "email": NO_FILE,
}
log = structlog.get_logger()


class Downloads:
    """Fetches files with the bot token."""

    def __init__(self, token: str, *, api_url: str) -> None:
        self._token = token
        own = urlsplit(api_url)
        self._own = None if api_url == SLACK_API else _place(own)

    def fetch(self, file: File) -> bytes:
        """Give a file's content; what cannot be had is a `UserMistake` with one sentence, and 429 a `SlackLater`."""
        until = time.monotonic() + DEADLINE
        address = self._checked(file)
        for attempt in range(1, TRIES + 1):
            try:
                return self._fetched(file, address, until=until)
            except SlackUnsure as broke:
                log.warning("download broke", reason=str(broke), attempt=attempt)
            if attempt == TRIES or time.monotonic() + PAUSE > until:
                break
            time.sleep(PAUSE)
        raise UserMistake((BROKE if time.monotonic() < until else TOO_SLOW).format(name=_shown(file)))

    def _checked(self, file: File) -> SplitResult:
        """Refuse what is not worth a request, before the token goes anywhere."""
        name = _shown(file)
        if sentence := SENTENCES.get(file.mode):
            raise UserMistake(sentence.format(name=name))
        if not file.url:
            raise UserMistake(NO_FILE.format(name=name))
        if file.size > LARGEST:
            raise UserMistake(TOO_LARGE.format(name=name, most=LARGEST // 1024**2))
        try:
            address = urlsplit(file.url)
            is_ours = self._is_slack(address)
        except ValueError:
            is_ours = False
        if not is_ours:
            raise UserMistake(STRANGE.format(name=name))
        return address

    def _is_slack(self, address: SplitResult) -> bool:
        scheme, host, port = place = _place(address)
        if "@" in address.netloc:
            return False
        if place == self._own:
            return True
        return scheme == "https" and port == 443 and any(host == one or host.endswith(f".{one}") for one in HOSTS)

    def _fetched(self, file: File, address: SplitResult, *, until: float) -> bytes:
        """Fetch once; whatever the other end does, its socket is shut when time is up."""
        connection, watch = HTTPConnection(address.hostname or ""), None
        try:
            connection.sock = _connected(address, seconds=until - time.monotonic())
            watch = _shut_after(until - time.monotonic(), connection.sock)
            if isinstance(connection.sock, ssl.SSLSocket):
                connection.sock.do_handshake()
            connection.request("GET", _path(address), headers=self._headers(address))
            with connection.getresponse() as answer:
                content = _content(file, answer)
            if time.monotonic() > until:  # shut by us, which looks like an end
                raise SlackUnsure("the download took too long")
            return content
        except (OSError, HTTPException, ValueError) as failed:
            raise SlackUnsure(f"the download broke: {type(failed).__name__}") from None
        finally:
            if watch:
                watch.cancel()
            connection.close()

    def _headers(self, address: SplitResult) -> dict[str, str]:
        return {"Host": address.netloc, "Authorization": f"Bearer {self._token}", "Accept-Encoding": "identity"}


def _content(file: File, answer: HTTPResponse) -> bytes:
    """Take what is answered, unless it is something else than the file."""
    name = _shown(file)
    if answer.status == 429:
        raise SlackLater("ratelimited", seconds=wait(answer.headers))
    if answer.status in (404, 410):
        raise UserMistake(GONE.format(name=name))
    if answer.status >= 500:
        raise SlackUnsure(f"HTTP {answer.status}")
    if answer.status != 200 or (answer.headers.get_content_type() == "text/html" and not _may_be_a_page(file)):
        raise UserMistake(MAY_NOT.format(name=name))  # a redirect leads to the page to sign in
    declared = answer.length  # None where the other end did not say
    if (declared or 0) > LARGEST:
        raise UserMistake(TOO_LARGE.format(name=name, most=LARGEST // 1024**2))
    content = bytearray()
    while (piece := answer.read(PIECE)) and len(content) <= LARGEST:
        content += piece
    if len(content) > LARGEST:
        raise UserMistake(TOO_LARGE.format(name=name, most=LARGEST // 1024**2))
    expected = file.size if declared is None and not answer.chunked else declared
    if len(content) < (expected or 0):
        raise SlackUnsure("the download broke off")
    if _begins_as_a_page(content) and not _may_be_a_page(file):
        raise UserMistake(MAY_NOT.format(name=name))
    return bytes(content)


def _connected(address: SplitResult, *, seconds: float) -> socket.socket:
    """Connect, with TLS not spoken yet where it will be."""
    scheme, host, port = _place(address)
    plain = socket.create_connection((host, port), timeout=max(seconds, 0.1))
    if scheme != "https":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _shut_after(seconds: float, open_: socket.socket) -> threading.Timer:
    """Shut a socket when time is up: one that sends a byte now and then would never time out by itself."""

    def shut() -> None:
        with suppress(OSError):  # it may be closed already
            socket.socket.shutdown(open_, socket.SHUT_RDWR)  # not that of TLS, which would wait for the other end

    watch = threading.Timer(max(seconds, 0), shut)
    watch.daemon = True
    watch.start()
    return watch


def _place(address: SplitResult) -> tuple[str, str, int]:
    port = address.port or (443 if address.scheme == "https" else 80)
    return address.scheme, (address.hostname or "").casefold(), port


def _path(address: SplitResult) -> str:
    query = f"?{quote(address.query, safe=UNQUOTED + '?')}" if address.query else ""
    return quote(address.path or "/", safe=UNQUOTED) + query


def _may_be_a_page(file: File) -> bool:
    return file.name.rpartition(".")[2].casefold() in PAGES


def _begins_as_a_page(content: bytearray) -> bool:
    return bytes(content[:200]).lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def _shown(file: File) -> str:
    return " ".join(file.name.split())[:100] or "This file"
