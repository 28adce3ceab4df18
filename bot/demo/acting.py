"""Doing in the workspace what people do: type, click, submit, look."""

from __future__ import annotations

from typing import Any

from bot.demo import markup, payloads, stack, storage
from bot.demo.arguments import Arguments
from bot.demo.checking import wrong
from bot.demo.filling import Given, found, pressed, state
from bot.demo.ids import slack_id
from bot.demo.people import Kind, Person
from bot.demo.refusals import Json, Refused
from bot.demo.replies import json_of
from bot.demo.response_urls import ResponseUrls, answered
from bot.demo.rules import check_suggestions
from bot.demo.sending import Sender
from bot.demo.shown import view_json, with_files
from bot.demo.submitting import follow
from bot.demo.things import Conversation, Message, Place, Upload, View
from bot.demo.watching import Watcher
from bot.demo.wire import Crossing
from bot.demo.workspace import Workspace

FAILED = '{command} failed with the error "{error}"'
LATE = "{command} failed because the app did not respond. Please try again or contact the app developer."
NO_SUCH_COMMAND = "{command} is not a valid command."
NO_OPTIONS = "the manifest has no message_menu_options_url, so nobody can be asked for the choices of a menu"
NO_LONGER_HERE = "nobody acts for somebody who left"
SLACKBOT = "USLACKBOT"
# How much is typed into an external menu before the app is asked, unless it says otherwise.
MIN_QUERY_LENGTH = 3


