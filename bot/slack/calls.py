"""What to make of a call to Slack that is refused, put off, late or lost."""

import socket
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, ParamSpec, TypeVar
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.errors import SkoError, SlackLater, SlackRefused, SlackUnsure

AGAIN = 5.0  # seconds until the next attempt when Slack could not be reached
FAILED = {"internal_error", "fatal_error"}  # said with 200; Slack's pages: some aspect of it may have succeeded
BUSY = {"service_unavailable", "ratelimited", "rate_limited", "request_timeout"}  # the same, before anything was done
NO_SLACK = "not an answer of Slack"  # but of something that stands before it
P = ParamSpec("P")
T = TypeVar("T")


def sure(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
    """Call a method of the Web API and sort what can go wrong into three."""
    try:
        return reached(method, **arguments)
    except SlackApiError as refused:
        said: Any = refused.response
        if said.status_code == 429:
            raise SlackLater("ratelimited", seconds=wait(said.headers)) from None
        if said.status_code >= 500:
            raise SlackUnsure(f"HTTP {said.status_code}") from None
        told = said.data if isinstance(said.data, dict) else {}
        raise _refusal(told, status=said.status_code, headers=said.headers) from None
    except SlackRequestError:  # what was sent of a file was not taken: nobody has seen anything of it yet
        raise SlackLater("the file was not taken", seconds=AGAIN) from None


def _refusal(told: dict[str, Any], *, status: int, headers: Any) -> SkoError:
    """Read what Slack said instead of yes: some of its words mean no, others not yet, and some that it cannot tell."""
    code = told.get("error")
    is_code = isinstance(code, str) and code.isidentifier()  # what is no Slack answers with pages
    text = str(code) if is_code else f"HTTP {status}, {NO_SLACK}"
    if status == 200 and (text in FAILED or not is_code):  # half an answer is none, but may be that to a yes
        return SlackUnsure(text)
    if status == 200 and text in BUSY:
        return SlackLater(text, seconds=wait(headers) if header(headers, "retry-after") else AGAIN)
    return SlackRefused(text, needed=str(told.get("needed") or ""))


def reached(method: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Tell a call that never left from one whose answer was lost."""
    try:
        return method(*arguments, **named)
    except URLError as failed:
        if isinstance(failed.reason, ConnectionRefusedError | socket.gaierror):
            raise SlackLater("Slack cannot be reached", seconds=AGAIN) from None
        raise SlackUnsure(f"the connection to Slack broke: {failed.reason}") from None
    except (OSError, HTTPException) as lost:
        raise SlackUnsure(f"the answer of Slack was lost: {lost}") from None


def wait(headers: Any) -> float:
    """Read Retry-After, in seconds; it may not be there at all."""
    value = header(headers, "retry-after")
    return max(float(value), 0.1) if value.replace(".", "", 1).isdigit() else 1.0


def header(headers: Any, name: str) -> str:
    """Read a header, whose name may come in any case, and whose value as a text or a list."""
    value = {one.lower(): value for one, value in dict(headers).items()}.get(name, "")
    return str(value[0] if isinstance(value, list) else value)
