"""Whether the kickoff stuck: one honest number first, then what lies behind it. Nobody is named."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.core.cadence import CHECKS
from bot.core.intervals import Interval
from bot.core.stats import Asks, Counts, Day, Gain, Know, OptOuts, Stats, Topics, Untold, Week, share
from bot.views.blocks import Message, actions, button, message, section, small, words
from bot.views.counts import many
from bot.views.keeping import NO_ID
from bot.views.terminal import printable

SHOW_CURVE = "show_curve"

CURVE_LABEL = "Show the curve"
NOT_YET = "Nobody can say yet whether it stuck: no check was answered by five people or more."
HEADLINE = "{at} day {day}, {share} name the right person unaided{compared}."
AT, SO_FAR = "At", "So far, at"
BEFORE = ", before the first recap ({interval})"
COMPARED = ", {points} {above} topics that were not recapped ({interval})"
NO_DIFFERENCE = ", no more and no fewer than of topics that were not recapped ({interval})"
UNBOUNDED = "too few different answers for an interval"
ABOVE, BELOW = "above", "below"
KNOW_WHO = "*Who name the right person unaided*, of all who were asked; in brackets the 95 % interval"
DAY, BASELINE = "Day {day}", "Day 2, to begin with"
DAY_LINE = "• {day}: {recapped} of recapped topics, {held_out} of those that are not{gain}{started}{still_open}"
DAY_UNTOLD = "• {day}: {why}"
GAIN = "; {points} apart ({low} to {high})"
STARTED = ". {people} were asked, {not_started} did not start"
STARTED_ONE = ". {people} were asked, 1 did not start"
STILL_OPEN = ". Answers still come in"
KNOWN = "{share} ({low} to {high})"
CI = "95 % CI {low} to {high}"
WEEKS = "*Recaps week by week*"
WEEK_LINE = "• {week}: {sent} asked, {answered} answered, {right} right, {expired} expired"
WEEK_UNTOLD = "• {week}: {why}"
NO_WEEKS = "No recap was sent yet."
UNTOLD = {Untold.NOBODY: "nobody was asked yet", Untold.FEW: "fewer than five people, so no figures"}
OPT_OUTS = "Opt-outs: {people} stopped recaps, {topics} not wanted any more"
ASKED = "Asked: {asks}{named}{helped}"
NAMED, HELPED = ", {share} got a name", ", {share} of the {judged} that were judged helped"
GAPS = "Gaps: {open} open, {assigned} assigned"
NEVER = "Never asked about: {never} of {topics}{titles}"
TITLES, AND_MORE = " ({titles})", " and more"
CONFIRMED = "Owners: {confirmed} of {topics} confirmed within 90 days"
NOBODYS = "Nobody's answers are shown, and no figures of the answers of fewer than five people."
LONGEST_TITLE = 60
MINUS = "−"
NO_FIGURES = dict.fromkeys(("people", "not_started", "asked", "answered", "right"), 0) | dict.fromkeys(
    ("share", "interval")
)


def report(found: Stats) -> Message:
    """Draw the number, and below it what it rests on."""
    return message(
        headline(found),
        section(f"*{headline(found)}*"),
        section("\n".join([KNOW_WHO, *map(_day, found.days)])),
        actions([button(CURVE_LABEL, action=SHOW_CURVE, value=NO_ID)]),
        section("\n".join([WEEKS, *map(_week, found.weeks)])) if found.weeks else small(NO_WEEKS),
        small("\n".join(words(line, most=600) for line in _beside(found))),
        small(NOBODYS),
    )


def lines(found: Stats) -> str:
    """Write the same for a terminal."""
    weeks = [WEEKS, *map(_week, found.weeks)] if found.weeks else [NO_WEEKS]
    told = [headline(found), "", KNOW_WHO, *map(_day, found.days), "", *weeks, "", *_beside(found), NOBODYS]
    return printable("\n".join(told).replace("*", ""))


def as_json(found: Stats) -> dict[str, Any]:
    """Give the same as plain data; a share of nothing is `null`, and in place of what is not told stands why."""
    plain: dict[str, Any] = _plain(asdict(found))
    return {"headline": headline(found), **plain}


def headline(found: Stats) -> str:
    """Say in one sentence whether it stuck."""
    day = found.latest
    if day is None or not isinstance(day.recapped, Know):
        return NOT_YET
    return HEADLINE.format(
        at=SO_FAR if day.is_open else AT,
        day=day.day,
        share=percent(day.recapped.share),
        compared=compared(day) or f" ({_ci(day.recapped.interval)})",
    )


def percent(value: float) -> str:
    """Write a share.

    >>> percent(0.636)
    '64 %'
    """
    return f"{_written(value)} %"


def hundredths(value: float) -> int:
    """Give a share in hundredths; a half counts as a whole.

    >>> hundredths(0.625), hundredths(-0.18)
    (63, -18)
    """
    return math.floor(100 * value + 0.5)


def compared(day: Day) -> str:
    """Say how far recapped topics are above those that are not; nothing where that cannot be told.

    At the first check nothing was recapped yet, so what is apart then is chance.
    """
    gain = day.gain
    if isinstance(day.recapped, Know) and day.day == CHECKS[0]:
        return BEFORE.format(interval=_ci(day.recapped.interval))
    if not isinstance(gain, Gain):
        return ""
    interval = _ci(gain.interval) if gain.interval else UNBOUNDED
    points = hundredths(gain.points)
    if not points:
        return NO_DIFFERENCE.format(interval=interval)
    return COMPARED.format(points=many(abs(points), "point"), above=ABOVE if points > 0 else BELOW, interval=interval)


def _day(day: Day) -> str:
    name = BASELINE if day.day == CHECKS[0] else DAY.format(day=day.day)
    if isinstance(day.recapped, Untold):
        return DAY_UNTOLD.format(day=name, why=UNTOLD[day.recapped])
    known = day.recapped
    started = STARTED_ONE if known.not_started == 1 else STARTED
    return DAY_LINE.format(
        day=name,
        recapped=_known(known),
        held_out=_known(day.held_out),
        gain=_gain(day.gain),
        started=started.format(people=known.people, not_started=known.not_started),
        still_open=STILL_OPEN if day.is_open else "",
    )


def _known(known: Know | Untold) -> str:
    if isinstance(known, Untold):
        return UNTOLD[known]
    low, high = map(_written, known.interval)
    return KNOWN.format(share=percent(known.share), low=low, high=high)


def _gain(gain: Gain | Untold) -> str:
    if isinstance(gain, Untold) or gain.interval is None:
        return ""
    low, high = map(_written, gain.interval)
    return GAIN.format(points=many(hundredths(gain.points), "point").replace("-", MINUS), low=low, high=high)


def _week(week: Week) -> str:
    match week.counts:
        case Untold():
            return WEEK_UNTOLD.format(week=week.week, why=UNTOLD[week.counts])
        case Counts() as counts:
            return WEEK_LINE.format(
                week=week.week,
                sent=counts.sent,
                answered=counts.answered,
                right=counts.right,
                expired=counts.expired,
            )


def _beside(found: Stats) -> Iterator[str]:
    """Say what else tells how the directory is used and kept."""
    yield _opt_outs(found.opt_outs)
    yield _asks(found.asks)
    yield GAPS.format(open=found.gaps.open, assigned=found.gaps.assigned)
    yield _never(found.topics)
    yield CONFIRMED.format(confirmed=found.topics.confirmed, topics=many(found.topics.topics, "topic"))


def _opt_outs(found: OptOuts) -> str:
    people = "1 person" if found.stopped == 1 else f"{found.stopped} people"
    return OPT_OUTS.format(people=people, topics=many(found.topics, "topic"))


def _asks(found: Asks) -> str:
    named, helped = share(found.named, found.asked), share(found.helped, found.judged)
    return ASKED.format(
        asks=many(found.asked, "question"),
        named="" if named is None else NAMED.format(share=percent(named)),
        helped="" if helped is None else HELPED.format(share=percent(helped), judged=found.judged),
    )


def _never(found: Topics) -> str:
    titles = ", ".join(" ".join(title.split())[:LONGEST_TITLE] for title in found.titles)
    more = AND_MORE if found.never_asked > len(found.titles) else ""
    return NEVER.format(
        never=found.never_asked,
        topics=many(found.topics, "topic"),
        titles=TITLES.format(titles=titles + more) if titles else "",
    )


def _ci(interval: Interval) -> str:
    low, high = map(_written, interval)
    return CI.format(low=low, high=high)


def _written(value: float) -> str:
    """Write a share in hundredths, with a minus as it is printed."""
    return str(hundredths(value)).replace("-", MINUS)


def _plain(value: Any) -> Any:
    match value:
        case {"gain": Untold.NOBODY, **others}:
            return _plain(others | {"gain": None})
        case Untold.NOBODY:
            return NO_FIGURES
        case Untold():
            return {"untold": value.value}
        case Interval(low=low, high=high):
            return {"low": round(low, 2), "high": round(high, 2)}
        case dict():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case float():  # whole points, for from exact ones a small difference of two groups could be worked out
            return round(value, 2)
    return value
