"""The directory in force: its number, its topics and lessons as the matcher reads them, and a topic as an example."""

from collections import defaultdict
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.core.lessons import Kept, LessonKind, LessonState, taught
from bot.core.matching import Entry, Taught
from bot.core.results import Help
from bot.core.text import folded
from bot.deps import Deps
from bot.errors import UserMistake
from bot.index import Version
from bot.usecases import embedding
from bot.usecases.embedding import Vectors
from models import Alias, Directory, KeyPoint, Kickoff, Lesson, Person, Role, Story, Teaching, Topic, table_of

DID_YOU_MEAN = "No topic is called “{name}”. The closest are: {titles}."
NO_NAME = "No topic is called “{name}”, nor anything like it."
NEAR, CLOSEST = 60, 3  # how alike two names must be, of 100, for one to be suggested; and how many are
NO_SUCH_TOPIC = "That topic is not in the directory any more. Choose another one."
# Plain tables rather than mapped classes: a whole directory is read before the first question can be answered.
TOPIC, ALIAS, POINT, ROLE, PERSON, STORY, KICKOFF, LESSON, TEACHING, DIRECTORY = (
    table_of(row).c for row in (Topic, Alias, KeyPoint, Role, Person, Story, Kickoff, Lesson, Teaching, Directory)
)
IN_FORCE = (TOPIC.kickoff_id == KICKOFF.id, KICKOFF.is_current.is_(True), TOPIC.archived_at.is_(None))
MAY_BE_SHOWN = (STORY.approved_at.is_not(None), STORY.withdrawn_at.is_(None))  # to anybody
VERSION = select(DIRECTORY.version, DIRECTORY.lessons)
TOPICS = (
    select(TOPIC.id, TOPIC.title, TOPIC.kind, TOPIC.session, TOPIC.day, TOPIC.channel, TOPIC.link)
    .where(*IN_FORCE)
    .order_by(TOPIC.position, TOPIC.id)
)
ALIASES = select(ALIAS.topic_id, ALIAS.name).order_by(ALIAS.position)
POINTS = select(POINT.topic_id, POINT.text).order_by(POINT.position)
PEOPLE = select(ROLE.topic_id, PERSON.name).where(ROLE.person_id == PERSON.id).order_by(ROLE.position, ROLE.id)
# What a peer told can be taken back at any moment, so it is in no index.
OF_THE_SHEET = STORY.source == "sheet"
STORIES = select(STORY.topic_id, STORY.text).where(*MAY_BE_SHOWN, OF_THE_SHEET).order_by(STORY.position, STORY.id)
LESSONS = select(*LESSON).where(LESSON.topic_id == TOPIC.id, *IN_FORCE).order_by(LESSON.taught_at, LESSON.id)
HELPED = select(TEACHING.lesson_id, TEACHING.person_id).where(TEACHING.kind == LessonKind.HELPED.value)


def version(session: Session) -> Version:
    """Give the numbers of the directory in force and of its lessons; 0 before the first sheet was applied."""
    row = session.connection().execute(VERSION).first()
    return Version(row.version, row.lessons) if row else Version(0, 0)


def load(session: Session) -> tuple[int, list[Entry]]:
    """Read the number and every topic of the current kickoff, as the matcher wants them."""
    number = version(session).directory
    aliases, points = _by_owner(session, ALIASES), _by_owner(session, POINTS)
    people, stories = _by_owner(session, PEOPLE), _by_owner(session, STORIES)
    return number, [
        Entry(
            topic_id=topic.id,
            title=topic.title,
            aliases=tuple(aliases[topic.id]),
            kind=topic.kind,
            key_points=tuple(points[topic.id]),
            people=tuple(people[topic.id]),  # who stands to a topic twice speaks for it twice
            stories=tuple(stories[topic.id]),
            session=topic.session,
            day=topic.day,
            channel=topic.channel,
            link=topic.link,
        )
        for topic in session.execute(TOPICS)
    ]


def title(session: Session, topic_id: int) -> str:
    """Give the title of a topic that somebody chose, if it is still in the directory."""
    found: str | None = session.scalar(select(TOPIC.title).where(TOPIC.id == topic_id, *IN_FORCE))
    if found is None:
        raise UserMistake(NO_SUCH_TOPIC)
    return found


def named(session: Session, name: str) -> int:
    """Find the topic that has this name, whatever its capitals and accents; else say which ones come closest."""
    found = likely(session, name)
    if isinstance(found, int):
        return found
    titles = ", ".join(title for _, title in found)
    raise UserMistake(DID_YOU_MEAN.format(name=name, titles=titles) if found else NO_NAME.format(name=name))


def likely(session: Session, name: str) -> int | tuple[tuple[int, str], ...]:
    """Find the topic that has this name; else give the ids and titles of those that come closest."""
    titles: dict[int, str] = {row.id: row.title for row in session.execute(TOPICS)}
    names: dict[str, int] = {
        folded(alias): topic_id for topic_id, alias in session.execute(ALIASES) if topic_id in titles
    }
    names |= {folded(title): topic_id for topic_id, title in titles.items()}
    if (found := names.get(folded(name))) is not None:
        return found
    near = process.extract(folded(name), list(names), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=CLOSEST)
    return tuple(dict.fromkeys((names[one], titles[names[one]]) for one, *_ in near))


def learned(session: Session) -> list[Kept]:
    """Read every lesson on topics of the current kickoff, with the people whose question it was."""
    askers = _by_owner(session, HELPED)
    return [
        Kept(
            id=row.id,
            topic_id=row.topic_id,
            words=tuple(row.words.split()),
            setting=tuple(row.setting.split()),
            state=LessonState(row.state),
            decided_at=row.decided_at,
            askers=tuple(askers[row.id]),
        )
        for row in session.execute(LESSONS)
    ]


def feed(deps: Deps) -> None:
    """Let the index of a process read the directory and what was learned of it from its database."""

    def read() -> tuple[int, list[Entry]]:
        with deps.reading() as session:
            return load(session)

    def learn() -> tuple[int, list[Taught]]:
        with deps.reading() as session:
            return version(session).lessons, taught(learned(session))

    @cache
    def understand() -> Vectors | None:
        return embedding.vectors(deps)

    deps.index.loads_with(read, learn, understand if deps.encoder else None)


def help_with(session: Session) -> Help:
    """Tell what to type, with the first topic of the directory as the example."""
    first = session.execute(TOPICS.limit(1)).first()
    return Help(example=first.title if first else "")


def _by_owner(session: Session, pairs: Select[Any]) -> defaultdict[Any, list[Any]]:
    """Read what belongs to a topic or a lesson, in its order, by the one it belongs to."""
    found = defaultdict[Any, list[Any]](list)
    for owner, owned in session.execute(pairs):
        found[owner].append(owned)
    return found
