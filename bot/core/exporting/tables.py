"""Topics as the rows of a sheet.

Whatever came in through a sheet comes back as it was: `bot.core.sheets.joining` says how several values share a cell.
An alias or a key point cannot hold a bar or the end of a line, for the reader divides there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.plans import Content, Rep
from bot.core.roster import Known
from bot.core.sheets import Field, Someone, cells, joining
from bot.core.sheets.rows import clean
from bot.core.text import typed

COLUMNS = (
    Field.TITLE, Field.KIND, Field.ALIASES, Field.OWNER, Field.OWNER_EMAIL, Field.PRESENTER, Field.PRESENTER_EMAIL,
    Field.BACKUP, Field.BACKUP_EMAIL, Field.REP, Field.REP_EMAIL, Field.SINCE, Field.UNTIL, Field.STORY, Field.SESSION,
    Field.DAY, Field.KEY_POINTS, Field.LINK, Field.CHANNEL, Field.KEY,
)  # fmt: skip

Cells = dict[Field, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """Field reps who share a row: their dates are the same, and the story is that of the only one."""

    people: tuple[Known, ...]
    since: date | None
    until: date | None
    story: str = ""


def table(contents: Iterable[tuple[str, Content]]) -> list[list[str]]:
    """Write topics, each with its stable key, below the names of the columns.

    A topic with several field reps who differ in dates or have stories goes on in further rows, which repeat its title
    and key and say nothing else of it.
    """
    rows = (row for key, content in contents for row in _rows(key, content))
    return [[field.value for field in COLUMNS], *([row.get(field, "") for field in COLUMNS] for row in rows)]


def _rows(key: str, content: Content) -> Iterator[Cells]:
    name = {Field.TITLE: joining.one_line(typed(content.title)), Field.KEY: f"{key}." if cells.is_nothing(key) else key}
    first, *further = [_lived(one) for one in lived(content)] or [{}]
    yield _topic(content) | first | name
    yield from (one | name for one in further)


def _topic(content: Content) -> Cells:
    owners, presenters, backups = map(_crew, (content.owners, content.presenters, content.backups))
    return {
        Field.KIND: content.kind,
        Field.ALIASES: joining.names([typed(alias) for alias in content.aliases]),
        Field.OWNER: owners[0],
        Field.OWNER_EMAIL: owners[1],
        Field.PRESENTER: presenters[0],
        Field.PRESENTER_EMAIL: presenters[1],
        Field.BACKUP: backups[0],
        Field.BACKUP_EMAIL: backups[1],
        Field.SESSION: joining.one_line(typed(content.session)),
        Field.DAY: joining.one_line(typed(content.day)),
        Field.KEY_POINTS: joining.points([typed(point) for point in content.key_points]),
        Field.LINK: content.link,
        Field.CHANNEL: content.channel,
    }


def _lived(lived: Lived) -> Cells:
    names, addresses = _crew(lived.people)
    return {
        Field.REP: names,
        Field.REP_EMAIL: addresses,
        Field.SINCE: lived.since.isoformat() if lived.since else "",
        Field.UNTIL: lived.until.isoformat() if lived.until else "",
        Field.STORY: clean(typed(lived.story)),
    }


def _crew(people: Sequence[Known]) -> tuple[str, str]:
    someones = (Someone(name=typed(one.name), email=one.email or "", slack_id=one.slack_id) for one in people)
    return joining.crew(list(someones))


def lived(content: Content) -> list[Lived]:
    """Bring field reps and stories into rows that keep the order of both; who tells a story is a field rep by it."""
    left = list(content.stories)
    rows: list[Lived] = []
    for rep in content.reps:
        stories = []
        while left and left[0].person == rep.person:
            stories.append(left.pop(0).text)
        rows += _alone(rep, stories or [""])
    reps = {rep.person: rep for rep in content.reps}
    for told in left:
        rows += _alone(reps.get(told.person, Rep(person=told.person)), [told.text])
    return _shared(rows)


def _alone(rep: Rep, stories: Sequence[str]) -> Iterator[Lived]:
    return (Lived(people=(rep.person,), since=rep.since, until=rep.until, story=story) for story in stories)


def _shared(rows: Iterable[Lived]) -> list[Lived]:
    """Put those who stand beside each other, have the same dates and tell no story into one row."""
    shared: list[Lived] = []
    for row in rows:
        last = shared[-1] if shared else None
        if last and not (last.story or row.story) and (last.since, last.until) == (row.since, row.until):
            shared[-1] = replace(last, people=last.people + row.people)
        else:
            shared.append(row)
    return shared
