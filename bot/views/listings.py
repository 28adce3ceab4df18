"""What was learned, and what nobody could be named for, as lines for a terminal and as JSON for other programs."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from bot.core.gaps import Gap, GapState
from bot.core.lessons import Lesson, LessonKind, LessonState, Reach
from bot.views.terminal import printable

NO_LESSONS = (
    "Nothing here. What colleagues confirm with “That helped”, and what they correct, is listed by this command."
)
NO_GAPS = "No question waits for a person."
LESSON = "{id}  “{words}” leads to {title}: {standing} ({kind}, {people}, {on})"
KINDS = {LessonKind.HELPED: "that helped", LessonKind.CORRECTION: "correction", LessonKind.GAP: "gap"}
WAITING = {
    Reach.EVERYBODY: "counts for everybody, since two people taught it",
    Reach.ASKERS: "waits for you, and counts until then for whoever taught it alone",
    Reach.NOBODY: "waits for you, and counts for nobody until then",
}
DECIDED = {
    LessonState.APPROVED: "approved, counts for everybody",
    LessonState.REJECTED: "rejected, counts for nobody",
    LessonState.UNDONE: "taken back, may be taught anew",
}
PARTLY = "approved, but not all of its words, for some were rejected later"
STAYS = {
    LessonState.APPROVED: "{id} is approved. Undo that first: sko learned undo {id}",
    LessonState.REJECTED: "{id} is rejected and stays so until somebody approves it: sko learned approve {id}",
    LessonState.UNDONE: "{id} is taken back already.",
    LessonState.WAITING: "{id} waits for a decision.",
}
GAP = "{id}  “{question}”: {standing} (asked {times}{people}, first on {since})"
STANDING = {GapState.OPEN: "nobody yet", GapState.ASSIGNED: "leads to {title}", GapState.DISMISSED: "dismissed"}
FIRST_REOPEN = "Somebody decided on {id} before: it {now}. Take that back first: sko gaps reopen {id}"
NOW = {GapState.OPEN: "is open", GapState.ASSIGNED: "leads to {title}", GapState.DISMISSED: "is dismissed"}


def lessons(found: Sequence[Lesson]) -> str:
    """List lessons, a line each."""
    return "\n".join(map(lesson, found)) or NO_LESSONS


def lesson(found: Lesson) -> str:
    """Say in one line what leads where, how that came, and for whom it counts."""
    return printable(
        LESSON.format(
            id=found.id,
            words=" ".join(found.words),
            title=found.title,
            standing=_standing(found),
            kind=KINDS[found.kind],
            people=_people(found.people),
            on=found.on,
        )
    )


def stays(found: Lesson) -> str:
    """Say why a lesson is as it was, and what to do first."""
    return STAYS[found.state].format(id=found.id)


def gaps(found: Sequence[Gap]) -> str:
    """List questions without a person, a line each."""
    return "\n".join(map(gap, found)) or NO_GAPS


def gap(found: Gap) -> str:
    """Say in one line what was asked, how often, and what became of it."""
    return printable(
        GAP.format(
            id=found.id,
            question=found.question,
            standing=STANDING[found.state].format(title=found.title),
            times="once" if found.times == 1 else f"{found.times} times",
            people=f" by {_people(found.people)}" if found.people else "",
            since=found.since,
        )
    ).replace("\n", " ")


def decided(found: Gap) -> str:
    """Say that somebody else has decided on a question before, and how to go on."""
    return printable(FIRST_REOPEN.format(id=found.id, now=NOW[found.state].format(title=found.title)))


def as_json(found: Iterable[Lesson | Gap]) -> list[dict[str, Any]]:
    """Give a list as plain data; dates are written as 2027-02-02."""
    return [
        {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in asdict(one).items()}
        for one in found
    ]


def _standing(found: Lesson) -> str:
    if found.state is LessonState.WAITING:
        return WAITING[found.reach]
    if found.state is LessonState.APPROVED and found.reach is not Reach.EVERYBODY:
        return PARTLY
    return DECIDED[found.state]


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
