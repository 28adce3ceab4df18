"""Doing in the workspace what people do: type, click, submit, look."""

from __future__ import annotations

import json

from bot.demo import markup, payloads, stack
from bot.demo.arguments import Arguments
from bot.demo.filling import Given, missing, pressed, state
from bot.demo.ids import slack_id
from bot.demo.people import Kind, Person
from bot.demo.refusals import Json, Refused
from bot.demo.response_urls import ResponseUrls, answered
from bot.demo.rules import check_view
from bot.demo.sending import Sender
from bot.demo.shown import view_json
from bot.demo.things import Conversation, Message, Place, Upload, View
from bot.demo.watching import Watcher
from bot.demo.wire import Crossing
from bot.demo.workspace import Workspace

FAILED = '{command} failed with the error "{error}"'
NO_SUCH_COMMAND = "{command} is not a valid command."
NO_LONGER_HERE = "nobody acts for somebody who left"
SLACKBOT = "USLACKBOT"


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
        text = markup.as_slash(self._workspace, text, escaping=commands[command])
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
        file_id = slack_id("F", f"{name} {self._workspace.next_ts()}")
        upload = Upload(id=file_id, name=name, user=self.person.id, content=content, mimetype=mimetype)
        self._workspace.uploads[file_id] = upload
        return self.dm(text, files=(file_id,))

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
        choice: str | None = None,
        values: Given | None = None,
    ) -> Crossing:
        """Press a button, by its action id or its text; `choice` picks from a menu, `block` tells two alike apart."""
        self._begin()
        blocks = view_json(self._workspace, where)["blocks"] if isinstance(where, View) else list(where.blocks)
        action = pressed(blocks, what, block=block, choice=choice)
        if isinstance(where, View):
            filled = state(blocks, values or {})
            return self._sender.interaction(
                payloads.click_in_view(self._workspace, self.person, where, action=action, state=filled)
            )
        url = self._urls.issue(user=self.person.id, channel=where.channel, about=where)
        return self._sender.interaction(
            payloads.click(self._workspace, self.person, where, action=action, response_url=url)
        )

    def submit(self, view: View, values: Given | None = None) -> View | None:
        """Submit a modal; give what stands there afterwards, with the errors beside its fields if there are any."""
        self._begin()
        blocks = view_json(self._workspace, view)["blocks"]
        filled = state(blocks, values or {})
        if lacking := missing(blocks, filled):
            return stack.with_errors(self._workspace, view, lacking)
        crossing = self._sender.interaction(payloads.submission(self._workspace, self.person, view, state=filled))
        if crossing.ok:
            self._follow(view, _json(str(crossing.answer)))
        else:
            stack.with_errors(self._workspace, view, {"": crossing.refused})
        return self.modal()

    def close(self, view: View) -> None:
        """Close a modal without submitting it."""
        stack.close(self._workspace, view)
        if view.body.get("notify_on_close"):
            self._sender.interaction(payloads.closing(self._workspace, self.person, view))

    def open_home(self, *, tab: str = "home") -> None:
        """Open the app's Home (or Messages) tab."""
        self._begin()
        if self._workspace.app.hears("app_home_opened"):
            self._sender.event(payloads.home_event(self._workspace, self.person, tab=tab))

    # Behind it

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
                given = Arguments(_json(str(crossing.answer)) or {"text": crossing.answer})
                answered(self._workspace, given, user=self.person.id, channel=conversation.id)
            except Refused:
                error = "invalid_command_response"
        if error:
            self._from_slackbot(conversation, FAILED.format(command=command, error=error))

    def _from_slackbot(self, conversation: Conversation, text: str) -> None:
        ts = self._workspace.next_ts()
        self._workspace.post(Message(channel=conversation.id, ts=ts, user=SLACKBOT, text=text, only_for=self.person.id))

    def _follow(self, view: View, answer: Json) -> None:
        """Do what the app answered to a submission (surfaces/modals, `response_action`)."""
        try:
            match answer:
                case {"response_action": "errors", "errors": dict(errors)}:
                    stack.with_errors(self._workspace, view, errors)
                case {"response_action": "update", "view": body}:
                    stack.updated(self._workspace, view, check_view(body, "modal"))
                case {"response_action": "push", "view": body}:
                    stack.pushed(self._workspace, self.person.id, check_view(body, "modal"))
                case {"response_action": "clear"}:
                    stack.clear(self._workspace, self.person.id)
                case _:
                    stack.close(self._workspace, view)
        except Refused as refused:
            stack.with_errors(self._workspace, view, {"": str(refused)})


def _json(body: str) -> Json:
    try:
        parsed = json.loads(body or "{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
