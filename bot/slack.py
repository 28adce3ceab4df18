"""Every call to Slack: what is posted, what is looked up, and what to make of an answer that is late or lost."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any, ParamSpec, TypeVar
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.config import Settings
from bot.core.results import Member, Standing
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.views.blocks import Message

TIMEOUT = 10  # seconds for a call that nobody waits for
LOOKUP_TIMEOUT = 2  # seconds for a look-up while somebody waits
AGAIN = 5.0  # seconds until the next attempt when Slack could not be reached
PAGE = 200  # people asked for at a time
MARK = "sko_answer"  # the event type of the metadata under which a posted answer is found again
LOOK_BACK = 15  # messages of a conversation that are searched for an answer that may have been posted
THREAD = 999  # the same in a thread, which Slack tells from its beginning
AT_WORK = {":house_with_garden:", ":house:", ":headphones:", ":computer:"}  # statuses of people who work elsewhere
P = ParamSpec("P")
T = TypeVar("T")
NO_SUCH_TOKEN = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in Slack, told by `auth.test`; `scopes` are those that were granted."""

    team_id: str
    team_name: str
    bot_user_id: str
    bot_id: str
    scopes: frozenset[str]


class Slack:
    """The workspace we answer in.

    Calls that post are never repeated by the library, which would post twice when only the answer was lost. They raise
    `SlackLater` when nothing was posted, `SlackUnsure` when nobody can tell, and `SlackRefused` when it is no use.
    """

    def __init__(self, settings: Settings) -> None:
        token = settings.slack_bot_token.get_secret_value()
        self.client = WebClient(token=token, base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[])
        self._lookup = WebClient(
            token=token, base_url=settings.slack_api_url, timeout=LOOKUP_TIMEOUT, retry_handlers=[]
        )
        self.identity: Identity | None = None

    def introduce(self) -> Identity:
        """Ask Slack who we are, and keep the answer."""
        told = _sure(self.client.auth_test)
        self.identity = Identity(
            team_id=told["team_id"],
            team_name=told.get("team") or "",
            bot_user_id=told.get("user_id") or "",
            bot_id=told.get("bot_id") or "",
            scopes=frozenset(filter(None, _header(told.headers, "x-oauth-scopes").replace(" ", "").split(","))),
        )
        return self.identity

    def say(self, channel: str, message: Message, *, key: str, thread: str = "") -> None:
        """Post to a conversation, marked with `key` so that it can be found again."""
        _sure(
            self.client.chat_postMessage,
            channel=channel,
            thread_ts=thread or None,
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": MARK, "event_payload": {"id": key}},
            **message.payload(),
        )

    def has_said(self, channel: str, *, key: str, thread: str = "") -> bool:
        """Look into a direct message, or a thread of it, for a message marked with `key`."""
        asked = {"channel": channel, "include_all_metadata": True}
        found = (
            _sure(self.client.conversations_replies, ts=thread, limit=THREAD, **asked)
            if thread
            else _sure(self.client.conversations_history, limit=LOOK_BACK, **asked)
        )
        marks = [message.get("metadata", {}) for message in found.get("messages") or []]
        return any(mark.get("event_type") == MARK and mark["event_payload"].get("id") == key for mark in marks)

    def respond(self, url: str, message: Message, *, replace: bool = False) -> None:
        """Answer at a response_url, seen by the asker alone; `replace` puts it in place of the clicked message."""
        hook = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[])
        payload = {**message.payload(), "response_type": "ephemeral", "replace_original": replace}
        said = _reached(hook.send_dict, payload)
        if said.status_code == 429:
            raise SlackLater("ratelimited", seconds=_wait(said.headers))
        if said.status_code >= 500:
            raise SlackUnsure(f"HTTP {said.status_code}")
        if said.status_code != 200:
            raise SlackRefused(said.body[:100])

    def publish_home(self, user: str, message: Message) -> None:
        """Draw somebody's Home tab."""
        _sure(self.client.views_publish, user_id=user, view={"type": "home", "blocks": message.payload()["blocks"]})

    def person(self, user: str, *, team: str) -> Member:
        """Look one person up, briefly; `team` is the workspace to which employees belong."""
        return member(_sure(self._lookup.users_info, user=user)["user"], team=team)

    def members(self, cursor: str = "") -> tuple[list[Member], str]:
        """Give a page of everybody in the workspace, and the cursor of the next; after the last it is empty."""
        team = (self.identity or self.introduce()).team_id
        page = _sure(self.client.users_list, limit=PAGE, cursor=cursor or None)
        following = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return [member(user, team=team) for user in page["members"]], following


def member(user: dict[str, Any], *, team: str) -> Member:
    """Read Slack's description of a person; see https://docs.slack.dev/reference/objects/user-object."""
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or profile.get("display_name") or user.get("name") or ""
    return Member(
        slack_id=user["id"],
        name=name[:200] or user["id"],
        email=(profile.get("email") or "").casefold() or None,
        time_zone=user.get("tz"),
        standing=_standing(user, team=team),
        away_until=_away_until(profile),
    )


def _standing(user: dict[str, Any], *, team: str) -> Standing:
    teams = {user.get("team_id"), *(user.get("enterprise_user") or {}).get("teams", [])} - {None, ""}
    if user.get("deleted"):
        return Standing.LEFT
    if user.get("is_bot") or user["id"] == "USLACKBOT":
        return Standing.BOT
    if user.get("is_stranger") or (team and teams and team not in teams):
        return Standing.FOREIGN
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.EMPLOYEE


def _away_until(profile: dict[str, Any]) -> datetime | None:
    """Read until when a status says that somebody is away; of its words nothing is kept."""
    ends = profile.get("status_expiration") or 0
    at_work = not ends or profile.get("status_emoji") in AT_WORK
    return None if at_work else datetime.fromtimestamp(ends, UTC)


def _sure(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
    """Call a method of the Web API and sort what can go wrong into three."""
    try:
        return _reached(method, **arguments)
    except SlackApiError as refused:
        said: Any = refused.response
        if said.status_code == 429:
            raise SlackLater("ratelimited", seconds=_wait(said.headers)) from None
        if said.status_code >= 500:
            raise SlackUnsure(f"HTTP {said.status_code}") from None
        code = said.get("error") if isinstance(said.data, dict) else None
        is_code = isinstance(code, str) and code.isidentifier()  # what is no Slack answers with pages
        raise SlackRefused(code if is_code else f"HTTP {said.status_code}, not an answer of Slack") from None


def _reached(method: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Tell a call that never left from one whose answer was lost."""
    try:
        return method(*arguments, **named)
    except URLError as failed:
        if isinstance(failed.reason, ConnectionRefusedError | socket.gaierror):
            raise SlackLater("Slack cannot be reached", seconds=AGAIN) from None
        raise SlackUnsure(f"the connection to Slack broke: {failed.reason}") from None
    except (OSError, HTTPException) as lost:
        raise SlackUnsure(f"the answer of Slack was lost: {lost}") from None


def _wait(headers: Any) -> float:
    """Read Retry-After, in seconds; it may not be there at all."""
    value = _header(headers, "retry-after")
    return max(float(value), 0.1) if value.replace(".", "", 1).isdigit() else 1.0


def _header(headers: Any, name: str) -> str:
    """Read a header, whose name may come in any case, and whose value as a text or a list."""
    value = {one.lower(): value for one, value in dict(headers).items()}.get(name, "")
    return str(value[0] if isinstance(value, list) else value)
