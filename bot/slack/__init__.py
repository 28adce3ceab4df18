"""Every call to Slack: what is posted, what is looked up, and what to make of an answer that is late or lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.config import Settings
from bot.core.requests import File
from bot.core.results import Member
from bot.core.uploads import Document
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.slack.calls import AGAIN as AGAIN
from bot.slack.calls import NO_SLACK as NO_SLACK
from bot.slack.calls import header, reached, sure, wait
from bot.slack.downloads import Downloads
from bot.slack.files import told
from bot.slack.members import member, resting
from bot.views.blocks import Message, Modal

TIMEOUT = 10  # seconds for a call that nobody waits for
POST_TIMEOUT = 7  # seconds for what is posted unprompted
LOOKUP_TIMEOUT = 2  # seconds for a look-up while somebody waits
PAGE = 200  # people asked for at a time
ASKED_AT_ONCE = 50  # people of whom Slack tells in one call whether they want to be left alone
MARK = "sko_answer"  # the event type of the metadata under which a posted answer is found again
LOOK_BACK = 15  # messages of a conversation that are searched for an answer that may have been posted
PAGES = 7  # of so many messages that are looked through for one that may have been posted unprompted
CLOCKS_APART = timedelta(hours=2)  # by which Slack's clock and ours may differ, and then some
THREAD = 999  # the same in a thread, which Slack tells from its beginning
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
        self._posting = WebClient(token=token, base_url=settings.slack_api_url, timeout=POST_TIMEOUT, retry_handlers=[])
        self._downloads = Downloads(token, api_url=settings.slack_api_url)
        self._channels: dict[str, str] = {}
        self.identity: Identity | None = None

    def introduce(self) -> Identity:
        """Ask Slack who we are, and keep the answer."""
        told = sure(self.client.auth_test)
        self.identity = Identity(
            team_id=told["team_id"],
            team_name=told.get("team") or "",
            bot_user_id=told.get("user_id") or "",
            bot_id=told.get("bot_id") or "",
            scopes=frozenset(filter(None, header(told.headers, "x-oauth-scopes").replace(" ", "").split(","))),
        )
        return self.identity

    def say(self, channel: str, message: Message, *, key: str, thread: str = "") -> str:
        """Post to a conversation, marked with `key` so that it can be found again, and give the message's ts."""
        said = sure(
            self.client.chat_postMessage,
            channel=channel,
            thread_ts=thread or None,
            unfurl_links=False,
            unfurl_media=False,
            metadata=_marked(key),
            **message.payload(),
        )
        return str(said["ts"])

    def tell(self, to: str, message: Message, *, key: str) -> tuple[str, str]:
        """Post to somebody, by the direct message with them or their id, marked with `key`; give where and its ts.

        Nobody waits for it, but a worker that is told to end does, so it is given up sooner than other calls.
        """
        said = sure(
            self._posting.chat_postMessage,
            channel=to,
            unfurl_links=False,
            unfurl_media=False,
            metadata=_marked(key),
            **message.payload(),
        )
        return str(said["channel"]), str(said["ts"])

    def update(self, channel: str, ts: str, message: Message, *, key: str) -> None:
        """Put a message in place of one of ours, marked with `key` from then on."""
        sure(self.client.chat_update, channel=channel, ts=ts, metadata=_marked(key), **message.payload())

    def dm(self, user: str) -> str:
        """Give the direct message with somebody, which is opened if there is none yet."""
        if user not in self._channels:
            try:
                self._channels[user] = sure(self.client.conversations_open, users=user)["channel"]["id"]
            except SlackUnsure as lost:  # nobody has seen anything of it
                raise SlackLater(str(lost), seconds=AGAIN) from None
        return self._channels[user]

    def open(self, trigger: str, modal: Modal) -> None:
        """Open a form in front of the person whose trigger it is; it is good for one form and three seconds."""
        sure(self._lookup.views_open, trigger_id=trigger, view=modal.view.to_dict())

    def share(self, channel: str, document: Document, *, thread: str = "") -> None:
        """Put a file into a direct message. It carries no mark: nobody can tell later whether it was posted."""
        sure(
            self.client.files_upload_v2,
            channel=channel,
            thread_ts=thread or None,
            filename=document.name,
            title=document.name,
            content=document.data,
            initial_comment=document.says,
            alt_txt=document.shows or None,
        )

    def download(self, file: File) -> bytes:
        """Fetch the content of a file that was dropped or submitted; what cannot be had is a `UserMistake`."""
        if not file.url and file.mode == "hosted":  # of files of other companies an event says next to nothing
            file = self._described(file)
        return self._downloads.fetch(file)

    def has_said(self, channel: str, *, key: str, thread: str = "") -> bool:
        """Look into a direct message, or a thread of it, for a message marked with `key`."""
        return bool(self.find(channel, key=key, thread=thread))

    def find(self, channel: str, *, key: str, thread: str = "") -> str:
        """Give the message that is marked with `key` in a direct message or a thread of it, "" if there is none."""
        asked = {"channel": channel, "include_all_metadata": True}
        found = (
            sure(self.client.conversations_replies, ts=thread, limit=THREAD, **asked)
            if thread
            else sure(self.client.conversations_history, limit=LOOK_BACK, **asked)
        )
        return _with_mark(found.get("messages") or [], key)

    def look(self, to: str, *, key: str, since: datetime) -> tuple[str, str]:
        """Look for a message marked with `key` among all that was said since; give where and its ts, "" if not there.

        `to` is a direct message or the id of whom it is with. Where so much was said that the end is not reached,
        nobody can tell: `SlackUnsure`.
        """
        ask, oldest, cursor = self._posting, (since - CLOCKS_APART).timestamp(), ""
        channel = to if to.startswith("D") else str(sure(ask.conversations_open, users=to)["channel"]["id"])
        for _ in range(PAGES):
            page = sure(
                ask.conversations_history,
                channel=channel,
                include_all_metadata=True,
                limit=LOOK_BACK,
                cursor=cursor or None,
            )
            messages = page.get("messages") or []
            if found := _with_mark(messages, key):
                return channel, found
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor or not messages or float(messages[-1]["ts"]) < oldest:
                return channel, ""
        raise SlackUnsure("too much was said in the conversation since")

    def _described(self, file: File) -> File:
        try:
            return told(sure(self._lookup.files_info, file=file.id)["file"])
        except SlackRefused as refused:
            if refused.needed:
                raise
            return replace(file, mode=str(refused))  # gone, most likely

    def respond(self, url: str, message: Message, *, replace: bool = False) -> None:
        """Answer at a response_url, seen by the asker alone; `replace` puts it in place of the clicked message."""
        hook = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[])
        payload = {**message.payload(), "response_type": "ephemeral", "replace_original": replace}
        said = reached(hook.send_dict, payload)
        if said.status_code == 429:
            raise SlackLater("ratelimited", seconds=wait(said.headers))
        if said.status_code >= 500:
            raise SlackUnsure(f"HTTP {said.status_code}")
        if said.status_code != 200:
            raise SlackRefused(said.body[:100])

    def publish_home(self, user: str, message: Message) -> None:
        """Draw somebody's Home tab."""
        sure(self.client.views_publish, user_id=user, view={"type": "home", "blocks": message.payload()["blocks"]})

    def person(self, user: str, *, team: str) -> Member:
        """Look one person up, briefly; `team` is the workspace to which employees belong."""
        return member(sure(self._lookup.users_info, user=user)["user"], team=team)

    def members(self, cursor: str = "") -> tuple[list[Member], str]:
        """Give a page of everybody in the workspace, and the cursor of the next; after the last it is empty."""
        team = (self.identity or self.introduce()).team_id
        page = sure(self.client.users_list, limit=PAGE, cursor=cursor or None)
        following = (page.get("response_metadata") or {}).get("next_cursor") or ""
        return [member(user, team=team) for user in page["members"]], following

    def resting(self, users: Sequence[str], *, now: datetime) -> dict[str, datetime]:
        """Tell who of these does not want to be disturbed now, and until when; of whom Slack says nothing is not."""
        found: dict[str, datetime] = {}
        for start in range(0, len(users), ASKED_AT_ONCE):
            asked = ",".join(users[start : start + ASKED_AT_ONCE])
            found |= resting(sure(self._lookup.dnd_teamInfo, users=asked).get("users") or {}, now=now)
        return found


def _with_mark(messages: Iterable[dict[str, Any]], key: str) -> str:
    """Give the message that bears a mark, "" if none does."""
    for message in messages:
        mark = message.get("metadata") or {}
        if mark.get("event_type") == MARK and mark["event_payload"].get("id") == key:
            return str(message["ts"])
    return ""


def _marked(key: str) -> dict[str, Any]:
    return {"event_type": MARK, "event_payload": {"id": key}}
