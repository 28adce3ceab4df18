"""Keeping the directory by hand: one topic in a form, the versions, an export, a sheet to fill in. For organizers."""

from collections.abc import Callable

from slack_bolt import App

from bot.core import grammar
from bot.core.requests import Incoming
from bot.core.uploads import Document, History, TopicForm, Unknown
from bot.listeners import buttons
from bot.listeners.nouns import Doors, Long, Turn, Work, number
from bot.usecases import admitting, editing, exporting, restoring
from bot.views import forms, forms_topic, keeping, menus, versions
from bot.views.blocks import Message, Modal
from bot.views.replies import Reply

EXPORT, TEMPLATE = "export", "template"  # the works that write a file
SAVED = "saved_topic"  # what is said after the form of a topic


def typed(turn: Turn, command: grammar.Command) -> Reply | Message | Modal | Long:
    """Do what an organizer typed."""
    admitting.organizer(turn.asker, turn.organizers)
    match command:
        case grammar.Upload():
            return forms.upload()
        case grammar.Export(format=format_):
            return Long(verb=EXPORT, detail=format_)
        case grammar.Template():
            return Long(verb=TEMPLATE)
        case grammar.History():
            return restoring.history(turn.session)
        case grammar.New():
            return forms_topic.topic(TopicForm(topic_id=None))
        case grammar.Edit(name="", line=_):
            return forms.pick()
        case grammar.Edit(name=name, line=_):
            return _found(editing.find(turn.session, name))
    raise AssertionError(command)


def export(work: Work, incoming: Incoming) -> Document:
    """Write the directory as a sheet."""
    admitting.organizer(work.asker, work.organizers)
    format_ = incoming.detail if incoming.detail in exporting.FORMATS else exporting.FORMATS[0]
    with work.deps.reading() as session:
        return exporting.export(session, format=format_)


def template(work: Work, _incoming: Incoming) -> Document:
    """Write a sheet to fill in."""
    admitting.organizer(work.asker, work.organizers)
    return exporting.template()


def open_upload(turn: Turn, _incoming: Incoming) -> Modal:
    """Open the form that takes a sheet."""
    admitting.organizer(turn.asker, turn.organizers)
    return forms.upload()


def new_topic(turn: Turn, _incoming: Incoming) -> Modal:
    """Open the form of a new topic."""
    admitting.organizer(turn.asker, turn.organizers)
    return forms_topic.topic(TopicForm(topic_id=None))


def edit(turn: Turn, incoming: Incoming) -> Modal:
    """Open the form of the topic that was chosen."""
    admitting.organizer(turn.asker, turn.organizers)
    return forms_topic.topic(editing.form(turn.session, number(incoming.detail)))


def history(turn: Turn, incoming: Incoming) -> History:
    """Lay out the versions, or those before the last one that was shown."""
    admitting.organizer(turn.asker, turn.organizers)
    return restoring.history(turn.session, before=number(incoming.detail))


def saved(turn: Turn, incoming: Incoming) -> Reply:
    """Tell what a form changed."""
    return restoring.done(turn.session, number(incoming.detail))


WORK = {EXPORT: export, TEMPLATE: template, keeping.EXPORT_CSV: export}
OPEN: dict[str, Callable[[Turn, Incoming], Reply | Modal]] = {
    keeping.OPEN_UPLOAD: open_upload,
    keeping.NEW_TOPIC: new_topic,
    keeping.OPEN_HISTORY: history,
    versions.MORE_VERSIONS: history,
    menus.EDIT_TOPIC: edit,
    forms.EDIT_THIS: edit,
    SAVED: saved,
}
MEANING = (*(verb for verb in OPEN if verb != SAVED), keeping.EXPORT_CSV)


def register(app: App, doors: Doors) -> None:
    """Listen for what organizers press to keep the directory."""
    app.action(buttons.ours(MEANING), middleware=[doors.keep(buttons.read)])(doors.take)


def reply(turn: Turn, incoming: Incoming) -> Reply | Modal:
    """Do what is done in a moment."""
    return OPEN[incoming.verb](turn, incoming)


def _found(found: TopicForm | Unknown) -> Message | Modal:
    return forms.unknown(found) if isinstance(found, Unknown) else forms_topic.topic(found)
