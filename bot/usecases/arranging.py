"""The settings of the recaps: as they are, and as a form wants them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.core import cadence, holidays, zones
from bot.core.recaps import Audience
from bot.core.results import Standing, Who
from bot.core.schedule import BLACKOUTS, MONTHS, TIMES, WEEKDAYS, Named, Settings, Wanted
from bot.errors import UserMistake
from bot.usecases import planning
from models import Kickoff, Person, RecapMember, RecapPlan

NO_KICKOFF = "There is no kickoff yet. Upload its sheet first, with /sko upload; then its recaps can be planned."
CHANGED = "Somebody else has changed these settings since you opened them. Close this form and open it anew."
NO_DAY = "Choose the day on which the kickoff ended."
BEFORE_IT_BEGAN = "The kickoff began on {day:%-d %B %Y}."
CHOOSE = "Choose one of these."
NOT_A_DAY = "“{line}” is no day I understand. Write 2026-12-24, 24 Dec 2026, or 2026-12-24 to 2027-01-03, a line each."
TOO_MANY_DAYS = "These are {count} days; {most} are the most."
NO_ZONE = "“{name}” is no time zone I know."
SUCH_AS = " Did you mean {names}?"
FOR_EXAMPLE = " Write it like Europe/Berlin or America/New_York."
NOBODY = "Choose who takes part, or let everybody who works here."
NOT_KNOWN = "I do not know somebody you chose yet. Try again in a minute."
NO_COLLEAGUE = "{name} cannot take part: only colleagues can."
BOTH = "{name} is among “only these” too."
CURRENT = select(Kickoff).where(Kickoff.is_current.is_(True)).order_by(Kickoff.id.desc())
LONGEST_LINE = 60  # characters of a line that are repeated


class Wrong(UserMistake):
    """What was typed cannot be kept; `fields` has a sentence for each field of `Wanted` that has to be put right."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


def lock(session: Session) -> Kickoff:
    """Give the current kickoff, and keep others who plan its recaps waiting until this is done."""
    kickoff = session.scalars(CURRENT.with_for_update()).first()
    if kickoff is None:
        raise UserMistake(NO_KICKOFF)
    return kickoff


