"""Somebody whom an organizer names: by a mention, an address or a name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.core.text import folded
from bot.errors import UserMistake
from bot.usecases import admitting
from models import Person, table_of

PERSON = table_of(Person).c
NOT_KNOWN_YET = "I do not know them yet. Try again in a minute."
WHO = "Say whose: mention somebody, or type their e-mail address or full name."
NOBODY = "I know nobody called “{name}”. Mention them, or type their e-mail address."
NO_ADDRESS = "I know nobody whose e-mail address is {name}. I learn overnight who is new in Slack."
SEVERAL = "There are {n} people called “{name}”. Mention the one you mean, or type their e-mail address."
LONGEST = 100  # characters of a name that are repeated


def person(session: Session, name: str, *, slack_id: str = "") -> int:
    """Give the id of somebody who was mentioned, else of the one who has this address or is called so."""
    if slack_id:
        known = admitting.known(session, slack_id)
        if known is None:
            raise UserMistake(NOT_KNOWN_YET)
        return known.person_id
    wanted = name.strip().removeprefix("@")
    if not wanted:
        raise UserMistake(WHO)
    if known := admitting.by_email(session, wanted):
        return known.person_id
    rows = session.execute(select(PERSON.id, PERSON.name).where(PERSON.standing != "left"))
    found = [row.id for row in rows if folded(row.name) == folded(wanted)]
    if len(found) != 1:
        nobody = NO_ADDRESS if "@" in wanted else NOBODY
        raise UserMistake((SEVERAL if found else nobody).format(name=wanted[:LONGEST], n=len(found)))
    return int(found[0])
