"""Rows that are one topic: a speaker each, a repeat, a further field rep; and rows that are none."""

from dataclasses import replace
from typing import TypeVar

from bot.core.sheets.cells import EXAMPLE_TITLE
from bot.core.sheets.drafts import Reason, Remark, Topic
from bot.core.sheets.keys import key_of
from bot.core.sheets.naming import Field
from bot.core.sheets.services import IS_OFF, is_service, says_yes, without_markers
from bot.core.sheets.taking import Taker
from bot.core.text import folded, plain

ONE_EACH = (Field.OWNER, Field.OWNER_EMAIL, Field.KIND, Field.LINK, Field.KEY_POINTS, Field.BACKUP, Field.CHANNEL)
Value = TypeVar("Value")
THEIR_OWN = (Field.OWNER, Field.OWNER_EMAIL)


class Joined:
    """A topic as far as it was read, with what its first rows say in cells that hold one thing."""

    def __init__(self, topic: Topic, said: dict[Field, str]) -> None:
        self.topic = topic
        self.said = said


class Joiner:
    """Takes rows in their order, and puts those together that are one topic."""

    def __init__(self) -> None:
        self.found: dict[str, Joined] = {}
        self.remarks: list[Remark] = []
        self.left_out: set[str] = set()
        self.seen = 0
        self._by_id: dict[str, str] = {}
        self._last = ""

    def topics(self) -> list[Topic]:
        """Give the topics that can be used."""
        return [one.topic for one in self.found.values()]

    def take(self, taker: Taker, *, status: str = "", service: str = "") -> None:
        """Take a row; `status` and `service` are what an agenda says of it in columns that are not kept."""
        self.seen += 1
        title = taker.text(Field.TITLE)
        row_id = key_of(taker.text(Field.KEY))
        if title:
            self._take_titled(taker, title, status=status, service=service)
        elif row_id and row_id in self._by_id:
            self._join(taker, self._by_id[row_id])
        elif not row_id and self._last and not any(taker.text(one) for one in THEIR_OWN):
            self._join(taker, self._last)
        else:
            self._last = ""
            self.left_out |= {row_id} - {""}
            taker.topic("")
            self._keep_remarks(taker)

    def _take_titled(self, taker: Taker, title: str, *, status: str, service: str) -> None:
        self._last = ""  # what goes on with a row that is left out belongs to no topic above it
        is_ours = _is_ours(taker)
        bare, is_again, is_off = (title, False, False) if is_ours else without_markers(title)
        if folded(title) == folded(EXAMPLE_TITLE) and not is_ours:
            self._say(taker, Reason.EXAMPLE, title)
            return
        topic = taker.topic(bare)
        is_named = topic.owners or topic.presenters or topic.backups or topic.reps
        if not (is_named or is_ours) and (says_yes(service) or is_service(bare)):
            self._say(taker, Reason.SERVICE, title)
            return
        is_off = is_off or IS_OFF.fullmatch(status) is not None
        if is_off:
            topic = replace(topic, session="", day="")
        if topic.key in self.found and not taker.is_left_out:
            self._repeat(taker, topic, is_again=is_again)
            return
        if is_off:
            self._say(taker, Reason.CANCELLED, bare)
        self._keep_remarks(taker)
        if taker.is_left_out:
            self.left_out |= {topic.key, topic.id} - {""}
            return
        self.found[topic.key] = Joined(topic, {one: taker.text(one) for one in ONE_EACH})
        self._remember(topic)

    def _repeat(self, taker: Taker, topic: Topic, *, is_again: bool) -> None:
        """Take a title that comes again: with what it adds, or not at all where it says something else."""
        first = self.found[topic.key]
        against = [one for one in ONE_EACH if folded(first.said[one]) not in {"", folded(taker.text(one))}]
        against = [one for one in against if taker.text(one)]
        row = str(first.topic.row)
        if against and not is_again:
            self._say(taker, Reason.TITLE_TWICE, topic.title, row)
            return
        self._keep_remarks(taker)
        first.topic = _united(first.topic, topic)
        first.said |= {one: text for one in ONE_EACH if not first.said[one] and (text := taker.text(one))}
        self._remember(first.topic)
        is_more = not (taker.text(Field.REP) or taker.text(Field.REP_EMAIL)) or taker.text(Field.SESSION)
        if is_more:
            self._say(taker, Reason.JOINED, topic.title, row)

    def _join(self, taker: Taker, key: str) -> None:
        """Take a row without a topic into the one it goes on with."""
        first = self.found[key]
        more = taker.topic(first.topic.title)
        self._keep_remarks(taker)
        if not taker.is_left_out:
            first.topic = _united(first.topic, more)
            self._say(taker, Reason.GOES_ON, first.topic.title, str(first.topic.row))

    def _remember(self, topic: Topic) -> None:
        self._last = topic.key
        if topic.id:
            self._by_id.setdefault(topic.id, topic.key)

    def _keep_remarks(self, taker: Taker) -> None:
        self.remarks.extend(taker.remarks)

    def _say(self, taker: Taker, reason: Reason, value: str, other: str = "") -> None:
        column = taker.columns[Field.TITLE][0].name
        self.remarks.append(Remark(row=taker.row.number, column=column, reason=reason, value=value, other=other))


def _is_ours(taker: Taker) -> bool:
    """Tell whether a row comes from the directory itself: then its title is the topic's, whatever it looks like."""
    columns = taker.columns.get(Field.KEY, ())
    return bool(taker.text(Field.KEY)) and plain(columns[0].name) == Field.KEY


def _united(one: Topic, more: Topic) -> Topic:
    """Put two rows of one topic together; what both say once, the first says."""
    return replace(
        one,
        id=one.id or more.id,
        kind=one.kind if one.kind != "other" else more.kind,
        aliases=_both(one.aliases, more.aliases),
        owners=_both(one.owners, more.owners),
        presenters=_both(one.presenters, more.presenters),
        backups=_both(one.backups, more.backups),
        reps=_both(one.reps, more.reps),
        key_points=_both(one.key_points, more.key_points),
        session=one.session or more.session,
        day=one.day or more.day,
        link=one.link or more.link,
        channel=one.channel or more.channel,
    )


def _both(one: tuple[Value, ...], more: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys((*one, *more)))
