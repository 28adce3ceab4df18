"""Files going up and coming down over HTTP (messaging/working-with-files)."""

from __future__ import annotations

from dataclasses import replace

from werkzeug import Request, Response

from bot.demo.refusals import Refused
from bot.demo.replies import bearer
from bot.demo.things import Upload
from bot.demo.workspace import Workspace

LARGEST = 10 * 1024 * 1024
TOO_LARGE = "{name} is too large: a file may have 10 MB here."

_SIGN_IN = "<!DOCTYPE html><title>Sign in</title><p>Sign in to see this file."


def found(workspace: Workspace, file_id: str) -> Upload:
    """Find a file by its id, or refuse."""
    if file_id not in workspace.uploads:
        raise Refused("file_not_found")
    return workspace.uploads[file_id]


def take(workspace: Workspace, request: Request, file_id: str) -> Response:
    """Take the content of a file that was announced, bare or as a form."""
    upload = workspace.uploads.get(file_id)
    if upload is None:
        return Response("not found", status=404)
    form = request.mimetype == "multipart/form-data"
    content = next(iter(request.files.values())).read() if form else request.get_data()
    workspace.uploads[file_id] = replace(upload, content=content)
    return Response(f"OK - {len(content)}")


def give(workspace: Workspace, request: Request, file_id: str) -> Response:
    """Give a file to the app; without the right Slack answers 200 with a page to sign in."""
    upload = workspace.uploads.get(file_id)
    if upload is None or bearer(request) != workspace.app.token or not workspace.app.may("files:read"):
        return Response(_SIGN_IN, mimetype="text/html")
    return Response(upload.content, mimetype=upload.mimetype)


def download(workspace: Workspace, file_id: str) -> Response:
    """Give a file to the person at the page, to be kept rather than shown."""
    upload = workspace.uploads.get(file_id)
    if upload is None:
        return Response("not found", status=404)
    response = Response(upload.content, mimetype=upload.mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=upload.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
