"""What a sheet would change, and what it did, as lines to read in a terminal."""

from collections.abc import Sequence

from bot.core.plans import Changed, Plan, WhoIs
from bot.core.sheets import KINDS, Reason, Remark
from bot.core.uploads import Done
from bot.views.blocks import listed
from bot.views.changes import LONGEST, called, clipped, sides
from bot.views.terminal import printable

READ = "Read “{sheet}”."
BACK_TO = "Back to version {version} of the directory."
READ_TAB = "Read the sheet “{tab}” of “{sheet}”."
COLUMNS = "Columns: {columns}"
KEPT_OUT = "Columns that were not recognised, nothing of them is kept: {columns}"
NOTHING = "Nothing to change: the directory says all this already."
ADDED = "Added: {count}"
CHANGED = "Changed: {count}"
REMOVED = "Removed, as the sheet does not name them: {count}"
REMOVED_BY_UNDO = "Removed, as they came later: {count}"
KEPT = "Kept, although the sheet does not name them: {count}"
KEPT_AS_PARTIAL = "Kept, as the sheet names less than half of the directory and is taken for a part of it: {count}"
LIKELY = "May be known under another name, and count as new until you say so: {count}"
LIKELY_ONE = "Row {row}: “{title}” may be “{old}”"
WHO = "Names that somebody has to tell: {count}"
WHO_ONE = "{rows}, “{column}”: {name} ({meant}){left_out}"
IS_ROLE, PERHAPS, NOT_IN_SLACK = "a role, no person", "perhaps {names}", "not in Slack, named as written"
UNTIL_THEN = ", left out until then"
UNCHANGED = "Unchanged: {count}"
PEOPLE_ADDED = "People added: {count}"
PEOPLE_CHANGED = "People changed: {count}"
PROBLEMS = "Problems: {count}"
WARNINGS = "Worth knowing: {count}"
ROW = "Row {row}, “{column}”: {text}"
ROW_ALONE = "Row {row}: {text}"

NOT_YET = "Nothing has changed yet. Add --apply to apply it."
NOT_WITH_PROBLEMS = (
    "Nothing has changed. Put the problems right, or add --apply --skip-problems to apply the rest; "
    "topics whose row is left out stay as they are."
)
APPLIED = "Applied: the directory is now at version {version}."
MOVED = "Somebody else changed the directory since, and nothing was applied. This is what the sheet would do now:"

ROW_LEFT_OUT = " This row is left out."
CELL_EMPTY = " This cell counts as empty."
NAME_LEFT_OUT = " This name is left out."
REASONS = {
    Reason.NO_TITLE: "there is no topic." + ROW_LEFT_OUT,
    Reason.TITLE_WITHOUT_WORDS: "“{value}” has no letter or digit in it." + ROW_LEFT_OUT,
    Reason.TITLE_TOO_LONG: "“{value}” is longer than {other} characters." + ROW_LEFT_OUT,
    Reason.TITLE_TWICE: "“{value}” is the topic of row {other} already." + ROW_LEFT_OUT,
    Reason.UNKNOWN_KIND: "“{value}” is not a kind of topic. Use one of " + ", ".join(KINDS) + "." + CELL_EMPTY,
    Reason.ONE_OR_TWO_PEOPLE: (
        "“{value}” may be one person or two. Write “First Last”, or put a semicolon between two people." + ROW_LEFT_OUT
    ),
    Reason.MAY_BE_TWO: (
        "“{value}” may be one person or two. Write “First Last”, or put a semicolon between two people." + CELL_EMPTY
    ),
    Reason.SAME_NAME: (
        "there is more than one “{value}” ({other}). Say who is meant with a column for the e-mail." + ROW_LEFT_OUT
    ),
    Reason.OTHER_NAME: "“{value}”: that is the address of {other}." + ROW_LEFT_OUT,
    Reason.NO_COLLEAGUE: "{value} cannot be named, being {other}." + ROW_LEFT_OUT,
    Reason.ALIAS_TWICE: "“{value}” is another name of the topic in row {other} already." + NAME_LEFT_OUT,
    Reason.ALIAS_IS_TITLE: "“{value}” is the topic of row {other}." + NAME_LEFT_OUT,
    Reason.ALIAS_OF_ANOTHER: "“{value}” is a name of “{other}” in the directory already." + NAME_LEFT_OUT,
    Reason.TOO_LONG: "“{value}” is longer than {other} characters and is left out.",
    Reason.NO_EMAIL: "“{value}” is not an e-mail address and is left out.",
    Reason.EMAILS_UNPAIRED: "there are {other} names and {value} addresses, so nobody can tell whose is whose."
    + CELL_EMPTY,
    Reason.NO_LINK: "“{value}” is not an address that starts with https:// or http://." + CELL_EMPTY,
    Reason.NO_CHANNEL: "“{value}” cannot be the name of a channel, such as #pricing." + CELL_EMPTY,
    Reason.NO_DATE: "“{value}” is not a date that can be read in one way only, such as 2027-02-28." + CELL_EMPTY,
    Reason.STORY_OF_NOBODY: "there is a story, but nobody who tells it." + CELL_EMPTY,
    Reason.NO_OWNER: "“{value}” has no owner.",
    Reason.HAS_LEFT: "{value} has left the company and will not be offered.",
    Reason.NO_SUCH_ID: "nobody in Slack is known by the id {value}." + ROW_LEFT_OUT,
    Reason.NO_OWNERS: "no column names owners. Whoever presented a topic is named for it.",
    Reason.SAME_AS_ABOVE: "empty cells of this column were read as the one above them (cells: {value}).",
    Reason.JOINED: "“{value}” comes again and was joined with row {other}.",
    Reason.GOES_ON: "it has no topic of its own and was read as part of “{value}” in row {other}.",
    Reason.SERVICE: "“{value}” is no topic to ask about and was left out.",
    Reason.CANCELLED: "the session of “{value}” was cancelled. The topic and its people stay, session and day do not.",
    Reason.EXAMPLE: "“{value}” is the example of the template and was left out.",
    Reason.GOES_OUT: "it has no topic of its own and was left out with row {other}.",
    Reason.NOT_CHOSEN: "the session “{value}” is “{other}” and was left out.",
    Reason.HEADING: "“{value}” stands alone in its row, was taken for a heading or a note, and was left out.",
    Reason.ALIKE_TITLES: "“{value}” and “{other}” are so alike that questions will mix them up.",
    Reason.TITLE_TAKES_NAME: "“{value}” was another name of “{other}”, which loses it to this topic.",
    Reason.LONG_POINT: "“{value}” is longer than a card shows; it ends after {other} characters there.",
    Reason.A_ROLE: "“{value}” is a role and no person, so nobody is named by it.",
    Reason.OTHER_EMAIL: "{value} is added, beside somebody of the same name ({other}).",
}
OUTSIDE = {"guest": "a guest", "foreign": "somebody of another company", "bot": "a bot"}


