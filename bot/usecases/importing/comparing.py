"""A sheet beside the directory: what becomes of every topic, and of every person it names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core.plans import Change, Changed, Content, Plan, Rep, Told, differences, person_differences
from bot.core.roster import Known, Roster
from bot.core.sheets import Draft, Field, Remark, Topic
from bot.usecases.importing.casting import Cast, cast, mentions
from bot.usecases.importing.stored import Contents, Stored

FILLED_BY = {
    "title": {Field.TITLE},
    "kind": {Field.KIND},
    "aliases": {Field.ALIASES},
    "owners": {Field.OWNER, Field.OWNER_EMAIL},
    "presenters": {Field.PRESENTER, Field.PRESENTER_EMAIL},
    "backups": {Field.BACKUP, Field.BACKUP_EMAIL},
    "reps": {Field.REP, Field.REP_EMAIL},
    "stories": {Field.STORY},
    "session": {Field.SESSION},
    "day": {Field.DAY},
    "key_points": {Field.KEY_POINTS},
    "link": {Field.LINK},
    "channel": {Field.CHANNEL},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one topic of the sheet."""

    topic: Topic
    content: Content
    stored: Stored | None

    @property
    def adds(self) -> bool:
        """Whether the topic is new, or was archived until now."""
        return self.stored is None or self.stored.row.archived_at is not None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What becomes different of a topic that is there."""
        return () if self.adds or not self.stored else differences(self.stored.content, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything needed to tell what a sheet would do, and to do it; `updates` are people before and after."""

    steps: tuple[Step, ...]
    leaving: tuple[Stored, ...]
    named: tuple[Known, ...]
    updates: tuple[tuple[Known, Known], ...]
    remarks: tuple[Remark, ...]

    @property
    def newcomers(self) -> tuple[Known, ...]:
        """People who are named and not known yet."""
        return tuple(person for person in self.named if person.id is None)

    def plan(self, draft: Draft) -> Plan:
        """Put it into words; where no row can be used, the directory stays as it is."""
        return Plan(
            sheet=draft.sheet,
            tab=draft.tab,
            columns=draft.columns,
            added=tuple(step.content.title for step in self.steps if step.adds),
            changed=tuple(_changed(step) for step in self.steps if step.changes),
            removed=tuple(stored.content.title for stored in self.leaving),
            unchanged=tuple(step.content.title for step in self.steps if not step.adds and not step.changes),
            people_added=tuple(person.name for person in self.newcomers),
            people_changed=tuple(
                Changed(name=before.name, changes=person_differences(before, after)) for before, after in self.updates
            ),
            remarks=tuple(sorted((*draft.remarks, *self.remarks), key=lambda remark: remark.row)),
        )


def compare(draft: Draft, contents: Contents) -> Comparison:
    """Find the people of every row, then hold its topic against the one of the same key."""
    roster = Roster(contents.known, mentioned=[someone for topic in draft.topics for _, someone in mentions(topic)])
    casts = list(cast(draft, roster))
    steps = tuple(_step(topic, who, draft, contents) for topic, who in casts if not who.is_in_doubt)
    staying = {topic.key for topic in draft.topics} | draft.left_out
    present = [stored for stored in contents.topics.values() if stored.row.archived_at is None]
    named = tuple(dict.fromkeys(person for step in steps for person in _people(step.content)))
    pairs = [(person, roster.current(person)) for person in named if person.id is not None]
    return Comparison(
        steps=steps,
        leaving=tuple(stored for stored in present if steps and stored.row.key not in staying),
        named=named,
        updates=tuple((before, after) for before, after in pairs if before != after),
        remarks=tuple(remark for _, who in casts for remark in who.remarks),
    )


def _step(topic: Topic, who: Cast, draft: Draft, contents: Contents) -> Step:
    stored = contents.topics.get(topic.key)
    content = _content(topic, who)
    if stored:
        told = tuple(one for one in content.stories if (one.person.id, one.text) not in stored.withdrawn)
        said = {name: getattr(content, name) for name, filled_by in FILLED_BY.items() if filled_by & draft.fields}
        content = replace(stored.content, **(said | {"stories": told} if "stories" in said else said))
    return Step(topic=topic, content=content, stored=stored)


def _content(topic: Topic, who: Cast) -> Content:
    """Put known people in the places of those who were typed; each field rep has their own dates and words."""
    return Content(
        title=topic.title,
        kind=topic.kind,
        aliases=topic.aliases,
        owners=who.known(topic.owners),
        presenters=who.known(topic.presenters),
        backups=who.known(topic.backups),
        reps=tuple(Rep(person=who.people[one.who], since=one.since, until=one.until) for one in topic.reps),
        stories=tuple(Told(person=who.people[one.who], text=one.story) for one in topic.reps if one.story),
        session=topic.session,
        day=topic.day,
        key_points=topic.key_points,
        link=topic.link,
        channel=topic.channel,
    )


def _changed(step: Step) -> Changed:
    return Changed(name=step.stored.content.title if step.stored else step.content.title, changes=step.changes)


def _people(content: Content) -> Iterator[Known]:
    yield from (*content.owners, *content.presenters, *content.backups)
    yield from (rep.person for rep in content.reps)
    yield from (told.person for told in content.stories)
