"""What a form is filled in with: lines, menus, people; each with a label, a hint and what it holds so far."""

import json
from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.views.blocks import BRACKETS, Modal, clamp

ENTRY = "entry"  # the action of whatever a block is filled in with; the block tells what it is
TYPED = 3000  # characters that a field takes
LABEL = 150  # characters above and below a field
CHOICE = 75  # characters of a choice, and as many of what is said below it
MOST_BLOCKS = 98
MOST_BYTES = 220_000  # of all blocks of a form; Slack takes 250 KB with everything around


def modal(title: str, blocks: Sequence[Block], *, callback: str, submit: str, private: str = "") -> Modal:
    """Put a form together."""
    view = View(
        type="modal",
        callback_id=callback,
        title=plain(title, most=24),
        submit=plain(submit, most=24),
        close=plain("Cancel", most=24),
        blocks=list(blocks),
        private_metadata=private or None,
    )
    return Modal(view=view)


def plain(text: str, *, most: int = LABEL) -> PlainTextObject:
    """Show text where there is no markup, so that angle brackets are shown by their likes; there is always something.

    >>> plain(" <!channel> ").text, plain("").text
    ('‹!channel›', '–')
    """
    return PlainTextObject(text=clamp(" ".join(text.split()).translate(BRACKETS), most) or "–")


def entry(
    label: str, element: InputInteractiveElement, *, block: str, hint: str = "", optional: bool = True
) -> InputBlock:
    """Draw one field; `block` is what its value is found by, and where an error is shown."""
    shown = plain(hint) if hint else None
    return InputBlock(block_id=block, label=plain(label), hint=shown, element=element, optional=optional)


def line(value: str, *, most: int = TYPED, multiline: bool = False) -> PlainTextInputElement:
    """Draw a field to type in; what it holds already is never cut."""
    return PlainTextInputElement(
        action_id=ENTRY,
        initial_value=value or None,
        multiline=multiline,
        max_length=min(max(most, len(value)), TYPED),
    )


def people(slack_ids: Sequence[str]) -> UserMultiSelectElement:
    """Draw a menu of colleagues, of whom several can be chosen."""
    return UserMultiSelectElement(action_id=ENTRY, initial_users=list(slack_ids) or None)


def choice(options: Sequence[Option], *, chosen: str | None = None, placeholder: str = "Choose") -> StaticSelectElement:
    """Draw a menu; `chosen` is the value of what it shows to begin with."""
    initial = next((one for one in options if one.value == chosen), None)
    return StaticSelectElement(
        action_id=ENTRY, placeholder=plain(placeholder), options=list(options), initial_option=initial
    )


def option(text: str, *, value: str, below: str = "") -> Option:
    """Draw one choice of a menu."""
    return Option(text=plain(text, most=CHOICE), value=value, description=plain(below, most=CHOICE) if below else None)


def fitting(blocks: Iterable[Block]) -> list[Block]:
    """Keep the first blocks that a form takes."""
    kept: list[Block] = []
    size = 0
    for block in blocks:
        size += len(json.dumps(block.to_dict()))
        if size > MOST_BYTES or len(kept) == MOST_BLOCKS:
            break
        kept.append(block)
    return kept
