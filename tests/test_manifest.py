"""The manifest asks for what the code needs, and for nothing else."""

import ast
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt import App

from bot import app as house
from bot import manifest
from bot.demo.methods import METHODS
from bot.listeners import nouns
from bot.views import menus
from bot.web import EVENTS
from tests import trees
from tests.trees import ROOT

# Which scope each method, event and feature asks for: docs.slack.dev/reference/methods, …/events and …/scopes.
OF_METHODS = {
    "auth.test": None,
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "dnd.teamInfo": "dnd:read",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "views.open": None,
    "views.publish": None,
}
IN_STEPS = {"files.upload_v2": {"files.getUploadURLExternal", "files.completeUploadExternal"}}
OF_EVENTS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "team_join": "users:read",
    "user_change": "users:read",
}
OF_FEATURES = {"slash_commands": "commands", "shortcuts": "commands"}
OF_PROFILES = {"email": "users:read.email"}

DOORS = nouns.Doors(
    keep=lambda _read: lambda: None,
    take=lambda *_: None,
    offer=lambda *_: None,
    submit=lambda *_: None,
    note=lambda _read: lambda: None,
)


class Listening:
    """Stands where Bolt's app stands, and writes down what is listened for."""

    def __init__(self) -> None:
        self.heard: dict[str, set[Any]] = {
            kind: set() for kind in ("command", "event", "shortcut", "action", "options", "view_submission")
        }

    def __getattr__(self, kind: str) -> Callable[..., Callable[[object], None]]:
        def listen(what: Any, *, middleware: Sequence[object] = ()) -> Callable[[object], None]:
            assert middleware or kind in {"options", "view_submission"}, (
                "a listener without it would answer what was never kept"
            )
            self.heard[kind].add(what)
            return lambda _listener: None

        return listen


@pytest.fixture(scope="module")
def heard() -> dict[str, set[Any]]:
    listening = Listening()
    for noun in house.NOUNS:
        noun.register(cast("App", listening), DOORS)
    return listening.heard


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return manifest.read()


def test_every_noun_is_at_the_door() -> None:
    with_a_door = [file.stem for file in trees.files("bot/listeners") if "register" in defined(file)]
    assert sorted(noun.__name__.rpartition(".")[2] for noun in house.NOUNS) == sorted(with_a_door)


def test_the_commands_are_those_that_are_listened_for(told: dict[str, Any], heard: dict[str, set[Any]]) -> None:
    assert {one["command"] for one in told["features"]["slash_commands"]} == heard["command"]


def test_the_shortcuts_are_those_that_are_listened_for(told: dict[str, Any], heard: dict[str, set[Any]]) -> None:
    assert {one["callback_id"] for one in told["features"]["shortcuts"]} == heard["shortcut"]


def test_the_events_are_those_that_are_listened_for(told: dict[str, Any], heard: dict[str, set[Any]]) -> None:
    assert {one.partition(".")[0] for one in subscribed(told)} == heard["event"]
    assert subscribed(told) == OF_EVENTS.keys()


def test_every_menu_we_draw_is_given_its_choices_and_slack_knows_where_to_ask(
    told: dict[str, Any], heard: dict[str, set[Any]]
) -> None:
    assert told["settings"]["interactivity"]["message_menu_options_url"]
    (ours,) = heard["options"]
    assert all(ours.match(f"{menu}:1") for menu in menus.MENUS)


def test_everything_arrives_where_the_app_listens(told: dict[str, Any]) -> None:
    addresses = set(urls(told))
    assert len(addresses) == 1
    assert addresses.pop().endswith(EVENTS)
    assert told["settings"]["interactivity"]["is_enabled"]
    assert told["features"]["app_home"]["home_tab_enabled"]
    assert told["features"]["app_home"]["messages_tab_enabled"]
    assert not told["features"]["app_home"]["messages_tab_read_only_enabled"]


def test_every_method_called_is_known_here_and_the_other_way_round() -> None:
    assert methods() == OF_METHODS.keys()


def test_the_stand_in_has_every_method_and_asks_for_the_same_scopes() -> None:
    for name, scope in OF_METHODS.items():
        assert METHODS[name].scopes == () if scope is None else scope in METHODS[name].scopes


def test_the_scopes_are_those_the_code_needs_and_no_more(told: dict[str, Any]) -> None:
    used = [feature for feature in OF_FEATURES if told["features"].get(feature)]
    read = {
        scope for field, scope in OF_PROFILES.items() if f'profile.get("{field}")' in source("bot/slack/members.py")
    }
    needed = {OF_METHODS[name] for name in methods()} | {OF_EVENTS[name] for name in subscribed(told)}
    needed |= read | {OF_FEATURES[feature] for feature in used}
    assert needed - {None} == manifest.scopes()


def test_no_scope_reads_what_people_say_in_channels() -> None:
    assert not {scope for scope in manifest.scopes() if scope.startswith(("channels:", "groups:", "mpim:"))}


def subscribed(told: dict[str, Any]) -> set[str]:
    return set(told["settings"]["event_subscriptions"]["bot_events"])


def source(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def defined(file: Path) -> set[str]:
    return {node.name for node in trees.tree(file).body if isinstance(node, ast.FunctionDef)}


def methods() -> set[str]:
    """Give the Web API methods that are called: `chat_postMessage` of the client is Slack's `chat.postMessage`."""
    attributes = {
        trees.dotted(node)
        for file in trees.files("bot/slack")
        for node in ast.walk(trees.tree(file))
        if isinstance(node, ast.Attribute)
    }
    called = {name.rpartition(".")[2] for name in attributes if name.startswith(("self.client.", "self._lookup."))}
    named = {name.replace("_", ".", 1) for name in called}
    return {step for name in named for step in IN_STEPS.get(name, {name})}


def urls(told: Any) -> Iterator[str]:
    """Give every address that stands anywhere in the manifest."""
    match told:
        case dict():
            yield from (found for value in told.values() for found in urls(value))
        case list():
            yield from (found for value in told for found in urls(value))
        case str() if told.startswith("https://"):
            yield told
