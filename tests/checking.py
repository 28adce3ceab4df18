"""A kickoff that is recapped, and people who were asked: rows as the worker and the buttons leave them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Kickoff, Outgoing, Person, Recap, RecapPlan, Topic

LAST_DAY = date(2027, 1, 14)
WEEKS = {2: "2027-W03", 30: "2027-W07", 60: "2027-W11", 90: "2027-W15"}  # of the checks of a kickoff that ended then
ARMS = ("recapped", "recapped", "held out", "held out")
NOBODY = (None, None, None, None)


def started(session: Session, *, last_day: date = LAST_DAY) -> Kickoff:
    """Start the recaps of the current kickoff, or of a new one."""
    kickoff = session.scalars(select(Kickoff).where(Kickoff.is_current.is_(True))).first()
    at = datetime.combine(last_day, datetime.min.time(), UTC)
    if kickoff is None:
        kickoff = Kickoff(name="Kickoff 2027", created_at=at)
        session.add(kickoff)
    kickoff.last_day = last_day
    session.flush()
    session.add(RecapPlan(kickoff_id=kickoff.id, state="started", started_at=at, changed_at=at, seed="x"))
    session.flush()
    return kickoff


def day_of(day: int) -> datetime:
    """Give when a check is sent here."""
    return datetime.fromisoformat(f"{WEEKS[day]}-2T09:30:00+00:00")


def people(session: Session, count: int) -> list[Person]:
    """Let so many people work here."""
    first = len(session.scalars(select(Person.id)).all())
    found = [
        Person(name=f"Rep {number}", email=f"rep{number}@example.com", slack_id=f"UREP{number:05}")
        for number in range(first, first + count)
    ]
    session.add_all(found)
    session.flush()
    return found


def topics(session: Session, kickoff: Kickoff, count: int) -> list[Topic]:
    """Give so many topics of a kickoff, made up where it has fewer."""
    found = list(session.scalars(select(Topic).where(Topic.kickoff_id == kickoff.id).order_by(Topic.id)))
    made = [
        Topic(kickoff_id=kickoff.id, key=f"topic-{number}", title=f"Topic {number}", position=number)
        for number in range(len(found), count)
    ]
    session.add_all(made)
    session.flush()
    return [*found, *made][:count]


def checked(
    session: Session,
    person: Person,
    day: int,
    answers: Sequence[bool | None],
    *,
    arms: Sequence[str] = ARMS,
    late: timedelta = timedelta(minutes=3),
    week: str = "",
    sent: bool = True,
) -> Outgoing:
    """Ask somebody at a check, and answer: right, wrong or not at all, two recapped topics and then two held out."""
    return asked(
        session, person, week or WEEKS[day], answers, arms=arms, late=late, kind="check", forms=["pick"] * 4, sent=sent
    )


def asked(
    session: Session,
    person: Person,
    week: str,
    answers: Sequence[bool | None],
    *,
    arms: Sequence[str | None] = NOBODY,
    late: timedelta = timedelta(minutes=3),
    kind: str = "recap",
    forms: Sequence[str] = ("who", "where", "truth"),
    sent: bool = True,
) -> Outgoing:
    """Send somebody the recap of a week, and answer some of its questions."""
    kickoff = session.scalars(select(Kickoff).where(Kickoff.is_current.is_(True))).one()
    at = datetime.fromisoformat(f"{week}-2T09:30:00+00:00")
    message = Outgoing(
        purpose=f"recap:{kickoff.id}:{week}",
        kind=kind,
        person_id=person.id,
        state="sent" if sent else "pending",
        due_at=at,
        expires_at=at + timedelta(days=3),
        ready_at=at,
        sent_at=at if sent else None,
    )
    session.add(message)
    session.flush()
    found = topics(session, kickoff, len(answers))
    for place, (answer, form, arm) in enumerate(zip(answers, forms, arms, strict=False)):
        session.add(
            Recap(
                message_id=message.id,
                place=place,
                person_id=person.id,
                topic_id=found[place].id,
                form=form,
                arm=arm,
                asked_at=at if sent else None,
                answered_at=None if answer is None else at + late,
                is_right=answer,
            )
        )
    session.flush()
    return message
