"""Topics as they stand in the directory, and the card of one offered suggestion."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, case, select
from sqlalchemy.orm import Session

from bot.core.absence import back_on
from bot.core.calling import asks_for_former, in_order
from bot.core.results import Card, Held, Nobody, Offer, Option, Role, Standing, Voice, Who, Yourself
from bot.usecases.directories import MAY_BE_SHOWN
from models import Ask, KeyPoint, Person, Story, Suggestion, Topic, table_of
from models import Role as RoleRow

MOST_OTHERS = 2
LIVED = {Role.PEER, Role.FORMER}
WANTED: BindParameter[list[int]] = bindparam("ids", expanding=True)
# Plain tables rather than mapped classes: these are read for every question, and take half the time so.
TOPIC, POINT, ROLE, STORY, PERSON = (table_of(row).c for row in (Topic, KeyPoint, RoleRow, Story, Person))
WHO = (PERSON.id.label("person_id"), PERSON.name, PERSON.slack_id, PERSON.standing)
EVER = select(
    TOPIC.id.label("topic_id"),
    *(TOPIC.title, TOPIC.kind, TOPIC.session, TOPIC.day, TOPIC.link, TOPIC.channel, TOPIC.confirmed_at),
).where(TOPIC.id.in_(WANTED))
TOPICS = EVER.where(TOPIC.archived_at.is_(None))
HELD = (
    select(ROLE.topic_id, ROLE.kind, ROLE.since, ROLE.until, *WHO, PERSON.away_until, PERSON.time_zone)
    .where(ROLE.topic_id.in_(WANTED), ROLE.person_id == PERSON.id)
    .order_by(ROLE.position, ROLE.id)
)
VOICES = (
    select(STORY.topic_id, STORY.id.label("story_id"), STORY.text, STORY.kind, *WHO)
    .where(STORY.topic_id.in_(WANTED), STORY.person_id == PERSON.id, PERSON.standing == Standing.EMPLOYEE.value)
    .where(*MAY_BE_SHOWN)
    .order_by(STORY.source, case((STORY.source == "peer", -STORY.id), else_=STORY.position), STORY.id)
)  # what peers told, the latest first, then those of the sheet in its order
POINTS = select(POINT.topic_id, POINT.text).where(POINT.topic_id.in_(WANTED)).order_by(POINT.position)


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
    confirmed_at: datetime | None
    key_points: tuple[str, ...]
    held: tuple[Held, ...]
    voices: tuple[Voice, ...]

    def people(self, question: str, *, besides: Iterable[int | None] = ()) -> tuple[Held, ...]:
        """Put everybody who can be asked in order, without those in `besides`."""
        former_first = asks_for_former(question, kind=self.kind)
        return in_order(self.held, former_first=former_first, besides=frozenset(one for one in besides if one))


def known(session: Session, topic_ids: Iterable[int], *, now: datetime, ever: bool = False) -> dict[int, Known]:
    """Read topics with their people as they are now; those that left the directory only if they are `ever` of use."""
    ids = {"ids": list(topic_ids)}
    if not ids["ids"]:
        return {}
    run = session.connection().execute
    held, voices, points = defaultdict[int, list[Held]](list), defaultdict[int, list[Voice]](list), defaultdict(list)
    for row in run(HELD, ids):
        held[row.topic_id].append(role_held(row, now=now))
    for said in run(VOICES, ids):
        voices[said.topic_id].append(_voice(said, held[said.topic_id]))
    for topic_id, text in run(POINTS, ids):
        points[topic_id].append(text)
    return {
        row.topic_id: Known(
            **row._asdict(),
            key_points=tuple(points[row.topic_id]),
            held=tuple(held[row.topic_id]),
            voices=tuple(voices[row.topic_id]),
        )
        for row in run(EVER if ever else TOPICS, ids)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A question with everything that was offered for it: what a card is drawn from.

    `reader` is who reads the card: whoever asked, or in a channel whoever pressed a button under the answer.
    """

    question: str
    reader: int | None
    offers: tuple[Offer, ...]
    topics: dict[int, Known]


def now_named(topic: Known, *, reader: int) -> Card | Yourself | Nobody:
    """Draw up whom to ask about a topic now, where nobody asked a question."""
    nothing = Table(question="", reader=reader, offers=(), topics={topic.topic_id: topic})
    offer = Offer(suggestion_id="", topic_id=topic.topic_id, person_id=None, place=0, confidence=1)
    return draw(nothing, offer)


