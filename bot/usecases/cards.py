"""Topics as they stand in the directory, and the card of one offered suggestion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.core.calling import asks_for_former, in_order
from bot.core.results import Card, Held, Nobody, Option, Role, Standing, Voice, Who, Yourself
from bot.usecases.directories import may_be_shown
from models import Ask, Person, Story, Suggestion, Topic
from models import Role as RoleRow

MOST_OTHERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A topic with its people, as read in one transaction."""

    topic_id: int
    title: str
    kind: str
    session: str
    day: str
    link: str
    channel: str
    confirmed_on: date | None
    key_points: tuple[str, ...]
    held: tuple[Held, ...]
    voices: tuple[Voice, ...]

    def people(self, question: str, *, besides: Iterable[int | None] = ()) -> tuple[Held, ...]:
        """Put everybody who can be asked in order, without those in `besides`."""
        former_first = asks_for_former(question, kind=self.kind)
        return in_order(self.held, former_first=former_first, besides=frozenset(one for one in besides if one))


def known(session: Session, topic_ids: Iterable[int]) -> dict[int, Known]:
    """Read topics with their people; those that left the directory are not in the result."""
    wanted = (
        select(Topic)
        .where(Topic.id.in_(list(topic_ids)), Topic.archived_at.is_(None))
        .options(
            selectinload(Topic.key_points),
            selectinload(Topic.roles).joinedload(RoleRow.person),
            selectinload(Topic.stories).joinedload(Story.person),
        )
    )
    return {topic.id: _known(topic) for topic in session.scalars(wanted)}


def draw(
    ask: Ask, suggestion: Suggestion, topics: dict[int, Known], *, instead_of: str = ""
) -> Card | Yourself | Nobody:
    """Draw up the card of one suggestion of an ask, or say why nobody can be named for its topic.

    The other suggestions of the ask that nobody was shown yet become its buttons; `topics` must know them all.
    """
    topic = topics[suggestion.topic_id]
    first = next((one for one in topic.people(ask.text) if one.who.person_id == suggestion.person_id), None)
    asker_is = next((one.role for one in topic.held if one.who.person_id == ask.asker_id), None)
    if first is None:
        return Yourself(title=topic.title, role=asker_is) if asker_is else Nobody(question=ask.text, topic=topic.title)
    return Card(
        suggestion_id=suggestion.id,
        title=topic.title,
        kind=topic.kind,
        first=first,
        confidence=suggestion.confidence,
        session=topic.session,
        day=topic.day,
        voice=next((one for one in topic.voices if one.who.person_id != ask.asker_id), None),
        backup=_backup(topic, besides={first.who.person_id, ask.asker_id}),
        former=_former(topic, besides={first.who.person_id, ask.asker_id}),
        key_points=topic.key_points,
        link=topic.link,
        channel=topic.channel,
        confirmed_on=topic.confirmed_on,
        others=_others(ask, suggestion, topics),
        asker_is=asker_is,
        owner_left=any(one.role is Role.OWNER and one.standing is Standing.LEFT for one in topic.held),
        instead_of=instead_of,
        helped=suggestion.verdict == "helped",
    )


def option(suggestion: Suggestion, topics: dict[int, Known]) -> Option:
    """Draw up the button of a suggestion that can still be picked."""
    topic = topics[suggestion.topic_id]
    who = next((one.who for one in topic.held if one.who.person_id == suggestion.person_id), None)
    return Option(suggestion_id=suggestion.id, title=topic.title, kind=topic.kind, who=who)


def _others(ask: Ask, suggestion: Suggestion, topics: dict[int, Known]) -> tuple[Option, ...]:
    offered = {one.topic_id for one in ask.suggestions if one.shown_at} | {suggestion.topic_id}
    open_ones = [one for one in ask.suggestions if one.topic_id in topics and one.topic_id not in offered]
    return tuple(option(one, topics) for one in open_ones[:MOST_OTHERS])


def _backup(topic: Known, *, besides: set[int | None]) -> Who | None:
    employed = (one for one in topic.held if one.role is Role.BACKUP and one.standing is Standing.EMPLOYEE)
    return next((one.who for one in employed if one.who.person_id not in besides), None)


def _former(topic: Known, *, besides: set[int | None]) -> tuple[Held, ...]:
    """Give those who had it before, latest first; somebody who left the company stays among them, marked as such."""
    held = [one for one in topic.held if one.role is Role.FORMER and one.who.person_id not in besides]
    return tuple(sorted(held, key=lambda one: one.until or date.min, reverse=True))


def _known(topic: Topic) -> Known:
    roles = {role.person_id: Role(role.kind) for role in topic.roles if role.kind in {Role.PEER, Role.FORMER}}
    return Known(
        topic_id=topic.id,
        title=topic.title,
        kind=topic.kind,
        session=topic.session,
        day=topic.day,
        link=topic.link,
        channel=topic.channel,
        confirmed_on=topic.confirmed_at.date() if topic.confirmed_at else None,
        key_points=tuple(point.text for point in topic.key_points),
        held=tuple(_held(role) for role in topic.roles),
        voices=tuple(
            Voice(who=_who(story.person), text=story.text, role=roles.get(story.person_id, Role.PEER))
            for story in topic.stories
            if may_be_shown(story) and story.person.standing == Standing.EMPLOYEE
        ),
    )


def _held(role: RoleRow) -> Held:
    return Held(
        role=Role(role.kind),
        who=_who(role.person),
        since=role.since,
        until=role.until,
        standing=Standing(role.person.standing),
    )


def _who(person: Person) -> Who:
    return Who(person_id=person.id, name=person.name, slack_id=person.slack_id)
