"""Write into the tables what a comparison found, a statement for each table; what does not change is not touched.

Plain tables, for a large sheet has a hundred thousand rows, and nobody else can write on SQLite meanwhile.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, update
from sqlalchemy.orm import Session

from bot.core.calling import INHERITED
from bot.core.plans import Content, Rep, Told
from bot.core.results import Role
from bot.core.roster import Known
from bot.core.sheets.keys import LONGEST_KEY
from bot.usecases.importing.comparing import Comparison
from bot.usecases.importing.steps import Step
from bot.usecases.importing.stored import Contents
from models import Alias, KeyPoint, Person, Story, Topic, table_of
from models import Role as Holding

TOPICS, ALIASES, POINTS, ROLES, STORIES, PEOPLE = (
    table_of(row) for row in (Topic, Alias, KeyPoint, Holding, Story, Person)
)
BATCH = 500  # rows named in one statement
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes topics of one kickoff in version `version`; `ids` are the people's, `by` approves the stories."""

    session: Session
    ids: dict[Known, int]
    contents: Contents
    kickoff_id: int
    version: int
    by: str
    now: datetime

    def write(self, steps: Sequence[Step]) -> list[int]:
        """Make topics say what their contents say, and give the ids of those that are new."""
        known = [(step.stored.id, step) for step in steps if step.stored]
        new = list(zip(self._inserted(steps), (step for step in steps if not step.stored), strict=True))
        self._update([self._row(step) | {"topic": topic_id} for topic_id, step in known])
        ids = [topic_id for topic_id, _ in known]
        for table in (ALIASES, POINTS, ROLES):
            self._delete(table, table.c.topic_id, ids)
        written = [*known, *new]
        self._insert(ALIASES, (row for at, step in written for row in _listed(at, "name", step.content.aliases)))
        self._insert(POINTS, (row for at, step in written for row in _listed(at, "text", step.content.key_points)))
        self._insert(ROLES, (row for at, step in written for row in self._roles(at, step.content)))
        self._write_stories(written)
        return [topic_id for topic_id, _ in new]

    def archive(self, topic_ids: Iterable[int]) -> None:
        """Take topics out of the directory, and keep them."""
        values = {"archived_at": self.now, "changed_in": self.version}
        for some in _batches(list(topic_ids)):
            self.session.execute(update(TOPICS).where(TOPICS.c.id.in_(some)).values(values))

    def _inserted(self, steps: Sequence[Step]) -> list[int]:
        """Insert the topics that are new, each under a key that no other has, and give their ids in order."""
        taken = {stored.key for stored in self.contents.topics.values()}
        rows = []
        for step in (step for step in steps if not step.stored):
            key = _free(step.key, taken)
            taken.add(key)
            rows.append(self._row(step) | {"kickoff_id": self.kickoff_id, "key": key, "position": step.position})
        if not rows:
            return []
        ids = insert(TOPICS).returning(TOPICS.c.id, sort_by_parameter_order=True)
        return list(self.session.execute(ids, rows).scalars())

    def _row(self, step: Step) -> Row:
        """Give what a topic's own row says; whoever applies a sheet says with it that its new owners are right."""
        content = step.content
        keeps = step.stored is not None and step.stored.content.owners == content.owners
        return {
            **{name: getattr(content, name) for name in ("title", "kind", "session", "day", "link", "channel")},
            "archived_at": None,
            "changed_in": self.version,
            **({} if keeps else {"confirmed_at": self.now}),
        }

    def _update(self, rows: Sequence[Row]) -> None:
        for same in (
            [row for row in rows if "confirmed_at" in row],
            [row for row in rows if "confirmed_at" not in row],
        ):
            if same:
                values: Row = {name: bindparam(name) for name in same[0] if name != "topic"}
                statement = update(TOPICS).where(TOPICS.c.id == bindparam("topic")).values(values)
                self.session.connection().execute(statement, same)

    def _roles(self, topic_id: int, content: Content) -> Iterator[Row]:
        for place, (kind, rep) in enumerate(_parts(content)):
            yield {
                "topic_id": topic_id,
                "person_id": self.ids[rep.person],
                "kind": kind.value,
                "position": place,
                "since": rep.since,
                "until": rep.until,
            }

    def _write_stories(self, written: Iterable[tuple[int, Step]]) -> None:
        """Keep what is told still, and what is not shown anyway: withdrawn, or waiting for approval."""
        gone: list[int] = []
        approved: list[int] = []
        moved: list[Row] = []
        told: list[Row] = []
        for topic_id, step in written:
            wanted = {(self.ids[one.person], one.text): (at, one) for at, one in enumerate(step.content.stories)}
            for words in step.stored.words if step.stored else ():
                at, is_told = wanted.pop((words.person_id, words.text), (words.position, None))
                if is_told and not words.is_shown:
                    approved.append(words.id)
                elif words.is_shown and not is_told:
                    gone.append(words.id)
                if at != words.position:
                    moved.append({"story": words.id, "at": at})
            told += [self._told(topic_id, person_id, one, at) for (person_id, _), (at, one) in wanted.items()]
        self._delete(STORIES, STORIES.c.id, gone)
        for some in _batches(approved):
            agreed = {"approved_at": self.now, "approved_by": self.by}
            self.session.execute(update(STORIES).where(STORIES.c.id.in_(some)).values(agreed))
        if moved:
            order = update(STORIES).where(STORIES.c.id == bindparam("story")).values(position=bindparam("at"))
            self.session.connection().execute(order, moved)
        self._insert(STORIES, told)

    def _told(self, topic_id: int, person_id: int, told: Told, at: int) -> Row:
        row: Row = {"topic_id": topic_id, "person_id": person_id, "text": told.text, "kind": told.kind, "position": at}
        return row | {"approved_at": self.now, "approved_by": self.by}

    def _insert(self, table: Table, rows: Iterable[Row]) -> None:
        if found := list(rows):
            self.session.connection().execute(insert(table), found)

    def _delete(self, table: Table, column: Any, ids: Sequence[int]) -> None:
        for some in _batches(ids):
            self.session.execute(delete(table).where(column.in_(some)))