def settings(session: Session, *, asker: int | None = None) -> Settings:
    """Give the settings as they are; before anybody set any, the time zone is that of the person who asks."""
    kickoff = session.scalars(CURRENT).first()
    if kickoff is None:
        raise UserMistake(NO_KICKOFF)
    row = session.get(RecapPlan, kickoff.id)
    found = row or RecapPlan(
        kickoff_id=kickoff.id, changed_at=kickoff.created_at, time_zone=_zone_of(session, asker) or "UTC"
    )
    return Settings(
        kickoff_id=kickoff.id,
        kickoff=kickoff.name,
        last_day=kickoff.last_day,
        weekday=found.weekday,
        at=time(found.minute // 60, found.minute % 60),
        weeks=found.weeks,
        holidays=frozenset(map(date.fromisoformat, found.holidays)),
        blackout=found.blackout,
        fiscal_start=found.fiscal_start,
        time_zone=found.time_zone,
        audience=Audience(found.audience),
        named=_named(session, kickoff.id),
    )


def row(session: Session, kickoff: Kickoff, *, now: datetime) -> RecapPlan:
    """Give the row of a plan to change it, whose kickoff is locked; it is made with the first change."""
    found = session.get(RecapPlan, kickoff.id)
    if found is None:
        seed = planning.first_seed(kickoff.id, kickoff.created_at)
        found = RecapPlan(kickoff_id=kickoff.id, seed=seed, changed_at=now)
        session.add(found)
        session.flush()
    return found


def save(session: Session, wanted: Wanted, *, asker: int, by: str, now: datetime) -> None:
    """Keep the settings of a form, all or none of them; raise `Wrong` with a sentence for each field that cannot be."""
    kickoff = lock(session)
    if settings(session, asker=asker).mark != wanted.mark:
        raise UserMistake(CHANGED)
    only, never = (_people(session, ids) for ids in (wanted.only, wanted.never))
    days, zone = holidays.read(wanted.holidays), zones.read(wanted.time_zone)
    wrong = {
        "last_day": _day(wanted.last_day, began=kickoff.first_day),
        **_not_offered(wanted),
        "holidays": _no_days(days),
        "time_zone": "" if zone else _no_zone(wanted.time_zone),
        "only": _not_in(wanted, only),
        "never": _not_left_out(wanted, only, never),
    }
    if found := {field: text for field, text in wrong.items() if text}:
        raise Wrong(found)
    kickoff.last_day = date.fromisoformat(wanted.last_day)
    at, plan = time.fromisoformat(wanted.at), row(session, kickoff, now=now)
    plan.weekday, plan.minute, plan.weeks = int(wanted.weekday), at.hour * 60 + at.minute, int(wanted.weeks)
    plan.holidays = sorted(one.isoformat() for one in days.days)
    plan.blackout, plan.fiscal_start = int(wanted.blackout), int(wanted.fiscal_start)
    plan.time_zone, plan.audience = zone or "UTC", wanted.audience
    plan.changed_at, plan.changed_by = now, by
    _keep(session, kickoff.id, only, never)
    session.flush()


def _zone_of(session: Session, person_id: int | None) -> str | None:
    return session.scalar(select(Person.time_zone).where(Person.id == person_id)) if person_id else None


def _named(session: Session, kickoff_id: int) -> tuple[Named, ...]:
    found = session.execute(
        select(RecapMember.is_in, Person.id, Person.name, Person.slack_id, Person.standing)
        .join(Person, Person.id == RecapMember.person_id)
        .where(RecapMember.kickoff_id == kickoff_id)
        .order_by(Person.name, Person.id)
    )
    return tuple(
        Named(
            who=Who(person_id=one.id, name=one.name, slack_id=one.slack_id),
            is_in=one.is_in,
            standing=Standing(one.standing),
        )
        for one in found
    )


def _people(session: Session, slack_ids: Iterable[str]) -> list[Person]:
    """Give those who were chosen, as far as they are known."""
    return list(session.scalars(select(Person).where(Person.slack_id.in_(list(slack_ids))).order_by(Person.id)))


def _day(text: str, *, began: date | None) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return NO_DAY
    return BEFORE_IT_BEGAN.format(day=began) if began and day < began else ""


def _not_offered(wanted: Wanted) -> dict[str, str]:
    """Tell in which menus something was chosen that is not in them; a decent Slack sends no such thing."""
    offered: dict[str, Iterable[object]] = {
        "weekday": range(len(WEEKDAYS)),
        "at": (one.isoformat("minutes") for one in TIMES),
        "weeks": range(1, cadence.MOST_WEEKS + 1),
        "blackout": BLACKOUTS,
        "fiscal_start": range(1, MONTHS + 1),
        "audience": (one.value for one in Audience),
    }
    return {field: "" if getattr(wanted, field) in map(str, values) else CHOOSE for field, values in offered.items()}


def _no_days(found: holidays.Holidays) -> str:
    if found.wrong:
        line = found.wrong[0]
        return NOT_A_DAY.format(line=line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…")
    if len(found.days) > holidays.MOST_DAYS:
        return TOO_MANY_DAYS.format(count=len(found.days), most=holidays.MOST_DAYS)
    return ""


def _no_zone(text: str) -> str:
    closest = zones.closest(text)
    more = SUCH_AS.format(names=" or ".join(closest)) if closest else FOR_EXAMPLE
    return NO_ZONE.format(name=" ".join(text.split())[:LONGEST_LINE]) + more


def _not_in(wanted: Wanted, only: list[Person]) -> str:
    if len(only) < len(set(wanted.only)):
        return NOT_KNOWN
    if wanted.audience == Audience.CHOSEN.value and not only:
        return NOBODY
    outsider = next((one.name for one in only if one.standing != Standing.EMPLOYEE.value), "")
    return NO_COLLEAGUE.format(name=outsider) if outsider else ""


def _not_left_out(wanted: Wanted, only: list[Person], never: list[Person]) -> str:
    if len(never) < len(set(wanted.never)):
        return NOT_KNOWN
    twice = next((one.name for one in never if one in only), "")
    return BOTH.format(name=twice) if twice else ""


def _keep(session: Session, kickoff_id: int, only: list[Person], never: list[Person]) -> None:
    """Keep who was chosen in place of those the form showed; who has left was not shown, and stays.

    Whoever has left since the form was opened is among those chosen and stays as well.
    """
    shown = select(Person.id).where(Person.slack_id.is_not(None), Person.standing != Standing.LEFT.value)
    chosen = {one.id: is_in for people, is_in in ((only, True), (never, False)) for one in people}
    members = (RecapMember.person_id.in_(shown), RecapMember.person_id.in_(list(chosen)))
    before = (RecapMember.kickoff_id == kickoff_id, or_(*members))
    session.execute(delete(RecapMember).where(*before).execution_options(synchronize_session=False))
    session.add_all(RecapMember(kickoff_id=kickoff_id, person_id=one, is_in=is_in) for one, is_in in chosen.items())
