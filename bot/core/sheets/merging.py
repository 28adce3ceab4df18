"""Rows that are one topic: a speaker each, a repeat, a further field rep; and rows that are none."""

from dataclasses import replace
from typing import TypeVar

from bot.core.sheets.cells import EXAMPLE_TITLE
from bot.core.sheets.drafts import Reason, Remark, Topic
from bot.core.sheets.keys import key_of
from bot.core.sheets.naming import Field
from bot.core.sheets.services import IS_NOT_CHOSEN, IS_OFF, IS_SAMPLE, is_service, says_yes, without_markers
from bot.core.sheets.taking import Taker
from bot.core.text import folded, plain

ONE_EACH = (Field.OWNER, Field.OWNER_EMAIL, Field.KIND, Field.LINK, Field.KEY_POINTS, Field.BACKUP, Field.CHANNEL)
Value = TypeVar("Value")
THEIR_OWN = (Field.OWNER, Field.OWNER_EMAIL)


class Joined:
    """A topic as far as it was read, with what its first rows say in cells that hold one thing."""

    def __init__(self, topic: Topic, said: dict[Field, str], *, is_again: bool) -> None:
        self.topic = topic
        self.said = said
        self.is_again = is_again


class Joiner:
    """Takes rows in their order, and puts those together that are one topic."""

    def __init__(self) -> None:
        self.found: dict[str, Joined] = {}
        self.remarks: list[Remark] = []
        self.left_out: set[str] = set()
        self.seen = 0
        self._by_id: dict[str, str] = {}
        self._out: dict[str, int] = {}
        self._later: list[tuple[Taker, str]] = []
        self._last = ""
        self._last_out = 0

    def topics(self) -> list[Topic]:
        """Give the topics that can be used."""
        return [one.topic for one in self.found.values()]

    def take(self, taker: Taker, *, status: str = "", service: str = "", is_alone: bool = False) -> None:
        """Take a row; `status` and `service` are what an agenda says of it in columns that are not kept.

        Where it `is_alone`, it has nothing but a title, which others are not.
        """
        self.seen += 1
        title = taker.text(Field.TITLE)
        row_id = key_of(taker.text(Field.KEY))
        if title:
            self._take_titled(taker, title, status=status, service=service, is_alone=is_alone)
        elif row_id:
            self._later.append((taker, row_id))
        elif any(taker.text(one) for one in THEIR_OWN) or not self._goes_on(taker, self._last, self._last_out):
            self._last, self._last_out = "", taker.row.number
            self._without_topic(taker)

    def finish(self) -> None:
        """Take the rows that tell by an id which topic they go on with, wherever it stands."""
        for taker, row_id in self._later:
            if not self._goes_on(taker, self._by_id.get(row_id, ""), self._out.get(row_id, 0)):
                self._without_topic(taker)

    def _goes_on(self, taker: Taker, key: str, out: int) -> bool:
        """Join a row to the topic it goes on with, or leave it out with the row it goes on with."""
        if key:
            self._join(taker, key)
        elif out:
            self._say(taker, Reason.GOES_OUT, "", str(out))
        return bool(key or out)

    def _without_topic(self, taker: Taker) -> None:
        self.left_out |= {key_of(taker.text(Field.KEY))} - {""}
        taker.topic("")
        self._keep_remarks(taker)

    def _begin(self, taker: Taker) -> None:
        """Let what follows go out with this row, unless it turns out to be a topic."""
        self._last, self._last_out = "", taker.row.number
        if row_id := key_of(taker.text(Field.KEY)):
            self._out.setdefault(row_id, taker.row.number)

    def _take_titled(self, taker: Taker, title: str, *, status: str, service: str, is_alone: bool) -> None:
        self._begin(taker)
        is_ours = comes_from_us(taker)
        bare, is_again, is_off = (title, False, False) if is_ours else without_markers(title)
        if (folded(title) == folded(EXAMPLE_TITLE) or IS_SAMPLE.fullmatch(title)) and not is_ours:
            self._say(taker, Reason.EXAMPLE, title)
            return
        if IS_NOT_CHOSEN.fullmatch(status):
            self._say(taker, Reason.NOT_CHOSEN, title, status)
            return
        topic = taker.topic(bare)
        is_named = topic.owners or topic.presenters or topic.backups or topic.reps
        if not (is_named or is_ours) and (says_yes(service) or is_service(bare)):
            self._say(taker, Reason.SERVICE, title)
            return
        if is_alone:
            self.left_out.add(topic.key)
            self._say(taker, Reason.HEADING, title)
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
        self.found[topic.key] = Joined(topic, {one: taker.text(one) for one in ONE_EACH}, is_again=is_again)
        self._remember(topic)

    def _repeat(self, taker: Taker, topic: Topic, *, is_again: bool) -> None:
        """Take a title that comes again: with what it adds, or not at all where it says something else."""
        first = self.found[topic.key]
        against = [one for one in ONE_EACH if folded(first.said[one]) not in {"", folded(taker.text(one))}]
        against = [one for one in against if taker.text(one)]
        row = str(first.topic.row)
        if against and not (is_again or first.is_again):
            self._say(taker, Reason.TITLE_TWICE, topic.title, row)
            return
        self._keep_remarks(taker)
        is_better = first.is_again and not is_again
        first.topic = _united(topic, first.topic) if is_better else _united(first.topic, topic)
        first.is_again = first.is_again and is_again
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
        self._last, self._last_out = topic.key, 0
        if topic.id:
            self._by_id.setdefault(topic.id, topic.key)

    def _keep_remarks(self, taker: Taker) -> None:
        self.remarks.extend(taker.remarks)

    def _say(self, taker: Taker, reason: Reason, value: str, other: str = "") -> None:
        column = taker.columns[Field.TITLE][0].name
        self.remarks.append(Remark(row=taker.row.number, column=column, reason=reason, value=value, other=other))


def comes_from_us(taker: Taker) -> bool:
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
