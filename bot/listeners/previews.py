"""A sheet on its way into the directory: read, previewed, put right, applied or put away.

Everything here asks first whether whoever dropped or pressed is an organizer. Slack has signed who that is. What is
worked out takes its time, and no transaction is open around it; nothing changes but in the one that applies.
"""

from collections.abc import Callable

from slack_bolt import App
from sqlalchemy.exc import IntegrityError

from bot import reader
from bot.core.requests import File, Incoming
from bot.core.uploads import Document, Done, Dropped, Preview
from bot.errors import ColumnsUnclear, DirectoryMoved, UserMistake
from bot.listeners import buttons
from bot.listeners.files import SHEET
from bot.listeners.nouns import Doors, Turn, Work, number
from bot.usecases import admitting, clarifying, restoring, uploading
from bot.usecases.importing import Prepared
from bot.views import forms, uploads
from bot.views.blocks import Message, Modal
from bot.views.replies import Reply

SHOW = "show_upload"  # the work that shows a preview anew, after a form
ONE_AT_A_TIME = "One sheet at a time, please. Drop them here one after the other."
TRIES = 3  # how often a change is worked out anew because somebody got a row in the same moment
EVERYTHING = "everything.txt"
ALL_OF_IT = "All that this would change."


def read(work: Work, incoming: Incoming) -> Preview | Done | Message:
    """Fetch the sheet that was dropped or sent, keep its rows, and show what it would change."""
    by = admitting.organizer(work.asker, work.organizers)
    sheet = reader.read(work.slack.download(_only(incoming.files)), name=incoming.files[0].name)
    with work.deps.sessions.begin() as session:
        upload_id = uploading.keep(session, sheet, by=by, now=work.now)
    return _shown(work, upload_id)


def show(work: Work, incoming: Incoming) -> Preview | Done | Message:
    """Show a preview anew."""
    admitting.organizer(work.asker, work.organizers)
    return _shown(work, incoming.detail)


def apply(work: Work, incoming: Incoming) -> Preview | Done | Message:
    """Make a sheet the directory, once, if the directory is still the one that the organizer saw beside it."""
    by = admitting.organizer(work.asker, work.organizers)
    for _ in range(TRIES):
        with work.deps.reading() as session:
            found = uploading.waiting(session, incoming.detail, now=work.now)
            if found.version is not None:
                return restoring.done(session, found.version)
            prepared = uploading.propose(session, found)
        if prepared.plan.base != found.base:
            return _shown(work, incoming.detail, has_moved=True)
        try:
            done = _applied(work, incoming.detail, prepared, by=by)
        except DirectoryMoved:
            return _shown(work, incoming.detail, has_moved=True)
        except IntegrityError:  # somebody whom the sheet names came from Slack in the same moment
            continue
        return done or _shown(work, incoming.detail)
    return _shown(work, incoming.detail, has_moved=True)


def toggle(work: Work, incoming: Incoming) -> Preview | Done | Message:
    """Keep the topics that the sheet does not name, or remove them, as the button says; twice is as once."""
    admitting.organizer(work.asker, work.organizers)
    with work.deps.sessions.begin() as session:
        uploading.decide(session, incoming.detail, now=work.now, keeps=incoming.about == uploads.KEEP)
    return _shown(work, incoming.detail)


def same(work: Work, incoming: Incoming) -> Preview | Done | Message:
    """Take a row for the topic that it may be under a new name, or for a new one."""
    admitting.organizer(work.asker, work.organizers)
    topic_id, _, row = incoming.about.partition("-")
    with work.deps.reading() as session:
        found = uploading.look(session, incoming.detail, now=work.now)
    likely = () if isinstance(found, Done) else found.plan.likely
    one = next((one for one in likely if (one.topic_id, one.row) == (number(topic_id), number(row))), None)
    if one is not None:
        meant = one.topic_id if incoming.verb == uploads.SAME else 0
        with work.deps.sessions.begin() as session:
            uploading.decide(session, incoming.detail, now=work.now, same={one.key: meant})
    return _shown(work, incoming.detail)


