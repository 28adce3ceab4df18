"""Who the people of a row are, and what there is to say and to ask about them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.core.plans import WhoIs
from bot.core.results import Standing
from bot.core.roster import Doubt, Known, Roster
from bot.core.sheets import Draft, Effect, Field, Reason, Remark, Someone, Topic
from bot.core.text import folded

ASKED = {Reason.SAME_NAME, Reason.A_ROLE, Reason.NO_SUCH_ID, Reason.ONE_OR_TWO_PEOPLE, Reason.MAY_BE_TWO}
MOST_ASKED = 100  # names that candidates are looked for; a sheet of thousands of strangers is no list of colleagues


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of one row; while one of them is in doubt the row cannot be used. A role names nobody."""

    people: Mapping[Someone, Known]
    remarks: tuple[Remark, ...]
    is_in_doubt: bool

    def known(self, someones: Iterable[Someone]) -> tuple[Known, ...]:
        """Give the people meant, each once."""
        return tuple(dict.fromkeys(self.people[someone] for someone in someones if someone in self.people))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name in one cell, with who was found for it."""

    row: int
    column: str
    someone: Someone
    found: Known | Doubt


def cast(draft: Draft, roster: Roster) -> Iterator[tuple[Topic, Cast, tuple[Mention, ...]]]:
    """Find the people of every row."""
    columns = {column.field: column.name for column in draft.columns if column.field}
    for topic in draft.topics:
        found = tuple(
            Mention(
                row=topic.row,
                column=columns.get(field, ""),
                someone=someone,
                found=_as_grave(roster.find(someone), field),
            )
            for field, someone in mentions(topic)
        )
        told = dict.fromkeys((one.column, doubt) for one in found if (doubt := _telling(one.found, roster)))
        yield (
            topic,
            Cast(
                people={one.someone: one.found for one in found if isinstance(one.found, Known)},
                remarks=tuple(_remark(topic, column, doubt) for column, doubt in told),
                is_in_doubt=any(isinstance(one.found, Doubt) and _leaves_out(one.found) for one in found),
            ),
            found,
        )


def mentions(topic: Topic) -> Iterator[tuple[Field, Someone]]:
    """Give everybody whom a row names, with the column they stand in."""
    people = {
        Field.OWNER: topic.owners,
        Field.PRESENTER: topic.presenters,
        Field.BACKUP: topic.backups,
        Field.REP: tuple(one.who for one in topic.reps),
    }
    return ((field, someone) for field, someones in people.items() for someone in someones)


def questions(found: Iterable[Mention], roster: Roster, *, asks_strangers: bool) -> tuple[WhoIs, ...]:
    """Give the names that somebody should say more about; `asks_strangers` where Slack's people are known."""
    asked: dict[str, list[Mention]] = {}
    for one in found:
        if _is_asked(one, asks_strangers=asks_strangers) and not roster.is_decided(
            one.someone.name or one.someone.slack_id
        ):
            asked.setdefault(folded(one.someone.name or one.someone.slack_id), []).append(one)
    return tuple(_who_is(same, roster, looks=place < MOST_ASKED) for place, same in enumerate(asked.values()))


def _is_asked(one: Mention, *, asks_strangers: bool) -> bool:
    if isinstance(one.found, Doubt):
        return one.found.reason in ASKED
    return asks_strangers and one.found.id is None and not one.found.email


def _who_is(same: list[Mention], roster: Roster, *, looks: bool) -> WhoIs:
    first = same[0]
    name = first.someone.name or first.someone.slack_id
    return WhoIs(
        name=name,
        rows=tuple(dict.fromkeys(one.row for one in same)),
        column=first.column,
        candidates=roster.candidates(name) if looks and not first.someone.is_role else (),
        leaves_out=any(isinstance(one.found, Doubt) and _leaves_out(one.found) for one in same),
        is_role=first.someone.is_role,
    )


def _as_grave(found: Known | Doubt, field: Field) -> Known | Doubt:
    """Let a cell that may name one or two cost the row only where it says who is asked first."""
    if isinstance(found, Doubt) and found.reason is Reason.ONE_OR_TWO_PEOPLE and field is not Field.OWNER:
        return replace(found, reason=Reason.MAY_BE_TWO)
    return found


def _leaves_out(doubt: Doubt) -> bool:
    return doubt.reason.effect is Effect.ROW_LEFT_OUT


def _telling(found: Known | Doubt, roster: Roster) -> Doubt | None:
    """Give what has to be told of somebody, if anything."""
    if isinstance(found, Doubt):
        return found
    if found.standing is Standing.LEFT:
        return Doubt(reason=Reason.HAS_LEFT, value=found.name, other="")
    if found.id is None and found.email and (others := roster.namesakes(found)):
        return Doubt(reason=Reason.OTHER_EMAIL, value=f"{found.name} <{found.email}>", other=", ".join(others))
    return None


def _remark(topic: Topic, column: str, doubt: Doubt) -> Remark:
    return Remark(row=topic.row, column=column, reason=doubt.reason, value=doubt.value, other=doubt.other)