class Actor(Watcher):
    """One person at work; `person` is who."""

    def __init__(self, workspace: Workspace, sender: Sender, urls: ResponseUrls, person: Person) -> None:
        if person.kind is Kind.LEFT:
            raise Refused("account_inactive", NO_LONGER_HERE)
        super().__init__(workspace, person)
        self._sender = sender
        self._urls = urls

    # Saying

    def command(self, command: str, text: str = "", *, channel: str | None = None) -> Crossing | None:
        """Type a slash command, in a channel or (without one) in the app's direct message."""
        self._begin()
        conversation = self._place(channel)
        commands = self._workspace.app.commands
        if command not in commands:
            self._from_slackbot(conversation, NO_SUCH_COMMAND.format(command=command))
            return None
        text = markup.as_slash(self._workspace, text, escaping=commands[command].escape)
        url = self._urls.issue(user=self.person.id, channel=conversation.id)
        form = payloads.command(self._workspace, self.person, conversation, name=command, text=text, response_url=url)
        crossing = self._sender.command(form)
        self._show_outcome(crossing, conversation, command)
        return crossing

    def dm(self, text: str, *, thread_ts: str | None = None, files: tuple[str, ...] = ()) -> Message:
        """Write to the app; `files` are ids of uploads."""
        if not self._workspace.app.messages_tab:
            raise Refused("messages_tab_disabled")
        return self.say(None, text, thread_ts=thread_ts, files=files)

    def mention(self, channel: str, text: str, *, thread_ts: str | None = None) -> Message:
        """Mention the app in a channel."""
        return self.say(channel, f"@{self._workspace.app.name} {text}", thread_ts=thread_ts)

    def say(
        self, channel: str | None, text: str, *, thread_ts: str | None = None, files: tuple[str, ...] = ()
    ) -> Message:
        """Say something; the app hears it in its direct message, and elsewhere when it is mentioned."""
        self._begin()
        conversation = self._place(channel)
        for one in files:
            storage.found(self._workspace, one)
        message = self._workspace.post(
            Message(
                channel=conversation.id,
                ts=self._workspace.next_ts(),
                user=self.person.id,
                text=markup.as_message(self._workspace, text),
                thread_ts=thread_ts,
                files=files,
            )
        )
        self._let_app_hear(message, conversation)
        return message

    def upload(self, name: str, content: bytes, *, text: str = "", mimetype: str = "text/csv") -> Message:
        """Drop a file into the app's direct message."""
        return self.dm(text, files=(self.attach(name, content, mimetype=mimetype),))

    def attach(self, name: str, content: bytes, *, mimetype: str) -> str:
        """Hand over a file that goes with what is said or submitted next, and give its id."""
        file_id = slack_id("F", f"{name} {self._workspace.next_ts()}")
        upload = Upload(id=file_id, name=name, user=self.person.id, content=content, mimetype=mimetype)
        with self._workspace.changed:
            self._workspace.uploads[file_id] = upload
        return file_id

    # Clicking

    def shortcut(self, message: Message, *, callback_id: str) -> Crossing:
        """Use a message shortcut of the app's manifest on somebody's message."""
        if callback_id not in self._workspace.app.shortcuts:
            raise LookupError(f"the manifest has no message shortcut {callback_id!r}")
        self._begin()
        url = self._urls.issue(user=self.person.id, channel=message.channel)
        payload = payloads.shortcut(self._workspace, self.person, message, callback_id=callback_id, response_url=url)
        return self._sender.interaction(payload)

    def click(
        self,
        where: Message | View,
        what: str,
        *,
        block: str | None = None,
        choice: Any = None,
        values: Given | None = None,
    ) -> Crossing:
        """Press a button, by its action id or its text; `choice` picks from a menu, `block` tells two alike apart."""
        self._begin()
        blocks = self._blocks(where)
        around, element = found(blocks, what, block=block)
        action = pressed(around, element, choice)
        filled = self._filled(blocks, {**(values or {}), f"{around['block_id']}/{element['action_id']}": choice})
        if isinstance(where, View):
            return self._sender.interaction(
                payloads.click_in_view(self._workspace, self.person, where, action=action, state=filled)
            )
        url = self._urls.issue(user=self.person.id, channel=where.channel, about=where)
        return self._sender.interaction(
            payloads.click(self._workspace, self.person, where, action=action, state=filled, response_url=url)
        )

    def options(self, where: Message | View, what: str, typed: str = "", *, block: str | None = None) -> Json:
        """Type into a menu whose choices come from the app, and give what it offers; bad answers are refused."""
        blocks = self._blocks(where)
        around, element = found(blocks, what, block=block)
        if len(typed) < element.get("min_query_length", MIN_QUERY_LENGTH):
            return {"options": []}
        if not self._workspace.app.gives_options:
            raise Refused("no_options_url", NO_OPTIONS)
        asked = {"block_id": around["block_id"], "action_id": element["action_id"], "value": typed}
        payload = payloads.suggestion(self._workspace, self.person, where, state=self._filled(blocks, {}), **asked)
        crossing = self._sender.interaction(payload)
        if not crossing.ok:
            raise Refused(crossing.refused)
        return check_suggestions(json_of(str(crossing.answer)))

    def submit(self, view: View, values: Given | None = None) -> View | None:
        """Submit a modal; give what stands there afterwards, with the errors beside its fields if there are any."""
        self._begin()
        blocks = self._blocks(view)
        filled = self._filled(blocks, values or {})
        if complaints := wrong(blocks, filled):
            return stack.with_errors(self._workspace, view, complaints)
        crossing = self._sender.interaction(payloads.submission(self._workspace, self.person, view, state=filled))
        if crossing.ok:
            follow(self._workspace, view, str(crossing.answer))
        else:
            stack.with_errors(self._workspace, view, {"": crossing.refused})
        return self.modal()

    def close(self, view: View, *, everything: bool = False) -> None:
        """Close a modal without submitting it; with `everything`, or if it says so itself, those below it too."""
        standing = stack.standing(self._workspace, self.person.id)
        cleared = everything or bool(view.body.get("clear_on_close"))
        for one in reversed(standing) if cleared else (view,):
            stack.close(self._workspace, one)
            if one.body.get("notify_on_close"):
                self._sender.interaction(payloads.closing(self._workspace, self.person, one, cleared=cleared))

    def open_home(self, *, tab: str = "home") -> None:
        """Open the app's Home (or Messages) tab."""
        self._begin()
        if self._workspace.app.hears("app_home_opened"):
            self._sender.event(payloads.home_event(self._workspace, self.person, tab=tab))

    # Behind it

    def _blocks(self, where: Message | View) -> list[Json]:
        return view_json(self._workspace, where)["blocks"] if isinstance(where, View) else list(where.blocks)

    def _filled(self, blocks: list[Json], given: Given) -> Json:
        return with_files(self._workspace, state(blocks, given))

    def _let_app_hear(self, message: Message, conversation: Conversation) -> None:
        app = self._workspace.app
        if app.user_id not in conversation.members:
            return
        if app.hears(f"message.{conversation.place}"):
            event = payloads.message_event(self._workspace, message, conversation)
            self._sender.event(event, shared=conversation.shared)
        if conversation.place is Place.CHANNEL and app.user_id in message.mentions and app.hears("app_mention"):
            self._sender.event(payloads.mention_event(self._workspace, message), shared=conversation.shared)

    def _show_outcome(self, crossing: Crossing, conversation: Conversation, command: str) -> None:
        error = crossing.refused
        if not error and str(crossing.answer).strip():
            try:
                given = Arguments(json_of(str(crossing.answer)) or {"text": crossing.answer})
                answered(self._workspace, given, user=self.person.id, channel=conversation.id)
            except Refused:
                error = "invalid_command_response"
        if error:
            words = LATE if error == "operation_timeout" else FAILED
            self._from_slackbot(conversation, words.format(command=command, error=error))

    def _from_slackbot(self, conversation: Conversation, text: str) -> None:
        ts = self._workspace.next_ts()
        self._workspace.post(Message(channel=conversation.id, ts=ts, user=SLACKBOT, text=text, only_for=self.person.id))
