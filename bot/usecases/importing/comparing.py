"""A sheet beside the directory: what becomes of every topic, and of every person it names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core.plans import (
    Changed,
    Choices,
    Content,
    Likely,
    Plan,
    Rep,
    Told,
    WhoIs,
    person_differences,
)
from bot.core.roster import Known, Roster
from bot.core.sheets import Draft, Field, Remark, Topic
from bot.usecases.importing.calling import distinct_names
from bot.usecases.importing.casting import Cast, cast, mentions, questions
from bot.usecases.importing.pairing import Pairing, pair
from bot.usecases.importing.steps import Step
from bot.usecases.importing.stored import Contents, Stored

Value = TypeVar("Value")
ANY_ORDER = {"presenters", "backups", "reps"}
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
class Comparison:
    """Everything needed to tell what a sheet would do, and to do it; `updates` are people before and after.

    `missing` are topics that the sheet does not name: they leave, unless it `keeps` them.
    """

    steps: tuple[Step, ...]
    missing: tuple[Stored, ...] = ()
    keeps: bool = False
    named: tuple[Known, ...] = ()
    updates: tuple[tuple[Known, Known], ...] = ()
    remarks: tuple[Remark, ...] = ()
    who: tuple[WhoIs, ...] = ()
    likely: tuple[Likely, ...] = ()
    is_partial: bool = False

    @property
    def leaving(self) -> tuple[Stored, ...]:
        """The topics that are no longer offered."""
        return () if self.keeps else self.missing

    @property
    def newcomers(self) -> tuple[Known, ...]:
        """People who are named and not known yet."""
        return tuple(person for person in self.named if person.id is None)

    def plan(self, draft: Draft | None = None, *, base: int = 0, target: int | None = None) -> Plan:
        """Put it into words."""
        told = [] if draft is None else draft.remarks
        missing = tuple(stored.content.title for stored in self.missing)
        return Plan(
            sheet=draft.sheet if draft else "",
            tab=draft.tab if draft else "",
            columns=draft.columns if draft else (),
            added=tuple(step.content.title for step in self.steps if step.adds),
            changed=tuple(_changed(step) for step in self.steps if step.changes),
            removed=() if self.keeps else missing,
            kept=missing if self.keeps else (),
            unchanged=tuple(step.content.title for step in self.steps if not step.is_needed),
            people_added=tuple(person.name for person in self.newcomers),
            people_changed=tuple(
                Changed(name=before.name, changes=person_differences(before, after)) for before, after in self.updates
            ),
            remarks=tuple(sorted((*told, *self.remarks), key=lambda remark: remark.row)),
            is_partial=self.is_partial,
            who=self.who,
            likely=self.likely,
            base=base,
            target=target,
        )


def compare(draft: Draft, contents: Contents, choices: Choices) -> Comparison:
    """Find the people of every row, then hold its topic against the one it is; no row that can be used, no change."""
    roster = roster_of(contents, choices, draft)
    casts = list(cast(draft, roster))
    pairing = pair(draft, contents, choices)
    without_kind = draft.without_kind
    steps = tuple(
        _step(topic, who, draft, pairing, without_kind=without_kind) for topic, who, _ in casts if not who.is_in_doubt
    )
    missing = pairing.missing if steps else ()
    is_partial = 2 * len(missing) > len(contents.present)
    keeps = is_partial if choices.keeps is None else choices.keeps
    gone = {stored.id for stored in missing} if not keeps else set()
    staying = [stored for stored in contents.present if stored.id not in gone]
    steps, clashes = distinct_names(steps, staying, column=_column(draft, Field.ALIASES))
    named = tuple(dict.fromkeys(person for step in steps for person in people_of(step.content)))
    pairs = [(person, roster.current(person)) for person in named if person.id is not None]
    knows_slack = any(person.in_slack for person in contents.people.values())
    return Comparison(
        steps=steps,
        missing=missing,
        keeps=keeps,
        named=named,
        updates=tuple((before, after) for before, after in pairs if before != after),
        remarks=(*(remark for _, who, _ in casts for remark in who.remarks), *clashes),
        who=questions((one for *_, found in casts for one in found), roster, asks_strangers=knows_slack),
        likely=pairing.likely,
        is_partial=is_partial,
    )


def _column(draft: Draft, field: Field) -> str:
    return next((column.name for column in draft.columns if column.field is field), "")


def roster_of(contents: Contents, choices: Choices, draft: Draft) -> Roster:
    """Make the list that people are looked up in; what the organizer says now goes before what was said before."""
    return Roster(
        contents.people.values(),
        mentioned=[someone for topic in draft.topics for _, someone in mentions(topic)],
        decided={**contents.spellings, **choices.people},
        in_use={person.id for stored in contents.present for person in people_of(stored.content)},
    )


def people_of(content: Content) -> Iterator[Known]:
    """Give everybody who stands to a topic, in whatever role."""
    yield from (*content.owners, *content.presenters, *content.backups)
    yield from (rep.person for rep in content.reps)
    yield from (told.person for told in content.stories)


def _step(topic: Topic, who: Cast, draft: Draft, pairing: Pairing, *, without_kind: frozenset[int]) -> Step:
    stored = pairing.stored.get(topic.key)
    content = _content(topic, who)
    if stored:
        told = tuple(one for one in content.stories if (one.person.id, one.text) not in stored.withdrawn)
        said = {name: getattr(content, name) for name, filled_by in FILLED_BY.items() if filled_by & draft.fields}
        if topic.row in without_kind:
            del said["kind"]
        if "reps" in said:
            said["reps"] = _with_dates(content.reps, stored.content.reps, draft.fields)
        said |= {name: _in_order(getattr(stored.content, name), said[name]) for name in ANY_ORDER & said.keys()}
        content = replace(stored.content, **(said | {"stories": told} if "stories" in said else said))
    return Step(content=content, stored=stored, key=topic.id or topic.key, position=topic.row)


def _in_order(before: tuple[Value, ...], after: tuple[Value, ...]) -> tuple[Value, ...]:
    """Leave an order alone that nobody meant: rows that are one topic come in any."""
    return before if set(before) == set(after) else after


def _content(topic: Topic, who: Cast) -> Content:
    """Put known people in the places of those who were typed; each field rep has their own dates and words."""
    reps = [(who.people[one.who], one) for one in topic.reps if one.who in who.people]
    return Content(
        title=topic.title,
        kind=topic.kind,
        aliases=topic.aliases,
        owners=who.known(topic.owners),
        presenters=who.known(topic.presenters),
        backups=who.known(topic.backups),
        reps=tuple({person: Rep(person=person, since=one.since, until=one.until) for person, one in reps}.values()),
        stories=tuple(dict.fromkeys(Told(person=person, text=one.story) for person, one in reps if one.story)),
        session=topic.session,
        day=topic.day,
        key_points=topic.key_points,
        link=topic.link,
        channel=topic.channel,
    )


def _with_dates(reps: tuple[Rep, ...], before: tuple[Rep, ...], fields: frozenset[Field]) -> tuple[Rep, ...]:
    """Leave the dates of those who stay alone where the sheet has no column for them."""
    held = {rep.person: rep for rep in before}
    return tuple(
        Rep(
            person=rep.person,
            since=rep.since if Field.SINCE in fields or rep.person not in held else held[rep.person].since,
            until=rep.until if Field.UNTIL in fields or rep.person not in held else held[rep.person].until,
        )
        for rep in reps
    )


def _changed(step: Step) -> Changed:
    return Changed(name=step.stored.content.title if step.stored else step.content.title, changes=step.changes)
