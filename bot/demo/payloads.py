"""What Slack sends to an app, in Slack's own shape."""

from __future__ import annotations

import secrets

from bot.demo.ids import slack_id
from bot.demo.people import Person
from bot.demo.profiles import team_of
from bot.demo.refusals import Json
from bot.demo.shown import message_json, view_json
from bot.demo.things import Conversation, Message, Place, View
from bot.demo.workspace import Workspace

_NAMES = {Place.DM: "directmessage", Place.GROUP: "mpdm"}


def command(
    workspace: Workspace, person: Person, conversation: Conversation, *, name: str, text: str, response_url: str
) -> dict[str, str]:
    """Give the form of a slash command (interactivity/implementing-slash-commands)."""
    return {
        "token": "deprecated",
        "team_id": workspace.team_id,
        "team_domain": workspace.team_name.lower(),
        "channel_id": conversation.id,
        "channel_name": conversation.name or _NAMES[conversation.place],
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": workspace.triggers.issue(person.id),
    }


def envelope(workspace: Workspace, event: Json, *, shared: bool = False) -> Json:
    """Wrap an event as the Events API does (apis/events-api)."""
    authorization = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.app.user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "deprecated",
        "team_id": workspace.team_id,
        "api_app_id": workspace.app.id,
        "type": "event_callback",
        "event_id": f"Ev0{secrets.token_hex(5).upper()[:9]}",
        "event_time": int(workspace.seconds()),
        "event": event,
        "authorizations": [authorization],
        "is_ext_shared_channel": shared,
        "event_context": secrets.token_hex(12),
    }


def message_event(workspace: Workspace, message: Message, conversation: Conversation) -> Json:
    """Give the event of something said (reference/events/message.im)."""
    kind = {Place.CHANNEL: "channel", Place.DM: "im", Place.GROUP: "mpim"}[conversation.place]
    shown = message_json(workspace, message)
    if not message.by_app:
        shown |= {"client_msg_id": slack_id("", message.ts), **_whose(workspace, workspace.user(message.user))}
    return shown | {"channel": message.channel, "channel_type": kind, "event_ts": message.ts}


def mention_event(workspace: Workspace, message: Message) -> Json:
    """Give the event of the app being mentioned (reference/events/app_mention)."""
    shown = message_json(workspace, message) | _whose(workspace, workspace.user(message.user))
    return shown | {"type": "app_mention", "channel": message.channel, "event_ts": message.ts}


def _whose(workspace: Workspace, person: Person) -> Json:
    team = team_of(workspace, person)
    return {"team": team} | ({} if team == workspace.team_id else {"user_team": team, "source_team": team})


def changed_event(workspace: Workspace, message: Message, what: str) -> Json:
    """Give the event of a message edited or deleted (reference/events/message/message_changed)."""
    ts = workspace.next_ts()
    shown = message_json(workspace, message)
    event: Json = {"type": "message", "subtype": f"message_{what}", "hidden": True, "channel": message.channel}
    event |= {"channel_type": "im", "ts": ts, "event_ts": ts, "previous_message": shown}
    return event | ({"message": shown} if what == "changed" else {"deleted_ts": message.ts})


def home_event(workspace: Workspace, person: Person, *, tab: str) -> Json:
    """Give the event of somebody opening the app (reference/events/app_home_opened)."""
    event: Json = {"type": "app_home_opened", "user": person.id, "channel": workspace.dm(person.id).id, "tab": tab}
    if tab == "home" and (home := workspace.homes.get(person.id)):
        event["view"] = view_json(workspace, home)
    return event | {"event_ts": workspace.next_ts()}


def _interaction(workspace: Workspace, person: Person, kind: str) -> Json:
    return _asked(workspace, person, kind) | {"trigger_id": workspace.triggers.issue(person.id)}


def _asked(workspace: Workspace, person: Person, kind: str) -> Json:
    team = team_of(workspace, person)
    return {
        "type": kind,
        "token": "deprecated",
        "user": {"id": person.id, "username": person.handle, "name": person.handle, "team_id": team},
        "team": {"id": workspace.team_id, "domain": workspace.team_name.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": workspace.app.id,
    }


def shortcut(workspace: Workspace, person: Person, message: Message, *, callback_id: str, response_url: str) -> Json:
    """Give the payload of a message shortcut (reference/interaction-payloads/shortcuts-interaction-payload)."""
    return _interaction(workspace, person, "message_action") | {
        "callback_id": callback_id,
        "action_ts": workspace.next_ts(),
        "message_ts": message.ts,
        "message": message_json(workspace, message),
        "channel": _channel(workspace.conversation(message.channel)),
        "response_url": response_url,
    }


def click(
    workspace: Workspace, person: Person, message: Message, *, action: Json, state: Json, response_url: str
) -> Json:
    """Give the payload of a click in a message, with all that is chosen in it."""
    return (
        _interaction(workspace, person, "block_actions")
        | _inside_message(workspace, message)
        | {
            "state": {"values": state},
            "response_url": response_url,
            "actions": [action | {"action_ts": workspace.next_ts()}],
        }
    )


def click_in_view(workspace: Workspace, person: Person, view: View, *, action: Json, state: Json) -> Json:
    """Give the payload of a click in a modal or the Home tab (reference/interaction-payloads/block_actions-payload)."""
    return (
        _interaction(workspace, person, "block_actions")
        | _inside_view(workspace, view, state)
        | {"actions": [action | {"action_ts": workspace.next_ts()}]}
    )


def suggestion(workspace: Workspace, person: Person, where: Message | View, *, state: Json, **asked: str) -> Json:
    """Give the payload that asks the app for choices (reference/interaction-payloads/block_suggestion-payload)."""
    inside = _inside_view(workspace, where, state) if isinstance(where, View) else _inside_message(workspace, where)
    return _asked(workspace, person, "block_suggestion") | inside | asked


def _inside_message(workspace: Workspace, message: Message) -> Json:
    """Say in which message it was; an ephemeral message itself is not part of it."""
    container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
    inside = {
        "container": container | {"is_ephemeral": message.ephemeral},
        "channel": _channel(workspace.conversation(message.channel)),
    }
    return inside if message.ephemeral else inside | {"message": message_json(workspace, message)}


def _inside_view(workspace: Workspace, view: View, state: Json) -> Json:
    shown = view_json(workspace, view, state=state)
    return {"container": {"type": "view", "view_id": view.id}, "view": shown}


def submission(workspace: Workspace, person: Person, view: View, *, state: Json) -> Json:
    """Give the payload of a modal submitted (reference/interaction-payloads/view-interactions-payload)."""
    shown = view_json(workspace, view, state=state)
    return _interaction(workspace, person, "view_submission") | {"view": shown, "response_urls": []}


def closing(workspace: Workspace, person: Person, view: View, *, cleared: bool) -> Json:
    """Give the payload of a modal closed without submitting; `cleared` when all of them were closed at once."""
    return _asked(workspace, person, "view_closed") | {
        "view": view_json(workspace, view),
        "is_cleared": cleared,
    }


def _channel(conversation: Conversation) -> Json:
    return {"id": conversation.id, "name": conversation.name or _NAMES[conversation.place]}
