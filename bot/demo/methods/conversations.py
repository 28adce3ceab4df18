"""conversations.*: opening direct messages, reading a history."""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.demo import limits
from bot.demo.arguments import Arguments
from bot.demo.methods.registry import method
from bot.demo.people import Kind
from bot.demo.refusals import Json, Refused
from bot.demo.shown import conversation_json, message_json
from bot.demo.things import Conversation, Message, Place
from bot.demo.workspace import Workspace

_READ = tuple(f"{place}:history" for place in Place)


@method("conversations.open", "im:write", "mpim:write")
def open_(workspace: Workspace, given: Arguments) -> Json:
    """Open the direct message with one person, or with up to eight."""
    if channel := given.text("channel"):
        conversation = _asked_for(workspace, channel)
    else:
        users = given.required("users", otherwise="users_list_not_supplied").replace(" ", "").split(",")
        conversation = _opened(workspace, users)
    workspace.app.need(f"{conversation.place}:write")
    full = given.flag("return_im")
    shown = conversation_json(conversation, app_user=workspace.app.user_id) if full else {"id": conversation.id}
    return {"channel": shown}


@method("conversations.info", "channels:read", "im:read", "mpim:read")
def info(workspace: Workspace, given: Arguments) -> Json:
    """Show a conversation."""
    conversation = _asked_for(workspace, given.required("channel", otherwise="channel_not_found"))
    workspace.app.need(f"{conversation.place}:read")
    return {"channel": conversation_json(conversation, app_user=workspace.app.user_id)}


@method("conversations.history", *_READ)
def history(workspace: Workspace, given: Arguments) -> Json:
    """Show what was said outside of threads, newest first; ephemeral messages are never in it."""
    conversation = _asked_for(workspace, given.required("channel", otherwise="channel_not_found"))
    return _page(workspace, given, conversation, in_thread=None)


@method("conversations.replies", *_READ)
def replies(workspace: Workspace, given: Arguments) -> Json:
    """Show a thread, its first message included."""
    conversation = _asked_for(workspace, given.required("channel", otherwise="channel_not_found"))
    ts = given.required("ts", otherwise="thread_not_found")
    if all(one.ts != ts for one in workspace.messages(conversation.id)):
        raise Refused("thread_not_found")
    return _page(workspace, given, conversation, in_thread=ts)


def _opened(workspace: Workspace, users: list[str]) -> Conversation:
    if len(users) > limits.GROUP_SIZE.most:
        raise Refused("too_many_users")
    for user in users:
        match workspace.user(user).kind:
            case Kind.BOT:
                raise Refused("cannot_dm_bot")
            case Kind.LEFT:
                raise Refused("user_disabled")
    return workspace.dm(*users)


def _asked_for(workspace: Workspace, channel: str) -> Conversation:
    """Find a conversation; the direct messages of others do not exist for the app."""
    conversation = workspace.conversation(channel)
    if conversation.place is not Place.CHANNEL and workspace.app.user_id not in conversation.members:
        raise Refused("channel_not_found")
    return conversation


def _page(workspace: Workspace, given: Arguments, conversation: Conversation, *, in_thread: str | None) -> Json:
    workspace.app.need(f"{conversation.place}:history")
    if workspace.app.user_id not in conversation.members:
        raise Refused("not_in_channel")
    limit = given.number("limit", otherwise=100)
    if not 1 <= limit <= limits.PAGE_SIZE.most:
        raise Refused("invalid_limit")
    within = _window(given)
    said = reversed(workspace.messages(conversation.id))
    found = [one for one in said if _belongs(one, in_thread) and within(one.ts)]
    page, more = found[:limit], len(found) > limit
    shown = [message_json(workspace, one, with_metadata=given.flag("include_all_metadata")) for one in page]
    cursor = page[-1].ts if more else ""
    return {
        "messages": shown[::-1] if in_thread else shown,
        "has_more": more,
        "response_metadata": {"next_cursor": cursor},
    }


def _belongs(message: Message, in_thread: str | None) -> bool:
    """Tell whether a message stands in the thread, or (without one) in the conversation itself."""
    if message.ephemeral:
        return False
    if in_thread:
        return in_thread in (message.ts, message.thread_ts)
    return message.thread_ts in (None, message.ts)


def _window(given: Arguments) -> Callable[[str], bool]:
    """Read which time is asked for; the ends count only with `inclusive`, and a cursor begins below the page before."""
    oldest, latest = _time(given, "oldest", 0), _time(given, "latest", math.inf)
    below, inclusive = _time(given, "cursor", math.inf), given.flag("inclusive")

    def within(ts: str) -> bool:
        at = float(ts)
        return at < below and (oldest < at < latest or (inclusive and at in (oldest, latest)))

    return within


def _time(given: Arguments, name: str, otherwise: float) -> float:
    try:
        return float(given.text(name) or otherwise)
    except ValueError:
        raise Refused("invalid_cursor" if name == "cursor" else f"invalid_ts_{name}") from None
