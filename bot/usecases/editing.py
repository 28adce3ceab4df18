"""One topic, put right in a form: what it says now, and what becomes of it when the form is sent."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.core.editing import Clean, Typed, cleaned, names_in
from bot.core.plans import Content, Rep
from bot.core.results import Standing
from bot.core.roster import Doubt, Known, Roster
from bot.core.sheets import Field, Someone
from bot.core.sheets.keys import key_of
from bot.core.text import folded
from bot.core.uploads import Done, Staff, TopicForm, Unknown, VersionKind
from bot.errors import UserMistake
from bot.usecases import directories, importing
from bot.usecases.importing import Prepared
from bot.usecases.importing.comparing import Comparison, people_of
from bot.usecases.importing.steps import Step
from bot.usecases.importing.stored import Contents, Stored, load

GONE = "That topic is not in the directory any more. Somebody else may have retired it."
CHANGED = "Somebody else has changed “{title}” since you opened this. Close this form and open it anew."
TAKEN = "There is a topic of this name already."
ALIAS_TAKEN = "“{alias}” is a name of “{title}” already. Two topics that share one would be taken for each other."
NOT_KNOWN = "I do not know {name} yet. Try again in a minute."
NO_COLLEAGUE = "{name} cannot be named here: only colleagues can."
SAME_NAME = "There is more than one “{name}”. Choose the right one above."
ROLES = {Field.OWNER: "owners", Field.PRESENTER: "presenters", Field.BACKUP: "backups", Field.REP: "reps"}


class Wrong(UserMistake):
    """What was typed cannot be kept; `fields` has a sentence for each field that has to be put right.

    `by_name` are those among them that are about a name that was typed, and not about who was chosen.
    """

    def __init__(self, fields: Mapping[Field, str], *, by_name: Collection[Field] = ()) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)
        self.by_name = frozenset(by_name)


def form(session: Session, topic_id: int) -> TopicForm:
    """Lay out one topic as it is."""
    stored = load(session, only=topic_id).topics.get(topic_id)
    if stored is None or stored.is_archived:
        raise UserMistake(GONE)
    content = stored.content
    return TopicForm(
        topic_id=topic_id,
        version=stored.changed_in,
        title=content.title,
        kind=content.kind,
        aliases=content.aliases,
        owners=_staff(content.owners),
        presenters=_staff(content.presenters),
        backups=_staff(content.backups),
        reps=_staff(rep.person for rep in content.reps),
        key_points=content.key_points,
        session=content.session,
        day=content.day,
        link=content.link,
        channel=content.channel,
    )


def find(session: Session, name: str) -> TopicForm | Unknown:
    """Lay out the topic of this name, or say which come close."""
    found = directories.likely(session, name)
    if isinstance(found, int):
        return form(session, found)
    return Unknown(name=name, closest=found)


def propose(session: Session, typed: Typed) -> Prepared:
    """Work out what a form changes; raise `Wrong` with a sentence for each field that cannot be kept."""
    contents = load(session, only=typed.topic_id or 0)
    stored = contents.topics.get(typed.topic_id) if typed.topic_id else None
    if typed.topic_id and (stored is None or stored.is_archived):
        raise UserMistake(GONE)
    if stored and stored.changed_in != typed.version:
        raise UserMistake(CHANGED.format(title=stored.content.title))
    if stored and typed.retires:
        return _prepared(Comparison(steps=(), missing=(stored,)), contents, about=stored.content.title)
    clean = cleaned(typed)
    people, wrong, by_name = _people(typed, contents)
    wrong |= {**_collisions(clean, stored, contents), **clean.wrong}
    if wrong:
        raise Wrong(wrong, by_name=by_name | (ROLES.keys() & clean.wrong))
    content = _content(clean, people, stored)
    back = stored or contents.named(content.title)
    if back and not stored:  # all of it is needed, for what it said before it was retired is replaced
        contents = load(session, only=back.id)
        back = contents.topics[back.id]
    step = Step(content=content, stored=back, key=key_of(content.title), position=_last(contents))
    named = tuple(dict.fromkeys(people_of(content)))
    return _prepared(Comparison(steps=(step,), named=named), contents, about=content.title)


def save(session: Session, typed: Typed, *, by: str, now: datetime) -> Done:
    """Put one topic right, as a version of its own; others who change the directory wait meanwhile."""
    importing.lock(session, now=now)
    return importing.apply(session, propose(session, typed), by=by, now=now, skip_problems=True)


def _prepared(comparison: Comparison, contents: Contents, *, about: str) -> Prepared:
    plan = comparison.plan(base=contents.version)
    return Prepared(plan=plan, comparison=comparison, contents=contents, kind=VersionKind.EDIT, about=about)


def _staff(people: Iterable[Known]) -> Staff:
    found = tuple(people)
    return Staff(
        slack_ids=tuple(one.slack_id for one in found if _can_be_chosen(one)),
        others=tuple(one.name for one in found if not _can_be_chosen(one)),
    )


def _people(typed: Typed, contents: Contents) -> tuple[dict[Field, tuple[Known, ...]], dict[Field, str], set[Field]]:
    """Find everybody who was chosen or typed, and tell where a name that was typed is to be put right.

    Whoever stays keeps their place: the first owner is the one to ask first.
    """
    stored = contents.topics.get(typed.topic_id or 0)
    mentioned = [Someone(name=name) for names in typed.others.values() for name in names_in(names)]
    roster = Roster(contents.people.values(), mentioned=mentioned, decided=contents.spellings)
    found: dict[Field, tuple[Known, ...]] = {}
    wrong: dict[Field, str] = {}
    by_name: set[Field] = set()
    for role in ROLES:
        standing = _standing(stored, role)
        known = [
            *_chosen(typed.people.get(role, ()), standing, roster),
            *_named(typed.others.get(role), standing, roster),
        ]
        kept = {one: None for _, one in known if isinstance(one, Known)}
        found[role] = (*(one for one in standing if one in kept), *(one for one in kept if one not in standing))
        for someone, one in known:
            if isinstance(one, Doubt):
                wrong[role] = _said(someone, one)
                by_name |= set() if someone.slack_id else {role}
    return found, wrong, by_name


def _standing(stored: Stored | None, role: Field) -> tuple[Known, ...]:
    """Give who stands in a role by now, in their order: they may stay, also one that has become a guest."""
    people = getattr(stored.content, ROLES[role]) if stored else ()
    return tuple(one.person if isinstance(one, Rep) else one for one in people)


def _chosen(
    slack_ids: Iterable[str], standing: Iterable[Known], roster: Roster
) -> Iterator[tuple[Someone, Known | Doubt]]:
    there = {one.slack_id: one for one in standing if one.slack_id}
    for slack_id in slack_ids:
        someone = Someone(name="", slack_id=slack_id)
        yield someone, there.get(slack_id) or roster.find(someone)


def _named(text: str | None, standing: Iterable[Known], roster: Roster) -> Iterator[tuple[Someone, Known | Doubt]]:
    """Take names first for those who stand here already, two lines for two of one name; all stay who were not shown."""
    there: dict[str, list[Known]] = {}
    for one in standing:
        if not _can_be_chosen(one):
            there.setdefault(folded(one.name), []).append(one)
    lines: dict[str, list[Someone]] = {}
    shown = names_in(text) if text is not None else [one.name for same in there.values() for one in same]
    for name in shown:
        lines.setdefault(folded(name), []).append(Someone(name=name))
    for key, same in lines.items():
        if key in there:
            yield from zip(same, there[key], strict=False)
        else:
            yield same[0], roster.find(same[0])


def _can_be_chosen(known: Known) -> bool:
    """Tell whether a menu of colleagues shows somebody: Slack refuses one that names an account that is gone."""
    return bool(known.slack_id) and known.standing is not Standing.LEFT


def _said(someone: Someone, doubt: Doubt) -> str:
    if doubt.other in {Standing.GUEST, Standing.FOREIGN, Standing.BOT}:
        return NO_COLLEAGUE.format(name=doubt.value)
    if someone.slack_id:
        return NOT_KNOWN.format(name="somebody you chose")
    return SAME_NAME.format(name=someone.name)


def _collisions(clean: Clean, stored: Stored | None, contents: Contents) -> dict[Field, str]:
    """Tell which names another topic has."""
    others = [one for one in contents.present if stored is None or one.id != stored.id]
    titles = {key_of(one.content.title): one.content.title for one in others}
    names = titles | {key_of(alias): one.content.title for one in others for alias in one.content.aliases}
    title = key_of(clean.title)
    is_renamed = stored is None or key_of(stored.content.title) != title
    wrong = {Field.TITLE: TAKEN} if title in titles else {}
    if not wrong and is_renamed and title in names:
        wrong[Field.TITLE] = ALIAS_TAKEN.format(alias=clean.title, title=names[title])
    taken = next((alias for alias in clean.aliases or () if key_of(alias) in names), None)
    if taken:
        wrong[Field.ALIASES] = ALIAS_TAKEN.format(alias=taken, title=names[key_of(taken)])
    return wrong


def _content(clean: Clean, people: Mapping[Field, tuple[Known, ...]], stored: Stored | None) -> Content:
    """Put together what the topic says then; field reps keep their dates, and those who stay their words."""
    before = stored.content if stored else Content(title=clean.title)
    dates = {rep.person: rep for rep in before.reps}
    return replace(
        before,
        title=clean.title,
        kind=clean.kind,
        aliases=before.aliases if clean.aliases is None else clean.aliases,
        owners=people[Field.OWNER],
        presenters=people[Field.PRESENTER],
        backups=people[Field.BACKUP],
        reps=tuple(dates.get(one, Rep(person=one)) for one in people[Field.REP]),
        stories=tuple(told for told in before.stories if told.person not in dates or told.person in people[Field.REP]),
        key_points=before.key_points if clean.key_points is None else clean.key_points,
        session=clean.session,
        day=clean.day,
        link=before.link if clean.link is None else clean.link,
        channel=clean.channel,
    )


def _last(contents: Contents) -> int:
    """Give the place after all others."""
    return max((stored.position for stored in contents.topics.values()), default=0) + 1
