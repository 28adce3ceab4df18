"""What the page does for the person in front of it, one deed at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from werkzeug.exceptions import BadRequest, NotFound

from bot.demo import reading, stack
from bot.demo.acting import Actor
from bot.demo.refusals import Json, Refused
from bot.demo.things import Message, View
from bot.demo.wire import Crossing
from bot.demo.workspace import Workspace

NO_COMMANDS_IN_THREADS = "Slash commands do not work in threads."
# The page sends nothing else; what has another shape would stay in the workspace, and could not be drawn.
_SHAPES = {
    **dict.fromkeys(("as", "do", "in", "ts", "text", "callback", "view", "what", "typed", "tab", "name"), str),
    **dict.fromkeys(("block", "thread"), str | None),
    **dict.fromkeys(("files", "people"), list),
    "values": dict | None,
}


class Deeds:
    """Does what is clicked and typed in the page; what Slack would say in a toast comes back as an error."""

    def __init__(self, workspace: Workspace, person: Callable[[str], Actor]) -> None:
        self._workspace = workspace
        self._person = person

    def do(self, deed: Json) -> Json:
        """Do one thing for somebody."""
        if not _is_deed(deed):
            raise BadRequest
        actor = self._person(deed["as"])
        match deed:
            case {"do": "say", "in": channel, "text": text}:
                self._say(actor, channel, text, thread=deed.get("thread"), files=tuple(map(str, deed.get("files", ()))))
            case {"do": "click", "what": what}:
                return self._click(actor, self._where(actor, deed), what, deed)
            case {"do": "shortcut", "in": channel, "ts": ts, "callback": callback}:
                return self._shortcut(actor, self._workspace.message(channel, ts), callback)
            case {"do": "submit", "view": view_id, "values": values}:
                actor.submit(self._view(actor, view_id), values)
            case {"do": "options", "what": what, "typed": typed}:
                return {"ok": True, **actor.options(self._where(actor, deed), what, typed, block=deed.get("block"))}
            case {"do": "close", "view": view_id}:
                actor.close(self._view(actor, view_id), everything=deed.get("everything", False))
            case {"do": "open", "tab": tab}:
                actor.open_home(tab=tab)
            case _:
                return self._without_app(actor, deed)
        return {"ok": True}

    def _without_app(self, actor: Actor, deed: Json) -> Json:
        """Do what Slack does by itself; the app hears nothing of it."""
        match deed:
            case {"do": "meet", "people": [*people]}:
                return {"ok": True, "in": self._meet(actor, people)}
            case {"do": "read", "in": channel, "ts": ts}:
                reading.mark(self._workspace, actor.person.id, channel, ts=ts, thread=deed.get("thread"))
            case {"do": "react", "in": channel, "ts": ts, "name": name}:
                self._react(actor, channel, ts, name)
            case {"do": "dismiss", "in": channel, "ts": ts}:
                self._dismiss(actor, self._workspace.message(channel, ts))
            case _:
                raise NotFound
        return {"ok": True}

    def _meet(self, actor: Actor, people: list[str]) -> str:
        """Open the direct message of these people, and give its id."""
        others = [self._workspace.user(str(one)).id for one in people]
        return self._workspace.between(actor.person.id, *others).id

    def _shortcut(self, actor: Actor, message: Message, callback: str) -> Json:
        if callback not in self._workspace.app.shortcuts:
            raise NotFound
        return _outcome(actor.shortcut(message, callback_id=callback))

    def _click(self, actor: Actor, where: Message | View, what: str, deed: Json) -> Json:
        details = {name: deed.get(name) for name in ("block", "choice", "values")}
        return _outcome(actor.click(where, what, **details))

    def _say(self, actor: Actor, channel: str, text: str, *, thread: str | None, files: tuple[str, ...]) -> None:
        """Send what was typed: a line that begins with a slash is a command."""
        if thread:
            self._workspace.message(channel, thread)
        if files or not text.startswith("/"):
            actor.say(channel, text, thread_ts=thread, files=files)
            return
        if thread:
            raise Refused(NO_COMMANDS_IN_THREADS)
        command, _, rest = text.partition(" ")
        actor.command(command, rest.strip(), channel=channel)

    def _dismiss(self, actor: Actor, message: Message) -> None:
        """Take away what only this person sees."""
        if message.only_for == actor.person.id:
            self._workspace.remove(message)

    def _react(self, actor: Actor, channel: str, ts: str, name: str) -> None:
        """Put somebody's emoji under a message, or take it back."""
        mine = (name, actor.person.id)
        with self._workspace.changed:
            message = self._workspace.message(channel, ts)
            others = tuple(one for one in message.reactions if one != mine)
            reactions = others if mine in message.reactions else (*others, mine)
            self._workspace.put(replace(message, reactions=reactions), quietly=True)

    def _where(self, actor: Actor, deed: Json) -> Message | View:
        """Find the view or the message that something is done in."""
        match deed:
            case {"view": view_id}:
                return self._view(actor, view_id)
            case {"in": channel, "ts": ts}:
                return self._workspace.message(channel, ts)
        raise BadRequest

    def _view(self, actor: Actor, view_id: str) -> View:
        home = self._workspace.homes.get(actor.person.id)
        for view in (*stack.standing(self._workspace, actor.person.id), *filter(None, [home])):
            if view.id == view_id:
                return view
        raise Refused("not_found")


def _outcome(crossing: Crossing) -> Json:
    return {"ok": crossing.ok, "error": crossing.refused}


def _is_deed(deed: object) -> bool:
    """Tell whether somebody does something, each part of it in its shape."""
    if not isinstance(deed, dict) or not {"as", "do"} <= deed.keys():
        return False
    return all(isinstance(deed[part], shape) for part, shape in _SHAPES.items() if part in deed)
