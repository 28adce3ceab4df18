"""Who the people of a row are, and what there is to say about them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.results import Standing
from bot.core.roster import Doubt, Known, Roster
from bot.core.sheets import Draft, Field, Reason, Remark, Someone, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of one row; while one of them is in doubt the row cannot be used."""

    people: Mapping[Someone, Known]
    remarks: tuple[Remark, ...]
    is_in_doubt: bool

    def known(self, someones: Iterable[Someone]) -> tuple[Known, ...]:
        """Give the people meant, each once."""
        return tuple(dict.fromkeys(self.people[someone] for someone in someones))


def cast(draft: Draft, roster: Roster) -> Iterator[tuple[Topic, Cast]]:
    """Find the people of every row."""
    columns = {column.field: column.name for column in draft.columns if column.field}
    for topic in draft.topics:
        found = [(field, someone, roster.find(someone)) for field, someone in mentions(topic)]
        told = [(columns.get(field, ""), remark) for field, _, one in found if (remark := _telling(one, roster))]
        yield (
            topic,
            Cast(
                people={someone: one for _, someone, one in found if isinstance(one, Known)},
                remarks=tuple(_remark(topic, column, doubt) for column, doubt in dict.fromkeys(told)),
                is_in_doubt=any(isinstance(one, Doubt) for _, _, one in found),
            ),
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


def _telling(found: Known | Doubt, roster: Roster) -> Doubt | None:
    """Give what has to be told of somebody, if anything."""
    if isinstance(found, Doubt):
        return found
    if found.standing is Standing.LEFT:
        return Doubt(reason=Reason.HAS_LEFT, value=found.name, other="")
    if found.id is None and (others := roster.namesakes(found)):
        return Doubt(reason=Reason.OTHER_EMAIL, value=f"{found.name} <{found.email}>", other=", ".join(others))
    return None


def _remark(topic: Topic, column: str, doubt: Doubt) -> Remark:
    return Remark(row=topic.row, column=column, reason=doubt.reason, value=doubt.value, other=doubt.other)
