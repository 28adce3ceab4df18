"""The plan of the recaps for a terminal: its calendar, what became of messages, and what comes next to whom."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.ahead import Ahead, LookAhead
from bot.core.delivery import Report, Tally, Trouble
from bot.core.outbox import State
from bot.core.quiz import Form
from bot.core.recapped import NextRecap, Open, Typed
from bot.core.recaps import PlanState
from bot.core.schedule import PlanPage
from bot.views import plan_words, recaps
from bot.views.terminal import printable

TITLE = "Recaps of {kickoff}. {state}"
WEEK = "  {when:<20} {what}"
NO_KICKOFF = "There is no kickoff yet, so nothing was sent."
NOTHING_SENT = "Nothing was sent yet."
STATUS = "{week}  {tally}"
ALL = "in all"
REASON = "          {count} {state}: {reason}"
STATES = {
    State.CANCELLED: "skipped",
    State.EXPIRED: "too late",
    State.UNSURE: "unsure",
    State.FAILED: "refused",
    State.PENDING: "waiting",
    State.SENDING: "waiting",
}
TROUBLES = "Not reached, or nobody can tell:"
TROUBLE = "  {week}  {name}: {state}, {reason}"

NEXT = "What {name} gets next: {kind}, on {at} ({zone})."
NOTHING_NEXT = "{name} gets nothing: {why}."
OFFERED = "  [{text}]"
STATEMENT = "  “{text}”"
KINDS = {"recap": "a recap", "check": "a check"}

NO_PLAN = "Nothing would be sent: there is no kickoff whose last day is known. /sko recaps in Slack is where it is set."
AS_IF = {
    PlanState.DRAFT: "The recaps are not started, and until then nothing is sent. As if they were:",
    PlanState.PAUSED: "The recaps are paused, and until they go on nothing is sent. As if they did:",
}
NOTHING_DUE = "Nothing would be sent on {at}."
WOULD = "{at}  {zone}  {name}  {kind}: {what}"
ASK = "{title} ({form})"
NOT_SENT, NOT_BEFORE = "not sent, {why}", "not before {until}, {why}"
MOMENT = "%a %-d %b %Y %H:%M"


def calendar(page: PlanPage) -> str:
    """Write the plan and its calendar."""
    lines = [
        TITLE.format(kickoff=page.settings.kickoff, state=plan_words.state(page)),
        *plan_words.settings(page, shown=str),
    ]
    weeks = (plan_words.week(one, page) for one in page.weeks)
    return _joined([*lines, *(WEEK.format(when=when, what=what) for when, what in weeks)])


def status(report: Report) -> str:
    """Write what became of messages, a week a line, and whom they did not reach."""
    if not report.kickoff:
        return NO_KICKOFF
    if not report.weeks:
        return NOTHING_SENT
    lines = [line for one in report.weeks for line in _counted(one.week, one.tally)]
    if len(report.weeks) > 1:
        lines += [STATUS.format(week=f"{ALL:<8}", tally=plan_words.tally(report.total))]
    if report.troubles:
        lines += [TROUBLES, *map(_trouble, report.troubles)]
    return _joined(lines)


def as_json(report: Report) -> dict[str, Any]:
    """Give what became of messages as plain data."""
    return {
        "kickoff": report.kickoff,
        "total": _plain(report.total),
        "weeks": [{"week": one.week, **_plain(one.tally)} for one in report.weeks],
        "troubles": [
            {"week": one.week, "name": one.who.name, "state": one.state.value, "reason": one.reason}
            for one in report.troubles
        ],
    }


def preview(found: NextRecap) -> str:
    """Write what comes next to somebody."""
    if found.said is None or found.at is None or found.kind is None:
        return printable(NOTHING_NEXT.format(name=found.who.name, why=plan_words.why(found)))
    at = _local(found.at, found.time_zone)
    head = NEXT.format(name=found.who.name, kind=KINDS[found.kind.value], at=at, zone=found.time_zone)
    asked = (part for part in found.said.parts if isinstance(part, Open | Typed))
    return _joined([head, *(line for part in asked for line in _part(part))])


def ahead(found: LookAhead) -> str:
    """Write who would get what."""
    if found.state is None:
        return NO_PLAN
    lines = [AS_IF[found.state]] if found.state in AS_IF else []
    lines += [_would(one, at=found.at) for one in found.messages]
    return _joined(lines if found.messages else [*lines, NOTHING_DUE.format(at=_local(found.at, "UTC") + " UTC")])


def _counted(week: str, tally: Tally) -> Iterator[str]:
    yield STATUS.format(week=week, tally=plan_words.tally(tally))
    for state, reason, count in tally.reasons:
        yield REASON.format(count=count, state=STATES.get(state, state.value), reason=reason)


def _trouble(one: Trouble) -> str:
    state = STATES.get(one.state, one.state.value)
    return TROUBLE.format(week=one.week, name=one.who.name, state=state, reason=one.reason)


def _plain(tally: Tally) -> dict[str, Any]:
    reasons = [{"state": state.value, "reason": why, "count": count} for state, why, count in tally.reasons]
    return asdict(tally) | {"reasons": reasons}


def _part(part: Open | Typed) -> Iterator[str]:
    """Write a question as it is asked, with what can be answered."""
    form = part.form if isinstance(part, Open) else Form.WHO
    yield recaps.QUESTIONS[form].format(topic=part.title).replace("*", "")
    if isinstance(part, Open):
        yield from [STATEMENT.format(text=part.statement)] if part.statement else []
        yield from (OFFERED.format(text=text) for text in part.offered)


def _would(one: Ahead, *, at: datetime) -> str:
    if one.until and one.why:
        what = NOT_BEFORE.format(until=_local(one.until, one.time_zone), why=one.why.value)
    elif one.why:
        what = NOT_SENT.format(why=one.why.value)
    else:
        what = ", ".join(ASK.format(title=title, form=form) for title, form in one.asks)
    return WOULD.format(
        at=_local(at, one.time_zone), zone=one.time_zone, name=one.who.name, kind=one.kind.value, what=what
    )


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime(MOMENT)


def _joined(lines: list[str]) -> str:
    return "\n".join(printable(" ".join(line.split("\n"))) for line in lines)
