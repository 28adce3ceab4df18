"""files.*: the three steps of an upload, and what is known of a file."""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import replace

from bot.demo import limits
from bot.demo.arguments import Arguments
from bot.demo.ids import slack_id
from bot.demo.methods.registry import method
from bot.demo.refusals import Json, Refused
from bot.demo.shown import file_json
from bot.demo.storage import found
from bot.demo.things import Message, Upload
from bot.demo.workspace import Workspace


@method("files.info", "files:read")
def info(workspace: Workspace, given: Arguments) -> Json:
    """Show a file."""
    return {"file": file_json(workspace, found(workspace, given.required("file", otherwise="file_not_found")))}


@method("files.getUploadURLExternal", "files:write")
def upload_url(workspace: Workspace, given: Arguments) -> Json:
    """Say where the app may send a file."""
    name = given.required("filename", otherwise="invalid_arguments")
    if given.number("length", otherwise=0) == 0:
        raise Refused("invalid_arguments", "must be more than 0 [json-pointer:/length]")
    alt = given.text("alt_txt")
    if len(alt) > limits.ALT_TEXT.most:
        raise Refused("alt_txt_too_large")
    upload = Upload(
        id=slack_id("F", secrets.token_hex()),
        name=name,
        user=workspace.app.user_id,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        shown=False,
        alt=alt,
    )
    workspace.uploads[upload.id] = upload
    return {"file_id": upload.id, "upload_url": f"{workspace.files_url}{upload.id}/upload"}


@method("files.completeUploadExternal", "files:write")
def complete_upload(workspace: Workspace, given: Arguments) -> Json:
    """Show the files sent, in a conversation if one is named."""
    uploads = [found(workspace, one["id"]) for one in given.parsed("files") or []]
    if not uploads or not all(one.content for one in uploads):
        raise Refused("invalid_arguments", "missing required field: files")
    for one in uploads:
        workspace.uploads[one.id] = replace(one, shown=True)
    if channel := given.text("channel_id"):
        _share(workspace, given, channel, uploads)
    return {"files": [{"id": one.id, "title": one.name} for one in uploads]}


@method("files.upload", "files:write")
def retired(_workspace: Workspace, _given: Arguments) -> Json:
    """Refuse: retired since November 2025 (changelog/2024-04-a-better-way-to-upload-files)."""
    raise Refused("method_deprecated")


def _share(workspace: Workspace, given: Arguments, channel: str, uploads: list[Upload]) -> None:
    conversation = workspace.conversation(channel)
    if workspace.app.user_id not in conversation.members:
        raise Refused("channel_not_found")
    workspace.post(
        Message(
            channel=conversation.id,
            ts=workspace.next_ts(),
            user=workspace.app.user_id,
            text=given.text("initial_comment"),
            thread_ts=given.text("thread_ts") or None,
            files=tuple(one.id for one in uploads),
            by_app=True,
        )
    )
