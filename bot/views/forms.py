"""The forms that organizers fill in: a sheet to upload, a topic, what columns hold, who is meant."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, Option, UserSelectElement
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.core.plans import WhoIs
from bot.core.roster import Known
from bot.core.sheets import Field
from bot.core.sheets.persons import is_slack_id
from bot.core.text import folded
from bot.core.uploads import ColumnsForm, FormColumn, Unknown, WhoForm
from bot.views import excerpts
from bot.views.blocks import Message, Modal, actions, button, message, section, small
from bot.views.changes import clipped
from bot.views.entries import ENTRY, choice, entry, fitting, modal, option
from bot.views.excerpts import brief
from bot.views.keeping import NEW_TOPIC, NO_ID
from bot.views.menus import EDIT_TOPIC, topic_menu

UPLOAD_FORM = "upload_form"
COLUMNS_FORM = "columns_form"
WHO_FORM = "who_form"
FILES = "files"  # the block of the file
COLUMN = "column-"  # begins the block of a column; its place follows
NAME, ELSE = "name-", "else-"  # begin the two blocks of a name: who it may be, and anybody else; it follows, folded
LEFT_OUT = "-"  # the value of a column that is left out
AS_WRITTEN = "0"  # the value of a name of somebody who is not in Slack, or that is nobody's
LONGEST_NAME = 200  # characters of a name that an answer is remembered by
EDIT_THIS = "edit_this"

FILE_TYPES = ["csv", "tsv", "txt", "xlsx", "ods", "json"]
UPLOAD_TITLE, UPLOAD_SUBMIT = "Upload a sheet", "Show me"
UPLOAD_LABEL = "The sheet of the kickoff"
UPLOAD_HINT = "CSV, Excel (xlsx), ODS, or a schedule as JSON; up to 10 MB."
UPLOAD_NEXT = (
    "I read it and show you in our direct messages what would change; nothing changes before you press *Apply*. "
    "No sheet yet? `/sko template` gives you one to fill in."
)

COLUMNS_TITLE, COLUMNS_SUBMIT = "What the columns hold", "Show me"
COLUMNS_INTRO = "What does each column of *{sheet}* hold? What you leave out is not kept."
COLUMNS_MORE = "Columns that do not fit here, and stay as they are taken: {n}"
LEAVE_OUT = "Leave it out"
SAMPLES = "For example: {samples}"
SAMPLE, SAMPLES_SHOWN = 60, 2

WHO_TITLE, WHO_SUBMIT = "Who is who", "Save"
WHO_INTRO = "I remember your answers, for the next sheet too. A name that you leave open is asked about again."
WHO_MORE = "Names that do not fit here, and come next: {n}"
WHO_LABEL = "Who is “{name}”? ({where})"
KEEP_NAME, NOBODY = "Somebody not in Slack: keep the name as written", "Nobody"
SOMEBODY, SOMEBODY_ELSE = "Or somebody in Slack", "Or somebody else in Slack"
NO_EMAIL = "no e-mail address"
CANDIDATES_SHOWN = 6

PICK, PICK_TEXT = "*Which topic do you want to edit?*", "Which topic do you want to edit?"
NEW_LABEL, ADD_LABEL = "New topic", "Add it as a new topic"
UNKNOWN = "No topic is called “{name}”."
CLOSEST = " Is it one of these?"
CLOSEST_SHOWN = 5


def upload() -> Modal:
    """Ask for a sheet, and say what happens next."""
    file = FileInputElement(action_id=ENTRY, filetypes=FILE_TYPES, max_files=1)
    blocks = [entry(UPLOAD_LABEL, file, block=FILES, hint=UPLOAD_HINT, optional=False), small(UPLOAD_NEXT)]
    return modal(UPLOAD_TITLE, blocks, callback=UPLOAD_FORM, submit=UPLOAD_SUBMIT)


def columns(form: ColumnsForm, *, private: str) -> Modal:
    """Ask what each column holds; what it is taken for is chosen already."""
    asked = fitting(map(_column, form.columns))
    more = form.more + len(form.columns) - len(asked)
    return modal(
        COLUMNS_TITLE,
        [
            section(COLUMNS_INTRO.format(sheet=brief(form.sheet, most=60))),
            *asked,
            *([small(COLUMNS_MORE.format(n=more))] if more else []),
        ],
        callback=COLUMNS_FORM,
        submit=COLUMNS_SUBMIT,
        private=private,
    )


def who(form: WhoForm, *, private: str) -> Modal:
    """Ask who is meant by each name."""
    names = {key: one for one in form.who if len(key := folded(one.name)) <= LONGEST_NAME}
    asked = fitting(block for key, one in names.items() for block in _name(one, key=key))
    if asked and str(asked[-1].block_id).startswith(NAME):  # its other half did not fit
        asked.pop()
    more = form.more + len(form.who) - sum(str(one.block_id).startswith(ELSE) for one in asked)
    blocks = [small(WHO_INTRO), *asked, *([small(WHO_MORE.format(n=more))] if more else [])]
    return modal(WHO_TITLE, blocks, callback=WHO_FORM, submit=WHO_SUBMIT, private=private)


def pick() -> Message:
    """Ask which topic is to be edited, or whether it is a new one."""
    return message(PICK_TEXT, section(PICK), actions([topic_menu(EDIT_TOPIC, about=NO_ID), _new(NEW_LABEL)]))


def unknown(found: Unknown) -> Message:
    """Say that no topic is called so, with the closest ones and the way to a new one."""
    closest = found.closest[:CLOSEST_SHOWN]
    text = UNKNOWN.format(name=brief(found.name, most=100)) + CLOSEST * bool(closest)
    buttons = [
        button(" ".join(title.split()) or "–", action=f"{EDIT_THIS}:{topic_id}", value=str(topic_id))
        for topic_id, title in closest
    ]
    return message(text, section(text), actions([*buttons, _new(ADD_LABEL)]))


def _new(label: str) -> ButtonElement:
    return button(label, action=NEW_TOPIC, value=NO_ID)


def _column(column: FormColumn) -> Block:
    samples = " · ".join(clipped(one, most=SAMPLE) for one in column.samples[:SAMPLES_SHOWN] if one.strip())
    return entry(
        column.name,
        choice(FIELDS, chosen=str(column.field) if column.field else LEFT_OUT),
        block=f"{COLUMN}{column.place}",
        hint=SAMPLES.format(samples=samples) if samples else "",
        optional=False,
    )


def _name(found: WhoIs, *, key: str) -> Iterator[Block]:
    """Draw a menu of who may be meant, nobody among them, and one of everybody; a Slack id is surely somebody."""
    label = WHO_LABEL.format(name=clipped(found.name, most=60), where=excerpts.where(found))
    if is_slack_id(found.name) and not found.name.isalpha():  # which a role in capitals is: “UX”
        yield entry(label, UserSelectElement(action_id=ENTRY), block=ELSE + key)
        return
    candidates = [one for one in found.candidates if one.id is not None][:CANDIDATES_SHOWN]
    nobody = option(NOBODY if found.is_role else KEEP_NAME, value=AS_WRITTEN)
    yield entry(label, choice([*map(_candidate, candidates), nobody]), block=NAME + key)
    anybody = SOMEBODY_ELSE if candidates else SOMEBODY
    yield entry(anybody, UserSelectElement(action_id=ENTRY), block=ELSE + key)


def _candidate(known: Known) -> Option:
    return option(known.name, value=str(known.id), below=known.email or NO_EMAIL)


FIELDS = [option(LEAVE_OUT, value=LEFT_OUT), *(option(field, value=field) for field in Field)]
