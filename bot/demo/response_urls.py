"""response_url: answering a command or a click without a token (interactivity/handling-user-interaction)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from bot.demo import limits
from bot.demo.arguments import Arguments
from bot.demo.refusals import Json, Refused
from bot.demo.rules import check_message
from bot.demo.shown import with_ids
from bot.demo.things import Message
from bot.demo.workspace import Workspace


@dataclass(slots=True, kw_only=True)
class _Issued:
    user: str
    channel: str
    about: Message | None
    at: float
    uses: int = 0


class ResponseUrls:
    """The addresses handed out; each may be used five times within half an hour."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._issued: dict[str, _Issued] = {}

    def issue(self, *, user: str, channel: str, about: Message | None = None) -> str:
        """Hand out an address; `about` is the message clicked in, which it may replace."""
        key = f"{self._workspace.team_id}/{secrets.randbelow(10**13)}/{secrets.token_urlsafe(16)}"
        self._issued[key] = _Issued(user=user, channel=channel, about=about, at=self._workspace.real_seconds())
        return f"{self._workspace.url}response/{key}"

    def use(self, key: str, body: Json) -> None:
        """Do what the app sends to an address, or refuse."""
        issued = self._issued.get(key)
        if issued is None:
            raise Refused("invalid_url")
        if self._workspace.real_seconds() - issued.at > limits.RESPONSE_URL_SECONDS.most:
            raise Refused("expired_url")
        with self._workspace.changed:
            if issued.uses >= limits.RESPONSE_URL_USES.most:
                raise Refused("used_url")
            self._carry_out(issued, Arguments(body))
            issued.uses += 1

    def _carry_out(self, issued: _Issued, given: Arguments) -> None:
        if issued.about and given.flag("delete_original"):
            self._workspace.remove(issued.about)
        elif issued.about and given.flag("replace_original"):
            self._replace(issued.about, given)
        else:
            answered(self._workspace, given, user=issued.user, channel=issued.channel)

    def _replace(self, about: Message, given: Arguments) -> None:
        blocks, said = given.blocks(), given.text("text")
        check_message(said, blocks)
        shown = with_ids(blocks, seed=f"{about.ts}/{self._workspace.revision}")
        as_now = self._workspace.message(about.channel, about.ts)
        self._workspace.put(replace(as_now, text=said, blocks=tuple(shown), edited=not about.ephemeral))


def answered(workspace: Workspace, given: Arguments, *, user: str, channel: str) -> Message:
    """Post an answer: for the asker alone unless it says `in_channel`."""
    blocks, said = given.blocks(), given.text("text")
    check_message(said, blocks, attachments=bool(given.parsed("attachments")))
    ts = workspace.next_ts()
    return workspace.post(
        Message(
            channel=channel,
            ts=ts,
            user=workspace.app.user_id,
            text=said,
            blocks=tuple(with_ids(blocks, seed=ts)),
            thread_ts=given.text("thread_ts") or None,
            only_for=None if given.text("response_type") == "in_channel" else user,
            by_app=True,
        )
    )
