"""What a sheet says before anybody looked into the directory: topics, and remarks by row."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from bot.core.sheets.columns import Column
from bot.core.sheets.naming import Field


class Effect(Enum):
    """What a remark means for the sheet."""

    ROW_LEFT_OUT = "row"
    CELL_IGNORED = "cell"
    JUST_SO_YOU_KNOW = "warning"


class Reason(StrEnum):
    """What can be wrong with a row, a cell, or a person in it."""

    NO_TITLE = "no title"
    TITLE_WITHOUT_WORDS = "title without words"
    TITLE_TOO_LONG = "title too long"
    TITLE_TWICE = "title twice"
    UNKNOWN_KIND = "unknown kind"
    ONE_OR_TWO_PEOPLE = "one or two people"
    MAY_BE_TWO = "may be two"
    SAME_NAME = "same name"
    OTHER_NAME = "other name"
    NO_COLLEAGUE = "no colleague"
    ALIAS_TWICE = "alias twice"
    ALIAS_IS_TITLE = "alias is title"
    ALIAS_OF_ANOTHER = "alias of another"
    TOO_LONG = "too long"
    NO_EMAIL = "no e-mail"
    EMAILS_UNPAIRED = "e-mails unpaired"
    NO_LINK = "no link"
    NO_CHANNEL = "no channel"
    NO_DATE = "no date"
    STORY_OF_NOBODY = "story of nobody"
    NO_OWNER = "no owner"
    HAS_LEFT = "has left"
    OTHER_EMAIL = "other e-mail"
    A_ROLE = "a role"
    NO_SUCH_ID = "no such id"
    NO_OWNERS = "no owners"
    SAME_AS_ABOVE = "same as above"
    JOINED = "joined"
    GOES_ON = "goes on"
    SERVICE = "service"
    CANCELLED = "cancelled"
    EXAMPLE = "example"
    GOES_OUT = "goes out"
    NOT_CHOSEN = "not chosen"
    HEADING = "heading"
    ALIKE_TITLES = "alike titles"
    TITLE_TAKES_NAME = "title takes name"
    LONG_POINT = "long point"

    @property
    def effect(self) -> Effect:
        """What happens to the row or the cell."""
        if self in LEAVE_OUT:
            return Effect.ROW_LEFT_OUT
        return Effect.JUST_SO_YOU_KNOW if self in WARNINGS else Effect.CELL_IGNORED


LEAVE_OUT = {
    Reason.NO_TITLE,
    Reason.TITLE_WITHOUT_WORDS,
    Reason.TITLE_TOO_LONG,
    Reason.TITLE_TWICE,
    Reason.ONE_OR_TWO_PEOPLE,
    Reason.SAME_NAME,
    Reason.OTHER_NAME,
    Reason.NO_COLLEAGUE,
    Reason.NO_SUCH_ID,
}
WARNINGS = {
    Reason.NO_OWNER,
    Reason.HAS_LEFT,
    Reason.OTHER_EMAIL,
    Reason.A_ROLE,
    Reason.NO_OWNERS,
    Reason.SAME_AS_ABOVE,
    Reason.JOINED,
    Reason.GOES_ON,
    Reason.SERVICE,
    Reason.CANCELLED,
    Reason.EXAMPLE,
    Reason.GOES_OUT,
    Reason.NOT_CHOSEN,
    Reason.HEADING,
    Reason.ALIKE_TITLES,
    Reason.TITLE_TAKES_NAME,
    Reason.LONG_POINT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to tell about a row: `value` is what the cell says, `other` what it clashes with."""

    row: int
    column: str
    reason: Reason
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person as a sheet names them: by name, by e-mail address, by Slack id, or by several of these.

    `is_role` tells that it is no person at all but what somebody is: “CRO”, “RevOps”; `may_be_two`, that the name as
    it is typed may be “Last, First” or two people; `is_another`, that the sheet gives no address on purpose, beside
    somebody of the same name who has one.
    """

    name: str
    email: str = ""
    slack_id: str = ""
    is_role: bool = False
    may_be_two: bool = False
    is_another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """Somebody who lived a topic, or held the account or territory before, in their own words if they told any."""

    who: Someone
    since: date | None = None
    until: date | None = None
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One row that can become a topic; `reps` lived it, or held the account or territory before.

    `id` is what the sheet itself knows the row by from one export to the next, "" where it has nothing of the kind.
    """

    row: int
    key: str
    title: str
    id: str = ""
    kind: str = "other"
    aliases: tuple[str, ...] = ()
    owners: tuple[Someone, ...] = ()
    presenters: tuple[Someone, ...] = ()
    backups: tuple[Someone, ...] = ()
    reps: tuple[Lived, ...] = ()
    session: str = ""
    day: str = ""
    key_points: tuple[str, ...] = ()
    link: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a sheet says; `left_out` are keys and ids of rows with problems, whose topics stay as they are."""

    sheet: str
    tab: str
    columns: tuple[Column, ...]
    topics: tuple[Topic, ...]
    remarks: tuple[Remark, ...]
    left_out: frozenset[str] = frozenset()

    @property
    def without_kind(self) -> frozenset[int]:
        """The rows whose kind cannot be told: a topic that is known keeps its own."""
        return frozenset(remark.row for remark in self.remarks if remark.reason is Reason.UNKNOWN_KIND)

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that the sheet has a column for; it says nothing about the others."""
        return frozenset(column.field for column in self.columns if column.field)
