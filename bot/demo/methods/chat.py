"""chat.* and reactions.add: what the app says, and where it may say it."""

from __future__ import annotations

from dataclasses import replace

from bot.demo import limits
from bot.demo.arguments import Arguments
from bot.demo.methods.registry import method
from bot.demo.people import Kind
from bot.demo.refusals import Json, Refused
from bot.demo.rules import check_message, metadata_of
from bot.demo.shown import message_json, with_ids
from bot.demo.things import Conversation, Message, Place
from bot.demo.workspace import Workspace


@method("chat.postMessage", "chat:write")
def post_message(workspace: Workspace, given: Arguments) -> Json:
    """Say something in a channel the app is in, or to a person."""
    conversation = _addressed(workspace, given.required("channel", otherwise="channel_not_found"))
    message = workspace.post(_drafted(workspace, given, conversation))
    shown = message_json(workspace, message, with_metadata=True)
    return {"channel": conversation.id, "ts": message.ts, "message": shown}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(workspace: Workspace, given: Arguments) -> Json:
    """Say something that one member of a conversation sees."""
    conversation = _addressed(workspace, given.required("channel", otherwise="channel_not_found"))
    user = given.required("user", otherwise="user_not_found")
    if user not in conversation.members:
        raise Refused("user_not_in_channel")
    message = workspace.post(replace(_drafted(workspace, given, conversation), only_for=user))
    return {"message_ts": message.ts}


@method("chat.update", "chat:write")
def update(workspace: Workspace, given: Arguments) -> Json:
    """Change a message of the app's own; what is not given stays as it was, and an empty metadata takes that away."""
    message = _own(workspace, given, otherwise="cant_update_message")
    blocks = given.blocks() if given.has("blocks") else message.blocks
    said = given.text("text") if given.has("text") else message.text
    check_message(said, blocks, limit=limits.UPDATED_TEXT)
    metadata = given.parsed("metadata")
    changed = replace(
        message,
        text=said,
        blocks=tuple(with_ids(blocks, seed=f"{message.ts}/{workspace.revision}")),
        metadata=message.metadata if metadata is None else metadata_of(metadata or None),
        edited=True,
    )
    workspace.put(changed)
    return {"channel": message.channel, "ts": message.ts, "text": said, "message": message_json(workspace, changed)}


@method("chat.delete", "chat:write")
def delete(workspace: Workspace, given: Arguments) -> Json:
    """Take back a message of the app's own."""
    message = _own(workspace, given, otherwise="cant_delete_message")
    workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


@method("reactions.add", "reactions:write")
def react(workspace: Workspace, given: Arguments) -> Json:
    """Put an emoji under a message."""
    name = given.required("name", otherwise="invalid_name")
    conversation = _addressed(workspace, given.required("channel", otherwise="channel_not_found"))
    message = workspace.message(conversation.id, given.required("timestamp", otherwise="bad_timestamp"))
    mine = (name, workspace.app.user_id)
    if mine in message.reactions:
        raise Refused("already_reacted")
    workspace.put(replace(message, reactions=(*message.reactions, mine)), quietly=True)
    return {}


def _addressed(workspace: Workspace, channel: str) -> Conversation:
    """Find where a message goes; a person's id opens the direct message with them."""
    if channel.startswith("U"):
        try:
            person = workspace.user(channel)
        except Refused:
            raise Refused("channel_not_found") from None
        if person.kind in (Kind.LEFT, Kind.BOT):
            raise Refused("channel_not_found")
        if not workspace.app.messages_tab:
            raise Refused("messages_tab_disabled")
        return workspace.dm(person.id)
    conversation = workspace.conversation(channel)
    if workspace.app.user_id not in conversation.members:
        raise Refused("not_in_channel" if conversation.place is Place.CHANNEL else "channel_not_found")
    return conversation


def _drafted(workspace: Workspace, given: Arguments, conversation: Conversation) -> Message:
    blocks, said = given.blocks(), given.text("text")
    check_message(said, blocks, attachments=bool(given.parsed("attachments")))
    ts = workspace.next_ts()
    return Message(
        channel=conversation.id,
        ts=ts,
        user=workspace.app.user_id,
        text=said,
        blocks=tuple(with_ids(blocks, seed=ts)),
        thread_ts=given.text("thread_ts") or None,
        metadata=metadata_of(given.parsed("metadata")),
        by_app=True,
    )


def _own(workspace: Workspace, given: Arguments, *, otherwise: str) -> Message:
    conversation = workspace.conversation(given.required("channel", otherwise="channel_not_found"))
    message = workspace.message(conversation.id, given.required("ts", otherwise="message_not_found"))
    if message.ephemeral:
        raise Refused("message_not_found")
    if not message.by_app:
        raise Refused(otherwise)
    return message
