"""An organizer's sheet: what it would change before anything does, and what it did."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject

from bot.core.plans import Likely, Plan
from bot.core.uploads import Done, Dropped, Preview, VersionKind
from bot.views import excerpts, imports
from bot.views.blocks import Message, actions, button, message, section, small, words
from bot.views.changes import renamed
from bot.views.counts import DONE, are, counted, many, rows_left_out
from bot.views.excerpts import brief, part

APPLY = "apply_upload"
CANCEL = "cancel_upload"
FIX_COLUMNS = "fix_columns"
WHO_IS_WHO = "who_is_who"
TOGGLE = "toggle_missing"  # what is wanted follows it
KEEP, REMOVE = "keep", "remove"
SHOW_ALL = "show_all"
SAME = "same_topic"
OTHER = "other_topic"
GO_BACK = "go_back"

FILE, TAB = 60, 40  # characters of the name of a file and of a sheet in it
LIKELY_SHOWN = 5
IN_FULL = 2000  # characters of a value in the file that tells everything

READ = "I read *{sheet}*."
READ_TAB = "I read the sheet “{tab}” of *{sheet}*."
BACK_TO = "Back to version {version}: this is what changes."
MOVED = "*Somebody changed the directory meanwhile.* Nothing was applied, and this is how it looks now."
NOT_YET = "Nothing has changed yet."
NOTHING = "Nothing to change: the directory says all this already."
NOTHING_OF_THE_REST = "Nothing to change: what the other rows say, the directory says already."
NO_ROW = "Nothing can be applied as it is: no row of it can be used."
NOTHING_BACK = "Nothing to change: the directory says what it said in version {version}."

ADDED, BACK_AGAIN = "*New: {n}*", "*Come back: {n}*"
CHANGED = "*Changed: {n}*"
PEOPLE_CHANGED = "*People changed: {n}*"
REMOVED = "*Removed, as the sheet does not name them: {n}*"
REMOVED_BY_UNDO = "*Removed, as they came later: {n}*"
KEPT = "*Kept, although the sheet does not name them: {n}*"
KEPT_AS_PARTIAL = "*Kept: {n}* The sheet names less than half of the directory, so I take it for a part of it."
PEOPLE_ADDED = "*People who are not in Slack as yet: {n}*"
PROBLEMS = "*To put right: {n}* Rows are numbered as in your spreadsheet."
WARNINGS = "*Worth knowing: {n}*"
WHO = "*Names to clear up: {n}*"
LIKELY = "*Perhaps renamed: {n}* Until you say so, each counts as a new topic."
LIKELY_ONE = "Row {row} “{title}” may be “{old}” under a new name."

KEEP_LABEL, REMOVE_LABEL = "Keep them", "Remove them"
WHO_LABEL, SAME_LABEL, OTHER_LABEL = "Who is who…", "The same topic", "A new one"
APPLY_LABEL, WITHOUT_LABEL = "Apply", "Apply without {rows}"
FIX_LABEL, ALL_LABEL, CANCEL_LABEL, UNDO_LABEL = "Fix columns…", "Show everything", "Cancel", "Undo"
SURE, SURE_OF_UNDO, NOT_SURE = "Apply this sheet?", "Go back to version {version}?", "Not yet"
TOPICS_GO = "{topics} removed, and nobody is named for what is removed."
ROWS_GO = "{rows} left out; what the directory says there stays as it is."
CAN_BE_UNDONE = "It can be undone."

APPLIED = "*Applied.* Version {version} is in force: {counts}."
LEFT_OUT = " {rows} left out."
SAVED = "*Saved.* Version {version} is in force."
SAVED_NEW = "*Saved.* “{title}” is a topic now, as of version {version}."
RETIRED = "*Retired.* “{title}” is no longer offered as of version {version}; its history stays."
WENT_BACK = "*Back to version {target}.* Version {version} is in force: {counts}."
NO_VERSION = "The directory says all this already, so nothing was changed."
ASK_ME = "Ask me: `/sko who {title}`"
DROPPED = "“{sheet}” is put away. Nothing was changed, and nothing of it is kept."
NOT_BACK = "Nothing was changed."


def preview(found: Preview) -> Message:
    """Draw what applying would change, the most important first, with what can be decided on it."""
    plan, upload_id = found.plan, found.upload_id
    return message(
        MOVED.replace("*", "") if found.has_moved else f"{_headline(plan)} {_glance(plan)}".replace("*", ""),
        section(MOVED) if found.has_moved else None,
        section(f"{_headline(plan)}\n*{_glance(plan)}*"),
        *(small(line) for line in excerpts.columns(plan)),
        *_topics(plan, upload_id=upload_id),
        *_people(plan, upload_id=upload_id),
        *_renames(plan, upload_id=upload_id),
        *_remarks(plan),
        _decisions(plan, upload_id=upload_id),
    )


def everything(plan: Plan) -> str:
    """Tell all that applying would change, for a file."""
    return imports.preview(plan, longest=IN_FULL) + "\n"


def done(found: Done) -> Message:
    """Say what is in force since when, with the way back."""
    plan = found.plan
    if plan.changes_nothing:
        said = NO_VERSION if plan.target is None else NOTHING_BACK.format(version=plan.target)
        return message(said, section(said))
    text = _outcome(found)
    title = next(iter((*plan.added, *map(renamed, plan.changed))), "").replace("`", "")
    is_edit = found.kind is VersionKind.EDIT and plan.changed
    return message(
        text.replace("*", ""),
        section(text, accessory=button(UNDO_LABEL, action=GO_BACK, value=str(found.was))),
        part(excerpts.changes("", plan.changed).lstrip(), plan.changed) if is_edit else None,
        small(ASK_ME.format(title=brief(title, most=100))) if title else None,
    )


def dropped(found: Dropped) -> Message:
    """Say that a sheet was cancelled."""
    text = DROPPED.format(sheet=brief(found.sheet, most=FILE)) if found.sheet else NOT_BACK
    return message(text, section(text))


def columns_unclear(sentence: str, *, upload_id: str) -> Message:
    """Say why the columns of a sheet could not be told, and offer to tell them."""
    text = words(sentence, most=500)
    fix = [button(FIX_LABEL, action=FIX_COLUMNS, value=upload_id, primary=True), _cancel(upload_id)]
    return message(text, section(text), actions(fix))


def _headline(plan: Plan) -> str:
    sheet, tab = brief(plan.sheet, most=FILE), brief(plan.tab, most=TAB)
    read = (READ_TAB if tab else READ).format(sheet=sheet, tab=tab)
    said = read if plan.target is None else BACK_TO.format(version=plan.target)
    return said if plan.changes_nothing else f"{said} {NOT_YET}"


def _glance(plan: Plan) -> str:
    if not plan.changes_nothing:
        return " · ".join(counted(plan))
    if plan.target is not None:
        return NOTHING_BACK.format(version=plan.target)
    if not plan.unchanged:
        return NO_ROW
    return NOTHING_OF_THE_REST if rows_left_out(plan) else NOTHING


def _topics(plan: Plan, *, upload_id: str) -> Iterator[Block | None]:
    is_undo = plan.target is not None
    yield part(excerpts.names(BACK_AGAIN if is_undo else ADDED, plan.added), plan.added)
    yield part(excerpts.changes(CHANGED, plan.changed), plan.changed)
    for heading, found, label, wanted in (
        (REMOVED_BY_UNDO if is_undo else REMOVED, plan.removed, KEEP_LABEL, KEEP),
        (KEPT_AS_PARTIAL if plan.is_partial else KEPT, plan.kept, REMOVE_LABEL, REMOVE),
    ):
        turn = None if is_undo else button(label, action=f"{TOGGLE}:{wanted}", value=upload_id)
        yield section(excerpts.names(heading, found), accessory=turn) if found else None


def _people(plan: Plan, *, upload_id: str) -> Iterator[Block | None]:
    added = excerpts.names(PEOPLE_ADDED, plan.people_added, longest=excerpts.PEOPLE, most=excerpts.PEOPLE_SHARE)
    yield part(added, plan.people_added)
    changed = excerpts.changes(PEOPLE_CHANGED, plan.people_changed, shown=3, most=excerpts.PEOPLE_SHARE)
    yield part(changed, plan.people_changed)
    ask = button(WHO_LABEL, action=WHO_IS_WHO, value=upload_id)
    yield section(excerpts.who(WHO, plan.who), accessory=ask) if plan.who else None


def _renames(plan: Plan, *, upload_id: str) -> Iterator[Block]:
    """Ask one by one; the first ones have to be answered before the others are shown."""
    if plan.likely:
        yield section(LIKELY.format(n=len(plan.likely)))
    for one in plan.likely[:LIKELY_SHOWN]:
        yield section(_renamed(one))
        about = f"{one.topic_id}-{one.row}"
        answers = {SAME_LABEL: SAME, OTHER_LABEL: OTHER}
        yield actions(button(label, action=f"{verb}:{about}", value=upload_id) for label, verb in answers.items())
    if len(plan.likely) > LIKELY_SHOWN:
        yield small(excerpts.MORE.format(n=len(plan.likely) - LIKELY_SHOWN))


def _renamed(one: Likely) -> str:
    title, old = brief(one.title, most=excerpts.TITLES), brief(one.old, most=excerpts.TITLES)
    return LIKELY_ONE.format(row=one.row, title=title, old=old)


def _remarks(plan: Plan) -> Iterator[Block | None]:
    yield part(excerpts.remarks(PROBLEMS, plan.problems, most=excerpts.PROBLEMS_SHARE), plan.problems)
    warnings = excerpts.worth_knowing(plan)
    yield part(excerpts.remarks(WARNINGS, warnings, most=excerpts.WARNINGS_SHARE), warnings)


def _decisions(plan: Plan, *, upload_id: str) -> ActionsBlock:
    """Offer what fits: nothing is applied that changes nothing, and an undo has no columns."""
    rows = rows_left_out(plan)
    label = WITHOUT_LABEL.format(rows=many(rows, "row")) if rows else APPLY_LABEL
    apply = button(label, action=APPLY, value=upload_id, primary=True, confirm=_confirm(plan))
    fix = button(FIX_LABEL, action=FIX_COLUMNS, value=upload_id)
    offered: list[ButtonElement] = [] if plan.changes_nothing else [apply]
    offered += [] if plan.target is not None else [fix]
    return actions([*offered, button(ALL_LABEL, action=SHOW_ALL, value=upload_id), _cancel(upload_id)])


def _confirm(plan: Plan) -> ConfirmObject | None:
    """Ask again where something goes."""
    going = [TOPICS_GO.format(topics=are(len(plan.removed), "topic"))] if plan.removed else []
    rows = rows_left_out(plan)
    going += [ROWS_GO.format(rows=are(rows, "row"))] if rows else []
    if not going:
        return None
    title = SURE if plan.target is None else SURE_OF_UNDO.format(version=plan.target)
    return ConfirmObject(title=title, text=" ".join([*going, CAN_BE_UNDONE]), confirm=APPLY_LABEL, deny=NOT_SURE)


def _cancel(upload_id: str) -> ButtonElement:
    return button(CANCEL_LABEL, action=CANCEL, value=upload_id)


def _outcome(found: Done) -> str:
    plan = found.plan
    counts = ", ".join(counted(plan, DONE)).removeprefix("+")
    if found.kind is VersionKind.UNDO:
        return WENT_BACK.format(target=plan.target, version=found.version, counts=counts)
    if found.kind is VersionKind.SHEET:
        rows = rows_left_out(plan)
        left_out = LEFT_OUT.format(rows=are(rows, "row")) if rows else ""
        return APPLIED.format(version=found.version, counts=counts) + left_out
    said = SAVED_NEW if plan.added else RETIRED if plan.removed else SAVED
    title = next(iter((*plan.added, *plan.removed)), "")
    return said.format(version=found.version, title=brief(title, most=excerpts.TITLES))
