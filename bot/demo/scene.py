"""What the page draws: the workspace as one person sees it, in one piece of JSON."""

from __future__ import annotations

from bot.demo import stack
from bot.demo.acting import SLACKBOT
from bot.demo.people import Kind, Person
from bot.demo.refusals import Json
from bot.demo.shown import file_json, view_json
from bot.demo.things import Conversation, Message, Place, View
from bot.demo.workspace import Workspace


def scene(workspace: Workspace, handle: str, place: str) -> Json:
    """Show the workspace to somebody (without a handle: to the first on the list) in the place they look at."""
    me = workspace.person(handle) if handle else _able(workspace)[0]
    dm = workspace.dm(me.id)
    mine = [one for one in workspace.conversations_of(me.id) if one.place is Place.CHANNEL]
    here = next((one for one in mine if one.id == place), dm)
    home = workspace.homes.get(me.id)
    return {
        "team": workspace.team_name,
        "revision": workspace.revision,
        "me": me.handle,
        "people": [_person(one) for one in _able(workspace)],
        "names": _names(workspace),
        "app": {"name": workspace.app.name, "user": workspace.app.user_id, "dm": dm.id},
        "channels": [{"id": one.id, "name": one.name, "shared": one.shared} for one in mine],
        "channelNames": {one.id: one.name for one in workspace.channels()},
        "shortcuts": dict(workspace.app.shortcuts),
        "hints": list(workspace.hints),
        "here": _here(here),
        "messages": [_message(workspace, one) for one in workspace.seen_by(me.id, here.id)],
        "modals": [_view(workspace, one) for one in stack.standing(workspace, me.id)],
        "home": _view(workspace, home),
    }


def _able(workspace: Workspace) -> list[Person]:
    return [one for one in workspace.people if one.kind not in (Kind.LEFT, Kind.BOT)]


def _person(person: Person) -> Json:
    return {"id": person.id, "handle": person.handle, "name": person.name, "title": person.title, "kind": person.kind}


def _names(workspace: Workspace) -> Json:
    """Give everybody's display name and face by their id."""
    known = {one.id: {"name": one.name, "face": one.face} for one in workspace.people}
    return known | {
        workspace.app.user_id: {"name": workspace.app.name, "face": "app"},
        SLACKBOT: {"name": "Slackbot", "face": "slackbot"},
    }


def _here(conversation: Conversation) -> Json:
    return {"id": conversation.id, "name": conversation.name, "place": conversation.place}


def _message(workspace: Workspace, message: Message) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": list(message.blocks),
        "thread": message.thread_ts,
        "ephemeral": message.ephemeral,
        "app": message.by_app,
        "edited": message.edited,
        "reactions": list(message.reactions),
        "files": [file_json(workspace, workspace.uploads[one]) for one in message.files],
    }


def _view(workspace: Workspace, view: View | None) -> Json | None:
    return view_json(workspace, view) | {"errors": view.errors} if view else None
