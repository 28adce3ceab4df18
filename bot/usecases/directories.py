"""The directory in force: its number, its topics as the matcher reads them, and one of them as an example."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.core.matching import Entry
from bot.core.results import Help
from bot.deps import Deps
from models import Alias, Directory, KeyPoint, Kickoff, Person, Role, Story, Topic, table_of

# Plain tables rather than mapped classes: a whole directory is read before the first question can be answered.
TOPIC, ALIAS, POINT, ROLE, PERSON, STORY, KICKOFF = (
    table_of(row).c for row in (Topic, Alias, KeyPoint, Role, Person, Story, Kickoff)
)
IN_FORCE = (TOPIC.kickoff_id == KICKOFF.id, KICKOFF.is_current.is_(True), TOPIC.archived_at.is_(None))
MAY_BE_SHOWN = (STORY.approved_at.is_not(None), STORY.withdrawn_at.is_(None))  # what `may_be_shown` says of a row
VERSION = select(table_of(Directory).c.version)
TOPICS = (
    select(TOPIC.id, TOPIC.title, TOPIC.kind, TOPIC.session, TOPIC.day, TOPIC.channel, TOPIC.link)
    .where(*IN_FORCE)
    .order_by(TOPIC.position, TOPIC.id)
)
ALIASES = select(ALIAS.topic_id, ALIAS.name).order_by(ALIAS.position)
POINTS = select(POINT.topic_id, POINT.text).order_by(POINT.position)
PEOPLE = select(ROLE.topic_id, PERSON.name).where(ROLE.person_id == PERSON.id).order_by(ROLE.position, ROLE.id)
STORIES = select(STORY.topic_id, STORY.text).where(*MAY_BE_SHOWN).order_by(STORY.id)


def version(session: Session) -> int:
    """Give the number of the directory in force; 0 before the first sheet was applied."""
    return session.connection().scalar(VERSION) or 0


def load(session: Session) -> tuple[int, list[Entry]]:
    """Read the number and every topic of the current kickoff, as the matcher wants them."""
    number = version(session)
    aliases, points = _by_topic(session, ALIASES), _by_topic(session, POINTS)
    people, stories = _by_topic(session, PEOPLE), _by_topic(session, STORIES)
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


def feed(deps: Deps) -> None:
    """Let the index of a process read the directory from its database."""

    def read() -> tuple[int, list[Entry]]:
        with deps.reading() as session:
            return load(session)

    deps.index.loads_with(read)


def help_with(session: Session) -> Help:
    """Tell what to type, with the first topic of the directory as the example."""
    first = session.execute(TOPICS.limit(1)).first()
    return Help(example=first.title if first else "")


def _by_topic(session: Session, texts: Select[Any]) -> defaultdict[int, list[str]]:
    """Read texts in their order, by the topic they belong to."""
    found = defaultdict[int, list[str]](list)
    for topic_id, text in session.execute(texts):
        found[topic_id].append(text)
    return found


def may_be_shown(story: Story) -> bool:
    """Tell whether a story was approved and not withdrawn since."""
    return story.approved_at is not None and story.withdrawn_at is None
