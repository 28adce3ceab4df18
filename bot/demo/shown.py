"""Messages, conversations, files and views as Slack's API and payloads show them."""

from __future__ import annotations

import re
import struct

from bot.demo.ids import slack_id
from bot.demo.refusals import Json
from bot.demo.storage import found
from bot.demo.things import Conversation, Message, Place, Upload, View
from bot.demo.workspace import Workspace

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"  # what such a picture begins with; its width and height follow
_UNSAID = re.compile(r"[^a-z0-9._-]+")  # what of a file's name is not in its address


def message_json(workspace: Workspace, message: Message, *, with_metadata: bool = False) -> Json:
    """Show a message (reference/events/message)."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    shown["team"] = workspace.team_id
    if message.by_app:
        shown |= {"bot_id": workspace.app.bot_id, "app_id": workspace.app.id}
    if message.blocks:
        shown["blocks"] = list(message.blocks)
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.files:
        shown["files"] = [file_json(workspace, workspace.uploads[one]) for one in message.files]
        shown |= {"subtype": "file_share", "upload": True} if not message.by_app else {"upload": False}
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.ts}
    if message.reactions:
        shown["reactions"] = reactions_json(message)
    if with_metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def reactions_json(message: Message) -> list[Json]:
    """Show who put which emoji under a message, the first one first."""
    users: dict[str, list[str]] = {}
    for name, user in message.reactions:
        users.setdefault(name, []).append(user)
    return [{"name": name, "users": by, "count": len(by)} for name, by in users.items()]


def conversation_json(conversation: Conversation, *, app_user: str) -> Json:
    """Show a conversation (reference/objects/conversation-object)."""
    shown: Json = {
        "id": conversation.id,
        "is_channel": conversation.place is Place.CHANNEL,
        "is_im": conversation.place is Place.DM,
        "is_mpim": conversation.place is Place.GROUP,
        "is_archived": False,
        "is_ext_shared": conversation.shared,
    }
    if conversation.place is Place.CHANNEL:
        shown |= {"name": conversation.name, "is_member": app_user in conversation.members}
    if conversation.place is Place.DM:
        shown["user"] = next(one for one in conversation.members if one != app_user)
    return shown


def file_json(workspace: Workspace, upload: Upload) -> Json:
    """Show a file (reference/objects/file-object)."""
    address = f"{workspace.files_url}{upload.id}/download/{_UNSAID.sub('_', upload.name.casefold()) or '_'}"
    shown: Json = {
        "id": upload.id,
        "name": upload.name,
        "title": upload.name,
        "mimetype": upload.mimetype,
        "filetype": upload.name.rpartition(".")[2],
        "user": upload.user,
        "size": len(upload.content),
        "mode": "hosted",
        "url_private": address,
        "url_private_download": address,
    }
    if upload.alt:
        shown["alt_txt"] = upload.alt
    return shown | _size(upload.content)


def _size(content: bytes) -> Json:
    """Tell how large a picture is, as far as it can be told; nothing of any other file."""
    if not content.startswith(_PNG) or len(content) < len(_PNG) + 8:
        return {}
    width, height = struct.unpack_from(">II", content, len(_PNG))
    return {"original_w": width, "original_h": height}


def view_json(workspace: Workspace, view: View, *, state: Json | None = None) -> Json:
    """Show a view (reference/objects/view-object)."""
    body = {"private_metadata": "", "callback_id": "", "external_id": "", "submit": None, "close": None} | view.body
    return body | {
        "id": view.id,
        "team_id": workspace.team_id,
        "app_id": workspace.app.id,
        "bot_id": workspace.app.bot_id,
        "app_installed_team_id": workspace.team_id,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "state": {"values": state or {}},
        # With each change Slack makes up new ids, and what was typed in blocks without one is lost.
        "blocks": with_ids(view.body["blocks"], seed=f"{view.id}/{view.hash}"),
    }


def with_files(workspace: Workspace, values: Json) -> Json:
    """Show the files in the state of a view as files, not as ids."""

    def shown(value: Json) -> Json:
        if value["type"] != "file_input":
            return value
        return value | {"files": [file_json(workspace, found(workspace, one)) for one in value["files"]]}

    return {block: {action: shown(one) for action, one in around.items()} for block, around in values.items()}


def with_ids(blocks: list[Json] | tuple[Json, ...], *, seed: str) -> list[Json]:
    """Give each block and each element in it the id that Slack makes up where the app gave none."""
    return [_with_id(one, f"{seed}/{i}") for i, one in enumerate(blocks)]


def _with_id(block: Json, seed: str) -> Json:
    filled: Json = {"block_id": slack_id("b", seed)} | block
    for key in ("accessory", "element"):
        if key in filled:
            filled[key] = _named(filled[key], f"{seed}/{key}")
    if filled["type"] == "actions":
        filled["elements"] = [_named(one, f"{seed}/{i}") for i, one in enumerate(filled["elements"])]
    return filled


def _named(element: Json, seed: str) -> Json:
    return element if element["type"] == "image" else {"action_id": slack_id("a", seed)} | element
