"""One row, taken cell by cell; whatever cannot be taken is remarked on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.core.sheets import cells, persons
from bot.core.sheets.columns import ADDRESSES, PEOPLE, Column
from bot.core.sheets.drafts import Effect, Lived, Reason, Remark, Someone, Topic
from bot.core.sheets.grouping import cell, joined, numbered, serial_day
from bot.core.sheets.keys import key_of
from bot.core.sheets.naming import Field
from bot.core.sheets.roles import is_role
from bot.core.sheets.rows import Row

LONGEST_NAME = 200  # of a topic, an alias, a person
LONGEST_SESSION = 300
LONGEST_DAY = 100
LONGEST_POINT = 500  # characters of a key point that a card shows

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Takes the cells of one row, and keeps what there is to say about them."""

    row: Row
    columns: Mapping[Field, tuple[Column, ...]]
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether no column that counts has anything to say."""
        return not any(self.text(name) for name in self.columns)

    @property
    def is_left_out(self) -> bool:
        """Whether something is wrong with the row as a whole."""
        return any(remark.reason.effect is Effect.ROW_LEFT_OUT for remark in self.remarks)

    def topic(self, named: str) -> Topic:
        """Take the whole row, as a topic of this name."""
        title = self.title(named)
        return Topic(
            row=self.row.number,
            key=key_of(title),
            title=title,
            id=key_of(cells.line(self.text(Field.KEY))),
            kind=self.parsed(Field.KIND, cells.kind, Reason.UNKNOWN_KIND) or "other",
            aliases=self.aliases(key_of(title)),
            owners=self.crew(Field.OWNER, Field.OWNER_EMAIL),
            presenters=self.crew(Field.PRESENTER, Field.PRESENTER_EMAIL),
            backups=self.crew(Field.BACKUP, Field.BACKUP_EMAIL),
            reps=self.reps(),
            session=self.line(Field.SESSION, longest=LONGEST_SESSION),
            day=serial_day(self.line(Field.DAY, longest=LONGEST_DAY)),
            key_points=self.points(),
            link=self.parsed(Field.LINK, cells.link, Reason.NO_LINK) or "",
            channel=self.parsed(Field.CHANNEL, cells.channel, Reason.NO_CHANNEL) or "",
        )

    def text(self, name: Field) -> str:
        """Give a cell as it stands; "" where there is no such column, or the cell says that there is nothing."""
        columns = self.columns.get(name, ())
        if _are_several(columns):
            return joined(columns, self.row)
        text = cell(self.row, columns[0].place) if columns else ""
        return "" if cells.is_nothing(text) and name is not Field.TITLE else text

    def remark(self, reason: Reason, name: Field, value: str = "", other: str = "") -> None:
        """Keep what is to be said about one cell."""
        column = self.columns[name][0].name if name in self.columns else ""
        self.remarks.append(Remark(row=self.row.number, column=column, reason=reason, value=value, other=other))

    def line(self, name: Field, *, longest: int) -> str:
        """Take a cell of one line."""
        text = cells.line(self.text(name))
        if len(text) <= longest:
            return text
        self.remark(Reason.TOO_LONG, name, text, str(longest))
        return ""

    def title(self, named: str) -> str:
        """Take the title, and remark on one that cannot be."""
        title = cells.line(named)
        if not title:
            self.remark(Reason.NO_TITLE, Field.TITLE)
        elif not key_of(title):
            self.remark(Reason.TITLE_WITHOUT_WORDS, Field.TITLE, title)
        elif len(title) > LONGEST_NAME:
            self.remark(Reason.TITLE_TOO_LONG, Field.TITLE, title, str(LONGEST_NAME))
        return title

    def parsed(self, name: Field, parse: Callable[[str], Value | None], reason: Reason) -> Value | None:
        """Take a cell that must have a certain form; None where it is empty or has not."""
        text = cells.line(self.text(name))
        if not text:
            return None
        text = serial_day(text) if name in {Field.SINCE, Field.UNTIL} else text
        value = parse(text)
        if value is None:
            self.remark(reason, name, text)
        return value

    def aliases(self, own: str) -> tuple[str, ...]:
        """Take the other names, each once and without the topic's own."""
        named = {key_of(alias): alias for alias in reversed(cells.several(self.text(Field.ALIASES)))}
        aliases = [alias for key, alias in reversed(named.items()) if key not in {own, ""}]
        return tuple(alias for alias in aliases if self.fits(Field.ALIASES, alias))

    def crew(self, name: Field, address: Field) -> tuple[Someone, ...]:
        """Take the people of a cell; what is a role and no person is marked as such."""
        found = self.people(name, address)
        return tuple(
            replace(one, is_role=True) if not (one.email or one.slack_id) and is_role(one.name) else one
            for one in found
        )

    def people(self, name: Field, address: Field) -> tuple[Someone, ...]:
        """Take the people of a cell, or of several that number them, each with the addresses beside them."""
        if not _are_several(self.columns.get(name, ())) and not _are_several(self.columns.get(address, ())):
            return self.paired(name, address, self.text(name), self.text(address))
        named = numbered(self.columns.get(name, ()), self.row)
        reached = numbered(self.columns.get(address, ()), self.row)
        if [0] in (list(named), list(reached)) and named.keys().isdisjoint(reached):  # one cell tells it of everybody
            return self.paired(name, address, _in_order(named), _in_order(reached))
        places = [(named.get(one, ""), reached.get(one, "")) for one in dict.fromkeys((*named, *reached))]
        return tuple(dict.fromkeys(one for place in places for one in self.paired(name, address, *place, alone=True)))

    def paired(
        self, name: Field, address: Field, text: str, beside: str, *, alone: bool = False
    ) -> tuple[Someone, ...]:
        """Take people from a text, with the addresses beside it where it is plain whose is whose."""
        addresses = self.addresses(address, beside)
        known = len(addresses) in {1, 2}  # then there are as many people
        named = persons.people(text, alone=True if alone else len(addresses) == 1 if known else None)
        if len(addresses) != len(named):
            named = tuple(dict.fromkeys(named))
        if len(addresses) == len(named) or not named:
            places = addresses if named else [one for one in addresses if one]
            named = _apart(list(map(_reached, named or [Someone(name="")] * len(places), places)))
        elif addresses:
            self.remark(Reason.EMAILS_UNPAIRED, address, str(len(addresses)), str(len(named)))
        found = dict.fromkeys(one for one in named if one.name or one.email or one.slack_id)
        return tuple(one for one in found if self.fits(name, one.name))

    def reps(self) -> tuple[Lived, ...]:
        """Take those who lived it, with the dates of all and the story of the first."""
        people = self.people(Field.REP, Field.REP_EMAIL)
        since = self.parsed(Field.SINCE, cells.day, Reason.NO_DATE)
        until = self.parsed(Field.UNTIL, cells.day, Reason.NO_DATE)
        story = self.story(told_by=people)
        return tuple(
            Lived(who=one, since=since, until=until, story="" if place else story) for place, one in enumerate(people)
        )

    def addresses(self, name: Field, text: str) -> list[str]:
        """Take a text of addresses or Slack ids; what is neither leaves its place empty."""
        given = persons.addresses(text)
        usable = [one if persons.is_email(one) or persons.is_slack_id(one) else "" for one in given]
        for one in dict.fromkeys(given):
            if one and one not in usable:
                self.remark(Reason.NO_EMAIL, name, one)
        return usable

    def points(self) -> tuple[str, ...]:
        """Take the key points, and remark on those that a card cannot show in full."""
        found = cells.points(self.text(Field.KEY_POINTS))
        for point in found:
            if len(point) > LONGEST_POINT:
                self.remark(Reason.LONG_POINT, Field.KEY_POINTS, point, str(LONGEST_POINT))
        return found

    def fits(self, name: Field, value: str) -> bool:
        """Tell whether a name is short enough to be kept, and remark on it if not."""
        if len(value) > LONGEST_NAME:
            self.remark(Reason.TOO_LONG, name, value, str(LONGEST_NAME))
        return len(value) <= LONGEST_NAME

    def story(self, *, told_by: tuple[Someone, ...]) -> str:
        """Take somebody's own words, to the letter."""
        text = self.text(Field.STORY)
        if text and not told_by:
            self.remark(Reason.STORY_OF_NOBODY, Field.STORY, text)
        return text if told_by else ""


def _are_several(columns: Sequence[Column]) -> bool:
    """Tell whether people are spread over several columns; of anything else the first column alone is read."""
    return any(one.part for one in columns) or (len(columns) > 1 and columns[0].field in PEOPLE | ADDRESSES)


def _in_order(said: Mapping[int, str]) -> str:
    """Put what is said of several people into one text; a dash holds the place of whoever nothing is said of."""
    return " | ".join(text or "-" for text in said.values()) if any(said.values()) else ""


def _apart(people: Sequence[Someone]) -> tuple[Someone, ...]:
    """Mark whoever has no address beside somebody of the same name who has one: they are two."""
    names = {one.name for one in people if one.email}
    return tuple(replace(one, is_another=True) if one.name in names and not _way(one) else one for one in people)


def _way(someone: Someone) -> str:
    return someone.email or someone.slack_id


def _reached(someone: Someone, address: str) -> Someone:
    """Add what somebody is reached by, unless the name came with it."""
    if persons.is_slack_id(address):
        return replace(someone, slack_id=someone.slack_id or address)
    return replace(someone, email=someone.email or address)
