"""What becomes of a form that an organizer filled in: beside its fields what is wrong, or done."""

from collections.abc import Callable

from bot.core.editing import Typed
from bot.core.requests import Incoming, RequestKind
from bot.core.roster import OUTSIDERS
from bot.core.sheets import Field
from bot.listeners import previews
from bot.listeners.keeping import SAVED
from bot.listeners.nouns import Errors, Follow, Submitted, Turn, number
from bot.usecases import admitting, clarifying, editing, uploading
from bot.views import forms, forms_topic

NO_FILE = "Choose the sheet first."
ROLES = {
    Field.OWNER: forms_topic.OWNERS,
    Field.PRESENTER: forms_topic.PRESENTERS,
    Field.BACKUP: forms_topic.BACKUPS,
    Field.REP: forms_topic.REPS,
}
BLOCKS = ROLES | {
    Field.TITLE: forms_topic.TITLE,
    Field.KIND: forms_topic.KIND,
    Field.ALIASES: forms_topic.ALIASES,
    Field.KEY_POINTS: forms_topic.KEY_POINTS,
    Field.SESSION: forms_topic.SESSION,
    Field.DAY: forms_topic.DAY,
    Field.LINK: forms_topic.LINK,
    Field.CHANNEL: forms_topic.CHANNEL,
}


def sheet(turn: Turn, submitted: Submitted) -> Errors | Follow:
    """Take a sheet; what comes of it is said in the direct message."""
    admitting.organizer(turn.asker, turn.organizers)
    files = submitted.files(forms.FILES)
    if not files:
        return Errors(beside={forms.FILES: NO_FILE})
    return Follow(incoming=_follow(RequestKind.FILE, submitted, files=files))


def topic(turn: Turn, submitted: Submitted) -> Errors | Follow:
    """Put one topic right."""
    by = admitting.organizer(turn.asker, turn.organizers)
    try:
        done = editing.save(turn.session, _typed(submitted), by=by, now=turn.now)
    except editing.Wrong as wrong:
        others = {field: BLOCKS[field] + forms_topic.OTHERS for field in wrong.by_name}
        return Errors(beside={others.get(field, BLOCKS[field]): text for field, text in wrong.fields.items()})
    return Follow(incoming=_follow(RequestKind.FORM, submitted, action=SAVED, detail=str(done.version)))


def columns(turn: Turn, submitted: Submitted) -> Follow:
    """Take in what the columns of a sheet hold, and show it anew."""
    admitting.organizer(turn.asker, turn.organizers)
    chosen = {
        int(block.removeprefix(forms.COLUMN)): submitted.text(block)
        for block in submitted.values
        if block.startswith(forms.COLUMN)
    }
    fields = {place: Field(value) if value in set(Field) else None for place, value in chosen.items()}
    uploading.decide(turn.session, _upload(submitted), now=turn.now, fields=fields)
    return _shown(submitted)


def who(turn: Turn, submitted: Submitted) -> Errors | Follow:
    """Take in who is meant by names, and show the sheet anew; somebody left open is asked about again."""
    by = admitting.organizer(turn.asker, turn.organizers)
    people: dict[str, int | None] = {}
    wrong: dict[str, str] = {}
    for block in (one for one in submitted.values if one.startswith(forms.NAME)):
        value = submitted.text(block)
        if value == forms.AS_WRITTEN or number(value):
            people[block.removeprefix(forms.NAME)] = number(value) or None
    for block in (one for one in submitted.values if one.startswith(forms.ELSE) and submitted.text(one)):
        known = admitting.known(turn.session, submitted.text(block))
        if known is None:
            wrong[block] = editing.NOT_KNOWN.format(name="them")
        elif known.standing in OUTSIDERS:
            wrong[block] = editing.NO_COLLEAGUE.format(name="They")
        else:
            people[block.removeprefix(forms.ELSE)] = known.person_id
    if wrong:
        return Errors(beside=wrong)
    clarifying.answer(turn.session, _upload(submitted), people, by=by, now=turn.now)
    return _shown(submitted)


FORMS: dict[str, Callable[[Turn, Submitted], Errors | Follow]] = {
    forms.UPLOAD_FORM: sheet,
    forms.COLUMNS_FORM: columns,
    forms.WHO_FORM: who,
    forms_topic.TOPIC_FORM: topic,
}


def _typed(submitted: Submitted) -> Typed:
    """Read the form of a topic; a field that was not in it stays as it is."""
    topic_id, _, version = submitted.private.partition(".")
    others = {role: _lines(submitted, block + forms_topic.OTHERS) for role, block in ROLES.items()}
    return Typed(
        topic_id=number(topic_id) or None,
        version=number(version),
        title=submitted.text(forms_topic.TITLE),
        kind=submitted.text(forms_topic.KIND) or "other",
        aliases=_lines(submitted, forms_topic.ALIASES),
        key_points=_lines(submitted, forms_topic.KEY_POINTS),
        session=submitted.text(forms_topic.SESSION),
        day=submitted.text(forms_topic.DAY),
        link=_lines(submitted, forms_topic.LINK),
        channel=submitted.text(forms_topic.CHANNEL),
        people={role: submitted.chosen(block) for role, block in ROLES.items()},
        others={role: text for role, text in others.items() if text is not None},
        retires=forms_topic.RETIRE in submitted.chosen(forms_topic.RETIRE),
    )


def _lines(submitted: Submitted, block: str) -> str | None:
    return submitted.text(block) if block in submitted.values else None


def _upload(submitted: Submitted) -> str:
    return submitted.private.partition(" ")[0]


def _shown(submitted: Submitted) -> Follow:
    """Have the preview drawn anew, in place of the one whose form this is."""
    upload_id, channel, message = (submitted.private + "  ").split(" ")[:3]
    place = {"channel": channel, "message": message} if message else {}
    return Follow(incoming=_follow(RequestKind.FORM, submitted, action=previews.SHOW, detail=upload_id, **place))


def _follow(kind: RequestKind, submitted: Submitted, **what: object) -> Incoming:
    return Incoming(id="", kind=kind, slack_user=submitted.user, **what)  # type: ignore[arg-type]
