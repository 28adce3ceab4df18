"""Faces over HTTP: a picture for everybody the page shows, and for the app, which needs no sheet."""

from __future__ import annotations

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from bot.demo.faces import portrait
from bot.demo.people import Kind, Person
from bot.demo.workspace import Workspace

APP = Person(handle="app", name="sko", kind=Kind.BOT, recipe="icon=app")
SLACKBOT = Person(handle="slackbot", name="Slackbot", kind=Kind.BOT, recipe="icon=slackbot")
# Opened by itself a picture may do and fetch nothing, and is taken for nothing else.
HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}
KEPT_SECONDS = 3600


def face(workspace: Workspace, request: Request, handle: str) -> Response:
    """Give somebody's picture."""
    known = {person.handle: person for person in (*workspace.people, APP, SLACKBOT)}
    if handle not in known:
        raise NotFound
    drawn = portrait(known[handle].recipe, name=known[handle].name)
    response = Response(drawn, mimetype="image/svg+xml", headers=HEADERS)
    response.cache_control.max_age = KEPT_SECONDS
    response.add_etag()
    return response.make_conditional(request)