def draw(table: Table, offer: Offer, *, is_next: bool = False) -> Card | Yourself | Nobody:
    """Draw up the card of one offer, or say why nobody can be named for its topic.

    The person offered is named if they still can be, else whoever comes first now, but nobody is named to themselves.
    The other topics that nobody was shown yet become its buttons.
    """
    topic, reader = table.topics[offer.topic_id], table.reader
    people = topic.people(table.question, besides=[reader])
    first = next((one for one in people if one.who.person_id == offer.person_id), next(iter(people), None))
    asker_is = next((one.role for one in topic.held if one.who.person_id == reader), None)
    if first is None:
        if asker_is:
            return Yourself(title=topic.title, role=asker_is)
        return Nobody(question=table.question, topic=topic.title)
    besides = {first.who.person_id, reader}
    backup = _backup(topic, besides=besides)
    return Card(
        suggestion_id=offer.suggestion_id,
        title=topic.title,
        kind=topic.kind,
        first=first,
        confidence=offer.confidence,
        session=topic.session,
        day=topic.day,
        voice=next((one for one in topic.voices if one.who.person_id != reader), None),
        backup=backup.who if backup else None,
        backup_back_on=backup.back_on if backup else None,
        former=_former(topic, besides=besides),
        key_points=topic.key_points,
        link=topic.link,
        channel=topic.channel,
        confirmed_on=topic.confirmed_at.date() if topic.confirmed_at else None,
        others=_others(table, offer),
        asker_is=asker_is,
        owner_left=any(one.role is Role.OWNER and one.standing is Standing.LEFT for one in topic.held),
        owner_away=_owner_away(topic, besides=besides),
        is_next=is_next,
        helped=offer.verdict == "helped",
    )


def option(table: Table, offer: Offer) -> Option:
    """Draw up the button of an offer that can still be picked."""
    topic = table.topics[offer.topic_id]
    who = next((one.who for one in topic.held if one.who.person_id == offer.person_id), None)
    return Option(suggestion_id=offer.suggestion_id, title=topic.title, kind=topic.kind, who=who)


def laid(session: Session, ask: Ask, *, reader: int, now: datetime) -> Table:
    """Lay out again what was offered for a question, as far as its topics are still in the directory."""
    topics = known(session, {one.topic_id for one in ask.suggestions}, now=now)
    offers = tuple(offered(one) for one in ask.suggestions if one.topic_id in topics)
    return Table(question=ask.text, reader=reader, offers=offers, topics=topics)


def latest(offer: Offer) -> tuple[datetime, int]:
    """Order offers by when they were shown, for `max`."""
    return offer.shown_at or datetime.min.replace(tzinfo=UTC), offer.place


def offered(row: Suggestion) -> Offer:
    """Read an offer from its row."""
    return Offer(
        suggestion_id=row.id,
        topic_id=row.topic_id,
        person_id=row.person_id,
        place=row.place,
        confidence=row.confidence,
        shown_at=row.shown_at,
        verdict=row.verdict,
    )


def _others(table: Table, offer: Offer) -> tuple[Option, ...]:
    seen = {one.topic_id for one in table.offers if one.shown_at} | {offer.topic_id}
    unseen = [one for one in table.offers if one.topic_id not in seen]
    return tuple(option(table, one) for one in unseen[:MOST_OTHERS])


def _backup(topic: Known, *, besides: set[int | None]) -> Held | None:
    """Give the backup, rather one who is there than one who is away."""
    return next((one for one in in_order(topic.held) if _stands(one, Role.BACKUP, besides=besides)), None)


def _owner_away(topic: Known, *, besides: set[int | None]) -> Held | None:
    """Give the owner who would be named were they not away."""
    return next((one for one in topic.held if one.back_on and _stands(one, Role.OWNER, besides=besides)), None)


def _stands(one: Held, role: Role, *, besides: set[int | None]) -> bool:
    return one.role is role and one.standing is Standing.EMPLOYEE and one.who.person_id not in besides


def _former(topic: Known, *, besides: set[int | None]) -> tuple[Held, ...]:
    """Give those who had it before, latest first; somebody who left the company stays among them, marked as such."""
    held = [one for one in topic.held if one.role is Role.FORMER and one.who.person_id not in besides]
    return tuple(sorted(held, key=lambda one: one.until or date.min, reverse=True))


def role_held(row: Any, *, now: datetime) -> Held:
    """Read a role from a row of `HELD`."""
    return Held(
        role=Role(row.kind),
        who=who(row),
        since=row.since,
        until=row.until,
        standing=Standing(row.standing),
        back_on=back_on(row.away_until, time_zone=row.time_zone, now=now),
    )


def _voice(row: Any, held: list[Held]) -> Voice:
    lived = (one.role for one in held if one.who.person_id == row.person_id and one.role in LIVED)
    return Voice(who=who(row), text=row.text, role=next(lived, Role.PEER), story_id=row.story_id, kind=row.kind)


def who(row: Any) -> Who:
    """Read a person from a row with the columns of `WHO`."""
    return Who(person_id=row.person_id, name=row.name, slack_id=row.slack_id)
