"""The directory as it stands, in the form that a sheet can be compared with."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.core.plans import Content, Rep, Told
from bot.core.results import Role, Standing
from bot.core.roster import Known
from bot.core.sheets.keys import key_of
from bot.errors import DirectoryMoved
from bot.usecases import directories
from models import Alias, KeyPoint, Kickoff, Person, Spelling, Story, Topic, table_of
from models import Role as Holding

TRIES = 5
MOVES = "Somebody is changing the directory just now. Try again in a moment."
REPS = (Role.PEER, Role.FORMER)
# Plain tables rather than mapped classes: a whole directory is read, and a large one has a hundred thousand rows.
TOPIC, ALIAS, POINT, ROLE, STORY, PERSON, SPELLING = (
    table_of(row).c for row in (Topic, Alias, KeyPoint, Holding, Story, Person, Spelling)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One row of somebody's own words; `is_shown` once they are approved and not withdrawn."""

    id: int
    person_id: int
    text: str
    kind: str
    position: int
    is_shown: bool
    is_withdrawn: bool
    is_peers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One topic that is there, archived or not; `changed_in` is the version that changed it last.

    `words` are those of the sheet: what peers told in a form is theirs, and nothing here touches it. `withdrawn` are
    all those that their author took back, wherever they came from.
    """

    id: int
    key: str
    position: int
    content: Content
    is_archived: bool = False
    changed_in: int = 0
    words: tuple[Words, ...] = ()
    withdrawn: frozenset[tuple[int | None, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The directory at one version: all topics of the current kickoff by id, and everybody who is known."""

    version: int
    kickoff: Kickoff | None
    topics: Mapping[int, Stored]
    people: Mapping[int, Known]
    spellings: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def present(self) -> tuple[Stored, ...]:
        """The topics that can be asked about."""
        return tuple(stored for stored in self.topics.values() if not stored.is_archived)

    def named(self, title: str) -> Stored | None:
        """Give the topic of this title, whatever its capitals; one that left the sheet only if no other has it."""
        key = key_of(title)
        found = [stored for stored in self.topics.values() if key_of(stored.content.title) == key]
        return min(found, key=lambda stored: stored.is_archived, default=None)


def load(session: Session, *, only: int | None = None) -> Contents:
    """Read the whole directory with one query a table; with `only`, of all topics but one just what they are called.

    Outside of a transaction each table may be read of another version; then all of it is read anew.
    """
    for _ in range(TRIES):
        before = directories.version(session)
        with suppress(KeyError):  # a topic was read that names somebody who was not there a moment before
            found = _loaded(session, only=only)
            if directories.version(session) == before:
                return found
    raise DirectoryMoved(MOVES)


def _loaded(session: Session, *, only: int | None) -> Contents:
    kickoff = session.scalars(select(Kickoff).where(Kickoff.is_current)).first()
    everybody = people(session)
    spellings = {row.name: row.person_id for row in session.execute(select(SPELLING.name, SPELLING.person_id))}
    version = directories.version(session).directory
    topics = _topics(session, kickoff.id, everybody, only=only) if kickoff else {}
    return Contents(version=version, kickoff=kickoff, topics=topics, people=everybody, spellings=spellings)


def people(session: Session) -> dict[int, Known]:
    """Read everybody who is known, by id."""
    columns = (PERSON.id, PERSON.name, PERSON.email, PERSON.standing, PERSON.slack_id)
    return {
        row.id: Known(
            id=row.id,
            name=row.name,
            email=row.email,
            standing=Standing(row.standing),
            in_slack=row.slack_id is not None,
            slack_id=row.slack_id or "",
        )
        for row in session.execute(select(*columns).order_by(PERSON.id))
    }


def _topics(session: Session, kickoff_id: int, people: Mapping[int, Known], *, only: int | None) -> dict[int, Stored]:
    here = (TOPIC.kickoff_id == kickoff_id,)
    aliases = _by_topic(session, select(ALIAS.topic_id, ALIAS.name).order_by(ALIAS.position))
    points = select(POINT.topic_id, POINT.text).order_by(POINT.position)
    held = select(ROLE.topic_id, ROLE.kind, ROLE.person_id, ROLE.since, ROLE.until).order_by(ROLE.position, ROLE.id)
    told = select(*STORY).order_by(STORY.position, STORY.id)
    if only is not None:
        points, held, told = (
            points.where(POINT.topic_id == only),
            held.where(ROLE.topic_id == only),
            told.where(STORY.topic_id == only),
        )
    texts, roles, words = (_by_topic(session, rows) for rows in (points, held, told))
    rows = session.execute(select(*TOPIC).where(*here).order_by(TOPIC.position, TOPIC.id))
    return {
        row.id: _stored(
            row,
            roles[row.id],
            [_words(one) for one in words[row.id]],
            people,
            aliases=tuple(one.name for one in aliases[row.id]),
            points=tuple(one.text for one in texts[row.id]),
        )
        for row in rows
    }


def _by_topic(session: Session, rows: Select[Any]) -> defaultdict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in session.execute(rows):
        found[row.topic_id].append(row)
    return found


def _words(row: Any) -> Words:
    return Words(
        id=row.id,
        person_id=row.person_id,
        text=row.text,
        kind=row.kind,
        position=row.position,
        is_shown=row.approved_at is not None and row.withdrawn_at is None,
        is_withdrawn=row.withdrawn_at is not None,
        is_peers=row.source == "peer",
    )


def _stored(
    row: Any,
    roles: list[Any],
    words: list[Words],
    people: Mapping[int, Known],
    *,
    aliases: tuple[str, ...],
    points: tuple[str, ...],
) -> Stored:
    content = Content(
        **{name: getattr(row, name) for name in ("title", "kind", "session", "day", "link", "channel")},
        aliases=aliases,
        owners=_holders(roles, people, Role.OWNER),
        presenters=_holders(roles, people, Role.PRESENTER),
        backups=_holders(roles, people, Role.BACKUP),
        reps=tuple(
            Rep(person=people[one.person_id], since=one.since, until=one.until) for one in roles if one.kind in REPS
        ),
        stories=tuple(
            Told(person=people[one.person_id], text=one.text, kind=one.kind)
            for one in words
            if one.is_shown and not one.is_peers
        ),
        key_points=points,
    )
    return Stored(
        id=row.id,
        key=row.key,
        position=row.position,
        content=content,
        is_archived=row.archived_at is not None,
        changed_in=row.changed_in,
        words=tuple(one for one in words if not one.is_peers),
        withdrawn=frozenset((one.person_id, one.text) for one in words if one.is_withdrawn),
    )


def _holders(roles: list[Any], people: Mapping[int, Known], role: Role) -> tuple[Known, ...]:
    return tuple(people[one.person_id] for one in roles if one.kind == role)
