"""What an organizer sees between dropping a sheet and having it in force, and what can be taken back after."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.plans import Plan, WhoIs
from bot.core.results import Who
from bot.core.sheets import Field


class VersionKind(StrEnum):
    """How a version of the directory came about."""

    SHEET = "sheet"
    EDIT = "edit"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a sheet, or going back to a version, would change; buttons carry `upload_id`.

    `has_moved` tells that the directory changed since the organizer looked, so that nothing was applied and this is how
    it looks now.
    """

    upload_id: str
    plan: Plan
    has_moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A sheet, an edit or an undo that is in force since `version`; `was` is the version before, to go back to."""

    plan: Plan
    version: int
    was: int
    kind: VersionKind = VersionKind.SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sheet that was cancelled; nothing of it is kept."""

    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of the directory: who made it, when, how, and how much it changed.

    `by` is None for the command line and for somebody who is not known any more. `about` is the name of the sheet, the
    title of the edited topic, or the number of the version that was gone back to.
    """

    number: int
    at: datetime
    by: Who | None
    kind: VersionKind
    about: str
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Versions, the latest first; `current` is in force, and `following` is the one to go on after, 0 at the end."""

    versions: tuple[Version, ...]
    current: int
    following: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column of an uploaded sheet, with what it is taken for and a cell or two as examples."""

    name: str
    place: int
    field: Field | None
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsForm:
    """What each column of a sheet holds, to be put right; `more` columns did not fit the form."""

    upload_id: str
    sheet: str
    columns: tuple[FormColumn, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoForm:
    """Who is meant by names that have to be asked about; `more` names did not fit the form."""

    upload_id: str
    sheet: str
    who: tuple[WhoIs, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The people of one role on a topic: those in Slack by Slack id, the others by name."""

    slack_ids: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicForm:
    """One topic to be edited, or a new one (`topic_id` is None).

    `version` is the version of the directory in which the topic was last changed, by which it is found out that
    somebody changed it since.
    """

    topic_id: int | None
    version: int = 0
    title: str = ""
    kind: str = "other"
    aliases: tuple[str, ...] = ()
    owners: Staff = Staff()
    presenters: Staff = Staff()
    backups: Staff = Staff()
    reps: Staff = Staff()
    key_points: tuple[str, ...] = ()
    session: str = ""
    day: str = ""
    link: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """No topic has the name that was to be edited; `closest` are (topic id, title) that may be meant."""

    name: str
    closest: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file for one organizer alone: its name, its bytes, and one sentence beside it.

    `shows` says what is seen in a picture, for those who do not see it.
    """

    name: str
    data: bytes
    says: str
    shows: str = ""
