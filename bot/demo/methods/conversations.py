"""conversations.*: opening direct messages, reading a history."""

from __future__ import annotations

from bot.demo import limits
from bot.demo.arguments import Arguments
from bot.demo.methods.registry import method
from bot.demo.people import Kind
from bot.demo.refusals import Json, Refused
from bot.demo.shown import conversation_json, message_json
from bot.demo.things import Conversation, Place
from bot.demo.workspace import Workspace

_READ = tuple(f"{place}:history" for place in Place)


@method("conversations.open", "im:write", "mpim:write")
def open_(workspace: Workspace, given: Arguments) -> Json:
    """Open the direct message with one person, or with up to eight."""
    if channel := given.text("channel"):
        conversation = workspace.conversation(channel)
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
    conversation = workspace.conversation(given.required("channel", otherwise="channel_not_found"))
    workspace.app.need(f"{conversation.place}:read")
    return {"channel": conversation_json(conversation, app_user=workspace.app.user_id)}


@method("conversations.history", *_READ)
def history(workspace: Workspace, given: Arguments) -> Json:
    """Show what was said outside of threads, newest first; ephemeral messages are never in it."""
    conversation = workspace.conversation(given.required("channel", otherwise="channel_not_found"))
    return _page(workspace, given, conversation, in_thread=None)


@method("conversations.replies", *_READ)
def replies(workspace: Workspace, given: Arguments) -> Json:
    """Show a thread, its first message included."""
    conversation = workspace.conversation(given.required("channel", otherwise="channel_not_found"))
    workspace.message(conversation.id, ts := given.required("ts", otherwise="thread_not_found"))
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


def _page(workspace: Workspace, given: Arguments, conversation: Conversation, *, in_thread: str | None) -> Json:
    workspace.app.need(f"{conversation.place}:history")
    if workspace.app.user_id not in conversation.members:
        raise Refused("not_in_channel")
    limit = given.number("limit", otherwise=100)
    if not 1 <= limit <= limits.PAGE_SIZE.most:
        raise Refused("invalid_limit")
    found = [
        one
        for one in reversed(workspace.messages(conversation.id))
        if not one.ephemeral and _within(one.ts, given) and (in_thread or one.ts) in (one.ts, one.thread_ts)
    ]
    found = [one for one in found if in_thread or one.thread_ts in (None, one.ts)]
    with_metadata = given.flag("include_all_metadata")
    shown = [message_json(workspace, one, with_metadata=with_metadata) for one in found[:limit]]
    return {"messages": shown[::-1] if in_thread else shown, "has_more": len(found) > limit}


def _within(ts: str, given: Arguments) -> bool:
    """Compare as numbers; the ends count only with `inclusive`."""
    at, oldest = float(ts), float(given.text("oldest") or 0)
    latest = float(given.text("latest") or given.text("cursor") or "inf")
    return oldest <= at <= latest if given.flag("inclusive") else oldest < at < latest