def show_all(work: Work, incoming: Incoming) -> Document | Done:
    """Send the whole preview as a file."""
    admitting.organizer(work.asker, work.organizers)
    with work.deps.reading() as session:
        found = uploading.look(session, incoming.detail, now=work.now)
    if isinstance(found, Done):
        return found
    return Document(name=EVERYTHING, data=uploads.everything(found.plan).encode(), says=ALL_OF_IT)


def go_back(work: Work, incoming: Incoming) -> Preview | Done | Message:
    """Show what going back to a version would change."""
    by = admitting.organizer(work.asker, work.organizers)
    with work.deps.sessions.begin() as session:
        upload_id = uploading.go_back(session, number(incoming.detail), by=by, now=work.now)
    return _shown(work, upload_id)


def cancel(turn: Turn, incoming: Incoming) -> Dropped | Done:
    """Put a sheet away, unless it is in force by now."""
    admitting.organizer(turn.asker, turn.organizers)
    return uploading.cancel(turn.session, incoming.detail, now=turn.now)


def fix_columns(turn: Turn, incoming: Incoming) -> Modal:
    """Open the form in which one says what each column holds."""
    admitting.organizer(turn.asker, turn.organizers)
    form = clarifying.columns_form(turn.session, incoming.detail, now=turn.now)
    return forms.columns(form, private=_private(incoming))


def who_is_who(turn: Turn, incoming: Incoming) -> Modal:
    """Open the form in which one says who is meant by a name."""
    admitting.organizer(turn.asker, turn.organizers)
    form = clarifying.who_form(turn.session, incoming.detail, now=turn.now)
    return forms.who(form, private=_private(incoming))


WORK = {
    SHEET: read,
    SHOW: show,
    uploads.APPLY: apply,
    uploads.TOGGLE: toggle,
    uploads.SAME: same,
    uploads.OTHER: same,
    uploads.SHOW_ALL: show_all,
    uploads.GO_BACK: go_back,
}
OPEN: dict[str, Callable[[Turn, Incoming], Reply | Modal]] = {
    uploads.CANCEL: cancel,
    uploads.FIX_COLUMNS: fix_columns,
    uploads.WHO_IS_WHO: who_is_who,
}
MEANING = (*OPEN, *(verb for verb in WORK if verb not in {SHEET, SHOW}))


def register(app: App, doors: Doors) -> None:
    """Listen for the buttons under a preview and what was applied."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def reply(turn: Turn, incoming: Incoming) -> Reply | Modal:
    """Do what is done in a moment."""
    return OPEN[incoming.verb](turn, incoming)


def _only(files: tuple[File, ...]) -> File:
    if len(files) != 1:
        raise UserMistake(ONE_AT_A_TIME)
    return files[0]


def _shown(work: Work, upload_id: str, *, has_moved: bool = False) -> Preview | Done | Message:
    """Work out what an upload would change, note what the organizer sees it beside, and show it."""
    try:
        with work.deps.reading() as session:
            found = uploading.look(session, upload_id, now=work.now)
    except ColumnsUnclear as unclear:
        return uploads.columns_unclear(str(unclear), upload_id=upload_id)
    if isinstance(found, Done):
        return found
    with work.deps.sessions.begin() as session:
        uploading.seen(session, upload_id, found.plan)
    return Preview(upload_id=upload_id, plan=found.plan, has_moved=has_moved)


def _applied(work: Work, upload_id: str, prepared: Prepared, *, by: str) -> Done | None:
    with work.deps.sessions.begin() as session:
        return uploading.apply(session, upload_id, prepared, by=by, now=work.deps.now())


def _private(incoming: Incoming) -> str:
    """Give what a form carries unseen: the upload, and the message that shows it."""
    return " ".join((incoming.detail, incoming.channel, incoming.message))
