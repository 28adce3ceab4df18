"""The form of one topic: what is changed most stands first, since it is filled in on a phone before a session."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, CheckboxesElement

from bot.core.sheets import KINDS
from bot.core.sheets.taking import LONGEST_DAY, LONGEST_NAME, LONGEST_SESSION
from bot.core.uploads import Staff, TopicForm
from bot.views.blocks import Modal, small
from bot.views.entries import ENTRY, TYPED, choice, entry, line, modal, option, people

TOPIC_FORM = "topic_form"

TITLE, ALIASES, KEY_POINTS, SESSION, DAY = "title", "aliases", "key_points", "session", "day"
LINK, CHANNEL, KIND, RETIRE = "link", "channel", "kind", "retire"
OWNERS, BACKUPS, PRESENTERS, REPS = "owners", "backups", "presenters", "reps"
OTHERS = "_others"  # ends the block of those of a role who are not in Slack

EDIT_TITLE, NEW_TITLE, SAVE = "Edit a topic", "New topic", "Save"
LABELS = {
    TITLE: ("Topic", "As you would print it on the agenda."),
    OWNERS: ("Owner", "The person to ask first."),
    BACKUPS: ("Backup", "Whom to ask while the owner is away."),
    ALIASES: ("Also known as", "One a line: the abbreviation, the old name, what customers say."),
    KEY_POINTS: ("Key points", "One a line: two or three sentences worth remembering."),
    SESSION: ("Session", "Where it was presented. Empty if it was cancelled; the topic stays."),
    DAY: ("Day", "For example: Day 1"),
    LINK: ("Link", "The deck or page, starting with https://"),
    CHANNEL: ("Slack channel", "For example: #pricing"),
    PRESENTERS: ("Presenters", ""),
    REPS: ("Field reps", "Colleagues who lived it. For an account or a territory: who had it before."),
    KIND: ("Kind", ""),
}
OTHERS_LABEL, OTHERS_HINT = "{role}: not in Slack", "One name a line."
TOO_LONG = "“{label}” is too long for a form: change it in the sheet. It stays as it is."
RETIRE_LABEL, RETIRE_THIS = "Retire", "Retire this topic: it is no longer offered, its history stays"
LONGEST = {TITLE: LONGEST_NAME, SESSION: LONGEST_SESSION, DAY: LONGEST_DAY, CHANNEL: 81}


def topic(form: TopicForm) -> Modal:
    """Draw the form of a topic as it is, or an empty one."""
    is_new = form.topic_id is None
    return modal(
        NEW_TITLE if is_new else EDIT_TITLE,
        [*_blocks(form), *([] if is_new else [_retire()])],
        callback=TOPIC_FORM,
        submit=SAVE,
        private=f"{form.topic_id or 0}.{form.version}",
    )


def _blocks(form: TopicForm) -> Iterator[Block]:
    yield _line(TITLE, form.title, optional=False)
    yield from _role(OWNERS, form.owners)
    yield from _role(BACKUPS, form.backups)
    yield _lines(ALIASES, form.aliases)
    yield _lines(KEY_POINTS, form.key_points)
    yield _line(SESSION, form.session)
    yield _line(DAY, form.day)
    yield _line(LINK, form.link)
    yield _line(CHANNEL, form.channel)
    yield from _role(PRESENTERS, form.presenters)
    yield from _role(REPS, form.reps)
    yield _kind(form.kind)


def _line(block: str, value: str, *, optional: bool = True) -> Block:
    label, hint = LABELS[block]
    if len(value) > TYPED:
        return _left_out(label)
    return entry(label, line(value, most=LONGEST.get(block, TYPED)), block=block, hint=hint, optional=optional)


def _lines(block: str, values: tuple[str, ...]) -> Block:
    label, hint = LABELS[block]
    return _typed(label, "\n".join(values), block=block, hint=hint)


def _role(block: str, staff: Staff) -> Iterator[Block]:
    """Draw a menu of colleagues, and a field for those who are not in Slack: for owners, and where there are any."""
    label, hint = LABELS[block]
    yield entry(label, people(staff.slack_ids), block=block, hint=hint)
    if staff.others or block == OWNERS:
        role = OTHERS_LABEL.format(role=label)
        yield _typed(role, "\n".join(staff.others), block=block + OTHERS, hint=OTHERS_HINT)


def _typed(label: str, value: str, *, block: str, hint: str) -> Block:
    if len(value) > TYPED:
        return _left_out(label)
    return entry(label, line(value, multiline=True), block=block, hint=hint)


def _left_out(label: str) -> Block:
    """Leave a field out rather than cut what it holds; what is not in the form stays as it is."""
    return small(TOO_LONG.format(label=label))


def _kind(kind: str) -> Block:
    options = [option(one.capitalize(), value=one) for one in KINDS]
    label, _ = LABELS[KIND]
    return entry(label, choice(options, chosen=kind if kind in KINDS else "other"), block=KIND, optional=False)


def _retire() -> Block:
    box = CheckboxesElement(action_id=ENTRY, options=[option(RETIRE_THIS, value=RETIRE)])
    return entry(RETIRE_LABEL, box, block=RETIRE)
