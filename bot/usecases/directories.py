"""The directory in force: its number, its topics as the matcher reads them, and one of them as an example."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, selectinload

from bot.core.matching import Entry
from bot.core.results import Help
from bot.deps import Deps
from models import Directory, Kickoff, Role, Story, Topic, table_of

VERSION = select(table_of(Directory).c.version)
MAY_BE_SHOWN = and_(Story.approved_at.is_not(None), Story.withdrawn_at.is_(None))


def version(session: Session) -> int:
    """Give the number of the directory in force; 0 before the first sheet was applied."""
    return session.scalar(VERSION) or 0


def load(session: Session) -> tuple[int, list[Entry]]:
    """Read the number and every topic of the current kickoff, as the matcher wants them."""
    number = version(session)
    topics = session.scalars(
        select(Topic)
        .join(Kickoff)
        .where(Kickoff.is_current, Topic.archived_at.is_(None))
        .order_by(Topic.position, Topic.id)
        .options(
            selectinload(Topic.aliases),
            selectinload(Topic.key_points),
            selectinload(Topic.roles).joinedload(Role.person),
            selectinload(Topic.stories.and_(MAY_BE_SHOWN)),
        )
    )
    return number, [_entry(topic) for topic in topics]


def feed(deps: Deps) -> None:
    """Let the index of a process read the directory from its database."""

    def read() -> tuple[int, list[Entry]]:
        with deps.reading() as session:
            return load(session)

    deps.index.loads_with(read)


def help_with(session: Session) -> Help:
    """Tell what to type, with the first topic of the directory as the example."""
    first = select(Topic.title).join(Kickoff).where(Kickoff.is_current, Topic.archived_at.is_(None))
    return Help(example=session.scalar(first.order_by(Topic.position, Topic.id).limit(1)) or "")


def _entry(topic: Topic) -> Entry:
    return Entry(
        topic_id=topic.id,
        title=topic.title,
        aliases=tuple(alias.name for alias in topic.aliases),
        kind=topic.kind,
        key_points=tuple(point.text for point in topic.key_points),
        people=tuple(role.person.name for role in topic.roles),  # who stands to it twice speaks for it twice
        stories=tuple(story.text for story in topic.stories),
        session=topic.session,
        day=topic.day,
        channel=topic.channel,
        link=topic.link,
    )


def may_be_shown(story: Story) -> bool:
    """Tell whether a story was approved and not withdrawn since."""
    return story.approved_at is not None and story.withdrawn_at is None
