"""The parts of a preview, each cut to what can be taken in at a glance; a file has the rest.

A message takes 13,200 characters in all, and harmless text may be five times as long as what somebody typed. So each
part has its own share, and what does not fit is counted.
"""

from collections.abc import Iterable, Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.core.plans import Changed, Plan, WhoIs
from bot.core.sheets import Reason, Remark
from bot.views import imports
from bot.views.blocks import section, words
from bot.views.changes import called, clipped, renamed, sides

TITLES, PEOPLE, COLUMNS, SIDE, SENTENCE = 60, 40, 40, 60, 420  # characters of each before it is shortened
NAMES_SHOWN, CHANGED_SHOWN, FIELDS_SHOWN, REMARKS_SHOWN, ASKED_SHOWN, ROWS_SHOWN = 10, 8, 4, 10, 5, 3
NAMES_SHARE, CHANGES_SHARE, PEOPLE_SHARE, PROBLEMS_SHARE, WARNINGS_SHARE, ASKED_SHARE = 900, 2200, 500, 1800, 900, 800
COLUMNS_SHARE, KEPT_OUT_SHARE = 700, 500

READ_AS = "Read as: {columns}"
KEPT_OUT = "Kept out of the directory: {columns}"
MORE = "and {n} more"
BETWEEN = " · "
RENAMED = "*{old}* → *{new}*"
SAME_NAME = "*{name}*"
CHANGE = "• {field}: {old} → {new}"
MORE_FIELDS = "• and {n} more fields"
WHO = "Who is “{name}” ({where})? {why}"
ROLE = "That is a role, no person."
CANDIDATES = "Perhaps {names}."
UNKNOWN = "Nobody in Slack is called so; the name stays as it is written."
UNTIL_THEN = " Until you say so, the row is left out."
ASKED = {Reason.A_ROLE}  # said by a question already, where there is one about the same name


def fitted(texts: Iterable[str], *, most: int) -> list[str]:
    """Keep the first ones that fit together, and the very first in any case."""
    kept: list[str] = []
    length = 0
    for text in texts:
        length += len(text) + len(BETWEEN)
        if kept and length > most:
            break
        kept.append(text)
    return kept


def brief(text: str, *, most: int) -> str:
    """Quote a text so that it takes less than twice `most` even where each character becomes five.

    >>> brief("Rock & Roll", most=60), len(brief("&" * 200, most=60)) < 120
    ('Rock &amp; Roll', True)
    """
    said = words(text, most=most)
    return said if len(said) * 2 <= most * 3 else words(text, most=most * most // len(said))


def names(heading: str, found: Sequence[str], *, longest: int = TITLES, most: int = NAMES_SHARE) -> str:
    """Name the first ones in a row below a heading that says how many there are."""
    shown = fitted((brief(name, most=longest) for name in found[:NAMES_SHOWN]), most=most)
    named = _and_more(BETWEEN.join(shown), len(found) - len(shown), join=BETWEEN)
    return f"{heading.format(n=len(found))}\n{named}"


def changes(heading: str, found: Sequence[Changed], *, shown: int = CHANGED_SHOWN, most: int = CHANGES_SHARE) -> str:
    """Tell of the first ones what was and what becomes, field by field."""
    told = fitted(("\n".join(_changed(one)) for one in found[:shown]), most=most)
    return _and_more("\n".join([heading.format(n=len(found)), *told]), len(found) - len(told))


def remarks(heading: str, found: Sequence[Remark], *, most: int) -> str:
    """Tell the first ones, at least one of each kind; the row is the one that the spreadsheet shows."""
    lines = (f"• {brief(imports.remark(one), most=SENTENCE)}" for one in varied(found, shown=REMARKS_SHOWN))
    told = fitted(lines, most=most)
    return _and_more("\n".join([heading.format(n=len(found)), *told]), len(found) - len(told))


def varied(found: Sequence[Remark], *, shown: int) -> list[Remark]:
    """Choose remarks so that many of one kind do not hide the others, and give them by row."""
    seen: dict[Reason, int] = {}
    turns = []
    for remark in found:
        seen[remark.reason] = turn = seen.get(remark.reason, 0) + 1
        turns.append(turn)
    chosen = sorted(range(len(found)), key=turns.__getitem__)[:shown]
    return [found[place] for place in sorted(chosen)]


def worth_knowing(plan: Plan) -> tuple[Remark, ...]:
    """Give the warnings without those that a question about the same name says already."""
    asked = {one.name for one in plan.who}
    return tuple(one for one in plan.warnings if not (one.reason in ASKED and one.value in asked))


def who(heading: str, found: Sequence[WhoIs]) -> str:
    """Ask about the first names that cannot be told, each with where it stands."""
    told = fitted(map(_asked, found[:ASKED_SHOWN]), most=ASKED_SHARE)
    return _and_more("\n".join([heading.format(n=len(found)), *told]), len(found) - len(told))


def where(found: WhoIs) -> str:
    """Say in which rows and which column a name stands, as the spreadsheet shows them."""
    rows = [str(row) for row in found.rows[:ROWS_SHOWN]]
    more = len(found.rows) - len(rows)
    numbers = _and_more(", ".join(rows), more, join=" ")
    return ", ".join(filter(None, (f"{'row' if len(found.rows) == 1 else 'rows'} {numbers}", found.column)))


def columns(plan: Plan) -> Iterator[str]:
    """Say what each column was taken for, and which are kept out."""
    known = [one for one in plan.columns if one.field]
    others = [one.name for one in plan.columns if not one.field]
    if known:
        read = [_read_as(one.name, str(one.field)) for one in known]
        shown = fitted(read, most=COLUMNS_SHARE)
        yield READ_AS.format(columns=_and_more(BETWEEN.join(shown), len(read) - len(shown), join=BETWEEN))
    if others:
        shown = fitted((brief(name, most=COLUMNS) for name in others), most=KEPT_OUT_SHARE)
        named = _and_more(BETWEEN.join(shown), len(others) - len(shown), join=BETWEEN)
        yield KEPT_OUT.format(columns=named)


def part(text: str, found: Sequence[object]) -> Block | None:
    """Draw a part of which there is something to tell."""
    return section(text) if found else None


def _changed(changed: Changed) -> Iterator[str]:
    new = renamed(changed)
    old = brief(changed.name, most=TITLES)
    yield SAME_NAME.format(name=old) if new == changed.name else RENAMED.format(old=old, new=brief(new, most=TITLES))
    rest = [one for one in changed.changes if one.field != "title"]
    for one in rest[:FIELDS_SHOWN]:
        before, after = (brief(side, most=SIDE) for side in sides(one, most=SIDE))
        yield CHANGE.format(field=called(one), old=before, new=after)
    if len(rest) > FIELDS_SHOWN:
        yield MORE_FIELDS.format(n=len(rest) - FIELDS_SHOWN)


def _asked(found: WhoIs) -> str:
    likely = " or ".join(f"{one.name} ({one.email})" if one.email else one.name for one in found.candidates[:2])
    why = CANDIDATES.format(names=clipped(likely)) if likely else ROLE if found.is_role else UNKNOWN
    said = WHO.format(name=clipped(found.name), where=where(found), why=why + UNTIL_THEN * found.leaves_out)
    return f"• {brief(said, most=SENTENCE)}"


def _read_as(name: str, field: str) -> str:
    shown = brief(name, most=COLUMNS)
    return shown if name.casefold() == field else f"{shown} → {field}"


def _and_more(text: str, more: int, *, join: str = "\n") -> str:
    return text + (join + MORE.format(n=more) if more else "")
