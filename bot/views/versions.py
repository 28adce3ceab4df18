"""The versions of the directory: who made which, when and how, and the way back to each."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.core.uploads import History, Version, VersionKind
from bot.views.blocks import Message, actions, button, message, section
from bot.views.changes import clipped
from bot.views.excerpts import brief
from bot.views.terminal import printable
from bot.views.uploads import GO_BACK

MORE_VERSIONS = "more_versions"

PAGE = 20  # versions that a message takes, however long the names in them are
UTC = "UTC"
NAMES, ABOUT = 40, 50  # characters of who made a version, and of what it was about

TITLE = "The versions of the directory"
HEADING = "*Versions of the directory*, the latest first. Going back shows first what would change."
NOTHING = "There is no version yet. The first sheet that is applied makes one, and from then on you can go back."
LINE = "*Version {number}* · {at} · {did}"
IN_FORCE = " · *in force*"
COMMAND_LINE = "the command line"
BEFORE = "what was there before versions were kept"
DID = {
    VersionKind.SHEET: "applied “{about}”",
    VersionKind.EDIT: "edited “{about}”",
    VersionKind.UNDO: "went back to version {about}",
}
ADDED_ONE, RETIRED_ONE = "added “{about}”", "retired “{about}”"  # a single edit that did so
BACK_LABEL, MORE_LABEL = "Back to this", "Show more"
TIMES = "%-d %b %Y, %H:%M"

TERMINAL = "{mark} {number}  {at}  {did}{counts}"
NO_VERSIONS = "No version yet. The first sheet that is applied makes one: sko import kickoff.csv --apply"


def page(found: History, *, tz: str = UTC) -> Message:
    """Draw some versions, each but the one in force with the way back to it."""
    if not found.versions:
        return message(NOTHING, section(NOTHING))
    shown = found.versions[:PAGE]
    following = found.following if len(shown) == len(found.versions) else shown[-1].number
    more = actions([button(MORE_LABEL, action=MORE_VERSIONS, value=str(following))]) if following else None
    lines = (_line(one, current=found.current, tz=tz) for one in shown)
    return message(TITLE, section(HEADING), *lines, more)


def lines(found: History, *, tz: str = UTC) -> str:
    """Write versions as a line each; the one in force is marked."""
    return "\n".join(_written(found, tz=tz)) or NO_VERSIONS


def _line(version: Version, *, current: int, tz: str) -> Block:
    by = f"*{brief(version.by.name, most=NAMES)}*" if version.by else COMMAND_LINE
    did = f"{by} {_did(version).format(about=brief(version.about, most=ABOUT))}" if version.about else BEFORE
    said = LINE.format(number=version.number, at=_at(version.at, tz=tz), did=did)
    said = " · ".join(filter(None, (said, ", ".join(_counts(version)))))
    if version.number == current:
        return section(said + IN_FORCE)
    return section(said, accessory=button(BACK_LABEL, action=GO_BACK, value=str(version.number)))


def _written(found: History, *, tz: str) -> Iterator[str]:
    for one in found.versions:
        counts = ", ".join(_counts(one))
        line = TERMINAL.format(
            mark="*" if one.number == found.current else " ",
            number=one.number,
            at=_at(one.at, tz=tz),
            did=_told(one),
            counts=f": {counts}" if counts else "",
        )
        yield printable(line.replace("\n", " "))


def _told(version: Version) -> str:
    by = version.by.name if version.by else COMMAND_LINE
    return f"{by} {_did(version).format(about=clipped(version.about))}" if version.about else BEFORE


def _did(version: Version) -> str:
    if version.kind is VersionKind.EDIT and version.added:
        return ADDED_ONE
    if version.kind is VersionKind.EDIT and version.removed:
        return RETIRED_ONE
    return DID[version.kind]


def _counts(version: Version) -> list[str]:
    """Say how much changed; a single edit says so already."""
    if version.kind is VersionKind.EDIT:
        return []
    said = {"+{n} new": version.added, "{n} changed": version.changed, "{n} removed": version.removed}
    return [text.format(n=n) for text, n in said.items() if n]


def _at(moment: datetime, *, tz: str) -> str:
    """Write a time as it is in a zone; that of no zone in particular says so."""
    return moment.astimezone(ZoneInfo(tz)).strftime(TIMES) + (f" {UTC}" if tz == UTC else "")