def preview(plan: Plan, *, longest: int = LONGEST) -> str:
    """Tell what a sheet would do to the directory, and what in it needs a look; values are cut at `longest`."""
    parts = (
        _columns(plan),
        _listed(ADDED, plan.added),
        _changes(CHANGED, plan.changed, longest=longest),
        _listed(REMOVED if plan.target is None else REMOVED_BY_UNDO, plan.removed),
        _listed(KEPT_AS_PARTIAL if plan.is_partial else KEPT, plan.kept),
        _listed(UNCHANGED, plan.unchanged),
        _listed(PEOPLE_ADDED, plan.people_added),
        _changes(PEOPLE_CHANGED, plan.people_changed, longest=longest),
        _listed(LIKELY, [LIKELY_ONE.format(row=one.row, title=one.title, old=one.old) for one in plan.likely]),
        _listed(WHO, [_asked(one) for one in plan.who]),
        _remarks(PROBLEMS, plan.problems),
        _remarks(WARNINGS, plan.warnings),
        [NOTHING] if plan.changes_nothing and not plan.problems else [],
    )
    return "\n\n".join("\n".join(map(_line, part)) for part in parts if part)


def next_step(plan: Plan, *, stopped: bool) -> str:
    """Tell what to type next; problems have `stopped` a sheet unless they may be skipped."""
    if stopped:
        return NOT_WITH_PROBLEMS
    return "" if plan.changes_nothing else NOT_YET


def outcome(done: Done) -> str:
    """Tell that a sheet was applied; nothing where there was nothing to change."""
    return "" if done.plan.changes_nothing else APPLIED.format(version=done.version)


def moved(plan: Plan) -> str:
    """Tell that somebody else was faster, and what a sheet would do now."""
    return f"{MOVED}\n\n{preview(plan)}"


def remark(found: Remark) -> str:
    """Say in a sentence what is wrong with a row or worth knowing of it, and what becomes of it."""
    other = OUTSIDE.get(found.other, found.other)
    text = REASONS[found.reason].format(value=clipped(found.value), other=clipped(other))
    return (ROW if found.column else ROW_ALONE).format(row=found.row, column=found.column, text=text)


def _columns(plan: Plan) -> list[str]:
    if plan.target is not None:
        return [BACK_TO.format(version=plan.target)]
    known = [column for column in plan.columns if column.field]
    unknown = [column.name for column in plan.columns if not column.field]
    named = [column.name if column.name == column.field else f"{column.name} → {column.field}" for column in known]
    told = [(READ_TAB if plan.tab else READ).format(sheet=plan.sheet, tab=plan.tab)]
    told += [COLUMNS.format(columns=", ".join(named))] if named else []
    return told + ([KEPT_OUT.format(columns=", ".join(unknown))] if unknown else [])


def _listed(heading: str, names: Sequence[str]) -> list[str]:
    """List names below how many they are; nothing where there are none."""
    return [heading.format(count=len(names)), *(f"  {name}" for name in names)] if names else []


def _changes(heading: str, changed: Sequence[Changed], *, longest: int) -> list[str]:
    if not changed:
        return []
    told = [heading.format(count=len(changed))]
    for one in changed:
        told.append(f"  {one.name}")
        told += [f"    {called(change)}: {' → '.join(sides(change, most=longest))}" for change in one.changes]
    return told


def _remarks(heading: str, remarks: Sequence[Remark]) -> list[str]:
    return _listed(heading, [remark(one) for one in remarks])


def _asked(found: WhoIs) -> str:
    names = [f"{one.name} <{one.email}>" if one.email else one.name for one in found.candidates]
    meant = PERHAPS.format(names=" or ".join(names)) if names else IS_ROLE if found.is_role else NOT_IN_SLACK
    rows = f"Row{'s' * (len(found.rows) > 1)} {listed(list(map(str, found.rows)))}"
    left_out = UNTIL_THEN * found.leaves_out
    return WHO_ONE.format(rows=rows, column=found.column, name=found.name, meant=meant, left_out=left_out)


def _line(text: str) -> str:
    """Keep one line one line, whatever a sheet or a file's name holds."""
    return printable(text.replace("\n", " "))
