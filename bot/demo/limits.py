"""The numbers Slack enforces, each with the page of docs.slack.dev that states it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of something; `page` is where Slack says so."""

    most: int
    page: str


_BLOCKS = "reference/block-kit/blocks"
_ELEMENTS = "reference/block-kit/block-elements"
_OBJECTS = "reference/block-kit/composition-objects"

BLOCKS_IN_MESSAGE = Limit(50, _BLOCKS)
BLOCKS_IN_VIEW = Limit(100, _BLOCKS)
BLOCK_ID = Limit(255, _BLOCKS)
# Not documented; measured by others, the exact figure moves with the kinds of block (bolt-js issue 2509).
BLOCK_TEXT_IN_MESSAGE = Limit(13_200, "slackapi/bolt-js#2509")
MESSAGE_TEXT = Limit(40_000, "reference/methods/chat.postMessage")
UPDATED_TEXT = Limit(4_000, "reference/methods/chat.update")
ALT_TEXT = Limit(1_000, "reference/methods/files.getUploadURLExternal")

SECTION_TEXT = Limit(3_000, f"{_BLOCKS}/section-block")
SECTION_FIELDS = Limit(10, f"{_BLOCKS}/section-block")
SECTION_FIELD = Limit(2_000, f"{_BLOCKS}/section-block")
HEADER_TEXT = Limit(150, f"{_BLOCKS}/header-block")
CONTEXT_ELEMENTS = Limit(10, f"{_BLOCKS}/context-block")
ACTIONS_ELEMENTS = Limit(25, f"{_BLOCKS}/actions-block")
IMAGE_URL = Limit(3_000, f"{_BLOCKS}/image-block")
IMAGE_ALT_TEXT = Limit(2_000, f"{_BLOCKS}/image-block")
IMAGE_TITLE = Limit(2_000, f"{_BLOCKS}/image-block")
INPUT_LABEL = Limit(2_000, f"{_BLOCKS}/input-block")
INPUT_HINT = Limit(2_000, f"{_BLOCKS}/input-block")
LIST_INDENT = Limit(8, f"{_BLOCKS}/rich-text-block")
MARKDOWN_TEXT = Limit(12_000, f"{_BLOCKS}/markdown-block")

ACTION_ID = Limit(255, _ELEMENTS)
BUTTON_TEXT = Limit(75, f"{_ELEMENTS}/button-element")
BUTTON_VALUE = Limit(2_000, f"{_ELEMENTS}/button-element")
BUTTON_URL = Limit(3_000, f"{_ELEMENTS}/button-element")
SELECT_OPTIONS = Limit(100, f"{_ELEMENTS}/select-menu-element")
PLACEHOLDER = Limit(150, f"{_ELEMENTS}/select-menu-element")
OVERFLOW_OPTIONS = Limit(5, f"{_ELEMENTS}/overflow-menu-element")
CHECKBOX_OPTIONS = Limit(10, f"{_ELEMENTS}/checkboxes-element")
RADIO_OPTIONS = Limit(10, f"{_ELEMENTS}/radio-button-group-element")
TYPED_TEXT = Limit(3_000, f"{_ELEMENTS}/plain-text-input-element")
FILES = Limit(10, f"{_ELEMENTS}/file-input-element")

TEXT_OBJECT = Limit(3_000, f"{_OBJECTS}/text-object")
OPTION_TEXT = Limit(75, f"{_OBJECTS}/option-object")
OPTION_VALUE = Limit(150, f"{_OBJECTS}/option-object")
OPTION_DESCRIPTION = Limit(75, f"{_OBJECTS}/option-object")
OPTION_URL = Limit(3_000, f"{_OBJECTS}/option-object")
OPTION_GROUPS = Limit(100, f"{_OBJECTS}/option-group-object")
GROUP_LABEL = Limit(75, f"{_OBJECTS}/option-group-object")
CONFIRM_TITLE = Limit(100, f"{_OBJECTS}/confirmation-dialog-object")
CONFIRM_TEXT = Limit(300, f"{_OBJECTS}/confirmation-dialog-object")
CONFIRM_BUTTON = Limit(30, f"{_OBJECTS}/confirmation-dialog-object")

VIEW_TITLE = Limit(24, "reference/views/modal-views")
VIEW_BUTTON = Limit(24, "reference/views/modal-views")
PRIVATE_METADATA = Limit(3_000, "reference/views/modal-views")
CALLBACK_ID = Limit(255, "reference/views/modal-views")
EXTERNAL_ID = Limit(255, "reference/views/modal-views")
VIEW_BYTES = Limit(250_000, "reference/methods/views.open")
VIEW_STACK = Limit(3, "reference/methods/views.push")

RESPONSE_URL_USES = Limit(5, "interactivity/handling-user-interaction")
RESPONSE_URL_SECONDS = Limit(30 * 60, "interactivity/handling-user-interaction")
DND_USERS = Limit(50, "reference/methods/dnd.teamInfo")
GROUP_SIZE = Limit(8, "reference/methods/conversations.open")
PAGE_SIZE = Limit(999, "reference/methods/conversations.history")
