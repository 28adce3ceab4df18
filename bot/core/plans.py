"""What applying a sheet would do, and what it did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from bot.core.roster import Known
from bot.core.sheets import Column, Effect, Field, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """Somebody who lived a topic, or held the account or territory before, with the dates that are known."""

    person: Known
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody's own words; `kind` is what they are about, which no sheet tells."""

    person: Known
    text: str
    kind: str = field(default="story", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a sheet can say about a topic, and that can be compared with what the directory says."""

    title: str
    kind: str = "other"
    aliases: tuple[str, ...] = ()
    owners: tuple[Known, ...] = ()
    presenters: tuple[Known, ...] = ()
    backups: tuple[Known, ...] = ()
    reps: tuple[Rep, ...] = ()
    stories: tuple[Told, ...] = ()
    session: str = ""
    day: str = ""
    key_points: tuple[str, ...] = ()
    link: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a topic or a person, as it was and as it becomes; several values are several texts."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A topic or a person that is known already, with what becomes different."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What an organizer decided about a sheet beyond what it says.

    `fields` tells what the column at a place holds, None to leave it out. `people` tells who is meant by a name, folded
    as by `bot.core.text.folded`: the id of a person, None for somebody who is not in Slack. `same` tells which topic a
    row is, by the key of its title: 0 for a new one. `keeps` tells whether topics that the sheet does not name stay;
    None leaves that to whether the sheet looks like a part of the directory.
    """

    fields: Mapping[int, Field | None] = field(default_factory=dict)
    people: Mapping[str, int | None] = field(default_factory=dict)
    same: Mapping[str, int] = field(default_factory=dict)
    keeps: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIs:
    """A name that has to be asked about: several people have it, nobody in Slack has, or it is a role.

    `rows` and `column` say where it stands, as the spreadsheet shows them; `candidates` are who may be meant, the
    likeliest first. While `leaves_out` the rows cannot be used; else they are, with the name as it is written.
    """

    name: str
    rows: tuple[int, ...]
    column: str
    candidates: tuple[Known, ...] = ()
    leaves_out: bool = False
    is_role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A row that may be a topic under a new name; until somebody says so it counts as a new one."""

    row: int
    key: str
    title: str
    topic_id: int
    old: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What applying a sheet would do to the directory; names of topics and people as they were before.

    `removed` are the topics that would go because the sheet does not name them, `kept` those that stay although it does
    not; one of the two is empty. `is_partial` tells that the sheet names less than half of the directory. `base` is the
    version of the directory that it was compared with. For an undo, `target` is the version that comes back.
    """

    sheet: str
    tab: str
    columns: tuple[Column, ...]
    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    people_added: tuple[str, ...] = ()
    people_changed: tuple[Changed, ...] = ()
    remarks: tuple[Remark, ...] = ()
    kept: tuple[str, ...] = ()
    is_partial: bool = False
    who: tuple[WhoIs, ...] = ()
    likely: tuple[Likely, ...] = ()
    base: int = 0
    target: int | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether the directory says all this already."""
        return not (self.added or self.changed or self.removed or self.people_changed)

    @property
    def problems(self) -> tuple[Remark, ...]:
        """What somebody should put right in the sheet before it is applied."""
        return tuple(remark for remark in self.remarks if remark.reason.effect is not Effect.JUST_SO_YOU_KNOW)

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """What is worth knowing of the rows that can be used, and stops nothing."""
        gone = {remark.row for remark in self.remarks if remark.reason.effect is Effect.ROW_LEFT_OUT}
        told = (remark for remark in self.remarks if remark.reason.effect is Effect.JUST_SO_YOU_KNOW)
        return tuple(remark for remark in told if remark.row not in gone)


def differences(old: Content, new: Content) -> tuple[Change, ...]:
    """Compare two states of a topic field by field.

    >>> differences(Content(title="Pricing", day="Day 1"), Content(title="Pricing", day="Day 2"))
    (Change(field='day', old=('Day 1',), new=('Day 2',)),)
    """
    return tuple(
        _change(field.name, getattr(old, field.name), getattr(new, field.name))
        for field in fields(Content)
        if getattr(old, field.name) != getattr(new, field.name)
    )


def person_differences(old: Known, new: Known) -> tuple[Change, ...]:
    """Compare what is known of a person before and after."""
    return tuple(
        _change(name, getattr(old, name) or "", getattr(new, name) or "")
        for name in ("name", "email")
        if getattr(old, name) != getattr(new, name)
    )


def _change(field: str, old: object, new: object) -> Change:
    """Put a difference into words; two people of one name are told apart by their addresses."""
    before, after = tuple(_texts(old)), tuple(_texts(new))
    if before == after:
        before, after = tuple(_texts(old, precise=True)), tuple(_texts(new, precise=True))
    return Change(field=field, old=before, new=after)


def _texts(value: object, *, precise: bool = False) -> Iterator[str]:
    match value:
        case tuple():
            for one in value:
                yield from _texts(one, precise=precise)
        case Known():
            yield f"{value.name} <{value.email}>" if precise else value.name
        case Rep():
            dates = f" ({value.since or ''} – {value.until or ''})" if value.since or value.until else ""
            yield "".join(_texts(value.person, precise=precise)) + dates
        case Told():
            yield f"{''.join(_texts(value.person, precise=precise))}: {value.text}"
        case str() if value:
            yield value
