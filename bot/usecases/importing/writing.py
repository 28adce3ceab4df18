"""Write into the tables what a comparison found; a row of which nothing changes is not touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.core.calling import INHERITED
from bot.core.plans import Content, Rep
from bot.core.results import Role
from bot.core.roster import Known
from bot.usecases.directories import may_be_shown
from bot.usecases.importing.comparing import Comparison, Step
from models import Alias, KeyPoint, Person, Story, Topic
from models import Role as Holding


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes topics of one kickoff; `people` are the rows of everybody named, `by` approves the stories."""

    session: Session
    people: dict[Known, Person]
    kickoff_id: int
    by: str
    now: datetime

    def write(self, step: Step) -> None:
        """Make one topic say what its content says."""
        content = step.content
        row = step.stored.row if step.stored else self._new(step)
        if step.stored is None or step.stored.content.owners != content.owners:
            row.confirmed_at = self.now  # whoever applies a sheet says with it that its owners are right
        row.archived_at = None
        row.title, row.kind = content.title, content.kind
        row.session, row.day, row.link, row.channel = content.session, content.day, content.link, content.channel
        if tuple(alias.name for alias in row.aliases) != content.aliases:
            row.aliases = [Alias(name=name, position=place) for place, name in enumerate(content.aliases)]
        if tuple(point.text for point in row.key_points) != content.key_points:
            row.key_points = [KeyPoint(text=text, position=place) for place, text in enumerate(content.key_points)]
        row.roles = list(self._roles(row, content))
        row.stories = list(self._stories(row, content))

    def _new(self, step: Step) -> Topic:
        row = Topic(kickoff_id=self.kickoff_id, key=step.topic.key, title=step.content.title, position=step.topic.row)
        self.session.add(row)
        return row

    def _roles(self, row: Topic, content: Content) -> Iterator[Holding]:
        """Keep the row of every role that stays: the same one may not be there twice, not even for a moment."""
        held = {(holding.person_id, holding.kind): holding for holding in row.roles}
        for place, (kind, rep) in enumerate(_parts(content)):
            person = self.people[rep.person]
            holding = held.get((person.id, kind)) or Holding(person=person, kind=kind)
            holding.position, holding.since, holding.until = place, rep.since, rep.until
            yield holding

    def _stories(self, row: Topic, content: Content) -> Iterator[Story]:
        """Keep what is told still, and what is not shown anyway: withdrawn, or waiting for approval."""
        told = {(self.people[one.person].id, one.text): one for one in content.stories}
        for story in row.stories:
            if told.pop((story.person_id, story.text), None):
                story.approved_at, story.approved_by = story.approved_at or self.now, story.approved_by or self.by
                yield story
            elif not may_be_shown(story):
                yield story
        for one in told.values():
            yield Story(person=self.people[one.person], text=one.text, approved_at=self.now, approved_by=self.by)


def write(
    session: Session, comparison: Comparison, people: dict[int, Person], *, kickoff_id: int, by: str, now: datetime
) -> None:
    """Carry out everything that a comparison found; `people` are the rows of those who are known."""
    rows = {known: Person(name=known.name, email=known.email) for known in comparison.newcomers}
    session.add_all(rows.values())
    session.flush()
    rows |= {known: people[known.id] for known in comparison.named if known.id is not None}
    for before, after in comparison.updates:
        rows[before].name, rows[before].email = after.name, after.email
    for stored in comparison.leaving:
        stored.row.archived_at = now
    writer = Writer(session=session, people=rows, kickoff_id=kickoff_id, by=by, now=now)
    for step in comparison.steps:
        if step.adds or step.changes:
            writer.write(step)


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
