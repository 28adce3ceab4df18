"""The small words every view uses: text that cannot ping or link, clamped to what Slack takes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.core.results import Who

SECTION = 3000  # characters of a section's text
CONTEXT = 2000  # characters of a line of small print
LINK = 1000  # characters of an address; a longer one would be shortened, and then lead elsewhere
BUTTON = 75  # characters on a button
QUOTED = 300  # characters of somebody's question that are repeated to them
FALLBACK = 2000  # characters of the text in a notification
UNLINKABLE = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C", " ": "%20", "\n": "%0A"})
BRACKETS = str.maketrans("<>", "‹›")
ELLIPSIS = "…"
FORMATTING = re.compile(r"(?<!\w)([*_~`])|([*_~`])(?!\w)")
JOINER = "\u2060"  # a word joiner: invisible, and enough to keep Slack from reading a mark as formatting


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Blocks to draw, and the text that notifications and screen readers give instead."""

    text: str
    blocks: tuple[Block, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Give what Slack's methods and response addresses take."""
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """A form to open in front of somebody; it takes the trigger of what they have just done."""

    view: View


def escape(text: str) -> str:
    """Make text of people and sheets harmless in mrkdwn: no ping, no link, no formatting of its own.

    >>> escape("<!channel> & *all*")
    '&lt;!channel&gt; &amp; \u2060*all\u2060*'
    """
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return FORMATTING.sub(lambda mark: JOINER + mark[0], safe)


def clamp(text: str, most: int) -> str:
    """Shorten to `most` characters, at a word where one ends near by.

    >>> clamp("one two three", 9)
    'one two…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head, _, tail = cut.rpartition(" ")
    return (head if head and len(tail) < 20 else cut).rstrip() + ELLIPSIS


def words(text: str, *, most: int = QUOTED) -> str:
    """Quote what came from a person or a sheet on one line, shortened first and then made harmless."""
    return escape(clamp(" ".join(text.split()), most))


def link(address: str) -> str:
    """Link a page under its own address, so that no label can pretend to be another; anything else stays text."""
    if not address.startswith(("https://", "http://")) or len(address) > LINK:
        return words(address)
    return f"<{address.translate(UNLINKABLE).replace('&', '&amp;')}>"


def name(who: Who) -> str:
    """Name a person plainly."""
    return f"*{words(who.name, most=120)}*"


def person(who: Who, *, private: bool) -> str:
    """Name a person by a link to their profile where only the asker reads it, and plainly elsewhere."""
    return f"<@{who.slack_id}>" if private and who.slack_id else name(who)


def section(text: str, *, accessory: BlockElement | None = None) -> SectionBlock:
    """Draw a paragraph of mrkdwn in which nothing is linked but what we linked, and beside it one thing to press."""
    return SectionBlock(text=MarkdownTextObject(text=clamp(text, SECTION), verbatim=True), accessory=accessory)


def small(text: str) -> ContextBlock:
    """Draw a line of small print."""
    return ContextBlock(elements=[MarkdownTextObject(text=clamp(text, CONTEXT), verbatim=True)])


def button(
    label: str, *, action: str, value: str, primary: bool = False, confirm: ConfirmObject | None = None
) -> ButtonElement:
    """Draw a button that carries one id; its label has no markup, so angle brackets are shown by their likes.

    The `primary` one is drawn in colour; `confirm` is asked first.
    """
    shown = PlainTextObject(text=clamp(label.translate(BRACKETS), BUTTON), emoji=True)
    style = "primary" if primary else None
    return ButtonElement(text=shown, action_id=action, value=value, style=style, confirm=confirm)


def actions(buttons: Iterable[InteractiveElement]) -> ActionsBlock:
    """Draw a row of buttons and menus."""
    return ActionsBlock(elements=list(buttons))


def message(text: str, *blocks: Block | None) -> Message:
    """Put a message together, leaving out what there is nothing to say about."""
    return Message(text=clamp(text, FALLBACK), blocks=tuple(block for block in blocks if block is not None))


def listed(names: Sequence[str], *, last: str = "and") -> str:
    """Join names as people say them.

    >>> listed(["Ana", "Ben", "Cy"])
    'Ana, Ben and Cy'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