def write(
    session: Session,
    comparison: Comparison,
    contents: Contents,
    *,
    kickoff_id: int,
    version: int,
    by: str,
    now: datetime,
) -> list[int]:
    """Carry out everything that a comparison found, and give the ids of the topics that are new."""
    ids = {known: known.id for known in comparison.named if known.id is not None}
    newcomers = [{"name": one.name, "email": one.email, "standing": one.standing.value} for one in comparison.newcomers]
    if newcomers:
        added = insert(PEOPLE).returning(PEOPLE.c.id, sort_by_parameter_order=True)
        ids |= dict(zip(comparison.newcomers, session.execute(added, newcomers).scalars(), strict=True))
    for before, after in comparison.updates:
        values = {"name": after.name, "email": after.email}
        session.execute(update(PEOPLE).where(PEOPLE.c.id == before.id).values(values))
    writer = Writer(session=session, ids=ids, contents=contents, kickoff_id=kickoff_id, version=version, by=by, now=now)
    writer.archive(stored.id for stored in comparison.leaving)
    return writer.write([step for step in comparison.steps if step.is_needed])


def _free(key: str, taken: set[str]) -> str:
    """Give a key that no other topic has: a name that two topics had one after the other gets a number."""
    if key not in taken:
        return key
    return next(one for number in count(2) if (one := f"{key[: LONGEST_KEY - 8]}-{number}") not in taken)


def _listed(topic_id: int, name: str, values: Sequence[str]) -> Iterator[Row]:
    return ({"topic_id": topic_id, name: value, "position": place} for place, value in enumerate(values))


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _parts(content: Content) -> Iterator[tuple[Role, Rep]]:
    """Give every role with who plays it, in the order in which a sheet names them."""
    for kind, people in (
        (Role.OWNER, content.owners),
        (Role.PRESENTER, content.presenters),
        (Role.BACKUP, content.backups),
    ):
        yield from ((kind, Rep(person=person)) for person in people)
    kind = Role.FORMER if content.kind in INHERITED else Role.PEER
    yield from ((kind, rep) for rep in content.reps)
