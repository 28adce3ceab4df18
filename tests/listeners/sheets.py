"""Small things in place of what is done with sheets and forms, so that what carries them can be seen at work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.core.requests import Incoming
from bot.demo.acting import Actor
from bot.listeners.handing import Sent
from bot.listeners.nouns import Work
from bot.views import help as helping
from bot.views.blocks import Modal

CSV = b"topic,owner\nNordKassa,Marta\n"


@dataclass(slots=True)
class Reader:
    """Stands where sheets are read: it fetches each, waits if told to, and says how long it was."""

    goes_on: threading.Event = field(default_factory=threading.Event)
    read: list[Incoming] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.goes_on.set()

    def __call__(self, work: Work, incoming: Incoming) -> Sent:
        content = work.slack.download(incoming.files[0])
        self.read.append(incoming)
        self.goes_on.wait(10)
        return helping.sentence(f"Read {len(content)} bytes of {incoming.files[0].name}")


def saying(text: str) -> Callable[..., Sent]:
    """Give a reply that is always the same sentence."""
    return lambda *_: helping.sentence(text)


def form(*, callback: str = "try", private: str = "", file: bool = False) -> Modal:
    """Give a form with one field, or with one that takes a file."""
    element = FileInputElement(action_id="given", max_files=1) if file else PlainTextInputElement(action_id="given")
    fields = [InputBlock(block_id="field", label="Field", element=element)]
    title, submit = PlainTextObject(text="Try it"), PlainTextObject(text="Save")
    view = View(type="modal", callback_id=callback, title=title, submit=submit, blocks=fields, private_metadata=private)
    return Modal(view=view)


def said(actor: Actor, channel: str | None = None) -> list[str]:
    """What the app says where somebody looks."""
    return [one.text for one in actor.sees(channel) if one.by_app]
