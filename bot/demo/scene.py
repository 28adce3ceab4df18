"""What the page draws: the workspace as one person sees it, in one piece of JSON."""

from __future__ import annotations

from dataclasses import asdict

from bot.core.cadence import zone
from bot.demo import portraits, stack
from bot.demo.acting import SLACKBOT
from bot.demo.people import Kind, Person
from bot.demo.profiles import profile_json
from bot.demo.reading import unread
from bot.demo.refusals import Json
from bot.demo.shown import file_json, reactions_json, view_json
from bot.demo.things import Conversation, Message, Place, View
from bot.demo.workspace import Workspace

AWAKE = range(7, 22)
MOST = 200  # messages that are shown of a place, besides replies: a page of thousands would crawl


def scene(workspace: Workspace, handle: str, place: str) -> Json:
    """Show the workspace to somebody (otherwise to the first on the list) in the place they look at."""
    able = _able(workspace)
    me = next((one for one in able if one.handle == handle), able[0])
    with_app = workspace.dm(me.id)
    mine = workspace.conversations_of(me.id)
    here = next((one for one in mine if one.id == place), with_app)
    home = workspace.homes.get(me.id)
    said = workspace.seen_by(me.id, here.id)
    recent = _recent(said)
    return {
        "team": workspace.team_name,
        "ready": workspace.ready,
        "revision": workspace.revision,
        "clock": {"now": workspace.seconds(), "moved": workspace.moved},
        "me": me.handle,
        "people": [_person(workspace, one) for one in able],
        "names": _names(workspace),
        "app": _app(workspace, with_app),
        "channels": [_place(one) for one in mine if one.place is Place.CHANNEL],
        "dms": [_place(one) for one in mine if one.place is not Place.CHANNEL and one is not with_app],
        "channelNames": {one.id: one.name for one in workspace.channels()},
        "unread": {one.id: unread(workspace, me.id, one).as_json() for one in mine},
        "hints": list(workspace.hints),
        "here": _place(here),
        "messages": [_message(workspace, one) for one in recent],
        "older": len(said) - len(recent),
        "modals": [_view(workspace, one) for one in stack.standing(workspace, me.id)],
        "home": _view(workspace, home),
    }


def _able(workspace: Workspace) -> list[Person]:
    return [one for one in workspace.people if one.kind not in (Kind.LEFT, Kind.BOT)]


def _app(workspace: Workspace, with_app: Conversation) -> Json:
    app = workspace.app
    return {
        "name": app.name,
        "user": app.user_id,
        "dm": with_app.id,
        "about": app.about,
        "home": app.home_tab,
        "commands": {name: asdict(one) for name, one in app.commands.items()},
        "verbs": {command: dict(verbs) for command, verbs in workspace.verbs.items()},
        "shortcuts": dict(app.shortcuts),
    }


def _person(workspace: Workspace, person: Person) -> Json:
    """Show somebody; as active counts who is not asleep."""
    return {
        "id": person.id,
        "handle": person.handle,
        "name": person.name,
        "title": person.title,
        "kind": person.kind,
        "face": person.face,
        "tz": person.tz,
        "active": workspace.now().astimezone(zone(person.tz)).hour in AWAKE,
        "status": _status(workspace, person),
    }


def _status(workspace: Workspace, person: Person) -> Json | None:
    """Show what somebody says of themselves, in the words of users.profile.get."""
    profile = profile_json(workspace, person)
    if not profile["status_text"]:
        return None
    until = profile["status_expiration"] or None
    return {"text": profile["status_text"], "emoji": profile["status_emoji"].strip(":"), "until": until}


def _names(workspace: Workspace) -> Json:
    """Give everybody's name, face and status by their id."""
    known = {one.id: _named(workspace, one) for one in workspace.people}
    app = _named(workspace, portraits.APP) | {"name": workspace.app.name, "handle": workspace.app.name}
    return known | {workspace.app.user_id: app, SLACKBOT: _named(workspace, portraits.SLACKBOT)}


def _named(workspace: Workspace, person: Person) -> Json:
    known = {"name": person.name, "handle": person.handle, "face": person.face, "kind": person.kind}
    return known | {"status": _status(workspace, person)}


def _place(conversation: Conversation) -> Json:
    return {
        "id": conversation.id,
        "name": conversation.name,
        "place": conversation.place,
        "shared": conversation.shared,
        "members": sorted(conversation.members),
    }


def _recent(messages: list[Message]) -> list[Message]:
    """Leave out the oldest of very many, and the replies to them."""
    began = [one.ts for one in messages if one.thread_ts in (None, one.ts)]
    older = frozenset(began[:-MOST])
    return [one for one in messages if not {one.ts, one.thread_ts} & older]


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
        "reactions": reactions_json(message),
        "files": [file_json(workspace, workspace.uploads[one]) for one in message.files],
    }


def _view(workspace: Workspace, view: View | None) -> Json | None:
    return view_json(workspace, view) | {"errors": view.errors} if view else None
